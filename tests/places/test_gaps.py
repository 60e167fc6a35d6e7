import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.places.gaps import bond, is_list, owns


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (", ", "inside"),
        (" (", "inside"),
        (" in ", "inside"),
        (" in the ", "inside"),
        (" in northern ", "inside"),
        (" in the city of ", "inside"),
        (", a village in ", "inside"),
        (", a large market town in ", "inside"),
        (" district of ", "inside"),
        (" neighbourhood in eastern ", "inside"),
        (" airbase in ", "inside"),
        (" near ", "near"),
        (", close to ", "near"),
        (", a town outside ", "near"),
        (", 20 km west of ", "near"),
        (", 20 kilometres to the north of ", "near"),
        (" checkpoint, on the southern outskirts of ", "near"),
        (" between ", "line"),
        (" highway between ", "line"),
        (" linking ", "line"),
        (" and ", None),
        (" of ", None),
        (" to ", None),
        (". In ", None),
        (" who was born in ", None),
        ("", None),
        (" in" + " " * 80, None),
    ],
)
def test_how_a_gap_binds_two_names(gap, expected):
    assert bond(f"Ashby{gap}Bere", 5, 5 + len(gap)) == expected


@pytest.mark.parametrize(
    ("gap", "expected"),
    [("'s ", True), ("’s ", True), ("'s eastern ", True), ("' ", True), (" ", False), (", ", False)],
)
def test_a_possessive_owns_what_follows(gap, expected):
    assert owns(f"Ashby{gap}Bere", 5, 5 + len(gap)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ashby, Bere and Corfe", True),
        ("Ashby, Bere, Corfe and Dale", True),
        ("Ashby, Bere, and the Corfe", True),
        ("Ashby, Bere fell", False),
        ("Ashby, Bere, and fled", False),
        ("Ashby in Bere and Corfe", False),
    ],
)
def test_a_comma_in_a_list_says_nothing(text, expected):
    at = text.index("Bere")
    assert is_list(text, 5, at, at + 4) is expected


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_text_and_offsets_are_taken(text, start, end):
    assert bond(text, start, end) in {"inside", "near", "line", None}
