"""Which July, which Friday: choose the occurrence of a partial date, and the base of a relative one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from docmine.dates.anchor import Anchor, Context
from docmine.dates.expressions import Offset, Partial
from docmine.dates.intervals import Days, bounds, granularity, months, nth_weekday, period, shift
from docmine.dates.tense import Tense

_YEARS = 8  # 29 February may be eight years away
_DOUBT = 1.5  # how many times nearer the future must be where the words do not settle it
_WITHIN_YEAR = 60  # days that a date is taken to lie from a story of which only the year is known
_BACKWARD = 2  # times further is a date that goes back
_TURN = 62  # days within which a story goes on into the next year without naming it
_FAR = 10_000
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
    is only a month or a year settles what is the same from its first day and from its last. A report without a date
    that bears a month or a period at its head tells its days of that time.
    """
    if node.which is None and node.unit not in _WEEKLY:
        if context.narrative:
            told = _in_story(node, (context.story, context.line if context.document else None))
            return told or _in_heading(node, context.heading)
        if context.near_year and context.tense != "future":
            return _in_story(node, (context.near_year,))
    anchor = context.document
    if anchor is None and node.which is None:
        return _in_heading(node, context.heading)
    if anchor is None or (context.narrative and node.which is None):
        return None
    if context.narrative and context.story:
        anchor = context.story
    values = {_seen_from(node, day, context.tense) for day in anchor.days or ()}
    value = values.pop() if len(values) == 1 else None
    return (value, anchor) if value else None


def _in_story(node: Partial, anchors: tuple[Anchor | None, ...]) -> tuple[str, Anchor] | None:
    """Take the year of one of the dates that the story named, or the one after: whichever brings it nearest.

    A story goes on rather than back: what lies behind counts as further away.
    """
    options: list[tuple[float, str, Anchor]] = []
    for anchor in anchors:
        for year in _years(anchor):
            value = of_year(node, year)
            days = bounds(value)
            if anchor and (days or value.startswith("BC")):
                options.append((_gap(anchor, days), value, anchor))
    best = min(options, key=lambda option: option[0], default=None)
    return best and best[1:]


def _in_heading(node: Partial, heading: Anchor | None) -> tuple[str, Anchor] | None:
    """Return the one day that falls into the months of a report's period, or the one weekday into the period itself."""
    if heading is None or heading.days is None:
        return None
    if node.unit == "weekday":
        one, other = (nth_weekday(heading.days, int(node.index), number) for number in (1, -1))
        return (one.isoformat(), heading) if one and one == other else None
    first, last = heading.days
    whole = months(first.year, first.month, last.month + 12 * (last.year - first.year))
    values = {of_year(node, f"{year:04}") for year in (first.year, last.year)}
    found = [value for value in values if (days := bounds(value)) and whole[0] <= days[0] and days[1] <= whole[1]]
    return (found[0], heading) if len(found) == 1 else None


def _years(anchor: Anchor | None) -> list[str]:
    if anchor is None or anchor.year is None:
        return []
    turns = anchor.days and granularity(anchor.value) in {"day", "month"} and anchor.days[1].month > 10
    return [anchor.year, f"{anchor.days[0].year + 1:04}"] if anchor.days and turns else [anchor.year]


def _gap(anchor: Anchor, days: Days | None) -> float:
    """Return the days between an anchor and a date; unknown within a year that the text only names."""
    if days is None or anchor.days is None or granularity(anchor.value) not in {"day", "month"}:
        return _WITHIN_YEAR
    ahead, behind = (days[0] - anchor.days[1]).days, (anchor.days[0] - days[1]).days
    turned = days[0].year > anchor.days[0].year and ahead > _TURN
    return _FAR if turned else max(ahead, _BACKWARD * behind, 0)


@lru_cache(maxsize=4096)
def _seen_from(node: Partial, day: date, tense: Tense) -> str | None:
    if node.unit in _WEEKLY:
        found = _weekday(int(node.index), node.which, day, tense)
        return period(found, "day" if node.unit == "weekday" else "weekend") if found else None
    years = range(max(1, day.year - _YEARS), min(9998, day.year + _YEARS) + 1)
    values = [value for year in years if bounds(value := of_year(node, f"{year:04}"))]
    if node.weekday and (named := [v for v in values if date.fromisoformat(v).isoweekday() == node.weekday]):
        return min(named, key=lambda value: abs((date.fromisoformat(value) - day).days))
    if node.unit == "quarter" and tense == "future":
        tense = None  # what is said to come is often the report on the quarter that has just ended
    return choose(values, node.which, day, tense)


def choose(values: list[str], which: int | None, day: date, tense: Tense) -> str | None:
    """Choose from calendar values in order, as seen from `day`."""
    found = nearest([(value, days) for value in values if (days := bounds(value))], which, day, tense)
    return found[0] if found else None


def nearest(spans: list[tuple[str, Days]], which: int | None, day: date, tense: Tense) -> tuple[str, Days] | None:
    """Choose from what recurs, in order, as seen from `day`; the current one counts as past and as future.

    Each is named by a value that begins with its year.
    """
    if which == 0:
        current = next((pair for pair in spans if pair[1][0] <= day <= pair[1][1]), None)  # "this winter", in January
        return current or next((pair for pair in spans if pair[0].startswith(f"{day.year:04}")), None)
    if which == -1:
        return next((pair for pair in reversed(spans) if pair[1][1] < day), None)
    if which == 1:
        return next((pair for pair in spans if pair[1][0] > day), None)
    past = [pair for pair in spans if pair[1][0] <= day]
    coming = [pair for pair in spans if pair[1][1] >= day]
    if not past or not coming:
        return (past or coming)[-1 if past else 0] if spans else None
    last, first = past[-1], coming[0]
    back, ahead = _distance(last[1], day), _distance(first[1], day)
    looks_back = tense == "past" or (tense is None and ahead * _DOUBT >= back)
    return last if looks_back else first


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
    if story and (node.base == "text" or _compares(node, story)) and not _is_coarse(node, story, context):
        return story
    if context.narrative and context.document and context.story and node.unit != "day":
        return context.story
    return context.document


def _is_coarse(node: Offset, story: Anchor, context: Context) -> bool:
    """Tell whether news that spoke of a month or a year goes on with "later in the day": that is the day of writing."""
    return not context.narrative and node.amount == 0 and node.unit == "day" and granularity(story.value) != "day"


def _compares(node: Offset, story: Anchor) -> bool:
    """Tell whether "a year ago" compares with the quarter that the text is about."""
    return node.counted and node.unit == "year" and granularity(story.value) == "quarter"


def day_of(context: Context) -> Anchor | None:
    """Return the day that a bare time of day belongs to, where one is known."""
    options = [context.near, context.story if context.narrative else None, context.document]
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
