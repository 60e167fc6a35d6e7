"""Explicit dates in other languages inside English text, read by dateparser."""

from __future__ import annotations

from functools import lru_cache

_SETTINGS = {
    "DATE_ORDER": "DMY",
    "PREFER_DATES_FROM": "current_period",
    "PREFER_DAY_OF_MONTH": "first",
    "PARSERS": ["absolute-time"],
}
"""Nothing relative is read, so that nothing can be counted from today."""

_ANY_LEAP_YEAR = 2000


@lru_cache(maxsize=4096)
def read(locale: str, month: str, day: int | None, year: int) -> str | None:
    """Return the TIMEX3 value of a date with a foreign month name, or None when dateparser cannot read it.

    The locale is given, and no part is ever filled in: without `day` the value is a month.
    """
    import dateparser  # noqa: PLC0415 - takes a second to load, and few documents need it

    text = f"{day or ''} {month} {year:04}".strip()
    required = ["day", "month", "year"] if day else ["month", "year"]
    found = dateparser.parse(text, locales=[locale], settings={**_SETTINGS, "REQUIRE_PARTS": required})
    if found is None:
        return None
    return f"{found:%Y-%m-%d}" if day else f"{found:%Y-%m}"


def month_number(locale: str, month: str) -> int | None:
    """Return 1 to 12 for a foreign month name, or None when dateparser cannot read it."""
    value = read(locale, month, None, _ANY_LEAP_YEAR)
    return int(value[-2:]) if value else None
