"""Dates that a person fixed, or struck out, in the place of those that were read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Doc

from docmine.dates.intervals import span_edtf
from docmine.dates.reading import Reading, calendar
from docmine.dates.values import date_value

METHOD = "decided"


def decide(doc: Doc, groups: Sequence[str]) -> None:
    """Put what people decided about dates of a document into groups of its spans."""
    for one in doc._.decisions:
        span = doc.char_span(one["start"], one["end"], alignment_mode="expand") if one["kind"] == "date" else None
        if span is None:
            continue
        reading = _reading(one["row"].get("earliest"), one["row"].get("latest"))
        for group in groups:
            kept = [old for old in doc.spans[group] if not (old.start < span.end and span.start < old.end)]
            if reading:
                span.label_ = reading.type
                span._.date = {**date_value(reading), "method": METHOD}
                kept.append(span)
            doc.spans[group] = sorted(kept)


def _reading(earliest: str | None, latest: str | None) -> Reading | None:
    """Return the reading of an interval; None where neither end is known: no date."""
    if earliest is None and latest is None:
        return None
    if earliest is not None and earliest == latest:
        return calendar(earliest)
    first, last = (date.fromisoformat(day) if day else None for day in (earliest, latest))
    return Reading(edtf=span_edtf(first, last), first=first, last=last)
