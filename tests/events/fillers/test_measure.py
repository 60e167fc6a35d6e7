"""Scores of role fillers, worked out by hand."""

import pytest

from docmine.events.fillers.lessons import Lesson
from docmine.events.fillers.measure import Mistake, Score, mistakes, score

ROLES = ("perpetrator", "organisation", "object", "victim", "weapon")


def lesson(**entities):
    return Lesson("a", "", None, {role: tuple(map(frozenset, entities.get(role, ()))) for role in ROLES})


def test_two_names_of_one_entity_count_once():
    told = lesson(perpetrator=[{"gunmen", "armed men"}], victim=[{"ana"}, {"ben"}])
    scores = score([told], [{"perpetrator": ["gunmen", "armed men"], "victim": ["ana"]}])
    assert scores["perpetrator"] == Score(right=1, found=2, expected=1)
    assert scores["victim"] == Score(right=1, found=1, expected=2)
    assert scores["micro"] == Score(right=2, found=3, expected=3)
    assert scores["micro"].f1 == pytest.approx(2 / 3)


def test_a_shared_name_goes_where_it_is_needed():
    told = lesson(object=[{"bus", "car"}, {"bus"}])
    assert score([told], [{"object": ["bus", "car"]}])["object"].right == 2


def test_a_filler_where_nothing_happens_costs_precision():
    figures = score([lesson()], [{"weapon": ["bomb"]}])["micro"]
    assert (figures.precision, figures.recall, figures.f1) == (0.0, 0.0, 0.0)


def test_the_errors_to_read():
    told = lesson(weapon=[{"bomb", "car bomb"}])
    assert mistakes(told, {"weapon": ["rifle"]}) == [
        Mistake("a", "weapon", "rifle", missed=False),
        Mistake("a", "weapon", "bomb / car bomb", missed=True),
    ]
    assert mistakes(told, {"weapon": ["car bomb"]}) == []
