"""Publication dates as they are stated, and the merging of what several sources say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime

from docmine.documents import Metadata

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_STAMP = re.compile(r"\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?=$|[T\s])")

_NO_DATE = "1970-01-01"


def parse_published(value: str) -> str | None:
    """Return a date written as `2016`, `2016-12` or `2016-12-05`, or None if it is not one."""
    match = _ISO.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day = (int(part or 1) for part in match.groups())
    return match[0] if _exists(year, month, day) else None


def parse_timestamp(value: str) -> str | None:
    """Return the date of a machine-written time stamp, at the precision that it states.

    Accepts ISO 8601 (with any time of day, which is dropped: the date is the publisher's local one) and
    RFC 5322. Anything else, `05/12/2016` above all, can be read in two ways and gives None.
    """
    if plain := parse_published(value):
        return plain
    if match := _STAMP.match(value):
        year, month, day = match[1], match[3], match[4]
        return f"{year}-{month}-{day}" if _exists(int(year), int(month), int(day)) else None
    try:
        return parsedate_to_datetime(value[:64]).date().isoformat()
    except (ValueError, IndexError, OverflowError):
        return None


def stated(value: str | None) -> Metadata:
    """Return the metadata of a file that states this publication date; the words are kept where it cannot be read.

    The first day of 1970 is what programs write that know no date.
    """
    if not value or not value.strip():
        return Metadata()
    published = parse_timestamp(value)
    if published == _NO_DATE:
        return Metadata()
    return Metadata(
        published=published,
        published_text=value.strip()[:100],
        published_source="metadata" if published else "none",
    )


def merge(first: Metadata, second: Metadata) -> Metadata:
    """Return `first` with its gaps filled from `second`; the date travels with its source and wording."""
    dated = first if first.published else second
    return replace(
        dated,
        url=first.url or second.url,
        title=first.title or second.title,
        byline=first.byline or second.byline,
        publisher=first.publisher or second.publisher,
        language=first.language or second.language,
        home=first.home or second.home,
    )


def language_code(value: str | None) -> str | None:
    """Return the ISO 639-1 code at the start of a language tag such as `en-GB`, or None if it is not a tag."""
    match = re.match(r"\s*([A-Za-z]{2})(?:[-_][\w-]*)?\s*$", value or "")
    return match[1].lower() if match else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).year >= 1000
    except ValueError:
        return False
