"""Readings as the plain values that spans carry and tables hold."""

from __future__ import annotations

from datetime import date

from docmine.dates import precision
from docmine.dates.reading import Reading
from docmine.extensions import DateValue

METHOD = "dates.grammar"


def date_value(reading: Reading) -> DateValue:
    """Write a reading as a `DateValue`, with the precision codes of its interval."""
    anchor = reading.anchor
    resolved = reading.first is not None or reading.last is not None
    return DateValue(
        type=reading.type,
        timex_value=reading.value,
        edtf=reading.edtf,
        earliest=_iso(reading.first),
        latest=_iso(reading.last),
        granularity=reading.granularity,
        modifier=reading.modifier,
        anchor=anchor.kind if anchor else "none" if resolved else None,
        anchor_date=anchor.value if anchor else None,
        date_prec=precision.date_prec(reading.first, reading.last),
        time_precision=precision.time_precision(reading.first, reading.last),
        reason=reading.reason,
        method=METHOD,
        score=1.0,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
