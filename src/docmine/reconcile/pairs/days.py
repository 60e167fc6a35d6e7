"""How the days of two events compare: each an interval, of one day, some days, a week or a month.

Who writes seven days usually means that the event was on one of them, and who writes two to five that it lasted; so a
week is a day that is not known, as a month is, and other days are a length of time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.pairs.columns import Floats

DATE_LEVELS = (
    "same day", "a day later", "a day earlier", "two or three days apart", "four or more days apart", "a year apart",
    "day within days", "day within a week", "day within a month", "day beside days",
    "same days", "days that begin or end on the day", "days around the day", "days that begin or end alike",
    "days that overlap", "days and a week", "days and a month", "days apart",
    "week around the day", "week and days", "weeks that overlap", "week and a month", "week apart",
    "month around the day", "month around days", "months that overlap", "month apart",
    "long time around", "long time apart", "no date",
)  # fmt: skip
"""Levels, in the words of the extracted row first."""

_FEW, _WEEK, _MONTH = 10, 6, 45
"""From the first to the last of some days at most; of a week; of a month, or more than that, at most."""
_AT = {name: number for number, name in enumerate(DATE_LEVELS)}


def date_levels(first: Floats, last: Floats, first2: Floats, last2: Floats) -> NDArray[np.uint8]:
    """Return the level of intervals of days by how wide they are and how far apart.

    A bound alone, such as "before 2015", is a long time: it excludes what lies beyond it, and says nothing else.

    Args:
        first: first days of the extracted rows, in days since 1970; NaN where there is no such bound.
        last: last days of the extracted rows.
        first2: first days of the curated rows.
        last2: last days of the curated rows.
    """
    wide, wide2 = last - first, last2 - first2
    gap = np.fmax(np.fmax(first2 - last, first - last2), 0)
    apart, one_end = gap > 0, (first == first2) | (last == last2)
    day, day2, few, few2 = wide == 0, wide2 == 0, (wide > 0) & (wide <= _FEW), wide2 <= _FEW
    week, week2, month = wide == _WEEK, wide2 == _WEEK, (wide > _FEW) & (wide <= _MONTH)
    steps = [
        (np.isnan(wide) & apart, "long time apart"),
        (np.isnan(wide) | np.isnan(wide2), "no date"),
        (day & (np.abs(gap - 365.5) <= 1), "a year apart"),
        (day & day2 & ~apart, "same day"),
        (day & day2 & (first - first2 == 1), "a day later"),
        (day & day2 & (gap == 1), "a day earlier"),
        (day & day2 & (gap <= 3), "two or three days apart"),
        (day & day2, "four or more days apart"),
        (day & apart, "day beside days"),
        (day & week2, "day within a week"),
        (day & few2, "day within days"),
        (day, "day within a month"),
        (few & (first == first2) & (last == last2), "same days"),
        (week & apart, "week apart"),
        (week & day2, "week around the day"),
        (week & week2, "weeks that overlap"),
        (week & few2, "week and days"),
        (week, "week and a month"),
        (few & apart, "days apart"),
        (few & day2 & one_end, "days that begin or end on the day"),
        (few & day2, "days around the day"),
        (few & week2, "days and a week"),
        (few & few2 & one_end, "days that begin or end alike"),
        (few & few2, "days that overlap"),
        (few, "days and a month"),
        (month & apart, "month apart"),
        (month & day2, "month around the day"),
        (month & few2, "month around days"),
        (month, "months that overlap"),
        (apart, "long time apart"),
    ]
    numbers = [_AT[name] for _, name in steps]
    return np.select([where for where, _ in steps], numbers, _AT["long time around"]).astype(np.uint8)
