"""Folding, skeletons, titles and initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.actors.names import bones, fold, initials, is_acronym, skeleton, without_titles

TITLES = frozenset({"president", "general", "foreign minister", "mr", "major general"})


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Hay'at Tahrir al-Sham", "hayat tahrir sham"),
        ("Hay’at Tahrir al‑Sham", "hayat tahrir sham"),
        ("HAYAT TAHRIR AL-SHAM", "hayat tahrir sham"),
        ("the Free Syrian Army", "free syrian army"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("People's Protection Units", "people protection units"),
        ("People’s  Protection\nUnits", "people protection units"),
        ("U.S.", "us"),
        ("U.S. Army", "us army"),
        ("Harakat ash-Shabaab", "harakat shabaab"),
        ("حزب الله", "hzb llh"),
        ("the", "the"),
        ("", ""),
    ],
)
def test_fold(name, key):
    assert fold(name) == key


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(name):
    once = fold(name)
    assert fold(once) == once or once in {"the", "al", "el", "ul"}


@given(st.text(max_size=60))
def test_a_key_is_plain(name):
    assert all(letter.islower() or letter.isdigit() or letter == " " for letter in fold(name))
    assert fold(name) == fold(name).strip()


@given(st.text(alphabet="abcdefghiklmnoprstuwyz ", max_size=40))
def test_case_never_matters(name):
    assert fold(name.upper()) == fold(name) == fold(name.title())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muqtada al-Sadr", "Moqtada as-Sadr"),
        ("Faylaq al-Rahman", "Failaq ar-Rahman"),
        ("Qasem Soleimani", "Kassim Suleimani"),
        ("Muammar Gaddafi", "Moammar Ghadafi"),
        ("Liwa al-Tawhid", "Lewa al-Tawheed"),
    ],
)
def test_transliterations_share_a_skeleton(one, other):
    assert skeleton(one) == skeleton(other)
    assert bones(one)


@pytest.mark.parametrize("name", ["Assad", "Hama", "Abu Ali", ""])
def test_short_names_have_no_bones(name):
    assert bones(name) == ""


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("President Vladimir Putin", "Vladimir Putin"),
        ("Major General Karim Odeh", "Karim Odeh"),
        ("Foreign Minister Lena Brandt", "Lena Brandt"),
        ("Mr. Haddad", "Haddad"),
        ("President General Idris", "Idris"),
        ("General", "General"),
        ("Karim Odeh", "Karim Odeh"),
    ],
)
def test_without_titles(name, bare):
    assert without_titles(name, TITLES) == bare


@pytest.mark.parametrize(
    ("name", "acronym"),
    [("IS", True), ("M23", True), ("U.S.", True), ("Amal", False), ("NATO-led", False), ("", False)],
)
def test_is_acronym(name, acronym):
    assert is_acronym(name) is acronym


def test_initials():
    assert initials("People's Protection Units") == "PPU"
    assert initials("Front for the Liberation of Tirana") == "FLT"
