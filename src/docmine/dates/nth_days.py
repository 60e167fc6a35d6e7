"""Days that are counted off or only numbered: "the first Friday of May", "the Friday after 5 May", "on the 15th"."""

from __future__ import annotations

from calendar import day_name
from datetime import date

from docmine.dates.anchor import Anchor, Context
from docmine.dates.expressions import DayOnly, Nth, OnWeekday
from docmine.dates.intervals import Days, bounds, granularity, nth_weekday, period, shift
from docmine.dates.occurrences import nearest
from docmine.dates.reading import Reading, as_sure_as, calendar, unknown

_YEAR = 14  # months within which a day of the month falls on every weekday


def nth(node: Nth, whole: Reading) -> Reading:
    """Return the n-th weekday or weekend of a period, or beside it."""
    if whole.first is None or whole.last is None:
        return Reading(granularity="day", anchor=whole.anchor, reason=whole.reason)
    days: Days | None = (whole.first, whole.last)
    if days and node.beside:
        days = _weeks_beside(days, node.number)
    day = nth_weekday(days, int(node.part.index), node.number) if days else None
    if day is None:
        return Reading(granularity="day", anchor=whole.anchor, reason="the period has no such day")
    unit = "weekend" if node.part.unit == "weekend" else "day"
    return as_sure_as(whole, calendar(period(day, unit), whole.anchor))


def _weeks_beside(days: Days, number: int) -> Days | None:
    """Return so many weeks after a period, or before it."""
    edges = (1, 7 * number) if number > 0 else (7 * number, -1)
    first, last = (shift(days[number > 0], "day", edge) for edge in edges)
    return (first, last) if first and last else None


def on_weekday(node: OnWeekday, day: Reading) -> Reading:
    """Return a day that the text also calls by its weekday.

    Where the moon is sighted a day earlier or later than reckoned, the weekday tells. A day that is another weekday all
    the same is no day: the text contradicts itself.
    """
    if day.first is None or day.first != day.last:
        return day
    for days in (0, -1, 1) if day.modifier == "APPROX" else (0,):
        other = shift(day.first, "day", days)
        if other and other.isoweekday() == node.weekday:
            return as_sure_as(day, calendar(other.isoformat(), day.anchor)) if days else day
    said, found = day_name[node.weekday - 1], day_name[day.first.isoweekday() - 1]
    return Reading(granularity="day", anchor=day.anchor, reason=f"the text says {said}, but {day.first} is a {found}")


def day_only(node: DayOnly, context: Context) -> Reading:
    """Return the day in the month that was named close by, else as the day of writing and the tense tell."""
    near = context.near
    if near and near.days and granularity(near.value) in {"day", "month"}:
        value = _in_month(near.days[0], node)
        goes_on = value and date.fromisoformat(value) >= near.days[0]
        return calendar(value, near) if value and goes_on else unknown(None, context, "day")
    document = context.document
    if document is None or granularity(document.value) != "day" or document.days is None:
        return unknown(None, context, "day")
    return _seen_from(node, document, document.days[0], context)


def _seen_from(node: DayOnly, document: Anchor, today: date, context: Context) -> Reading:
    reach = 1 if node.weekday is None else _YEAR
    months = [day for amount in range(-reach, reach + 1) if (day := shift(today.replace(day=1), "month", amount))]
    values = [value for month in months if (value := _in_month(month, node))]
    spans = [(value, days) for value in values if (days := bounds(value))]
    found = nearest(spans, None, today, context.tense)
    return calendar(found[0], document) if found else unknown(None, context, "day")


def _in_month(month: date, node: DayOnly) -> str | None:
    value = f"{month.year:04}-{month.month:02}-{node.day:02}"
    days = bounds(value)
    return value if days and node.weekday in {None, days[0].isoweekday()} else None
