"""Events of several documents that are one."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest

from docmine.incidents.account import Account, Place
from docmine.incidents.join import numbered
from docmine.incidents.party import Party

OSTRA = Place("Ostra", 1, "PPL", "MLI", "Gao")
GAO = Place("Gao", 2, "ADM1", "MLI", "Gao")
KIDAL = Place("Kidal", 3, "PPL", "MLI", "Kidal")
TESSA = Place("Tessa", 5, "PPL", "MLI", "Gao")
MALI = Place("Mali", 4, "PCLI", "MLI", "")
FRIDAY = date(2021, 3, 5)
DOCUMENTS = itertools.count()


def account(**cells):
    """An airstrike of the army on farmers in Ostra on a Friday, in a document of its own, but for these cells."""
    number = next(DOCUMENTS)
    one = Account(
        event_id=f"e_{number}",
        doc_id=f"d_{number}",
        event_type="ASSAULT",
        mode="airstrike",
        happened=True,
        sources=frozenset({"army"}),
        targets=frozenset({"farmers"}),
        persons=frozenset(),
        place=OSTRA,
        earliest=FRIDAY,
        latest=FRIDAY,
        numbers=(12, None, None, None, None),
    )
    return replace(one, **cells)


def sizes(*accounts):
    incidents = [row["incident_id"] for row in numbered(accounts)]
    return [incidents.count(one) for one in dict.fromkeys(incidents)]


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"mode": "attack"},
        {"place": GAO},  # the region in which the town lies
        {"earliest": FRIDAY - timedelta(days=5), "latest": FRIDAY},
        {"numbers": (30,) + (None,) * 4},  # documents may give other numbers
        {"sources": frozenset({"rebels"})},  # or name other doers, where the victims and their number are the same
        {"targets": frozenset()},
        {"happened": False},
    ],
    ids=str,
)
def test_one_event(other):
    assert sizes(account(), account(**other)) == [2]


@pytest.mark.parametrize(
    "other",
    [
        {"mode": "abduct"},
        {"event_type": "PROTEST"},
        {"place": KIDAL},
        {"place": TESSA},  # another town of the region
        {"place": MALI},  # says too little
        {"place": None},
        {"earliest": FRIDAY + timedelta(days=1), "latest": FRIDAY + timedelta(days=1)},
        {"earliest": FRIDAY.replace(day=1), "latest": FRIDAY.replace(day=31)},  # says too little
        {"earliest": None, "latest": None},
        {"sources": frozenset({"rebels"}), "numbers": (3,) + (None,) * 4},
        {"targets": frozenset({"soldiers"}), "numbers": (3,) + (None,) * 4},
        {"sources": frozenset(), "targets": frozenset(), "numbers": (None,) * 5},
    ],
    ids=str,
)
def test_two_events(other):
    assert sizes(account(), account(**other)) == [1, 1]


KNOWN = {
    "rebels": Party("rebel", "", True),
    "troops": Party("military", "", True),
    "farmers": Party("civilian", "", True),
    "front": Party("rebel", "MLI", False),
    "army": Party("military", "MLI", False),
    "mali": Party("state", "MLI", False),
    "niger": Party("state", "NER", False),
}


def known(**cells):
    """An account that knows its actors; `sources` and `targets` are names in one string."""
    sides = {side: frozenset(cells.pop(side).split()) for side in ("sources", "targets") if side in cells}
    return account(known=KNOWN, **sides, **cells)


FIGHT = {"mode": "clash", "numbers": (3,) + (None,) * 4}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        # a state and its army are one; two states are not
        ({}, {"sources": "mali", "numbers": (30,) + (None,) * 4}, True),
        ({}, {"sources": "niger", "numbers": (30,) + (None,) * 4}, False),
        # the army may be the troops, but that farmers are hit on both sides says too little, but for their number
        ({}, {"sources": "troops", "numbers": (30,) + (None,) * 4}, False),
        ({}, {"sources": "troops"}, True),
        ({"targets": "front"}, {"sources": "troops", "targets": "front", "numbers": (30,) + (None,) * 4}, True),
        # a clash has no direction, and people at large are no side of it
        (
            {**FIGHT, "sources": "army", "targets": "front"},
            {**FIGHT, "sources": "rebels", "targets": "troops", "numbers": (8,) + (None,) * 4},
            True,
        ),
        ({**FIGHT, "sources": "army"}, {**FIGHT, "sources": "niger", "targets": ""}, False),
        # fighting in a town on a day is one battle, but for a capital
        ({**FIGHT, "sources": "front", "targets": ""}, {**FIGHT, "sources": "", "numbers": (20,) + (None,) * 4}, True),
        (
            {**FIGHT, "sources": "front", "targets": "", "place": replace(OSTRA, feature_code="PPLC")},
            {**FIGHT, "sources": "", "numbers": (20,) + (None,) * 4, "place": replace(OSTRA, feature_code="PPLC")},
            False,
        ),
        # a bomb and a shooting are two, unless somebody known by name did both
        ({"mode": "kill", "means": "gun", "sources": ""}, {"mode": "kill", "means": "blast", "sources": ""}, False),
        ({"mode": "kill", "means": "gun", "sources": ""}, {"mode": "kill", "sources": ""}, True),
        ({"mode": "kill", "means": "gun"}, {"mode": "kill", "means": "blast"}, True),
    ],
    ids=str,
)
def test_who_may_be_who(one, other, together):
    assert sizes(known(**one), known(**other)) == ([2] if together else [1, 1])


def test_events_of_one_document_stay_as_it_tells_them():
    first = account()
    assert sizes(first, account(doc_id=first.doc_id)) == [1, 1]


def test_the_death_of_a_person_is_one_wherever_it_is_told():
    death = {"mode": "kill", "targets": frozenset({"marek"}), "persons": frozenset({"marek"})}
    nowhere = {**death, "place": None, "earliest": None, "latest": None}
    assert sizes(account(**death), account(**nowhere)) == [2]
    assert sizes(account(**death), account(**{**nowhere, "mode": "wound"})) == [1, 1]


def test_the_fall_of_a_town_needs_no_actors():
    fall = {"event_type": "COERCE", "mode": "capture", "targets": frozenset(), "numbers": (None,) * 5}
    assert sizes(account(**fall), account(**fall, sources=frozenset())) == [2]


def test_what_nobody_says_happened_is_no_incident():
    assert sizes(account(happened=False)) == []


def test_days_of_one_incident_meet_all_together():
    weeks = [(1, 5), (5, 8), (8, 10)]
    told = [account(earliest=FRIDAY.replace(day=first), latest=FRIDAY.replace(day=last)) for first, last in weeks]
    assert sizes(*told) == [2, 1]


def test_an_incident_is_called_after_its_first_event():
    first, second = account(), account()
    alone = [row["incident_id"] for row in numbered([first])]
    assert [row["incident_id"] for row in numbered([first, second])] == alone * 2
    assert [(row["n"], row["method"]) for row in numbered([first, second])] == [
        (0, "one report"),
        (1, "same place and day"),
    ]


def test_many_reports_of_one_town_stay_linear(monkeypatch):
    from docmine.incidents import join

    asked = 0

    def contrary(one, other):
        nonlocal asked
        asked += 1
        return one.sources != other.sources

    monkeypatch.setattr(join, "is_contrary", contrary)
    assert sum(sizes(*(account(sources=frozenset({str(n)})) for n in range(2000)))) == 2000
    assert asked <= 2000 * join._GROUPS * join.HEADS
