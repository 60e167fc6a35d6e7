"""Single dates of other languages through dateparser."""

import subprocess
import sys

import pytest

from docmine.dates import foreign
from docmine.resources import DATA, read_csv

ROWS = list(read_csv(DATA / "dates" / "foreign.csv"))


@pytest.mark.parametrize(
    ("locale", "month", "day", "year", "value"),
    [
        ("fr", "février", 29, 2020, "2020-02-29"),
        ("fr", "février", 29, 2021, None),
        ("ru", "марта", None, 2021, "2021-03"),
        ("ar-SY", "تشرين الأول", 3, 2016, "2016-10-03"),
        ("ar-SY", "كانون الثاني", None, 2016, "2016-01"),
        ("ar-DZ", "جويلية", 5, 1962, "1962-07-05"),
        ("ar", "يناير", 25, 2011, "2011-01-25"),
        ("fr", "brumaire", 18, 1999, None),
        ("tr", "eylül", 12, 1980, "1980-09-12"),
    ],
)
def test_read(locale, month, day, year, value):
    assert foreign.read(locale, month, day, year) == value


@pytest.mark.parametrize("locale", ["fr", "es", "de", "it", "pt", "ru", "uk", "tr", "ar", "ar-SY", "fa"])
def test_the_names_of_a_language_are_its_twelve_months(locale):
    names = [
        word.rpartition("=")[2]
        for row in ROWS
        if row["locale"] == locale and row["kind"] == "FMONTH"
        for word in row["words"].split("|")
    ]
    shared = {"ar-SY": {1, 10, 11, 12}, "fa": {3}}.get(locale, set())
    assert {foreign.month_number(locale, name) for name in names} == set(range(1, 13)) - shared


def test_every_spelling_is_one_that_dateparser_reads():
    for row in ROWS:
        if row["kind"] in {"FMONTH", "FNAME"}:
            for word in row["words"].split("|"):
                assert foreign.month_number(row["locale"], word.rpartition("=")[2]), (row["locale"], word)


def test_answers_are_kept():
    foreign.read.cache_clear()
    for _ in range(3):
        foreign.read("fr", "mars", 12, 2021)
    assert (foreign.read.cache_info().misses, foreign.read.cache_info().hits) == (1, 2)


def test_english_dates_do_not_load_dateparser():
    code = (
        "import sys; from datetime import date; from docmine.dates import parse; parse('5 May', date(2016, 12, 5));"
        "assert 'dateparser' not in sys.modules; parse('5 mai 2016'); assert 'dateparser' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
