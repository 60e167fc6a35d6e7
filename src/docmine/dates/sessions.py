"""Read fiscal and academic years by the table of when they begin, and the first or last so many units of a period."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from docmine.dates.expressions import Session, Stretch
from docmine.dates.fuzzy import Fuzzy, Year
from docmine.dates.intervals import months, shift, span_edtf
from docmine.dates.reading import Reading, as_sure_as

_DAY = timedelta(days=1)
_UNKNOWN = {
    "fiscal": "a fiscal year begins in another month in each country",
    "season": "a season begins in another month in each place",
}
_WHICH = "one number does not say in which of two years it begins"
_WITHIN = "as set, it begins and ends in one calendar year"


def session(node: Session, fuzzy: Fuzzy) -> Reading:
    """Return the days of a fiscal or academic year, where the table says when it begins."""
    year = fuzzy.years.get(node.kind, Year())
    value = f"{node.first:04}" if node.last is None else None
    start, reason = _first_year(node, year)
    if start is None or year.start is None:
        return Reading("DATE", value, granularity="year", reason=reason)
    end = year.end or (year.start + 10) % 12 + 1
    first, last = months(start, year.start, end if end >= year.start else end + 12)
    return Reading("DATE", value, span_edtf(first, last), first, last, "year")


def _first_year(node: Session, year: Year) -> tuple[int | None, str | None]:
    """Return the calendar year in which a session begins, or why it is not known."""
    if year.start is None:
        return None, _UNKNOWN.get(node.kind, f"pipeline/dates/fuzzy.toml does not say when the {node.kind} year begins")
    is_within = year.start == 1 if year.end is None else year.end >= year.start
    if node.last is not None:
        return (None, _WITHIN) if is_within else (node.first, None)
    if is_within:
        return node.first, None
    return (None, _WHICH) if year.named_by is None else (node.first - (year.named_by == "last"), None)


def stretch(node: Stretch, whole: Reading) -> Reading:
    """Return the first or last so many units of a period, where it is so long."""
    modifier = "START" if node.amount > 0 else "END"
    if whole.first is None or whole.last is None:
        return replace(whole, modifier=modifier)
    edge = shift(whole.first if node.amount > 0 else whole.last, node.unit, node.amount)
    if edge is None:
        return Reading(granularity=whole.granularity, anchor=whole.anchor, reason="outside the calendar")
    days = (whole.first, edge - _DAY) if node.amount > 0 else (edge + _DAY, whole.last)
    if days[0] < whole.first or days[1] > whole.last:
        return Reading(granularity=whole.granularity, anchor=whole.anchor, reason="the period is not so long")
    part = replace(whole, first=days[0], last=days[1], edtf=span_edtf(*days), modifier=modifier)
    return as_sure_as(whole, part)
