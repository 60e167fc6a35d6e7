"""Cut a period down to the part that the text names, by the table of fuzzy parts."""

from __future__ import annotations

from datetime import date, timedelta

from docmine.dates.fuzzy import Fuzzy
from docmine.dates.intervals import Days, months

_STEP = {"decade": 12, "century": 12, "year": 1, "half": 1, "quarter": 1, "season": 1}
"""Months in the sub-unit in which the table counts; periods that are not listed count in days."""


def narrow(part: str, unit: str, whole: Days, anchor: date | None, fuzzy: Fuzzy) -> Days:
    """Return the days of a part of `whole`, which is a `unit`, by the table `fuzzy`.

    "earlier this year" (`so_far`) ends on the anchor day and "later this year" (`rest`) begins there, where it lies
    within. A part that the table does not know for the unit leaves the whole.
    """
    first, last = whole
    if part in {"so_far", "rest"}:
        if anchor is None or not first <= anchor <= last:
            return whole
        return (first, anchor) if part == "so_far" else (anchor, last)
    ends = fuzzy.parts.get(unit, {}).get(part)
    if ends is None:
        return whole
    step = _STEP.get(unit)
    return _days(ends, whole) if step is None else _months(ends, whole, step)


def _days(ends: tuple[int, int], whole: Days) -> Days:
    first, last = whole
    start = first + timedelta(days=ends[0] - 1) if ends[0] > 0 else max(first, last + timedelta(days=ends[0]))
    return min(start, last), min(last, first + timedelta(days=ends[1] - 1)) if ends[1] > 0 else last


def _months(ends: tuple[int, int], whole: Days, step: int) -> Days:
    first, last = whole
    start = first.month + (ends[0] - 1) * step
    if ends[1] <= 0:
        return months(first.year, start, start)[0], last
    return months(first.year, start, first.month - 1 + ends[1] * step)
