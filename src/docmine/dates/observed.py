"""Which Easter, which Ramadan: read a feast, or a month of another calendar, in its context."""

from __future__ import annotations

from datetime import date, timedelta

from docmine.dates.anchor import Anchor, Context
from docmine.dates.expressions import Observed
from docmine.dates.intervals import Days, granularity, span_edtf
from docmine.dates.observance_days import APPROXIMATE, OWN_YEARS, has_own_years, in_year, of_own_year
from docmine.dates.observances import Observance, table
from docmine.dates.occurrences import nearest
from docmine.dates.reading import Reading, approximate, unknown

_YEARS = 2  # around the anchor; whatever recurs each year does within them
_SETTLED = 15  # days from a date within which one of two feasts must be meant
_LONGEST = 30  # days of a lunar month, which the sighting of the moon may give also where the computed month has 29


def read(node: Observed, year: Reading | None, context: Context) -> Reading:
    """Return what an observance means; `year` is the reading of the year that the text names, if it names one."""
    row = table()[node.name]
    if year is not None and (year.value is None or not year.value.isdigit()):
        return Reading(
            granularity=node.unit, anchor=year.anchor, reason=year.reason or f"{node.name}: in no known year"
        )
    anchor = year.anchor if year else None
    spans = _of_year(row, int(year.value)) if year and year.value else ()
    if year and not spans:
        reason = f"{node.name} of {year.value} is beyond the calendar that docmine knows"
        return Reading(granularity=node.unit, anchor=anchor, reason=reason)
    if row.calendar == "either":
        return _either(row, node, spans, context)
    if len(spans) > 1:
        return Reading(granularity=node.unit, anchor=anchor, reason=f"ambiguous: {' or '.join(map(_first, spans))}")
    if year is None:
        found = _seen(row, node.which, context)
        if found is None:
            return unknown(None, context, node.unit)
        spans, anchor = (found[0],), found[1]
    return _written(row, node, spans[0], anchor)


def _of_year(row: Observance, year: int) -> tuple[Days, ...]:
    if has_own_years(row) and year in OWN_YEARS:
        days = of_own_year(row, year)
        return (days,) if days else ()
    return in_year(row, year)


def _around(row: Observance, day: date) -> list[Days]:
    return [days for year in range(day.year - _YEARS, day.year + _YEARS + 1) for days in in_year(row, year)]


def _seen(row: Observance, which: int | None, context: Context) -> tuple[Days, Anchor] | None:
    """Return the occurrence that is meant: in history that of the story's year, else as seen from the document's date.

    As with partial dates, a document date that is only a month or a year settles what is the same from both its ends.
    """
    story = context.story
    if context.narrative and which is None:
        spans = in_year(row, int(story.year)) if story and story.year and story.year.isdigit() else ()
        return (spans[0], story) if story and len(spans) == 1 else None
    anchor = story if context.narrative and story else context.document
    if anchor is None or anchor.days is None:
        return None
    found = {
        nearest([(_first(days), days) for days in _around(row, day)], which, day, context.tense) for day in anchor.days
    }
    chosen = found.pop()
    return (chosen[1], anchor) if not found and chosen else None


def _either(row: Observance, node: Observed, spans: tuple[Days, ...], context: Context) -> Reading:
    """Read a name of two feasts: the one that is close to the story's date or the document's, else neither."""
    for anchor in (context.story, context.document):
        if anchor and anchor.days and node.which in {None, 0} and granularity(anchor.value) in {"day", "month"}:
            near = [days for days in spans or _around(row, anchor.days[0]) if _is_close(days, anchor.days, context)]
            if len(near) == 1:
                return _written(row, node, near[0], anchor)
    names = row.first.split(";")
    known = [
        f"{name} ({_first(days)})" for name in names for days in spans if days in in_year(table()[name], days[0].year)
    ]
    return Reading(granularity=node.unit, reason=f"ambiguous: {' or '.join(known or names)}")


def _is_close(days: Days, anchor: Days, context: Context) -> bool:
    """Tell whether a feast is near the anchor, on the side to which the tense points."""
    back = 0 if context.tense == "future" else _SETTLED
    ahead = 0 if context.tense == "past" else _SETTLED
    return (anchor[0] - days[1]).days <= back and (days[0] - anchor[1]).days <= ahead


def _written(row: Observance, node: Observed, days: Days, anchor: Anchor | None) -> Reading:
    first, last = days
    if node.day is not None:
        day = first + timedelta(days=node.day - 1)
        if node.day > _LONGEST or (day > last and row.calendar not in APPROXIMATE):
            return Reading(granularity="day", anchor=anchor, reason="no calendar has that day")
        first = last = day
    is_day = node.unit == "day"
    written = first.isoformat() if first == last else span_edtf(first, last)
    is_sure = row.calendar not in APPROXIMATE
    return Reading(
        "DATE",
        first.isoformat() if is_day else None,
        written if is_sure else approximate(written),
        first,
        last,
        node.unit,
        None if is_sure else "APPROX",
        anchor,
    )


def _first(days: Days) -> str:
    return days[0].isoformat()
