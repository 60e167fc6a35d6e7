"""Rules that put dates together: a date in a year, a time on a day, a weekday beside its date."""

from __future__ import annotations

from dataclasses import replace

from docmine.dates.expressions import Fixed, Node, Of, Offset, OnWeekday, Part, Partial, Timed
from docmine.dates.grammar import Built, Rule, pick, rule
from docmine.dates.intervals import bounds
from docmine.dates.phrases import DAYS, PARTS_OF_DAY, points, unit_of
from docmine.dates.scan import Item

_OF_YEAR = frozenset({"month", "day", "season", "quarter", "half"})
_NEAR = "(?:NEAR(?:BEFORE|AFTER))"  # "just after 3 a.m. on Sunday" is a time of that day, no bound


def _of_year(part: Node, year: Node) -> Built:
    """Read "July last year", "10 May of that year", "this year's third quarter"."""
    if isinstance(part, Part):
        inner = _of_year(part.of, year)
        return replace(part, of=inner) if isinstance(inner, Of) else None
    fits = isinstance(part, Partial) and part.which is None and part.unit in _OF_YEAR
    return Of(part, year) if fits and isinstance(part, Partial) and unit_of(year) == "year" else None


def _of(items: list[Item]) -> Built:
    part, year = points(items)
    if not pick(items, "of", "in") and not isinstance(year, Offset):
        return None
    return _of_year(part, year)


def _owned(items: list[Item]) -> Built:
    year, part = points(items)
    return _of_year(part, year)


def _timed(items: list[Item]) -> Built:
    """Read "10 a.m. Friday", "5 May at 10:30"."""
    point, clock = pick(items, "POINT"), pick(items, "TIME")
    if point is None or clock is None or unit_of(point.value) not in DAYS:
        return None
    return Timed(point.value, clock.value.time)


def _part_of_day(items: list[Item]) -> Built:
    point, part = pick(items, "POINT"), pick(items, "DAYPART")
    if point is None or part is None or unit_of(point.value) not in DAYS:
        return None
    return Timed(point.value, part.value)


def _early_hours(items: list[Item]) -> Built:
    """Read "the early hours of 4 May"."""
    point, part, unit = points(items)[0], pick(items, "MOD"), pick(items, "UNITS")
    hours = unit is not None and unit.value == "hour" and unit_of(point) in DAYS
    return Timed(point, PARTS_OF_DAY[part.value]) if part and hours else None


def _part_of_day_of_year(items: list[Item]) -> Built:
    """Read "Christmas morning 2015"."""
    (day, year), part = points(items), pick(items, "DAYPART")
    dated = _of_year(day, year) if unit_of(day) == "day" else None
    return Timed(dated, part.value) if part and isinstance(dated, Of) else None


def _date_twice(items: list[Item]) -> Built:
    """Read "Friday (5 May)", "5 May, Friday": the date says it all."""
    one, two = points(items)
    if not pick(items, "COMMA", "OPEN") and _is_another_day(one, two):
        return None
    for weekday, day in ((one, two), (two, one)):
        if isinstance(weekday, Partial) and weekday.unit == "weekday" and unit_of(day) in {"day", "date"}:
            return _on(int(weekday.index), day)
    return None


def _on(weekday: int, day: Node) -> Node:
    """Have the weekday choose among the days that are possible, or be checked against the only one."""
    match day:
        case Fixed():
            return day
        case Partial():
            return replace(day, weekday=weekday)
        case _:
            return OnWeekday(weekday, day)


def _is_another_day(weekday: Node, day: Node) -> bool:
    """Tell a weekday that ends a headline from that of the date below it."""
    days = bounds(day.value) if isinstance(day, Fixed) else None
    return bool(days and isinstance(weekday, Partial) and days[0].isoweekday() != weekday.index)


def rules() -> tuple[Rule, ...]:
    """Return the rules of the third stage, which build POINT phrases."""
    table = (
        ("POINT COMMA?(?:of|in)?POINT", _of),
        ("POINT POSS POINT", _owned),
        (f"{_NEAR}?TIME(?:on|COMMA|OPEN)?POINT", _timed),
        (f"POINT COMMA?(?:at|APPROX|at APPROX|{_NEAR})?TIME", _timed),
        ("POINT DAYPART|POINT COMMA?(?:at|NEAR?(?:BEFORE|AFTER))DAYPART", _part_of_day),
        ("NEAR?(?:BEFORE|AFTER)DAYPART on POINT", _part_of_day),
        ("(?:the)?MOD?DAYPART UNITS?(?:of|on)POINT|(?:the)?DAYPART(?:of|on)POINT", _part_of_day),
        ("(?:the)?MOD UNITS(?:of|on)POINT DAYPART?", _early_hours),
        ("POINT DAYPART of?POINT", _part_of_day_of_year),
        ("POINT COMMA?OPEN?POINT CLOSE?", _date_twice),
    )
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)
