"""Dates written in digits only."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from docmine.dates.expressions import Either, Fixed, Node

_PIVOT = 50  # two-digit years from here on are of the 20th century
_ORDERED = re.compile(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?![\d/-])", re.ASCII)


def read(text: str) -> Node | None:
    """Read `2016-12-05`, `2016-12-05T10:00Z`, `5/12/2016`, `05.12.16`; None when no calendar has that day.

    Day and month stand in either order in English, so that a date with both at most 12 has two readings, unless
    they agree; which is meant, other dates of the document may tell (`orders`). Digits parted by dots are day first,
    as those who write dots do, and so are Arabic and Persian digits.
    """
    given, text = text, "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    if re.match(r"\d{4}-", text):
        return Fixed(text) if _day(*map(int, text[:10].split("-"))) else None
    one, two, three = (int(part) for part in re.split(r"[/.-]", text))
    if one > 999:
        value = _day(one, two, three)
        return Fixed(value) if value else None
    year = three if three > 99 else full_year(three)
    readings = [_day(year, two, one)] if "." in text or text != given else [_day(year, two, one), _day(year, one, two)]
    valid = list(dict.fromkeys(value for value in readings if value))
    if len(valid) == 2:
        return Either((valid[0], valid[1]), ordered=True)
    return Fixed(valid[0]) if valid else None


def orders(text: str) -> set[bool]:
    """Return whether the dates of a text that leave no choice put the day first: {True}, {False}, both or none."""
    dates = (tuple(map(int, found.groups())) for found in _ORDERED.finditer(text))
    return {one > 12 for one, two in dates if (one > 12) != (two > 12)}


def full_year(year: int) -> int:
    """Return the year that two digits name."""
    return year + (1900 if year >= _PIVOT else 2000)


def year_month(year: int, number: int) -> Node | None:
    """Read `2016-12`; where the second number could also be a later year (`1911-12`) there are two readings."""
    month = f"{year:04}-{number:02}"
    if not 1 <= number <= 12:
        return None
    return Either((month, f"{year}/{year // 100:02}{number:02}")) if number > year % 100 else Fixed(month)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
