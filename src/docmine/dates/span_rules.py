"""Rules over phrases: parts of a period, dates with times, ranges and open bounds."""

from __future__ import annotations

from docmine.dates.expressions import (
    About,
    Around,
    Bound,
    Fixed,
    Node,
    Observed,
    Of,
    Offset,
    Part,
    Partial,
    Range,
    Shift,
    Timed,
)
from docmine.dates.grammar import Built, Rule, pick, rule
from docmine.dates.intervals import bounds, granularity
from docmine.dates.scan import Item

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_DAYS = frozenset({"day", "weekday"})
_PERIODS = frozenset({"week", "weekend", "month", "year"})
_OF_YEAR = frozenset({"month", "day", "season", "quarter", "half"})
_TIMES = {"early": "MO", "late": "EV", "mid": "DT"}


def _points(items: list[Item]) -> list[Item]:
    return [item for item in items if pick([item], "POINT")]


def unit_of(node: Node) -> str | None:
    """Name the unit that a date is, as far as the words tell."""
    if isinstance(node, Fixed):
        return granularity(node.value)
    if isinstance(node, Of):
        return node.part.unit
    return node.unit if isinstance(node, Partial | Offset | Shift | Around | Observed) else None


def _part(items: list[Item]) -> Built:
    """Read "early 2016", "the end of May"; "late Friday" is a time, "the end of Friday" is left alone."""
    point, word = _points(items)[-1].value, pick(items, "MOD", "EDGE", "FINAL", "LAST")
    if word is None or isinstance(point, Part | Timed):
        return None
    if pick(items, "UNITS"):
        return Part("final", point)
    if unit_of(point) in _DAYS:
        return None if pick(items, "of") else Timed(point, _TIMES[word.value])
    return Part(word.value, point)


def _half(items: list[Item]) -> Built:
    point, order = _points(items)[0].value, pick(items, "ORDW", "LAST", "LATTER")
    index = {1: 1, 2: 2, -1: 2}.get(order.value if order else 0)
    if index is None:
        return None
    if unit_of(point) == "year":
        return Of(Partial("half", index), point)
    return Part("first_half" if index == 1 else "second_half", point)


def _numbered(items: list[Item]) -> Built:
    """Read "the third quarter of 2016", "the first week of May", "the last day of June", "the first months of 2013"."""
    point, order, unit = (
        _points(items)[0].value,
        pick(items, "ORDW", "ORDN", "LAST", "FINAL"),
        pick(items, "UNIT", "UNITS"),
    )
    if order is None or unit is None:
        return None
    index = -1 if pick([order], "LAST", "FINAL") else int(order.value)
    if pick(items, "UNITS"):
        return Part("final" if index == -1 else "early" if unit.value == "day" else "first_months", point)
    if unit.value == "week" and index in _ORDINALS:
        return Part(f"{_ORDINALS[index]}_week", point)
    if unit.value == "day":
        return Of(Partial("date", max(index, 0)), point)
    if unit.value == "quarter" and unit_of(point) == "year":
        return Of(Partial("quarter", index if index > 0 else 4), point)
    return None


def _around(items: list[Item]) -> Built:
    """Read "the week of 6 March", "the month of May"."""
    unit = pick(items, "UNIT")
    return Around(unit.value, _points(items)[-1].value) if unit and unit.value in _PERIODS else None


def _of_year(part: Node, year: Node) -> Built:
    """Read "July last year", "10 May of that year", "this year's third quarter"."""
    if isinstance(part, Part):
        inner = _of_year(part.of, year)
        return Part(part.part, inner) if isinstance(inner, Of) else None
    fits = isinstance(part, Partial) and part.which is None and part.unit in _OF_YEAR
    return Of(part, year) if fits and isinstance(part, Partial) and unit_of(year) == "year" else None


def _of(items: list[Item]) -> Built:
    part, year = (item.value for item in _points(items))
    if not pick(items, "of", "in") and not isinstance(year, Offset):
        return None
    return _of_year(part, year)


def _owned(items: list[Item]) -> Built:
    year, part = (item.value for item in _points(items))
    return _of_year(part, year)


def _about(items: list[Item]) -> Built:
    """Read "around 1990"; "over Thursday" and "nearly Friday" say something else."""
    word, point = items[0].value, items[-1].value
    return About(point) if word == "APPROX" and unit_of(point) not in {"weekday", "weekend", None} else None


def _shift(items: list[Item]) -> Built:
    shift, point = items[0].value, items[-1].value
    return Shift(shift.unit, shift.amount, point)


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


def _date_twice(items: list[Item]) -> Built:
    """Read "Friday (5 May)", "5 May, Friday": the date says it all."""
    one, two = (item.value for item in _points(items))
    if not pick(items, "COMMA", "OPEN") and _is_another_day(one, two):
        return None
    if isinstance(one, Partial) and one.unit == "weekday" and unit_of(two) == "day":
        return two if isinstance(two, Node) else None
    if isinstance(two, Partial) and two.unit == "weekday" and unit_of(one) == "day" and isinstance(one, Node):
        return one
    return None


def _is_another_day(weekday: Node, day: Node) -> bool:
    """Tell a weekday that ends a headline from that of the date below it."""
    days = bounds(day.value) if isinstance(day, Fixed) else None
    return bool(days and isinstance(weekday, Partial) and days[0].isoweekday() != weekday.index)


def _range(items: list[Item]) -> Built:
    first, last = (item.value for item in _points(items))
    return None if isinstance(last, Offset) and isinstance(first, Fixed) and last.base == "text" else Range(first, last)


def _bound(items: list[Item]) -> Built:
    word = pick(items, "SINCE", "UNTIL", "BEFORE", "AFTER", "BY", "from")
    kind = "since" if word is None or pick([word], "from") else word.value
    return Bound(kind, _points(items)[0].value)


def parts() -> tuple[Rule, ...]:
    """Return the rules that make parts of periods."""
    table = (
        ("(?:the)?MOD DASH?(?:of|in)?(?:the)?POINT", _part),
        ("(?:the)?(?:EDGE of|EDGE DASH|(?<=BY)EDGE)POINT", _part),
        ("(?:the)?(?:ORDW|LAST|LATTER)DASH?half of POINT", _half),
        ("POINT POSS(?:ORDW|LAST|LATTER)DASH?half", _half),
        ("(?:the)?(?:LAST|FINAL)UNITS of POINT", _part),
        ("(?:the)?(?:ORDW|ORDN|LAST|FINAL)(?:UNIT|UNITS)of POINT", _numbered),
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
        ("TIME(?:on|COMMA|OPEN)?POINT", _timed),
        ("POINT COMMA?(?:at|APPROX)?TIME", _timed),
        ("POINT DAYPART", _part_of_day),
        ("(?:the)?MOD?DAYPART UNITS?(?:of|on)POINT|(?:the)?DAYPART(?:of|on)POINT", _part_of_day),
        ("POINT COMMA?OPEN?POINT CLOSE?", _date_twice),
    )
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)


def spans() -> tuple[Rule, ...]:
    """Return the rules that make ranges and open bounds."""
    table = (
        ("from POINT COMMA?TO POINT", _range),
        ("between POINT and POINT", _range),
        ("POINT TO POINT", _range),
        ("SINCE APPROX?POINT", _bound),
        ("(?:UNTIL|BEFORE|AFTER|BY)POINT", _bound),
        ("from POINT onward", _bound),
    )
    return tuple(rule(pattern, "RANGE", build) for pattern, build in table)
