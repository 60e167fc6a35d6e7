"""Rules over phrases: parts of a period, dates with times, ranges and open bounds."""

from __future__ import annotations

from dataclasses import replace

from docmine.dates.expressions import (
    About,
    Around,
    Fixed,
    Node,
    Nth,
    Observed,
    Of,
    Offset,
    Part,
    Partial,
    Range,
    Shift,
    Stretch,
    Timed,
)
from docmine.dates.grammar import Built, Rule, phrase, pick, rule
from docmine.dates.intervals import granularity
from docmine.dates.scan import Item

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_DAYS = frozenset({"day", "weekday"})
_DECADES = 10
_PERIODS = frozenset({"week", "weekend", "month", "year"})
_OF_YEAR = frozenset({"month", "day", "season", "quarter", "half"})
_NEAR = "(?:NEAR(?:BEFORE|AFTER))"  # "just after 3 a.m. on Sunday" is a time of that day, no bound
_TIMES = {"early": "MO", "late": "EV", "mid": "DT"}


def points(items: list[Item]) -> list[Node]:
    """Return the dates that are among the items."""
    return [item.value for item in items if pick([item], "POINT")]


def unit_of(node: Node) -> str | None:
    """Name the unit that a date is, as far as the words tell."""
    if isinstance(node, Fixed):
        return granularity(node.value)
    if isinstance(node, Of):
        return node.part.unit
    return node.unit if isinstance(node, Partial | Offset | Shift | Around | Observed) else None


def _part(items: list[Item]) -> Built:
    """Read "early 2016", "the end of May"; "late Friday" is a time, "the end of Friday" is left alone."""
    point, word = points(items)[-1], pick(items, "MOD", "EDGE", "FINAL", "LAST")
    if word is None or isinstance(point, Part | Timed):
        return None
    if pick(items, "UNITS"):
        return Part("final", point)
    if unit_of(point) in _DAYS:
        return None if pick(items, "of") else Timed(point, _TIMES[word.value])
    return Part(word.value, point, edge=pick(items, "EDGE") is not None)


def _half(items: list[Item]) -> Built:
    point, order = points(items)[0], pick(items, "ORDW", "LAST", "LATTER")
    index = {1: 1, 2: 2, -1: 2}.get(order.value if order else 0)
    if index is None:
        return None
    if unit_of(point) == "year":
        return Of(Partial("half", index), point)
    return Part("first_half" if index == 1 else "second_half", point)


def _numbered(items: list[Item]) -> Built:
    """Read "the third quarter of 2016", "the first week of May", "the last day of June", "the first months of 2013"."""
    point, order, unit = (
        points(items)[0],
        pick(items, "ORDW", "ORDN", "OPENING", "LAST", "FINAL"),
        pick(items, "UNIT", "UNITS"),
    )
    if order is None or unit is None:
        return None
    index = -1 if pick([order], "LAST", "FINAL") else int(order.value)
    if pick(items, "UNITS"):
        return Part("final" if index == -1 else "early" if unit.value == "day" else "first_months", point)
    if unit.value == "week" and abs(index) == 1 and unit_of(point) not in {"month", None}:
        return Stretch("week", index, point)
    if unit.value == "week" and index in _ORDINALS:
        return Part(f"{_ORDINALS[index]}_week", point)
    if unit.value == "day":
        return Of(Partial("date", max(index, 0)), point)
    if unit.value == "quarter" and unit_of(point) == "year":
        return Of(Partial("quarter", index if index > 0 else 4), point)
    if unit.value == "decade" and isinstance(point, Fixed) and unit_of(point) == "century" and index <= _DECADES:
        return Fixed(f"{point.value}{(index if index > 0 else _DECADES) - 1}")
    return None


def _part_named(items: list[Item]) -> Built:
    """Read "the latter part of 2014", "the early part of the year"."""
    point, word = points(items)[0], pick(items, "MOD", "LATTER", "ORDW", "LAST", "FINAL")
    if word is None or isinstance(point, Part | Timed) or unit_of(point) in _DAYS:
        return None
    if pick([word], "MOD"):
        return Part(word.value, point)
    part = {1: "first_half", 2: "second_half", -1: "late", "final": "late"}.get(word.value)
    return Part(part, point) if part else None


def _from_part_to_part(items: list[Item]) -> Built:
    """Read "early to mid-May 2014"."""
    point = items[-1]
    first, last = (item for item in items if pick([item], "MOD"))
    if isinstance(point.value, Part | Timed) or unit_of(point.value) in _DAYS:
        return None
    one = phrase("POINT", first.start, first.end, Part(first.value, point.value))
    two = phrase("POINT", last.start, point.end, Part(last.value, point.value))
    return [phrase("RANGE", items[0].start, point.end, Range(one.value, two.value), (one, two))]


def _day_of(items: list[Item]) -> Built:
    """Read "the 12th of last month"."""
    month, day = points(items)[0], pick(items, "ORDN", "ORDW")
    if day is None or not isinstance(month, Offset) or month.unit != "month":
        return None
    return Of(Partial("date", day.value), month)


