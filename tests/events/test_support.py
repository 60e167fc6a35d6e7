"""The score of an event: the probability that no cell of it is wrong."""

import math

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from docmine.events import support

WORDS = ["Rebels", "attacked", "Ostra", "on", "Monday", "after", "soldiers", "shelled", "them", "."]
HEADS = [1, 1, 1, 4, 1, 7, 7, 1, 7, 1]
DEPS = ["nsubj", "ROOT", "obj", "case", "obl", "mark", "nsubj", "advcl", "obj", "punct"]


@pytest.fixture(scope="module")
def doc():
    return Doc(create_vocab("en", English.Defaults), words=WORDS, heads=HEADS, deps=DEPS)


def event(doc, word=1, **cells):
    start = doc[word].idx
    plain = {
        "start": start,
        "end": start + len(doc[word]),
        "sentence_start": 0,
        "sentence_end": doc[-1].idx + 1,
        "event_type": "CONSULT",
        "status": "factual",
        "sources": [],
        "targets": [],
        "place": None,
        "place_reason": "no place in the clause or sentence",
        "date": None,
        "date_reason": "no date in the clause or sentence",
        "weight": 0.7,
    }
    return {**plain, **cells}


def test_what_speaks_for_and_against_an_event(doc):
    found = support.evidence(doc, event(doc, event_type="ASSAULT", sources=[(0, 6, "a_1")], killed={"low": 2}))
    assert found.pop("length") == pytest.approx(math.log(9 / 25))  # nine words and a full stop
    assert {name for name, value in found.items() if value} == {"violent", "source", "counts"}


def test_a_trigger_below_a_clause_of_circumstance_is_nested(doc):
    assert support.evidence(doc, event(doc, word=7))["nested"] == 1
    assert support.evidence(doc, event(doc, word=1))["nested"] == 0


def test_a_place_from_outside_the_clause_is_told_apart(doc):
    spot = {"place": (16, 21)}
    assert support.evidence(doc, event(doc, **spot, place_reason="in the clause"))["place"] == 1
    elsewhere = support.evidence(doc, event(doc, **spot, place_reason="same sentence"))
    assert (elsewhere["place"], elsewhere["place_elsewhere"]) == (0, 1)


def test_each_piece_of_evidence_has_a_weight(doc):
    assert set(support.evidence(doc, event(doc))) | {"always"} == set(support._weights())


def test_the_chance_is_the_logistic_function_of_the_weighed_evidence(doc, monkeypatch):
    names = support.evidence(doc, event(doc))
    monkeypatch.setattr(support, "_weights", lambda: dict.fromkeys(names, 0.0) | {"always": 0.4, "source": 0.6})
    assert support.chance(doc, event(doc)) == pytest.approx(0.599, abs=0.001)
    assert support.chance(doc, event(doc, sources=[(0, 6, "a_1")])) == pytest.approx(0.731, abs=0.001)


def test_a_guessed_place_makes_an_event_less_sure(doc):
    guessed = event(doc, place=(16, 21), place_reason="same sentence")
    assert support.chance(doc, guessed) < support.chance(doc, event(doc))
