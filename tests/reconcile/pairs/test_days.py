"""Intervals of days side by side, with days numbered from some day on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.reconcile.pairs.days import DATE_LEVELS, date_levels

NONE = float("nan")


def level(told, known):
    """The level of one extracted and one curated interval."""
    return DATE_LEVELS[date_levels(*(np.array([float(day)]) for day in (*told, *known)))[0]]


@pytest.mark.parametrize(
    ("told", "known", "expected"),
    [
        ((10, 10), (10, 10), "same day"),
        ((11, 11), (10, 10), "a day later"),
        ((13, 13), (10, 10), "two or three days apart"),
        ((375, 375), (10, 10), "a year apart"),
        ((10, 10), (8, 12), "day within days"),
        ((10, 10), (8, 14), "day within a week"),
        ((10, 10), (1, 30), "day within a month"),
        ((10, 10), (11, 14), "day beside days"),
        ((8, 12), (8, 12), "same days"),
        ((8, 14), (8, 14), "same days"),
        ((8, 12), (12, 12), "days that begin or end on the day"),
        ((8, 12), (10, 10), "days around the day"),
        ((8, 12), (8, 10), "days that begin or end alike"),
        ((8, 12), (10, 13), "days that overlap"),
        ((8, 12), (6, 12), "days and a week"),
        ((8, 14), (10, 10), "week around the day"),
        ((8, 14), (14, 14), "week around the day"),
        ((8, 14), (12, 18), "weeks that overlap"),
        ((8, 14), (9, 12), "week and days"),
        ((8, 14), (1, 30), "week and a month"),
        ((8, 14), (16, 16), "week apart"),
        ((8, 12), (14, 14), "days apart"),
        ((1, 30), (10, 10), "month around the day"),
        ((1, 365), (10, 10), "long time around"),
        ((NONE, 9), (10, 10), "long time apart"),
        ((NONE, 12), (10, 10), "no date"),
        ((NONE, NONE), (10, 10), "no date"),
    ],
)
def test_levels_of_days(told, known, expected):
    assert level(told, known) == expected


DAYS = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(sorted)


@given(told=DAYS, known=DAYS)
def test_what_is_apart_is_said_to_be_so_and_nothing_else(told, known):
    words = {"later", "earlier", "apart", "beside"}
    gap = max(known[0] - told[1], told[0] - known[1], 0)
    said = bool(words & set(level(told, known).split()))
    year_off = told[0] == told[1] and gap in (365, 366)
    assert said == (gap > 0 or year_off)
