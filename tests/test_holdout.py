"""What is held out: a fifth of the documents, always the same, and never what was learned from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.holdout import split
from docmine.labelled import Example


def sentences(documents, each=2):
    return [Example(f"Sentence {n} of {name}.", (), doc=name) for name in documents for n in range(each)]


def names(examples):
    return {example.doc for example in examples}


def test_a_fifth_of_the_documents_is_held_out_whole():
    learned, held = split(sentences([f"report-{n}" for n in range(500)]))
    assert not names(learned) & names(held)
    assert (len(learned) + len(held), len(names(held))) == (1000, len(held) // 2)
    assert 75 <= len(names(held)) <= 125


@given(st.lists(st.sampled_from("abcdefghijklmnop"), unique=True, min_size=2), st.integers(1, 15))
def test_a_document_once_learned_from_is_never_tested_on_later(documents, cut):
    before, after = split(sentences(documents[:cut])), split(sentences(documents))
    if len(documents[:cut]) > 1:
        assert not names(before[0]) & names(after[1])
    assert names(after[1])
    assert sorted([*after[0], *after[1]], key=str) == sorted(sentences(documents), key=str)


def test_sentences_without_a_document_are_chosen_one_by_one():
    examples = [Example(f"Sentence number {number}.", ()) for number in range(500)]
    learned, held = split(examples)
    assert sorted([*learned, *held], key=str) == sorted(examples, key=str)
    assert 75 <= len(held) <= 125
    assert set(split(examples[:50])[1]) <= set(held)


def test_line_breaks_do_not_change_the_side():
    others = [Example(f"Another one, {number}.", ()) for number in range(30)]
    for number in range(20):
        broken, joined = Example(f"Sentence\nnumber  {number}.", ()), Example(f"Sentence number {number}.", ())
        assert (broken in split([*others, broken])[1]) == (joined in split([*others, joined])[1])


@pytest.mark.parametrize("only", ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
def test_one_document_alone_is_not_divided(only):
    assert [] in split(sentences([only]))


def test_nothing_is_split_into_nothing():
    assert split([]) == ([], [])


def test_a_layer_is_a_part_of_the_same_choice():
    examples = sentences(["a", "b", "c", "d"])
    phrases = [Example(f"Phrase of {name}.", (), doc=name, layer="conflict") for name in ("a", "b", "c", "d")]
    learned, held = split([*examples, *phrases])
    assert split([*examples, *phrases], "conflict") == (
        [example for example in learned if example.layer == "conflict"],
        [example for example in held if example.layer == "conflict"],
    )
    assert names(split([*examples, *phrases], "names")[1]) == names(held) == names(split(examples)[1])


def test_a_sentence_that_is_printed_twice_is_on_one_side():
    ((side,), held) = [names(part) for part in split(sentences(["a", "b"], each=1))]
    twin = Example(f"Sentence 0 of {next(iter(held))}.", (), doc=side)
    learned, tested = split([*sentences(["a", "b"], each=1), twin])
    assert twin in tested
    assert {example.text for example in learned}.isdisjoint(example.text for example in tested)
