"""How precise a date is, in the codes of the two conflict event datasets."""

from __future__ import annotations

from datetime import date


def date_prec(first: date | None, last: date | None) -> int | None:
    """Code an interval as UCDP GED does (codebook, `date_prec`).

    1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year; None when it is open or longer.
    """
    return _code(first, last, (1, 6, 7, 31, 366))


def time_precision(first: date | None, last: date | None) -> int | None:
    """Code an interval as ACLED does (codebook, `time_precision`).

    1 a day, 2 within a week, 3 within a month; None when it is open or longer.
    """
    return _code(first, last, (1, 7, 31))


def _code(first: date | None, last: date | None, limits: tuple[int, ...]) -> int | None:
    if first is None or last is None:
        return None
    days = (last - first).days + 1
    return next((code for code, limit in enumerate(limits, 1) if days <= limit), None)
