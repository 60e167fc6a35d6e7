"""What the line scorer sees, by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from docmine.clean.features import FIRST_WORDS, measure, names
from docmine.clean.lines import RawLine, Unit

LEAD = "Armed men entered the lower town of Karvel before dawn and took eleven people away."


def units(*texts: str) -> list[Unit]:
    return [Unit((RawLine(n, 0, len(text)),), (), text) for n, text in enumerate(texts, 1)]


def cell(name: str, *texts: str, marked: tuple[bool, ...] = ()) -> list[float]:
    features = measure(units(*texts), marked or (False,) * len(texts))
    return [round(float(value), 3) for value in features.numbers[:, names().index(name)]]


def test_lines_by_themselves() -> None:
    assert cell("words_2_3", "Read more", LEAD) == [1, 0]
    assert cell("body", "Read more", LEAD) == [0, 1]
    assert cell("ends_sentence", "Karvel.", "(Karvel.)", "Karvel", "Really?") == [1, 1, 0, 1]
    assert cell("capitalised", "Karvel Watch today", "no") == [0.667, 0]
    assert cell("share_digit", "12 of 34", "x") == [0.5, 0]
    assert cell("some_separator", "Home | News » Us", "x") == [0.5, 0]
    assert cell("all_capitals", "NEWS", "News", "12") == [1, 0, 0]


def test_lines_among_others() -> None:
    assert cell("head", "Menu", LEAD, "Share") == [1, 0, 0]
    assert cell("tail", "Menu", LEAD, "Share") == [0, 0, 1]
    assert cell("echoed", "Karvel people", LEAD, "Cookies") == [1, 0, 0]
    assert cell("repeated", "Menu", LEAD, "menu") == [0.693, 0, 0.693]
    assert cell("begins_like", "Read more on mills", LEAD, "Read more on bridges") == [0.693, 0, 0.693]
    assert cell("marked_share", "Menu", LEAD, marked=(True, False)) == [0.5, 0.5]


def test_words_are_known_whatever_their_case() -> None:
    words = measure(units("Read MORE", "read more now", "…"), (False,) * 3).words
    assert words.shape == (3, FIRST_WORDS + 1)
    assert list(words[0, :2]) == list(words[1, :2])
    assert words[0, FIRST_WORDS] == words[0, 1] != words[1, FIRST_WORDS] == words[1, 2]
    assert set(words[2]) == {-1}


@given(st.lists(st.text(max_size=60).map(lambda text: " ".join(text.split())), min_size=1, max_size=12))
def test_any_text_can_be_measured(texts: list[str]) -> None:
    features = measure(units(*texts), [False] * len(texts))
    assert features.numbers.shape == (len(texts), len(names()))
    assert np.isfinite(features.numbers).all()
    assert (features.words >= -1).all()
