"""Reads the cells of curated tables: each kind of cell has a parser that raises ValueError in words for its user."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from docmine.reconcile.names import country_code

Parser = Callable[[str], Any]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WRITTEN_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T][\d:.]+Z?)?")
NOTHING = ("", "NA")
"""How a number or day is written that is not known; R writes `NA`."""

YEARS = (1000, 2199)
"""The first and last year that a day may be in; another one is mistyped."""


def _day(text: str) -> date | None:
    """Read `2021-03-14`, with a time after it or not, or `14 March 2021`."""
    if text in NOTHING:
        return None
    try:
        if iso := _ISO_DAY.fullmatch(text):
            return _in_time(date.fromisoformat(iso[1]))
        if written := _WRITTEN_DAY.fullmatch(text):
            return _in_time(date(int(written[3]), _MONTHS.index(written[2]) + 1, int(written[1])))
    except ValueError as error:
        raise ValueError(f"is no day of the calendar ({error})") from error
    raise ValueError("is not a day; write it as 2021-03-14, or give its format in docmine.toml, `dates`")


def _in_time(day: date) -> date:
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise ValueError("its year must be from {} to {}".format(*YEARS))
    return day


def day_as(form: str) -> Parser:
    """Return a parser of days in a format of `strptime`, such as `%d/%m/%Y`."""

    def parse(text: str) -> date | None:
        if text in NOTHING:
            return None
        try:
            return _in_time(datetime.strptime(text, form).date())
        except ValueError as error:
            raise ValueError(f"is no day of the calendar, written as {form}") from error

    return parse


def _degrees(limit: float) -> Parser:
    def parse(text: str) -> float | None:
        if text in NOTHING:
            return None
        try:
            value = float(text)
        except ValueError as error:
            raise ValueError("is not a number of degrees; write it as 36.25") from error
        if not -limit <= value <= limit:
            hint = "; latitude and longitude may be swapped" if limit < abs(value) <= 180 else ""
            hint = "; metres of a map projection must be converted to degrees WGS84" if abs(value) > 1000 else hint
            raise ValueError(f"is not between -{limit:g} and {limit:g}{hint}")
        return value

    return parse


def _count(text: str) -> int | None:
    if text in NOTHING:
        return None
    if not re.fullmatch(r"\d{1,9}(?:\.0+)?", text):
        raise ValueError("is not a whole number")
    return int(text.partition(".")[0])


def _identifier(text: str) -> str:
    if not text:
        raise ValueError("is empty; give each row an id")
    return _text(text) or ""


def _text(text: str) -> str | None:
    return text or None


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _country(text: str) -> str | None:
    """Read a code or a name; a name that is not known is left out, for lists differ in names."""
    code = country_code(_text(text))
    if text and code is None and len(text) <= 3 and text.isalpha():
        raise ValueError("is no ISO 3166 country code")
    return code


_PARSERS: dict[str, Parser] = {
    "id": _identifier,
    "text": _text,
    "list": _list,
    "day": _day,
    "code": lambda text: text.removesuffix(".0") or None,
    "country": _country,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "count": _count,
}
"""Kind of cell, as `data/reconcile/layouts.toml` names it -> parser."""


def parser(kind: str, *, dates: str | None = None, codes: tuple[str, ...] = (), words: Mapping[str, str]) -> Parser:
    """Return the parser of a column.

    Args:
        kind: kind of cell.
        dates: how days are written, if not as 2021-03-14.
        codes: the codes that the cells may hold; none means any.
        words: what the user's cells stand for, such as `{"Air raid": "Air/drone strike"}`.
    """
    parse = day_as(dates) if kind == "day" and dates else _PARSERS[kind]

    def read(text: str) -> Any:  # noqa: ANN401 - a cell of any kind
        if text.startswith("="):
            raise ValueError("is a spreadsheet formula; save its value instead")
        value = parse(words.get(text, text))
        if codes and value is not None and value not in codes:
            raise ValueError(f"is no code of this column; codes are {', '.join(codes)}")
        return value

    return read if kind in ("id", "list") else lru_cache(maxsize=100_000)(read)
