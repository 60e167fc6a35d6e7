"""Rules for parts of periods and what counts from a date: "early May", "the last week of 2014", "a day after 5 May"."""

from __future__ import annotations

from dataclasses import replace

from docmine.dates.expressions import About, Around, Fixed, Node, Nth, Of, Offset, Part, Partial, Range, Stretch, Timed
from docmine.dates.grammar import Built, Rule, phrase, pick, rule
from docmine.dates.phrases import DAYS, PARTS_OF_DAY, points, unit_of
from docmine.dates.scan import Item

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_DECADES = 10
_PERIODS = frozenset({"week", "weekend", "month", "year"})


def _part(items: list[Item]) -> Built:
    """Read "early 2016", "the end of May"; "late Friday" is a time, "the end of Friday" is left alone."""
    point, word = points(items)[-1], pick(items, "MOD", "EDGE", "FINAL", "LAST")
    if word is None or isinstance(point, Part | Timed):
        return None
    if pick(items, "UNITS"):
        return Part("final", point)
    if unit_of(point) in DAYS:
        return None if pick(items, "of") else Timed(point, PARTS_OF_DAY[word.value])
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
    order, unit = pick(items, "ORDW", "ORDN", "OPENING", "LAST", "FINAL"), pick(items, "UNIT", "UNITS")
    if order is None or unit is None:
        return None
    index, point = -1 if pick([order], "LAST", "FINAL") else int(order.value), points(items)[0]
    if pick(items, "UNITS"):
        first = "early" if unit.value == "day" else "first_months"
        return Part("final" if index == -1 else first, point) if abs(index) == 1 else None
    return _nth_week(index, point) if unit.value == "week" else _nth_unit(unit.value, index, point)


def _nth_week(index: int, point: Node) -> Node | None:
    """Count the weeks of a month from its first day; those of a year only from either end."""
    if abs(index) == 1 and unit_of(point) not in {"month", None}:
        return Stretch("week", index, point)
    return Part(f"{_ORDINALS[index]}_week", point) if index in _ORDINALS else None


def _nth_unit(unit: str, index: int, point: Node) -> Node | None:
    whole = unit_of(point)
    if unit == "day":
        return Of(Partial("date", max(index, 0)), point)
    if unit == "quarter" and whole == "year":
        return Of(Partial("quarter", index if index > 0 else 4), point)
    if unit == "decade" and whole == "century" and isinstance(point, Fixed) and index <= _DECADES:
        return Fixed(f"{point.value}{(index if index > 0 else _DECADES) - 1}")
    return None


def _part_named(items: list[Item]) -> Built:
    """Read "the latter part of 2014", "the early part of the year"."""
    point, word = points(items)[0], pick(items, "MOD", "LATTER", "ORDW", "LAST", "FINAL")
    if word is None or isinstance(point, Part | Timed) or unit_of(point) in DAYS:
        return None
    if pick([word], "MOD"):
        return Part(word.value, point)
    part = {1: "first_half", 2: "second_half", -1: "late", "final": "late"}.get(word.value)
    return Part(part, point) if part else None


def _from_part_to_part(items: list[Item]) -> Built:
    """Read "early to mid-May 2014"."""
    point = items[-1]
    first, last = (item for item in items if pick([item], "MOD"))
    if isinstance(point.value, Part | Timed) or unit_of(point.value) in DAYS:
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


def _about(items: list[Item]) -> Built:
    """Read "around 1990"; "over Thursday" and "nearly Friday" say something else."""
    word, point = items[0].value, items[-1].value
    return About(point) if word == "APPROX" and unit_of(point) not in {"weekday", "weekend", None} else None


def _shift(items: list[Item]) -> Built:
    shift, point = items[0].value, items[-1].value
    return replace(shift, whole=point) if isinstance(shift, Nth) else replace(shift, of=point)


def rules() -> tuple[Rule, ...]:
    """Return the rules of the second stage, which build POINT phrases."""
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
