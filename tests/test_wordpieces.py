"""Words in pieces: windows that cover every word once, in order, and classes of case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.wordpieces import WINDOW, case


def windows(pieces, words):
    """The windows of some words, with the pieces spelled out."""
    splitter, names = pieces
    return [(window, [names[number] for number in window.pieces]) for window in splitter.windows(words)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("guard", 0), ("Guard", 1), ("HTS", 2), ("A", 3), ("McAdam", 4), ("al-Sham", 4), ("2016", 5), (".", 0)],
)
def test_classes_of_case(word, expected):
    assert case(word) == expected


def test_a_window_has_pieces_cases_and_the_first_piece_of_each_word(pieces):
    ((window, names),) = windows(pieces, ["The", "Kessen", "Guards", "."])
    assert names == ["[CLS]", "the", "kes", "##sen", "guard", "##s", ".", "[SEP]"]
    assert window.cases == (0, 1, 1, 1, 1, 1, 0, 0)
    assert window.words == (1, 2, 4, 6)


def test_white_space_has_pieces_of_its_own(pieces):
    ((_, names),) = windows(pieces, ["the", " ", "guard", "\n\n"])
    assert names == ["[CLS]", "the", "[unused1]", "guard", "[unused2]", "[SEP]"]


def test_a_text_that_names_a_special_piece_does_not_become_one(pieces):
    ((_, names),) = windows(pieces, ["[SEP]"])
    assert "[SEP]" not in names[1:-1]


def test_a_long_text_is_cut_after_a_sentence(pieces):
    sentence = ["the"] * 99 + ["."]
    sizes = [len(window.words) for window, _ in windows(pieces, sentence * 3)]
    assert sizes == [100, 100, 100]


def test_a_sentence_that_is_too_long_is_cut_anywhere(pieces):
    sizes = [len(window.words) for window, _ in windows(pieces, ["the"] * 400)]
    assert sizes == [158, 158, 84]


@given(st.lists(st.text(min_size=1, max_size=12), max_size=300))
def test_every_word_is_in_one_window_and_no_window_is_too_long(pieces, words):
    found = list(pieces[0].windows(words))
    assert sum(len(window.words) for window in found) == len(words)
    for window in found:
        assert len(window.pieces) == len(window.cases) <= WINDOW
        assert window.words == tuple(sorted(set(window.words)))
        assert all(0 < first < len(window.pieces) - 1 for first in window.words)
