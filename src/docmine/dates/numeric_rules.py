"""Rules for dates written in digits, with or without the month's name: "2016-W12", "03-May-15", "2016-05/2016-08"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from docmine.dates import lexicon, numeric
from docmine.dates.calendar_rules import date_of, dated, month_of
from docmine.dates.expressions import Fixed, Node, Range
from docmine.dates.grammar import Built, Rule, phrase, pick, rule
from docmine.dates.scan import Item

_WEEKS = 53  # of the longest year


def _numeric(items: list[Item]) -> Built:
    return numeric.read(items[0].value)


def _year_month(items: list[Item]) -> Built:
    """Read "2016-05", and "1914-18" as the years."""
    year, _, last = items
    if last.end - last.start != 2 or last.start - year.end != 1:
        return None
    if last.value <= 12:
        return numeric.year_month(year.value, last.value)
    if not 1700 <= year.value <= 2100 or last.value <= year.value % 100:
        return None
    span = Range(Fixed(f"{year.value:04}"), Fixed(f"{year.value // 100:02}{last.value:02}"))
    ends = (phrase("POINT", year.start, year.end, span.first), phrase("POINT", last.start, last.end, span.last))
    return [phrase("RANGE", year.start, last.end, span, ends)]


def _pair(items: list[Item]) -> Built:
    """Read "2016-05-12/2016-05-15", "2016-05/2016-08"."""
    start, text = items[0].start, items[0].value
    first, last = (_iso(part) for part in text.split("/"))
    if first is None or last is None:
        return None
    middle = start + text.index("/")
    ends = (phrase("POINT", start, middle, first), phrase("POINT", middle + 1, items[0].end, last))
    return [phrase("RANGE", start, items[0].end, Range(first, last), ends)]


def _iso(text: str) -> Node | None:
    return numeric.read(text) if len(text) == 10 else Fixed(text)


def _week(items: list[Item]) -> Built:
    """Read "2016-W12", "2016W12"; "2016-W12-5" is a day of it."""
    year, rest = (part.strip("-") for part in items[0].value.split("W"))
    if len(rest) == 2:
        return Fixed(f"{year}-W{rest}")
    try:
        return Fixed(date.fromisocalendar(int(year), int(rest[:2]), int(rest[-1])).isoformat())
    except ValueError:
        return None


def _numbered_week(items: list[Item]) -> Built:
    """Read "week 12 of 2016"."""
    unit, year, week = pick(items, "UNIT"), pick(items, "YEAR"), pick(items, "N12", "N31", "N99")
    if unit is None or year is None or week is None or unit.value != "week" or not 1 <= week.value <= _WEEKS:
        return None
    return Fixed(f"{year.value:04}-W{week.value:02}")


def _is_closed(items: Sequence[Item]) -> bool:
    """Say whether there are no blanks between: else a dash means "to"."""
    return all(one.end == two.start for one, two in pairwise(items))


def _hyphened(items: list[Item]) -> Built:
    """Read "12-May-2016", "May-2016", "2016-May-12"."""
    return date_of(items) if _is_closed(items) else None


def _short(items: list[Item]) -> Built:
    """Read "05-MAY-14"."""
    day, year = items[0].value, items[-1]
    if not _is_closed(items) or year.end - year.start != 2:
        return None
    return dated(month_of(items), day, f"{numeric.full_year(year.value):04}")


def _slashed(items: list[Item]) -> Built:
    """Read "3/May/2015"."""
    day, name, year = items[0].value.split("/")
    kind, month = lexicon.words().get(name) or lexicon.words().get(name.lower()) or ("", 0)
    if kind != lexicon.kinds()["MONTH"]:
        return None
    full = int(year) if len(year) == 4 else numeric.full_year(int(year))
    return dated(month, int(day), f"{full:04}")


def rules() -> tuple[Rule, ...]:
    """Return the rules, which build POINT phrases."""
    table = (
        ("ISO|NUMDATE", _numeric),
        ("ISOPAIR", _pair),
        ("ISOWEEK", _week),
        ("(?:the)?UNIT(?:N12|N31|N99)of?YEAR", _numbered_week),
        ("YEAR DASH(?:N12|N31|N99)", _year_month),
        ("(?:DAYNUM DASH)?MONTH DASH YEAR|YEAR DASH MONTH DASH DAYNUM", _hyphened),
        ("DAYNUM DASH MONTH DASH(?:N12|N31|N99)", _short),
        ("SLASHED", _slashed),
    )
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)
