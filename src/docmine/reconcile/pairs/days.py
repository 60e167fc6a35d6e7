"""How the days compare on which two events happened."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.pairs.columns import Floats

DATE_LEVELS = (
    "same day", "a day later", "a day earlier", "two or three days apart", "four or more days apart", "a year apart",
    "day within days", "day within a month", "day beside days",
    "same days", "days that begin or end on the day", "days around the day", "days that overlap", "days and a month",
    "days apart", "month around the day", "month around days", "months that overlap", "month apart",
    "long time around", "long time apart", "no date",
)  # fmt: skip
"""How two intervals of days compare; what is later or earlier is the extracted event."""


def date_levels(first: Floats, last: Floats, first2: Floats, last2: Floats) -> NDArray[np.uint8]:
    """Return the level of intervals of days by how wide they are and how far apart.

    A bound alone, such as "before 2015", is a long time: it excludes what lies beyond it, and says nothing else.
    """
    wide, wide2 = last - first, last2 - first2
    gap = np.fmax(np.fmax(first2 - last, first - last2), 0)
    day, day2, few, few2, month = (
        wide == 0,
        wide2 == 0,
        (wide > 0) & (wide <= 10),
        wide2 <= 10,
        (wide > 10) & (wide <= 45),
    )
    apart = gap > 0
    at = {name: number for number, name in enumerate(DATE_LEVELS)}
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
        (day & few2, "day within days"),
        (day, "day within a month"),
        (few & apart, "days apart"),
        (few & (first == first2) & (last == last2), "same days"),
        (few & day2 & ((first == first2) | (last == last2)), "days that begin or end on the day"),
        (few & day2, "days around the day"),
        (few & few2, "days that overlap"),
        (few, "days and a month"),
        (month & apart, "month apart"),
        (month & day2, "month around the day"),
        (month & few2, "month around days"),
        (month, "months that overlap"),
        (apart, "long time apart"),
    ]
    return np.select([where for where, _ in steps], [at[name] for _, name in steps], at["long time around"]).astype(
        np.uint8
    )
