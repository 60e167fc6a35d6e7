"""Which July, which Friday: choose the occurrence of a partial date, and the base of a relative one."""

from __future__ import annotations

from datetime import date, timedelta

from docmine.dates.anchor import Anchor, Context, Tense
from docmine.dates.expressions import Offset, Partial
from docmine.dates.intervals import Days, bounds, granularity, period, shift

_YEARS = 8  # 29 February may be eight years away
_LEAN = 4  # how many times nearer the past must be to overrule words that look ahead
_WEEKLY = frozenset({"weekday", "weekend"})
_INDEX = {"quarter": "Q{}", "half": "H{}", "season": "{}"}


def of_year(node: Partial, year: str) -> str:
    """Write a date of a year in TIMEX3; `XXXX` is an unknown year."""
    if node.unit in _WEEKLY:
        return f"XXXX-WXX-{node.index if node.unit == 'weekday' else 'WE'}"
    if node.unit in _INDEX:
        return f"{year}-{_INDEX[node.unit].format(node.index)}"
    return f"{year}-{node.index:02}" + ("" if node.day is None else f"-{node.day:02}")


def resolve(node: Partial, context: Context) -> tuple[str, Anchor] | None:
    """Return the value that a partial date has in its context and what it hangs on, or None when that is not settled.

    News counts from the document's date, history takes the year of the last date that it named. A document date that
    is only a month or a year settles what is the same from its first day and from its last.
    """
    if context.narrative and node.which is None and node.unit not in _WEEKLY:
        value = _in_story(node, context.story) if context.story else None
        return (value, context.story) if context.story and value else None
    anchor = context.document
    if anchor is None or (context.narrative and node.which is None):
        return None
    if context.narrative and context.story:
        anchor = context.story
    values = {_seen_from(node, day, context.tense) for day in anchor.days or ()}
    value = values.pop() if len(values) == 1 else None
    return (value, anchor) if value else None


def _in_story(node: Partial, story: Anchor) -> str | None:
    """Take the year of the story; after December, January is of the next."""
    year = story.year
    turns = node.unit in {"month", "day"} and node.index == 1 and story.value[4:7] == "-12"
    if year and turns and story.days:
        year = f"{story.days[0].year + 1:04}"
    value = of_year(node, year) if year else ""
    return value if bounds(value) or value.startswith("BC") else None


def _seen_from(node: Partial, day: date, tense: Tense) -> str | None:
    if node.unit in _WEEKLY:
        found = _weekday(int(node.index), node.which, day, tense)
        return period(found, "day" if node.unit == "weekday" else "weekend") if found else None
    years = range(max(1, day.year - _YEARS), min(9998, day.year + _YEARS) + 1)
    values = [value for year in years if bounds(value := of_year(node, f"{year:04}"))]
    return choose(values, node.which, day, tense)


def choose(values: list[str], which: int | None, day: date, tense: Tense) -> str | None:
    """Choose from calendar values in order, as seen from `day`."""
    found = nearest([(value, days) for value in values if (days := bounds(value))], which, day, tense)
    return found[0] if found else None


def nearest(spans: list[tuple[str, Days]], which: int | None, day: date, tense: Tense) -> tuple[str, Days] | None:
    """Choose from what recurs, in order, as seen from `day`; the current one counts as past and as future.

    Each is named by a value that begins with its year.
    """
    past = [pair for pair in spans if pair[1][0] <= day]
    coming = [pair for pair in spans if pair[1][1] >= day]
    if which == 0:
        return next((pair for pair in spans if pair[0].startswith(f"{day.year:04}")), None)
    if which == -1:
        return next((pair for pair in reversed(past) if pair[1][1] < day), None)
    if which == 1:
        return next((pair for pair in coming if pair[1][0] > day), None)
    if not past or not coming:
        return None
    last, first = past[-1], coming[0]
    if tense == "past" or (tense == "future" and _LEAN * _distance(last[1], day) < _distance(first[1], day)):
        return last
    return first if tense == "future" or _distance(first[1], day) < _distance(last[1], day) else last


def _distance(days: Days, day: date) -> int:
    return max((days[0] - day).days, (day - days[1]).days, 0)


def _weekday(index: int, which: int | None, day: date, tense: Tense) -> date | None:
    back = (day.isoweekday() - index) % 7
    moved = -back
    if which == 0:
        moved = index - day.isoweekday()
    elif which == -1:
        moved = -(back or 7)
    elif which == 1:
        moved = 7 - back
    elif tense == "future":
        moved = -back % 7
    try:
        return day + timedelta(days=moved)
    except OverflowError:
        return None


def base(node: Offset, context: Context) -> Anchor | None:
    """Return what a relative expression counts from: the story for "later" and in history, else the document."""
    story = context.story
    if node.base == "text" or (story and _compares(node, story)):
        return story or context.document
    if context.narrative and context.document and context.story and node.unit != "day":
        return context.story
    return context.document


def _compares(node: Offset, story: Anchor) -> bool:
    """Tell whether "a year ago" compares with the quarter that the text is about."""
    return node.unit == "year" and granularity(story.value) == "quarter"


def day_of(context: Context) -> Anchor | None:
    """Return the day that a bare time of day belongs to, where one is known."""
    options = [context.story, context.document] if context.narrative else [context.document]
    return next((a for a in options if a and granularity(a.value) == "day"), None)


def nth_day(whole: Days, index: int) -> str | None:
    """Return the n-th day of a period, or its last when `index` is 0."""
    day = whole[1] if index == 0 else shift(whole[0], "day", index - 1)
    return day.isoformat() if day and day <= whole[1] else None


def before(node: Partial, limit: str) -> str | None:
    """Return the latest occurrence of a partial date that begins no later than the calendar value `limit` does."""
    return _beside(node, limit, (-1, 0), "past")


def after(node: Partial, limit: str) -> str | None:
    """Return the first occurrence of a partial date that does not end before the calendar value `limit` begins."""
    return _beside(node, limit, (0, 1), "future")


def _beside(node: Partial, limit: str, years: tuple[int, int], side: Tense) -> str | None:
    days = bounds(limit)
    if days is None:
        return None
    if node.unit in _WEEKLY:
        return _seen_from(node, days[0], side)
    spans = [(value, found) for y in years if (found := bounds(value := of_year(node, f"{days[0].year + y:04}")))]
    if side == "past":
        return next((value for value, found in reversed(spans) if found[0] <= days[0]), None)
    return next((value for value, found in spans if found[1] >= days[0]), None)
