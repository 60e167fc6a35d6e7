"""Marks of footnotes, and the digits that are none."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.clean import Cleaner
from docmine.clean.notes import marks
from docmine.config import Config
from docmine.documents import RawDocument

CLEANER = Cleaner.load(Config())
NAMES = "F16 M5 COVID19 covid19 B52 S300 T72 G20 H1N1 UH60 route66 12.30pm v2.0 doc12.pdf A/HRC/34/64 S/2017/108"


def without_marks(text: str) -> str:
    parts, at = [], 0
    for start, end in marks(text):
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])


def test_digits_glued_to_words_and_stops_that_ascend_are_marks() -> None:
    text = (
        "The mill burnt down in December 2016.101 A teacher, the Mechanism102 was told, saw it.103\n"
        'Nobody was hurt,104 "or so they say."105 Five of the men (from Ossul)106 came back.'
    )
    assert without_marks(text) == (
        "The mill burnt down in December 2016. A teacher, the Mechanism was told, saw it.\n"
        'Nobody was hurt, "or so they say." Five of the men (from Ossul) came back.'
    )


def test_a_lone_mark_and_three_stay() -> None:
    for text in ("The mill burnt down.12 Nobody saw it.", "One came.1 Two came.2 Three came.3"):
        assert without_marks(text) == text


def test_marks_may_skip_numbers_but_not_many() -> None:
    assert (
        without_marks("They came.1 They saw.2 They left.5 All of them.6")
        == "They came. They saw. They left. All of them."
    )
    assert marks("They came.1 They saw.12 They left.25 All of them.46") == []


def test_no_mark_is_looked_for_in_more_than_60_characters_without_a_space() -> None:
    words = ["\u201cmill" + letter * 50 for letter in "abcd"]  # 55 characters
    for stop, found in ((".”", 4), (".”’", 4), (".”’)", 0)):
        assert len(marks(" ".join(f"{word}{stop}{n}," for n, word in enumerate(words, 1)))) == found


def test_a_note_that_is_named_hides_no_mark_before_it() -> None:
    assert without_marks("It burnt.1(fn 9) Men came.2 Two left.3 All saw.4") == "It burnt. Men came. Two left. All saw."
    assert without_marks("The mill [1][2](fn 2) burnt.[3]") == "The mill burnt."
    assert marks("The mill [1](https://mill.example) and the dam [2](/dam), the men [3](/men).") == []


def test_bracketed_and_raised_marks() -> None:
    assert without_marks("The forces,[1] the mill [2] and the men.[3] Again [2], none.") == (
        "The forces, the mill and the men. Again, none."
    )
    assert without_marks("The forces,¹ the mill² and the men.³") == "The forces, the mill and the men."
    assert without_marks("The forces (fn 3) and the mill.[footnote 4]") == "The forces and the mill."


def test_two_bracketed_marks_need_notes_that_answer() -> None:
    body = "The forces left [1] and came back.[2]\n\n"
    assert marks(body) == []
    assert without_marks(body + "[1] Letter of 3 May.\n[2] Letter of 4 May.\n") == (
        "The forces left and came back.\n\n[1] Letter of 3 May.\n[2] Letter of 4 May.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        " ".join([NAMES] * 3),
        "street1 street2 street3 street4 street5",
        "See Art.1 and Art.2 and Art.3 and Art.4 and Art.5.",
        "The area is 20 km² or 12 km³, and 3 m¹ wide.",
        "At 1.500 on 2016.10.12 in sections 1.1, 1.2, 1.3 and 1.4.",
        "http://mill.example/page1 http://mill.example/text2 www.mill.example/note3 ann@mill4.example",
        "[1] one\n[2] two\n[3] three",
        "as told in [1], by [2] and of [3]",
        "[link one](1) [1](http://a.example) x[2](http://a.example) y[3](http://a.example)",
        "the list[0] and list[0]",
    ],
)
def test_what_is_no_mark(text: str) -> None:
    assert marks(text) == []


def test_the_clean_text_leads_back_to_the_raw_one() -> None:
    text = "The army left.1 The mayor stayed.2 The mill burnt.3 Nobody saw who set the fire.4"
    document = CLEANER(RawDocument("d_1", "a.txt", "text", text, "0" * 64))
    assert document.text == "The army left. The mayor stayed. The mill burnt. Nobody saw who set the fire."
    for word in ("army left.", "mayor stayed.", "fire."):
        start = document.text.index(word)
        raw_start, raw_end = document.map.to_raw(start, start + len(word))
        assert text[raw_start:raw_end] == word


PIECES = st.sampled_from(
    ["the mill", "left", ".", ",", " ", "\n", '"', ")", "(", "1", "2", "3", "4", "5", "12", "[1]", "[2]", "[3]", "[4]",
     "¹", "²", "³", "(fn 2)", "2016", "a", "é", "\xa0", "/", "-", *(f"word{chr(97 + n)}{n}" for n in range(1, 8)),
     *(f" done.{n}" for n in range(1, 8)), *(f" seen [{n}]" for n in range(1, 6))]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
def test_what_is_left_has_no_marks(text: str) -> None:
    spans = marks(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert marks(without_marks(text)) == []


@given(st.text(st.characters(exclude_categories=["Nd", "No", "Cs"]), max_size=200))
def test_a_text_without_digits_has_no_marks(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        " " * 500_000 + "[1]",
        "[1" * 300_000,
        "said.1 " * 150_000,
        "".join(f"word{n % 999 + 1} " for n in range(150_000)),
        "¹" * 500_000,
        "\n" * 500_000,
        "([\"'" * 200_000,
    ],
    ids=range(8),
)
def test_time_is_linear(text: str) -> None:
    began = time.process_time()
    marks(text)
    assert time.process_time() - began < 5
