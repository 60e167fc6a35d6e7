"""Which July, which Friday: choose the occurrence of a partial date, and the base of a relative one."""

from __future__ import annotations

from datetime import date, timedelta

from docmine.dates.anchor import Anchor, Context
from docmine.dates.expressions import Fixed, Node, Offset, Partial, Range
from docmine.dates.intervals import bounds, granularity, period

_YEARS = 8  # 29 February may be eight years away


def template(node: Partial) -> str | None:
    """Write a partial date in TIMEX3 with X for what is not known."""
    if node.unit == "weekday":
        return f"XXXX-WXX-{node.index}"
    return _of_year(node, "XXXX")


def _of_year(node: Partial, year: str) -> str:
    index = {"quarter": "Q{}", "half": "H{}", "season": "{}"}.get(node.unit)
    if index:
        return f"{year}-{index.format(node.index)}"
    return f"{year}-{node.index:02}" + ("" if node.day is None else f"-{node.day:02}")


def resolve(node: Partial, context: Context) -> tuple[str, Anchor] | None:
    """Return the value that a partial date has in its context and what it hangs on, or None when that is not settled."""
    anchor = _anchor(node, context)
    if anchor is None:
        return None
    if anchor.kind == "narrative" and node.unit != "weekday":
        year = anchor.days[0].year
        value = _of_year(node, f"{year:04}")
        return (value, anchor) if anchor.days[1].year == year and bounds(value) else None
    values = {_seen_from(node, day, context) for day in anchor.days}
    value = values.pop()
    return (value, anchor) if value and not values else None


def _anchor(node: Partial, context: Context) -> Anchor | None:
    """News counts from the document's date, history from the last date it named."""
    if node.which is not None or node.unit == "weekday":
        return context.document if not (context.narrative and context.story) else _day_story(context)
    return context.story if context.narrative else context.document


def _day_story(context: Context) -> Anchor | None:
    story = context.story
    return story if story and granularity(story.value) in {"day", "month", "year"} else None


def _seen_from(node: Partial, day: date, context: Context) -> str | None:
    if node.unit == "weekday":
        return _weekday(int(node.index), node.which, day, context.tense)
    years = range(max(1, day.year - _YEARS), min(9998, day.year + _YEARS) + 1)
    values = [value for year in years if bounds(value := _of_year(node, f"{year:04}"))]
    return _choose(values, node.which, day, context.tense)


def _choose(values: list[str], which: int | None, day: date, tense: str | None) -> str | None:
    spans = [(value, bounds(value) or (day, day)) for value in values]
    begun = [value for value, days in spans if days[0] <= day]
    over = [value for value, days in spans if days[1] < day]
    coming = [value for value, days in spans if days[0] > day]
    to_come = [value for value, days in spans if days[1] >= day]
    if which == 0:
        return next((value for value in values if value.startswith(f"{day.year:04}")), None)
    if which == -1:
        return over[-1] if over else None
    if which == 1:
        return coming[0] if coming else None
    if tense == "past":
        return begun[-1] if begun else None
    if tense == "future":
        return to_come[0] if to_come else None
    return min(spans, key=lambda pair: _distance(pair[1], day), default=(None,))[0]


def _distance(days: tuple[date, date], day: date) -> tuple[int, bool]:
    away = max((days[0] - day).days, (day - days[1]).days, 0)
    return away, days[0] > day


def _weekday(index: int, which: int | None, day: date, tense: str | None) -> str | None:
    back = (day.isoweekday() - index) % 7
    if which == 0:
        moved = index - day.isoweekday()
    elif which == -1:
        moved = -(back or 7)
    elif which == 1:
        moved = (-back) % 7 or 7
    elif tense == "future":
        moved = (-back) % 7
    else:
        moved = -back
    try:
        return (day + timedelta(days=moved)).isoformat()
    except OverflowError:
        return None


def base(node: Offset, context: Context) -> Anchor | None:
    """Return what a relative expression counts from: the story for "later" and for history, else the document."""
    if node.base == "text":
        return context.story or context.document
    if context.narrative and context.document and context.story and node.unit != "day":
        return context.story
    return context.document


def day_of(context: Context) -> Anchor | None:
    """Return the day that a bare time of day belongs to, where one is known."""
    options = [context.story, context.document] if context.narrative else [context.document]
    return next((a for a in options if a and granularity(a.value) == "day"), None)


def within(whole: str | None, unit: str, index: int) -> str | None:
    """Return the n-th quarter or half of a year, or the n-th day of a month (0 is the last)."""
    outer = granularity(whole) if whole else None
    days = bounds(whole) if whole else None
    if days is None or (outer, unit) not in {("year", "quarter"), ("year", "half"), ("month", "day"), ("year", "day")}:
        return None
    if unit == "day":
        day = days[1] if index == 0 else days[0] + timedelta(days=index - 1)
        return day.isoformat() if day <= days[1] else None
    count = 4 if unit == "quarter" else 2
    return f"{whole}-{unit[0].upper()}{index or count}" if index <= count else None


def pair(node: Range, context: Context) -> tuple[Node, Node]:
    """Give the end of a range that lacks a year the year that the other end implies."""
    first, last = node.first, node.last
    if isinstance(first, Partial) and isinstance(last, Partial) and "weekday" not in (first.unit, last.unit):
        found = resolve(last, context)
        last = Fixed(found[0]) if found else last
    if isinstance(first, Partial) and isinstance(last, Fixed):
        first = before(first, last) or first
    elif isinstance(last, Partial) and isinstance(first, Fixed):
        last = _after(last, first) or last
    return first, last


def before(node: Partial, limit: Fixed) -> Fixed | None:
    """Return the latest occurrence of a partial date that begins no later than `limit` does."""
    days = bounds(limit.value)
    if days is None or node.unit == "weekday" or granularity(limit.value) == "year":
        return None
    value = _choose([_of_year(node, f"{days[0].year - back:04}") for back in (1, 0)], None, days[0], "past")
    return Fixed(value) if value and bounds(value) else None


def _after(node: Partial, limit: Fixed) -> Fixed | None:
    days = bounds(limit.value)
    if days is None or node.unit == "weekday":
        return None
    value = _choose([_of_year(node, f"{days[0].year + on:04}") for on in (0, 1)], None, days[0], "future")
    return Fixed(value) if value and bounds(value) else None
