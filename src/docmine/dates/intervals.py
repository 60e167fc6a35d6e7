"""Calendar arithmetic on TIMEX3 values: first and last day, EDTF, shifting by units.

A calendar value is a string as in TIMEX3: `2016-12-05`, `2016-W51`, `2016-W51-WE`, `2016-12`,
`2016-Q4`, `2016-H2`, `2016-SU`, `2016`, `201` (decade), `20` (century), `BC0490`, and a day with
a time (`2016-12-05T10:00`, `2016-12-05TMO`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

Days = tuple[date, date]
"""A closed interval: first and last day."""

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of the northern seasons; winter ends in February of the year after."""

_EDTF_INDEX = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q": 32, "H": 39}
_TIME_CODES = {"second": "S", "minute": "M", "hour": "H"}
_CODES = {
    "day": "D", "night": "D", "weekend": "WE", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "DE", "century": "CE", "millennium": "ML",
}  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("time", r"(\d{4}-\d\d-\d\d)T.+"),
        ("day", r"(\d{4}-\d\d-\d\d)"),
        ("month", r"(\d{4})-(0[1-9]|1[0-2])"),
        ("weekend", r"(\d{4})-W(\d\d)-WE"),
        ("week", r"(\d{4})-W(\d\d)"),
        ("quarter", r"(\d{4})-Q([1-4])"),
        ("half", r"(\d{4})-H([12])"),
        ("season", r"(\d{4})-(SP|SU|FA|WI)"),
        ("year", r"(\d{4})"),
        ("decade", r"(\d{3})"),
        ("century", r"(\d{2})"),
        ("year", r"BC(\d{4})"),
        ("decade", r"BC(\d{3})"),
        ("century", r"BC(\d{2})"),
        ("month", r"BC(\d{4})-\d\d"),
        ("day", r"BC(\d{4})-\d\d-\d\d"),
        ("season", r"BC(\d{4})-(SP|SU|FA|WI)"),
    )
)


def granularity(value: str) -> str | None:
    """Name the unit of a calendar value, or None when it is none (`P3D`, `XXXX-WXX-5`, `PAST_REF`)."""
    return next((name for name, shape in _SHAPES if shape.fullmatch(value)), None)


def months(year: int, first: int, last: int) -> Days:
    """Return the days from the first of month `first` to the last of `last`; months over 12 are of the next year."""
    start, end = divmod(first - 1, 12), divmod(last - 1, 12)
    end_year, end_month = year + end[0], end[1] + 1
    return date(year + start[0], start[1] + 1, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


@lru_cache(maxsize=4096)
def bounds(value: str) -> Days | None:
    """Return first and last day of a calendar value, or None when it has none (years BC, no such day)."""
    for name, shape in _SHAPES:
        match = shape.fullmatch(value)
        if match and not value.startswith("BC"):
            try:
                return _bounds(name, match.groups())
            except ValueError:
                return None
    return None


def _bounds(name: str, parts: tuple[str, ...]) -> Days:
    if name in {"time", "day"}:
        day = date.fromisoformat(parts[0])
        return day, day
    year = int(parts[0])
    if name in {"week", "weekend"}:
        week = int(parts[1])
        return date.fromisocalendar(year, week, 6 if name == "weekend" else 1), date.fromisocalendar(year, week, 7)
    if name == "season":
        first = SEASONS[parts[1]]
        return months(year, first, first + 2)
    if name in {"month", "quarter", "half"}:
        size, index = _MONTHS[name], int(parts[1])
        return months(year, size * (index - 1) + 1, size * index)
    length = _MONTHS[name] // 12
    return date(year * length, 1, 1), date((year + 1) * length - 1, 12, 31)


def period(day: date, unit: str) -> str:
    """Return the calendar value of the `unit` that holds `day`."""
    if unit in {"week", "weekend"}:
        iso = day.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "season":
        name = next((s for s, m in SEASONS.items() if m <= day.month < m + 3), "WI")
        return f"{day.year - (day.month < 3):04}-{name}"
    year = f"{day.year:04}"
    return {
        "day": day.isoformat(),
        "month": f"{year}-{day.month:02}",
        "quarter": f"{year}-Q{(day.month + 2) // 3}",
        "half": f"{year}-H{1 + (day.month > 6)}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }[unit]


def shift(day: date, unit: str, amount: int) -> date | None:
    """Move `day` by `amount` units; a day that the month lacks becomes its last. None outside the years 1-9999."""
    try:
        if unit in {"day", "week", "weekend"}:
            return day + timedelta(days=amount * (1 if unit == "day" else 7))
        year, month = divmod(day.year * 12 + day.month - 1 + amount * _MONTHS[unit], 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def nth_weekday(whole: Days, weekday: int, number: int) -> date | None:
    """Return the n-th Monday (1) to Sunday (7) of an interval, counted from its end where `number` is negative."""
    first, last = whole
    ahead = (weekday - first.isoweekday()) % 7 if number > 0 else -((last.isoweekday() - weekday) % 7)
    weeks = number - 1 if number > 0 else number + 1
    day = shift(first if number > 0 else last, "day", ahead + 7 * weeks)
    return day if day and first <= day <= last else None


def edtf(value: str) -> str | None:
    """Write a calendar value in ISO 8601-2 (EDTF), or None when that has no form for it."""
    unit, days = granularity(value), bounds(value)
    if value.startswith("BC"):
        bc, _, rest = value[2:].partition("-")
        return f"-{int(bc) - 1:04}{rest and '-'}{rest}" if unit in {"year", "month", "day"} else None
    if unit is None or days is None:
        return None
    if unit in {"week", "weekend"}:
        return f"{days[0]}/{days[1]}"
    if unit in {"quarter", "half", "season"}:
        year, part = value.split("-")
        index = _EDTF_INDEX.get(part) or _EDTF_INDEX[part[0]] + int(part[1])
        return f"{year}-{index}"
    if unit == "time":
        return value if re.fullmatch(r".{10}T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", value) else value[:10]
    return value.ljust(4, "X") if unit in {"decade", "century"} else value


def duration(amount: str, unit: str) -> str:
    """Write a length of time in TIMEX3 (`P3D`, `PXW`, `PT2H`)."""
    time = "T" if unit in _TIME_CODES else ""
    return f"P{time}{amount}{_TIME_CODES.get(unit) or _CODES[unit]}"


def span_edtf(first: date | None, last: date | None) -> str:
    """Write an interval in EDTF; an open end is `..`."""
    return f"{first or '..'}/{last or '..'}"
