"""Splink as the judge of docmine's candidates."""

import csv
import math
import sys
from datetime import date, timedelta

import pytest

from docmine.errors import CuratedError, ModelError
from docmine.reconcile.pairs.engine import Sources, reconcile

TOWNS = (("Ansongo", "15.66,0.50"), ("Gossi", "15.82,-1.30"), ("Hombori", "15.28,-1.69"), ("Bourem", "16.95,-0.35"))
SIDES = (("SLF", "Soldiers"), ("Gunmen", "Villagers"), ("Army", "Azgar Brigades"))


def told(number):
    """Events of a year, every third day, by turns in four towns and between three pairs of sides."""
    day = date(2021, 1, 1) + timedelta(days=3 * number)
    (town, point), (one, other) = TOWNS[number % 4], SIDES[number % 3]
    return day, f"{one},{other},ML,Gao,{town},{point}", number % 7 + 1


def extracted(number):
    day, middle, killed = told(number)
    return f"A{number},{day},{day},Armed clash,{middle},{killed},{killed}"


def curated(number):
    day, middle, killed = told(number)
    return f"B{number},{day},{day},Battles,Armed clash,{middle},1,{killed},{killed},{killed}"


def test_it_is_said_when_it_is_not_installed(tables, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(ModelError, match=r"Splink is not installed.*docmine\[splink\]"):
        reconcile(Sources(*tables([extracted(0)], [curated(0)])), tmp_path / "linked", engine="splink")
    assert not (tmp_path / "linked").exists()


def test_its_weights_add_up_to_the_score(tables, tmp_path):
    pytest.importorskip("splink")
    paths = tables([extracted(n) for n in range(0, 120, 2)], [curated(n) for n in range(120)])
    reconcile(Sources(*paths), tmp_path / "linked", engine="splink")
    links, features = (
        list(csv.DictReader((tmp_path / "linked" / f"{name}.csv").open(encoding="utf-8")))
        for name in ("links", "link_features")
    )
    assert {row["model_version"] for row in links} == {"splink"}
    assert [row["curated_id"] for row in links if row["place_in_list"] == "1"] == [f"B{n}" for n in range(0, 120, 2)]
    total = sum(float(row["contribution"]) for row in features if row["event_id"] == "A0" and row["curated_id"] == "B0")
    score = next(float(row["score"]) for row in links if row["event_id"] == "A0")
    assert 1 / (1 + math.exp(-total)) == pytest.approx(score, abs=0.001)


def test_too_little_to_learn_from_is_said(tables, tmp_path):
    pytest.importorskip("splink")
    with pytest.raises(CuratedError, match="Splink cannot learn from these tables"):
        reconcile(Sources(*tables([extracted(0)], [curated(40)])), tmp_path / "linked", engine="splink")
