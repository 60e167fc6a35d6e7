"""What an expression means: its TIMEX3 value and its interval."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from docmine.dates.anchor import Anchor, Context
from docmine.dates.intervals import bounds, edtf, granularity

NO_DATE = "no document date and the text gives no year"


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means; `first` and `last` are None where the text does not say, and `reason` says why."""

    type: str = "DATE"
    value: str | None = None
    edtf: str | None = None
    first: date | None = None
    last: date | None = None
    granularity: str | None = None
    modifier: str | None = None
    anchor: Anchor | None = None
    reason: str | None = None


def calendar(value: str, anchor: Anchor | None = None, reason: str | None = None) -> Reading:
    """Return the reading of a calendar value; with a reason it has no interval."""
    days = None if reason else bounds(value)
    if days is None and reason is None:
        reason = "before the year 1" if value.startswith("BC") else "no calendar has that day"
    first, last = days or (None, None)
    written = edtf(value) if days or value.startswith("BC") else None
    return Reading("DATE", value, written, first, last, granularity(value), anchor=anchor, reason=reason)


def unknown(value: str | None, context: Context, unit: str | None = None) -> Reading:
    """Return the reading of a date that its context does not settle."""
    reason = NO_DATE if context.document is None else "the document's date does not settle it"
    return Reading("DATE", value, granularity=unit, reason=reason)


def as_sure_as(whole: Reading, part: Reading) -> Reading:
    """Return a date that was found by way of `whole`, which may be approximate; the date then is, too."""
    if whole.modifier != "APPROX":
        return part
    return replace(part, modifier=part.modifier or "APPROX", edtf=approximate(part.edtf))


def approximate(written: str | None) -> str | None:
    """Mark a date or both ends of an interval in EDTF as approximate."""
    if written is None:
        return None
    return "/".join(end if end == ".." or end.endswith("~") else f"{end}~" for end in written.split("/"))
