"""What a name says of its place: "Idlib governorate" is a division, "Damascus city" a settlement."""

from __future__ import annotations

import re
from functools import cache

from docmine.places.words import alternatives, words

_TYPES = {"country": "country", "city": "settlement", "admin1": "division", "admin2": "division"}


@cache
def _pattern() -> re.Pattern[str]:
    listed = alternatives(words().kinds)
    return re.compile(rf"^(?P<before>{listed})\s+of\s+(?:the\s+)?|\s+(?P<after>{listed})$", re.IGNORECASE)


def said(name: str) -> str | None:
    """Return the type that a name says of its place, None where it says none."""
    match = _pattern().search(name)
    return _TYPES[words().kinds[(match["before"] or match["after"]).lower()]] if match else None


def bare(name: str) -> str:
    """Return a name without the word that says what it is."""
    return _pattern().sub("", name, count=1).strip() or name
