"""Rows are found by their names, spelled, heard, mistyped and begun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.actors.names import bones, fold
from docmine.service.index import NameIndex

ROWS = [("Kessen Liberation Front", "KLF"), ("Harakat al-Sabr",), ("Liberation Army of Tamora", "KLF"), ("Kessen",)]
INDEX = NameIndex(ROWS, fold, bones)


@pytest.mark.parametrize(
    ("text", "rows"),
    [("the Kessen Liberation Front", [0]), ("klf", [0, 2]), ("K.L.F.", [0, 2]), ("Kesen", []), ("", [])],
)
def test_exact(text, rows):
    assert INDEX.exact(text) == rows


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Front Liberation Kessen", 0),
        ("Kessen Liberaton Front", 0),
        ("Harakah as-Sabr", 1),
        ("Tamora Liberation Army", 2),
    ],
)
def test_find(text, first):
    assert INDEX.find(text)[0] == first


def test_nothing_is_like_nothing():
    assert INDEX.find("") == []
    assert INDEX.find("?!") == []
    assert NameIndex([], fold, bones).find("Kessen") == []
    assert NameIndex([], fold, bones).starting("K", 5) == []


@pytest.mark.parametrize(
    ("prefix", "rows"),
    [("Kess", [3, 0]), ("liber", [2, 0]), ("kessen lib", [0]), ("sabr", [1]), ("zz", []), (" ", [])],
)
def test_starting(prefix, rows):
    assert INDEX.starting(prefix, 5) == rows


def test_no_more_than_asked_for():
    assert INDEX.starting("k", 1) == [0]  # "klf" is the shortest name


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=3), max_size=8), st.data())
def test_every_name_finds_its_row(rows, data):
    index = NameIndex(rows, fold, bones)
    named = [(number, name) for number, names in enumerate(rows) for name in names if fold(name)]
    if named:
        number, name = data.draw(st.sampled_from(named))
        assert number in index.exact(name)
        assert number in index.find(name)
        assert number in index.starting(name, len(rows))
