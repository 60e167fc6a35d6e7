"""Phrases that may fill a role."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from docmine.events.fillers.phrases import candidates, edges, key, subsumes, trimmed

VOCAB = create_vocab("en", English.Defaults)


def document(words, heads, deps, pos):
    return Doc(VOCAB, words=words, heads=heads, deps=deps, pos=pos)


def test_a_noun_phrase_is_offered_in_all_its_lengths():
    doc = document(
        ["The", "powerful", "car", "bomb", "of", "rebels", "exploded"],
        [3, 3, 3, 6, 5, 3, 6],
        ["det", "amod", "compound", "nsubj", "case", "nmod", "ROOT"],
        ["DET", "ADJ", "NOUN", "NOUN", "ADP", "NOUN", "VERB"],
    )
    found = candidates(doc)
    assert {"bomb", "car bomb", "powerful car bomb", "powerful car bomb of rebels", "rebels"} <= set(found)
    assert found["car bomb"] == [(2, 4)]


def test_the_same_words_are_one_candidate_with_two_places():
    doc = document(["Gunmen", "saw", "gunmen"], [1, 1, 1], ["nsubj", "ROOT", "obj"], ["NOUN", "VERB", "NOUN"])
    assert candidates(doc) == {"gunmen": [(0, 1), (2, 3)]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The\n  Kessen Guard", "kessen guard"), ('"Extraditables"', "extraditables"), ("a U.S. bank", "us bank")],
)
def test_keys_leave_out_signs_articles_and_line_breaks(text, expected):
    assert key(text) == expected


def test_one_phrase_in_the_other():
    assert subsumes("car bomb", "powerful car bomb")
    assert not subsumes("car bomb", "bomb squad")


@given(st.lists(st.sampled_from(["the", "a", ",", '"', "Ossul", "guard", "\n"]), min_size=1, max_size=20), st.data())
def test_trimming_keeps_a_stretch_inside_and_ends_in_words(words, data):
    doc = Doc(VOCAB, words=words)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    found = trimmed(edges(doc), start, end)
    if found is not None:
        assert start <= found[0] < found[1] <= end
        assert {doc[found[0]].text, doc[found[1] - 1].text} <= {"Ossul", "guard", "the", "a"}
        assert doc[found[0]].text in {"Ossul", "guard"}
