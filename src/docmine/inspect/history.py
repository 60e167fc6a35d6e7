"""The chosen rows in time: how many lie in each year or month, and their intervals as intervals."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from docmine.inspect.choice import Choice
from docmine.inspect.listing import patiently
from docmine.store import Store

MOST = 100_000
"""Rows that are counted; of more it is said that these are not all."""

_BINS = 48
Unit = Literal["day", "month", "year", "decade"]
_LONGEST: tuple[tuple[Unit, int], ...] = (("day", _BINS), ("month", _BINS * 30), ("year", _BINS * 366))


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of time: rows whose interval lies within it, and rows whose interval only touches it."""

    first: date
    last: date
    inside: int
    touching: int


@dataclass(frozen=True, slots=True)
class History:
    """The bins of the chosen rows in order; `undated` rows have no interval, `open` ones only one end."""

    unit: Unit
    bins: list[Bin]
    undated: int
    whole: bool


def history(store: Store, choice: Choice) -> History:
    """Count the chosen rows in time; the unit is the finest that gives no more than 48 bins or so.

    Args:
        store: the tables.
        choice: rows of a table with `earliest` and `latest`.
    """
    where = choice.where()
    rows = f"SELECT t.earliest AS first, t.latest AS last FROM {choice.table.name} t WHERE {where.sql} LIMIT {MOST + 1}"  # noqa: S608
    sql = f"SELECT first, last, count(*) FROM ({rows}) GROUP BY first, last"  # noqa: S608
    found, whole = patiently(store, sql, where.values)
    dated = [(_day(first), _day(last), n) for first, last, n in found if first and last]
    undated = sum(n for first, last, n in found if not (first and last))
    counted = sum(n for _, _, n in found)
    if not dated:
        return History("day", [], undated, whole)
    start, end = _extent(dated, choice)
    unit: Unit = next((unit for unit, days in _LONGEST if (end - start).days < days), "decade")
    return History(unit, _bins(dated, unit, start, end), undated, whole and counted <= MOST)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _extent(dated: list[tuple[date, date, int]], choice: Choice) -> tuple[date, date]:
    """Return the days that are shown: those chosen, else those that nearly all intervals lie in."""
    firsts = sorted(first for first, _, _ in dated)
    lasts = sorted(last for _, last, _ in dated)
    start = _day(choice.first) if choice.first else firsts[len(firsts) // 100]
    end = _day(choice.last) if choice.last else lasts[-1 - len(lasts) // 100]
    return start, max(start, end)


def _bins(dated: list[tuple[date, date, int]], unit: Unit, start: date, end: date) -> list[Bin]:
    borders = []
    day = start
    while day <= end:
        first, last = _around(day, unit)
        borders.append((first, last))
        if last >= date.max - timedelta(days=1):
            break
        day = last + timedelta(days=1)
    made = []
    for first, last in borders:
        inside = sum(n for one, two, n in dated if first <= one and two <= last)
        touching = sum(n for one, two, n in dated if one <= last and two >= first)
        made.append(Bin(first, last, inside, touching - inside))
    return made


def _around(day: date, unit: Unit) -> tuple[date, date]:
    match unit:
        case "day":
            return day, day
        case "month":
            return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
        case "year":
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case _:
            decade = max(day.year // 10 * 10, 1)
            return date(decade, 1, 1), date(min(day.year // 10 * 10 + 9, 9999), 12, 31)
