"""Pairs of names of our own: one actor, or two that look alike (`alias_pairs.csv`, written before the code)."""

import csv
from pathlib import Path

import pytest

from docmine.actors.same import same_actor

PAIRS = Path(__file__).parent / "alias_pairs.csv"


def pairs(same):
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["same"] == same]


def test_there_are_four_hundred_pairs_half_of_them_different():
    assert (len(pairs("yes")), len(pairs("no"))) == (200, 200)


def test_pairs_of_names_are_told_apart():
    joined = [row for row in pairs("yes") if same_actor(row["a"], row["b"], row["country"])]
    wrongly = [row for row in pairs("no") if same_actor(row["a"], row["b"], row["country"])]
    precision, recall = len(joined) / (len(joined) + len(wrongly)), len(joined) / 200
    assert 2 * precision * recall / (precision + recall) >= 0.95


@pytest.mark.parametrize(
    ("one", "other", "country", "same"),
    [
        ("Hei'at Tahrir al-Sham", "HTS", "SYR", True),
        ("SNA", "Syrian National Army", "SYR", True),
        ("SNA", "Somali National Army", "SYR", False),
        ("FARC", "FARC dissidents", "COL", False),
        ("General Qasem Soleimani", "Qassem Suleimani", "IRN", True),
    ],
)
def test_same_actor(one, other, country, same):
    assert same_actor(one, other, country) is same
