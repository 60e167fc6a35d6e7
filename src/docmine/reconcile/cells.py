"""Reads the cells of curated tables: each kind of cell has a parser that raises ValueError in words for its user."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from docmine.reconcile.names import country_code

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WRITTEN_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T][\d:.]+Z?)?")


def _day(text: str) -> date | None:
    """Read `2021-03-14`, with a time after it or not, or `14 March 2021`."""
    if not text:
        return None
    try:
        if iso := _ISO_DAY.fullmatch(text):
            return date.fromisoformat(iso[1])
        if written := _WRITTEN_DAY.fullmatch(text):
            return date(int(written[3]), _MONTHS.index(written[2]) + 1, int(written[1]))
    except ValueError as error:
        raise ValueError(f"is no day of the calendar ({error})") from error
    raise ValueError("is not a day; write it as 2021-03-14")


def _degrees(limit: float) -> Callable[[str], float | None]:
    def parse(text: str) -> float | None:
        if not text:
            return None
        try:
            value = float(text)
        except ValueError as error:
            raise ValueError("is not a number of degrees") from error
        if not -limit <= value <= limit:
            swapped = "; latitude and longitude may be swapped" if limit < abs(value) <= 180 else ""
            raise ValueError(f"is not between -{limit:g} and {limit:g}{swapped}")
        return value

    return parse


def _count(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{1,9}(?:\.0+)?", text):
        raise ValueError("is not a whole number")
    return int(text.partition(".")[0])


def _identifier(text: str) -> str:
    if not text:
        raise ValueError("is empty; give each row an id")
    return _text(text) or ""


def _text(text: str) -> str | None:
    if text.startswith("="):
        raise ValueError("is a spreadsheet formula; save its value instead")
    return text or None


def _list(text: str) -> list[str]:
    return [part.strip() for part in (_text(text) or "").split("|") if part.strip()]


def _country(text: str) -> str | None:
    """Read a code or a name; a name that is not known is left out, for lists differ in names."""
    code = country_code(_text(text))
    if text and code is None and len(text) <= 3 and text.isalpha():
        raise ValueError("is no ISO 3166 country code")
    return code


PARSERS: dict[str, Callable[[str], Any]] = {
    "id": _identifier,
    "text": _text,
    "list": _list,
    "day": _day,
    "code": lambda text: text or None,
    "country": _country,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "count": _count,
}
"""Kind of cell, as `data/reconcile/layouts.toml` names it -> parser."""
