"""Rules for feasts and months of other calendars: "Eid al-Fitr 2016", "27 Ramadan 1437", "the eve of Easter"."""

from __future__ import annotations

import re
from dataclasses import replace

from docmine.dates.calendar_rules import dated, day_of, split_year, which
from docmine.dates.expressions import Fixed, Node, Observed, Offset, Partial, Shift, Stretch
from docmine.dates.grammar import Built, Rule, phrase, pick, rule
from docmine.dates.intervals import granularity
from docmine.dates.observance_days import OWN_YEARS
from docmine.dates.observances import Observance
from docmine.dates.scan import Item

_COUNTED = re.compile(r"P(\d{1,3})([DWMY])")
_STRETCHES = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def _row(items: list[Item]) -> Observance | None:
    item = pick(items, "FEAST", "FEASTMONTH")
    return item.value if item and isinstance(item.value, Observance) else None


def _feast(items: list[Item]) -> Built:
    """Read "Easter", "last Christmas", "Eid al-Adha 2016", "the Hijri year 1437"."""
    row, (rest, year) = _row(items), split_year(items)
    if row is None or ("dated" in row.guard and (year is None or not _fits(row, year))):
        return None
    if row.calendar != "gregorian":
        return Observed(row.name, row.unit, Fixed(year) if year else None, which=which(rest))
    month, day = map(int, row.first.split("-"))
    relation = which(rest)
    return Partial("day", month, day, relation) if relation is not None else dated(month, day, year)


def _month(items: list[Item]) -> Built:
    """Read "Ramadan", "this Ramadan", "the month of Safar", "Ramadan 2016", "Muharram 1438"."""
    row, (rest, year) = _row(items), split_year(items)
    unit = pick(items, "UNIT")
    if row is None or (unit and unit.value != "month"):
        return None
    named = unit is not None or year is not None
    if "dated" in row.guard and (not named or not _fits(row, year)):
        return None
    return Observed(row.name, row.unit, Fixed(year) if year else None, which=which(rest))


def _day(items: list[Item]) -> Built:
    """Read "27 Ramadan 1437", "the 10th of Ramadan", "the tenth day of Muharram"."""
    row, (rest, year), unit = _row(items), split_year(items), pick(items, "UNIT")
    day = day_of(rest)
    if row is None or not day or day > 31 or not _fits(row, year) or (unit and unit.value != "day"):
        return None
    return Observed(row.name, "day", Fixed(year) if year else None, day)


def _fits(row: Observance, year: str | None) -> bool:
    """Tell whether a year may stand beside a name: Persian months, which are words too, need one of their own."""
    if row.calendar != "persian" and row.unit != "year":
        return True
    return year is not None and year.isdigit() and int(year) in OWN_YEARS


def _hijri_year(items: list[Item]) -> Built:
    year = pick(items, "YEAR")
    return Observed("Hijri year", "year", Fixed(f"{year.value:04}")) if year and year.value in OWN_YEARS else None


def _worship(items: list[Item]) -> Built:
    """Read "(after) Friday prayers": a time on that Friday, whichever side of the prayers."""
    weekday, worship = pick(items, "WEEKDAY"), pick(items, "WORSHIP")
    if weekday is None or worship is None:
        return None
    first = pick(items, "LAST", "NEXT", "THIS", "PAST") or weekday
    node = Partial("weekday", weekday.value, which=which(items))
    return [phrase("POINT", first.start, worship.end, node)]


def _points(items: list[Item]) -> list[Node]:
    return [item.value for item in items if pick([item], "POINT")]


def _eve(items: list[Item]) -> Built:
    """Read "the eve of Eid al-Fitr", "Eid eve"."""
    node = _points(items)[0]
    if isinstance(node, Observed) and node.day is None:
        return replace(node, day=0, unit="day")
    is_day = node.unit == "day" if isinstance(node, Partial) else _is_day(node)
    return Shift("day", -1, node) if is_day else None


def _stretch(items: list[Item]) -> Built:
    """Read "the last ten days of Ramadan", "the first two weeks of May 2016"."""
    order, length, of = pick(items, "ORDW", "LAST", "FINAL"), pick(items, "DURATION"), _points(items)[0]
    counted = _COUNTED.fullmatch(length.value.value) if length else None
    if order is None or counted is None or (pick([order], "ORDW") and order.value != 1):
        return None
    sign = 1 if pick([order], "ORDW") else -1
    whole = Stretch(_STRETCHES[counted[2]], sign * int(counted[1]), of)
    parts = tuple(item for item in items if pick([item], "DURATION", "POINT"))
    return [phrase("POINT", items[0].start, items[-1].end, whole, parts)]


def _in_year(items: list[Item]) -> Built:
    """Read "Ramadan last year", "last year's Ramadan", "Easter of that year"."""
    points = _points(items)
    feast = next((node for node in points if isinstance(node, Observed)), None)
    year = next((node for node in points if node is not feast), None)
    if feast is None or year is None or feast.year is not None or feast.which is not None:
        return None
    if isinstance(year, Offset) and year.unit == "year":
        return replace(feast, year=year)
    return replace(feast, year=year) if isinstance(year, Fixed) and granularity(year.value) == "year" else None


def _date_said(items: list[Item]) -> Built:
    """Read "Eid al-Fitr (6 July 2016)", "27 Ramadan 1437 (2 July 2016)": the date in brackets says it all."""
    feast, day = _points(items)
    return day if isinstance(feast, Observed) and feast.unit == "day" and _is_day(day) else None


def _is_day(node: Node) -> bool:
    return isinstance(node, Fixed) and granularity(node.value) == "day"


def rules() -> tuple[Rule, ...]:
    """Return the rules of the first stage, which build POINT phrases."""
    table = (
        ("(?:(?:the)?REL)?FEAST(?:COMMA?of?ANYYEAR HIJRI?)?", _feast),
        ("(?:the)?(?:REL?|UNIT of)FEASTMONTH(?:COMMA?of?ANYYEAR HIJRI?)?", _month),
        ("(?:DAYNUM of?|(?:the)?DAY of|(?:the)?DAY UNIT of)(?:the)?FEASTMONTH(?:COMMA?of?ANYYEAR HIJRI?)?", _day),
        ("FEASTMONTH DAYNUM COMMA?YEAR HIJRI?", _day),
        ("(?:the)?YEAR HIJRI|HIJRI YEAR", _hijri_year),
        ("(?:AFTER|BEFORE)?(?:the)?REL?WEEKDAY POSS?WORSHIP", _worship),
    )
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)


def parts() -> tuple[Rule, ...]:
    """Return the rules that make parts of periods."""
    table = (
        ("(?:the)?EVE of POINT|POINT DASH?EVE", _eve),
        ("(?:the)?(?:ORDW|LAST|FINAL)DURATION of(?:the)?POINT", _stretch),
    )
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)


def times() -> tuple[Rule, ...]:
    """Return the rules that put feasts into years."""
    table = (
        ("POINT COMMA?(?:of|in)?POINT|POINT POSS POINT", _in_year),
        ("POINT OPEN POINT CLOSE?", _date_said),
    )
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)
