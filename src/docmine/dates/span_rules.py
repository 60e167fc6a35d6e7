"""Rules over phrases: parts of a period, dates with times, ranges and open bounds."""

from __future__ import annotations

from docmine.dates import lexicon
from docmine.dates.expressions import About, Bound, Fixed, Length, Offset, Part, Partial, Range, Shift, Sub, Timed
from docmine.dates.grammar import Built, Rule, pick, rule
from docmine.dates.scan import Item

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_DAY = ("day", "date", "weekday")


def _points(items: list[Item]) -> list[Item]:
    return [item for item in items if pick([item], "POINT")]


def _unit(node: object) -> str | None:
    """Name the unit that a node is a period of, as far as the words tell."""
    from docmine.dates.intervals import granularity

    if isinstance(node, Fixed):
        return granularity(node.value)
    return node.unit if isinstance(node, Partial | Offset) else None


def _part(items: list[Item]) -> Built:
    point, word = _points(items)[-1], pick(items, "MOD", "FINAL", "LAST")
    if word is None:
        return None
    if _unit(point.value) in _DAY and word.value == "late" and pick(items, "of"):
        return None
    if _unit(point.value) in _DAY:
        return Timed(point.value, {"early": "MO", "late": "EV", "mid": "DT"}[word.value])
    return Part("final" if pick(items, "UNITS") else word.value, point.value)


def _half(items: list[Item]) -> Built:
    point, order = _points(items)[0], pick(items, "ORDW", "LAST")
    index = order.value if order else 0
    if index not in (1, 2, -1):
        return None
    if _unit(point.value) == "year":
        return Sub("half", 1 if index == 1 else 2, point.value)
    return Part("first_half" if index == 1 else "second_half", point.value)


def _numbered(items: list[Item]) -> Built:
    """Read "the third quarter of 2016", "the first week of May", "the last day of June", "the first months of 2013"."""
    point, order, unit = _points(items)[0], pick(items, "ORDW", "ORDN", "LAST", "FINAL"), pick(items, "UNIT", "UNITS")
    if order is None or unit is None:
        return None
    index = -1 if pick([order], "LAST", "FINAL") else order.value
    if pick(items, "UNITS"):
        return Part("final" if index == -1 else "early" if unit.value == "days" else "first_months", point.value)
    if unit.value == "week" and index in _ORDINALS:
        return Part(f"{_ORDINALS[index]}_week", point.value)
    if unit.value in {"day", "quarter"}:
        return Sub(unit.value, max(index, 0), point.value)
    return None


def _owned(items: list[Item]) -> Built:
    """Read "this year's third quarter"."""
    year, quarter = _points(items)
    if isinstance(quarter.value, Partial) and quarter.value.unit == "quarter" and _unit(year.value) == "year":
        return Sub("quarter", int(quarter.value.index), year.value)
    return None


def _quarter_of(items: list[Item]) -> Built:
    quarter, year = _points(items)
    return _owned([year, quarter])


def _about(items: list[Item]) -> Built:
    return About(items[-1].value)


def _shift(items: list[Item]) -> Built:
    shift, point = items
    return Shift(shift.value.unit, shift.value.amount, point.value)


def _timed(items: list[Item]) -> Built:
    point, clock = pick(items, "POINT"), pick(items, "TIME")
    if point is None or clock is None or _unit(point.value) not in _DAY:
        return None
    return Timed(point.value, clock.value.time)


def _daypart(items: list[Item]) -> Built:
    point, part = pick(items, "POINT"), pick(items, "DAYPART")
    if point is None or part is None or _unit(point.value) not in _DAY:
        return None
    return Timed(point.value, part.value)


def _date_twice(items: list[Item]) -> Built:
    """Read "Friday (5 May)", "May 5, Friday": the fuller one says it all."""
    one, two = _points(items)
    weekdays = [isinstance(i.value, Partial) and i.value.unit == "weekday" for i in (one, two)]
    if sum(weekdays) != 1 or _unit((two if weekdays[0] else one).value) != "day":
        return None
    return two.value if weekdays[0] else one.value


def _range(items: list[Item]) -> Built:
    ends = [item for item in items if pick([item], "POINT", "TIME")]
    first, last = ends[0].value, ends[-1].value
    if isinstance(first, Timed) and first.day is None:
        return None
    return Range(first, last)


def _bound(items: list[Item]) -> Built:
    word = pick(items, "SINCE", "UNTIL", "BEFORE", "AFTER", "BY", "from")
    point = pick(items, "POINT")
    if word is None or point is None:
        return None
    return Bound("since" if pick([word], "from") else word.value, point.value)


def parts() -> tuple[Rule, ...]:
    """Return the rules that make parts of periods."""
    table = (
        ("(?:the)?MOD DASH?(?:of)?POINT", _part),
        ("(?:the)?MOD MOD of POINT", _part),
        ("(?:the)?(?:ORDW|LAST)DASH?half of POINT", _half),
        ("POINT POSS(?:ORDW|LAST)DASH?half", _half),
        ("(?:the)?(?:LAST|FINAL)UNITS of POINT", _part),
        ("(?:the)?(?:ORDW|ORDN|LAST|FINAL)(?:UNIT|UNITS)of POINT", _numbered),
        ("POINT POSS POINT", _owned),
        ("POINT(?:of|in)POINT", _quarter_of),
        ("SHIFT POINT", _shift),
        ("APPROX POINT", _about),
    )
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)


def times() -> tuple[Rule, ...]:
    """Return the rules that put times on days."""
    table = (
        ("TIME(?:on|COMMA|OPEN)?POINT", _timed),
        ("POINT(?:COMMA)?(?:at|APPROX)?TIME", _timed),
        ("POINT DAYPART", _daypart),
        ("(?:the)?(?:DAYPART|UNIT)of POINT", _daypart),
        ("POINT COMMA?OPEN?POINT CLOSE?", _date_twice),
    )
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)


def spans() -> tuple[Rule, ...]:
    """Return the rules that make ranges and open bounds."""
    table = (
        ("from POINT COMMA?TO POINT", _range),
        ("(?:between)POINT and POINT", _range),
        ("POINT(?:TO)POINT", _range),
        ("SINCE(?:APPROX)?POINT", _bound),
        ("(?:UNTIL|BEFORE|AFTER|BY)POINT", _bound),
        ("from POINT onward", _bound),
    )
    return tuple(rule(pattern, "RANGE", build) for pattern, build in table)
