"""Rules for what is said with weekdays: "next Friday", "Monday last week", "the first Friday of May"."""

from __future__ import annotations

from dataclasses import replace

from docmine.dates.calendar_rules import which
from docmine.dates.expressions import Nth, Offset, Partial, Shift
from docmine.dates.grammar import Built, Rule, pick, rule
from docmine.dates.phrases import points, unit_of
from docmine.dates.relative_rules import counted
from docmine.dates.scan import Item

_WEEK = 7
_WEEKLY = frozenset({"weekday", "weekend"})
_LONGER = frozenset({"month", "quarter", "season", "half", "year"})


def _weekday(items: list[Item]) -> Built:
    weekday = pick(items, "WEEKDAY")
    return Partial("weekday", weekday.value, which=which(items)) if weekday else None


def _weekend(items: list[Item]) -> Built:
    """Read "the weekend", "last weekend": one that has not ended is not the last, so that Sunday is looked for."""
    unit, relation = pick(items, "UNIT"), which(items)
    index = 7 if relation == -1 else 6
    return Partial("weekend", index, which=relation) if unit and unit.value == "weekend" else None


def _last(items: list[Item]) -> Built:
    """Read "Friday last"."""
    return Partial("weekday", items[0].value, which=-1)


def _before_last(items: list[Item]) -> Built:
    """Read "the Friday before last", "the Monday after next"."""
    weekday, word = pick(items, "WEEKDAY"), pick(items, "LAST", "NEXT")
    ahead = pick(items, "AFTER") is not None
    if weekday is None or word is None or (word.value > 0) != ahead:
        return None
    return Shift("day", _WEEK * int(word.value), Partial("weekday", weekday.value, which=int(word.value)))


def _week_on(items: list[Item]) -> Built:
    """Read "Tuesday week", "a week on Tuesday", "two weeks from Friday"."""
    weekday = pick(items, "WEEKDAY")
    length = counted([item for item in items if item is not weekday])
    if weekday is None or length is None or length[0] != "week" or length[1] is None:
        return None
    return Shift("day", _WEEK * length[1], Partial("weekday", weekday.value, which=1))


def _week_ago(items: list[Item]) -> Built:
    """Read "a week ago on Monday", "Wednesday a week ago": that day of the week so long ago."""
    weekday = pick(items, "WEEKDAY")
    length = counted([item for item in items if item is not weekday])
    if weekday is None or length is None or length[0] != "week" or length[1] is None:
        return None
    return Nth(Partial("weekday", weekday.value), 1, Offset("week", -length[1], counted=True))


def _nth(items: list[Item]) -> Built:
    """Read "the first Friday of May 2014", "the last weekend in June"."""
    order, unit = pick(items, "ORDW", "ORDN", "FINAL"), pick(items, "UNIT")
    *weekdays, whole = points(items)
    weekday = weekdays[0] if weekdays else Partial("weekend", 6)
    if not isinstance(weekday, Partial) or weekday.unit not in _WEEKLY or (unit and unit.value != "weekend"):
        return None
    if weekday.which != (None if order else -1) or unit_of(whole) not in _LONGER:
        return None
    return Nth(replace(weekday, which=None), order.value if order and pick([order], "ORDW", "ORDN") else -1, whole)


def _beside(items: list[Item]) -> Built:
    """Read "the Friday after", "the last Sunday before", which the date that follows completes."""
    weekday, order = pick(items, "WEEKDAY"), pick(items, "ORDW", "ORDN")
    number = (order.value if order else 1) * (-1 if pick(items, "BEFORE") else 1)
    return Nth(Partial("weekday", weekday.value), number, None, beside=True) if weekday else None


def _in_week(items: list[Item]) -> Built:
    """Read "Monday last week", "Tuesday of that week", "last week's Friday"."""
    day, week = points(items)
    if isinstance(day, Offset):  # "last week's Friday", "next week on Tuesday"
        day, week = week, day
    if not isinstance(day, Partial) or day.unit != "weekday" or day.which is not None:
        return None
    return Nth(day, 1, week) if isinstance(week, Offset) and week.unit == "week" else None


def rules() -> tuple[Rule, ...]:
    """Return the rules of the first stage, which build POINT phrases, and SHIFT phrases that wait for one."""
    table = (
        ("(?:the)?THIS?REL?WEEKDAY", _weekday),
        ("(?:the)UNIT(?!of)|THIS?REL UNIT", _weekend),
        ("WEEKDAY LAST(?!ANYUNIT|COUNT|MONTH|SEASON|WEEKDAY|DAYPART|DASH|half|FEAST|FEASTMONTH)", _last),
        ("(?:the)?WEEKDAY(?:BEFORE|AFTER)(?:LAST|NEXT)(?!ANYUNIT|MONTH|SEASON|WEEKDAY)", _before_last),
        ("WEEKDAY UNIT(?!BEFORE|AFTER|DASH)|COUNT ANYUNIT(?:on|from)WEEKDAY", _week_on),
        ("COUNT ANYUNIT ago on?WEEKDAY|WEEKDAY COUNT ANYUNIT ago", _week_ago),
    )
    first = tuple(rule(pattern, "POINT", build) for pattern, build in table)
    return (*first, rule("the(?:ORDW|ORDN)?WEEKDAY(?:BEFORE|AFTER)|the LAST WEEKDAY BEFORE", "SHIFT", _beside))


def parts() -> tuple[Rule, ...]:
    """Return the rules that count weekdays within a period or from a date."""
    table = (("(?:the)?(?:ORDW|ORDN|FINAL)(?:POINT|UNIT)(?:of|in)(?:the UNIT)?POINT|POINT(?:of|in)POINT", _nth),)
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)


def times() -> tuple[Rule, ...]:
    """Return the rules that put weekdays into weeks."""
    return (rule("POINT (?:of|on)?POINT|POINT POSS POINT", "POINT", _in_week),)
