"""Types of event, text by text."""

import pytest

from docmine.errors import ResourceError
from docmine.events.fillers.lessons import Lesson
from docmine.events.fillers.measure import Score
from docmine.events.fillers.typed import TypeMistake, check, judge, told
from docmine.events.kinds import kinds

KINDS = kinds([("ASSAULT", "abduct"), ("ASSAULT", "bombing"), ("CONSULT", "meet")])


def lesson(name, *types):
    return Lesson(name, "", None, {}, frozenset(types))


def test_sets_of_types_are_compared_text_by_text():
    texts = [lesson("a", "KIDNAPPING"), lesson("b", "BOMBING"), lesson("c"), Lesson("d", "", None, {})]
    found = [
        {("ASSAULT", "abduct"): ["seize", "kidnap"], ("CONSULT", "meet"): ["meet"]},
        {},
        {("ASSAULT", "abduct"): ["abduct"]},
        {("ASSAULT", "bombing"): ["bomb"]},
    ]
    typed = judge(texts, found, KINDS)
    assert typed.texts == 3
    expected = {"BOMBING": Score(0, 0, 1), "KIDNAPPING": Score(1, 2, 1), "micro": Score(1, 2, 2)}
    assert typed.scores == expected
    assert typed.mistakes == [
        TypeMistake("b", "BOMBING", "", missed=True),
        TypeMistake("c", "KIDNAPPING", "abduct", missed=False),
    ]


def test_only_what_is_told_as_fact_counts():
    events = [
        {"event_type": "ASSAULT", "mode": "abduct", "status": status, "trigger": trigger}
        for status, trigger in (("denied", "seize"), ("factual", "abduct"))
    ]
    assert told(events) == {("ASSAULT", "abduct"): ["abduct"]}


def test_an_unknown_type_is_named_with_its_text():
    with pytest.raises(ResourceError, match="no such type of event: PICNIC") as caught:
        check([lesson("a", "ASSAULT"), lesson("b", "PICNIC")], KINDS)
    assert caught.value.where == "b"
