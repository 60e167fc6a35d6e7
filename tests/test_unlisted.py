"""Which listed actor an unlisted one is likeliest to be."""

from __future__ import annotations

import pytest

from docmine.actors.table import Actor, Table
from docmine.unlisted import _Book


@pytest.fixture(scope="module")
def book():
    table = Table()
    for actor in (
        Actor("klf", "Kessen Liberation Front", ("KLF",), "rebel", "SYR"),
        Actor("klf_mli", "Kesson Liberation Front", (), "rebel", "MLI"),
        Actor("odeh", "Karim Odeh", (), "person", "SYR"),
    ):
        table.add(actor)
    return _Book(table)


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (("Kessen Liberation Fronts", (), "rebel", None), "klf"),
        (("Kessan Liberation Front", (), "rebel", "MLI"), "klf_mli"),
        (("Front of Kolbrand", ("KLF",), "rebel", None), "klf"),
        (("KLA", (), "rebel", None), None),
        (("Kareem Odeh", (), "person", None), "odeh"),
        (("Kareem Odeh", (), "organisation", None), None),
    ],
)
def test_the_likeliest_has_the_most_similar_name(book, actor, expected):
    found = book.likeliest(*actor)
    assert (found and found.key) == expected