def _around(items: list[Item]) -> Built:
    """Read "the week of 6 March", "the month of May"."""
    unit = pick(items, "UNIT")
    return Around(unit.value, points(items)[-1]) if unit and unit.value in _PERIODS else None


def _of_year(part: Node, year: Node) -> Built:
    """Read "July last year", "10 May of that year", "this year's third quarter"."""
    if isinstance(part, Part):
        inner = _of_year(part.of, year)
        return Part(part.part, inner) if isinstance(inner, Of) else None
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


def _about(items: list[Item]) -> Built:
    """Read "around 1990"; "over Thursday" and "nearly Friday" say something else."""
    word, point = items[0].value, items[-1].value
    return About(point) if word == "APPROX" and unit_of(point) not in {"weekday", "weekend", None} else None


def _shift(items: list[Item]) -> Built:
    shift, point = items[0].value, items[-1].value
    return replace(shift, whole=point) if isinstance(shift, Nth) else replace(shift, of=point)


def _timed(items: list[Item]) -> Built:
    """Read "10 a.m. Friday", "5 May at 10:30"."""
    point, clock = pick(items, "POINT"), pick(items, "TIME")
    if point is None or clock is None or unit_of(point.value) not in _DAYS:
        return None
    return Timed(point.value, clock.value.time)


def _part_of_day(items: list[Item]) -> Built:
    point, part = pick(items, "POINT"), pick(items, "DAYPART")
    if point is None or part is None or unit_of(point.value) not in _DAYS:
        return None
    return Timed(point.value, part.value)


def _early_hours(items: list[Item]) -> Built:
    """Read "the early hours of 4 May"."""
    point, part, unit = points(items)[0], pick(items, "MOD"), pick(items, "UNITS")
    hours = unit is not None and unit.value == "hour" and unit_of(point) in _DAYS
    return Timed(point, _TIMES[part.value]) if part and hours else None


def _part_of_day_of_year(items: list[Item]) -> Built:
    """Read "Christmas morning 2015"."""
    (day, year), part = points(items), pick(items, "DAYPART")
    dated = _of_year(day, year) if unit_of(day) == "day" else None
    return Timed(dated, part.value) if part and isinstance(dated, Of) else None


def _date_twice(items: list[Item]) -> Built:
    """Read "Friday (5 May)", "5 May, Friday": the date says it all."""
    one, two = points(items)
    if isinstance(one, Partial) and one.unit == "weekday" and unit_of(two) == "day":
        return two if isinstance(two, Node) else None
    if isinstance(two, Partial) and two.unit == "weekday" and unit_of(one) == "day" and isinstance(one, Node):
        return one
    return None


def parts() -> tuple[Rule, ...]:
    """Return the rules that make parts of periods."""
    table = (
        ("(?:the)?MOD DASH?(?:of|in)?(?:the)?POINT", _part),
        ("(?:the)?(?:EDGE of|EDGE DASH|(?<=BY)EDGE)POINT", _part),
        ("(?:the)?(?:ORDW|LAST|LATTER)DASH?half of POINT", _half),
        ("POINT POSS(?:ORDW|LAST|LATTER)DASH?half", _half),
        ("(?:the)?(?:LAST|FINAL)UNITS of POINT", _part),
        ("(?:the)?(?:ORDW|ORDN|OPENING|LAST|FINAL)(?:UNIT|UNITS)of POINT", _numbered),
        ("(?:the)?(?:MOD|LATTER|ORDW|LAST|FINAL)part of POINT", _part_named),
        ("(?:the)?MOD(?:TO|SLASH)MOD DASH?(?:of|in)?(?:the)?POINT", _from_part_to_part),
        ("(?:the)?(?:ORDN|ORDW)of POINT", _day_of),
        ("the UNIT of POINT", _around),
        ("SHIFT POINT", _shift),
        ("APPROX POINT", _about),
    )
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)


def times() -> tuple[Rule, ...]:
    """Return the rules that put dates into years and times on days."""
    table = (
        ("POINT COMMA?(?:of|in)?POINT", _of),
        ("POINT POSS POINT", _owned),
        (f"{_NEAR}?TIME(?:on|COMMA|OPEN)?POINT", _timed),
        (f"POINT COMMA?(?:at|APPROX|at APPROX|{_NEAR})?TIME", _timed),
        ("POINT DAYPART|POINT COMMA?(?:at|BEFORE|AFTER)DAYPART", _part_of_day),
        ("(?:the)?MOD?DAYPART UNITS?(?:of|on)POINT|(?:the)?DAYPART(?:of|on)POINT", _part_of_day),
        ("(?:the)?MOD UNITS(?:of|on)POINT DAYPART?", _early_hours),
        ("POINT DAYPART of?POINT", _part_of_day_of_year),
        ("POINT COMMA?OPEN?POINT CLOSE?", _date_twice),
    )
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)
