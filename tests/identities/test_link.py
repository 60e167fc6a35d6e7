"""Actors that documents name differently, and that are one all the same."""

from __future__ import annotations

from itertools import permutations

import pytest

from docmine.identities.link import Named, one_each


def named(name, *aliases, kind="rebel", country="", origin="text"):
    return Named(f"a_{name}", name, frozenset(aliases), kind, country, origin)


def test_transliterations_of_an_unlisted_name_are_one():
    one, other = named("Katibat Usud al-Jabal"), named("Katiba Usoud al-Jabal")
    assert one_each([other, one]) == {other.actor_id: one.actor_id} or one_each([other, one]) == {
        one.actor_id: other.actor_id
    }


def test_an_abbreviation_that_one_document_explains_is_that_name_in_others():
    full, short = named("Kessen Liberation Front", "KLF"), named("KLF", kind="organisation")
    assert one_each([short, full]) == {short.actor_id: full.actor_id}


def test_an_abbreviation_of_a_listed_actor():
    full, short = named("Kessen Liberation Front", "KLF", origin="list"), named("KLF")
    assert one_each([short, full]) == {short.actor_id: full.actor_id}


@pytest.mark.parametrize(
    "actors",
    [
        # two names are said to have the abbreviation
        [named("Kessen Liberation Front", "KLF"), named("Kolbrand Labour Force", "KLF"), named("KLF")],
        # of another country
        [named("Kessen Liberation Front", "KLF", country="SYR"), named("KLF", country="MLI")],
        [named("Katibat Usud al-Jabal", country="SYR"), named("Katiba Usoud al-Jabal", country="MLI")],
        # same consonants, other people
        [named("Karim Hassan", kind="person"), named("Karim Hussein", kind="person")],
        # a surname
        [named("Karim Odeh", "Odeh", kind="person"), named("Odeh", kind="person")],
        # common nouns
        [named("Syrian rebels", origin="class"), named("Syrian rebel", origin="class")],
        # listed actors are what the lists say
        [named("Ansar al-Islam", origin="list"), named("Ansar ul-Islam", origin="list")],
    ],
)
def test_nothing_is_guessed(actors):
    assert one_each(actors) == {}


def test_the_order_of_documents_does_not_matter():
    actors = [
        named("Kessen Liberation Front", "KLF"),
        named("Kesen Liberation Front"),
        named("Kessen Liberration Front", "Front"),
        named("KLF"),
    ]
    found = [one_each(order) for order in permutations(actors)]
    assert all(one == found[0] for one in found)
    assert set(found[0].values()) == {"a_Kesen Liberation Front"}
    assert len(found[0]) == 3
