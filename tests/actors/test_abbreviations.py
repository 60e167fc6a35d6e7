"""Names that explain each other, in the ways that reports do it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.actors.abbreviations import definitions, full_name


def pairs(text):
    return [(text[slice(*one.long)], text[slice(*one.short)]) for one in definitions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of the Kessen Liberation Front (KLF) left Ossul.",
        "Fighters of the Kessen Liberation Front [KLF] left Ossul.",
        "The Kessen Liberation Front (the KLF, led by Orlan Vesk) left.",
        "The KLF (Kessen Liberation Front) left Ossul.",
        "The KLF, or Kessen Liberation Front, left Ossul.",
        "The KLF, or the Kessen Liberation Front, left Ossul.",
        "It was the KLF, also known as the Kessen Liberation Front.",
        "The Kessen Liberation Front, or KLF, left Ossul.",
        "The Kessen Liberation Front, also known as the KLF, left Ossul.",
    ],
)
def test_ways_to_explain_an_abbreviation(text):
    assert pairs(text) == [("Kessen Liberation Front", "KLF")]


def test_a_name_may_go_over_a_line_break():
    assert pairs("The Kessen Liberation\nFront (KLF) left.") == [("Kessen Liberation\nFront", "KLF")]


@pytest.mark.parametrize(
    "text",
    [
        "Orlan Vesk (KLF) left Ossul.",  # the letters do not fit
        "They met in Ossul (Kessen).",  # no abbreviation
        "the kessen liberation front (KLF) left.",  # no name
        "In March (KLF) men left.",
        "Kessen. Liberation of the Front (KLF)",  # the name would begin in the sentence before
        "Kessen Liberation Front (2019)",
    ],
)
def test_what_explains_nothing(text):
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("short", "before", "expected"),
    [
        ("KLF", "men of the Kessen Liberation Front", "Kessen Liberation Front"),
        ("HTS", "the group Hay'at Tahrir al-Sham", "Hay'at Tahrir al-Sham"),
        ("FLK", "the Front for the Liberation of Kessen", "Front for the Liberation of Kessen"),
        ("KLF", "the Kessen Liberation Front fighters", None),  # the last word is no name
        ("KLF", "Kessen", None),
        ("KLF", "the KLF", None),
    ],
)
def test_the_shortest_words_that_fit(short, before, expected):
    assert full_name(short, before) == expected


@given(st.lists(st.sampled_from(["Kessen", "Liberation", "Front", "Army", "Ossul", "Union"]), min_size=3, max_size=5))
def test_initials_always_fit_their_words(words):
    short = "".join(word[0] for word in words)
    found = full_name(short, f"men of the {' '.join(words)}")
    # The letters may fit in fewer words too, but never begin inside a word.
    assert found is not None
    assert f" {found}" in f" {' '.join(words)}"


@given(st.text(alphabet="AKLF klf()[].,or\n", max_size=60))
def test_offsets_are_inside_the_text_and_apart(text):
    for one in definitions(text):
        assert 0 <= one.long[0] < one.long[1] <= len(text)
        assert one.long[1] <= one.short[0] or one.short[1] <= one.long[0]
