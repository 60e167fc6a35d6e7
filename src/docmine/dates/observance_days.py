"""On which days a feast, or a month of another calendar, falls: computed for the year in question, by libraries.

Years that a calendar does not reach have no days. Umm al-Qura (`hijridate`) reaches from 1343 to 1500 AH, which is from
August 1924 to November 2077; Easter (`dateutil`) from 1583 to 4099; the Solar Hijri calendar (`persiantools`) is asked
from 1200 to 1500; `holidays` knows most others from the middle of the 20th century on.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache, lru_cache

from docmine.dates.intervals import Days
from docmine.dates.observances import Observance, table
from docmine.resources import DATA, read_csv

APPROXIMATE = frozenset({"hijri", "either"})
"""Calendars that hang on the sighting of the moon: the computed day can be wrong by one."""

OWN_YEARS = range(1200, 1501)
"""Years that are of another calendar beside a feast or month of it."""

_LAST_YEAR = 9998  # what begins later ends beyond the last day that Python knows
_HAS_OWN_YEARS = frozenset({"hijri", "persian"})
_CATEGORIES = ("public", "optional", "school")


def has_own_years(row: Observance) -> bool:
    """Tell whether the calendar of an observance counts its own years."""
    return row.calendar in _HAS_OWN_YEARS


@lru_cache(maxsize=2048)
def in_year(row: Observance, year: int) -> tuple[Days, ...]:
    """Return the days of what begins in a Gregorian year: one interval, or two or none, as lunar years are shorter."""
    if not 1 <= year <= _LAST_YEAR:
        return ()
    if row.calendar == "either":
        return tuple(days for name in row.first.split(";") for days in in_year(table()[name], year))
    if has_own_years(row):
        found = [days for own in _own_years(row.calendar, year) if (days := of_own_year(row, own))]
    else:
        found = [_lasting(first, row.days or 1) for first in _first_days(row, year)]
    return tuple(days for days in found if days[0].year == year)


@lru_cache(maxsize=2048)
def of_own_year(row: Observance, year: int) -> Days | None:
    """Return the days of an observance in a year of its own calendar, or None where that is not known."""
    month, day = map(int, row.first.split("-"))
    start = _start_of_month(row.calendar, year, month)
    if start is None:
        return None
    if row.days:
        return _lasting(start + timedelta(days=day - 1), row.days)
    years, months = divmod(month, 12) if row.unit == "month" else (1, 0)
    following = _start_of_month(row.calendar, year + years, months + 1)
    return (start, following - timedelta(days=1)) if following else None


def _own_years(calendar: str, year: int) -> range:
    """Return the years of a calendar that may share days with a Gregorian year."""
    own = (year - 622) * 33 // 32 if calendar == "hijri" else year - 622
    return range(own - 1, own + 2)


def _start_of_month(calendar: str, year: int, month: int) -> date | None:
    if calendar == "persian":
        from persiantools.jdatetime import JalaliDate  # noqa: PLC0415 - few texts need it

        if year not in OWN_YEARS:
            return None
        start: date = JalaliDate(year, month, 1).to_gregorian()  # type: ignore[no-untyped-call]  # it has no types
        return start
    if announced := _announced().get((year, month)):
        return announced
    from hijridate import Hijri, ummalqura  # noqa: PLC0415 - few texts need it

    first, last = (end[0] for end in ummalqura.HIJRI_RANGE)
    return date(*Hijri(year, month, 1).to_gregorian().datetuple()) if first <= year <= last else None


@cache
def _announced() -> dict[tuple[int, int], date]:
    rows = read_csv(DATA / "dates" / "announced_months.csv", ("year", "month", "first_day", "source"))
    return {(int(row["year"]), int(row["month"])): date.fromisoformat(row["first_day"]) for row in rows}


def _lasting(first: date, days: int) -> Days:
    return first, first + timedelta(days=days - 1)


def _first_days(row: Observance, year: int) -> list[date]:
    if row.calendar in {"easter", "orthodox"}:
        return _easter(row, year)
    if row.calendar == "weekday":
        return [_nth_weekday(row.first, year)]
    return _public_holidays(row.first, year)


def _easter(row: Observance, year: int) -> list[date]:
    from dateutil import easter  # noqa: PLC0415 - few texts need it

    method = easter.EASTER_ORTHODOX if row.calendar == "orthodox" else easter.EASTER_WESTERN
    return [easter.easter(year, method) + timedelta(days=int(row.first))] if 1583 <= year <= 4099 else []


def _nth_weekday(first: str, year: int) -> date:
    """Read `11-01 TH+4`, the fourth Thursday from 1 November, or `05-31 MO-1`, the last Monday until 31 May."""
    from dateutil import relativedelta  # noqa: PLC0415 - few texts need it

    month, day, weekday, nth = re.findall(r"[A-Z]+|[+-]?\d+", first.replace("-", " ", 1))
    nearest = getattr(relativedelta, weekday)(int(nth))
    moved: date = date(year, int(month), int(day)) + relativedelta.relativedelta(weekday=nearest)
    return moved


def _public_holidays(first: str, year: int) -> list[date]:
    """Read `IL Pesach`: the days of the year on which what Israel's holidays call so begins."""
    from holidays import country_holidays  # noqa: PLC0415 - takes a while to load, and few texts need it

    country, name = first.split(" ", 1)
    kinds = [kind for kind in _CATEGORIES if kind in country_holidays(country).supported_categories]
    known = country_holidays(country, years=(year - 1, year), observed=False, language="en_US", categories=kinds)
    days = {day for day, names in known.items() if name in names.replace(" (estimated)", "").split("; ")}
    return sorted(day for day in days if day.year == year and day - timedelta(days=1) not in days)
