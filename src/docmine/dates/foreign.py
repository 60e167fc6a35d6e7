"""Explicit dates in other languages inside English text, read by dateparser."""

from __future__ import annotations

from functools import lru_cache

_ALL = ["day", "month", "year"]


@lru_cache(maxsize=4096)
def read(language: str, month: str, day: int | None, year: int) -> str | None:
    """Return the TIMEX3 value of a date with a foreign month name, or None when dateparser cannot read it.

    The language is given, and no part is ever filled in: without `day` the value is a month.
    """
    import dateparser  # noqa: PLC0415 - takes a second to load, and few documents need it

    text = f"{day or ''} {month} {year}".strip()
    required = _ALL if day else _ALL[1:]
    settings = {"REQUIRE_PARTS": required, "PREFER_DAY_OF_MONTH": "first", "DATE_ORDER": "DMY"}
    found = dateparser.parse(text, languages=[language], settings=settings)
    if found is None:
        return None
    return f"{found:%Y-%m-%d}" if day else f"{found:%Y-%m}"
