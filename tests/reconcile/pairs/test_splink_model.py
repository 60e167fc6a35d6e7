"""Splink as the judge of docmine's candidates."""

import csv
import math
import sys

import pytest

from docmine.errors import CuratedError, ModelError
from docmine.reconcile.pairs.engine import Sources, reconcile


def test_it_is_said_when_it_is_not_installed(tables, year, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(ModelError, match=r"Splink is not installed.*docmine\[splink\]"):
        reconcile(Sources(*tables(year[0][:1], year[1][:1])), tmp_path / "linked", engine="splink")
    assert not (tmp_path / "linked").exists()


def test_its_weights_add_up_to_the_score(tables, year, tmp_path):
    pytest.importorskip("splink")
    reconcile(Sources(*tables(year[0][::2], year[1])), tmp_path / "linked", engine="splink")
    links, features = (
        list(csv.DictReader((tmp_path / "linked" / f"{name}.csv").open(encoding="utf-8")))
        for name in ("links", "link_features")
    )
    assert {row["model_version"] for row in links} == {"splink"}
    assert [row["curated_id"] for row in links if row["place_in_list"] == "1"] == [f"B{n}" for n in range(0, 120, 2)]
    total = sum(float(row["contribution"]) for row in features if row["event_id"] == "A0" and row["curated_id"] == "B0")
    score = next(float(row["score"]) for row in links if row["event_id"] == "A0")
    assert 1 / (1 + math.exp(-total)) == pytest.approx(score, abs=0.001)


def test_too_little_to_learn_from_is_said(tables, year, tmp_path):
    pytest.importorskip("splink")
    with pytest.raises(CuratedError, match="Splink cannot learn from these tables"):
        reconcile(Sources(*tables(year[0][:1], year[1][40:41])), tmp_path / "linked", engine="splink")
