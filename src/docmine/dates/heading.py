"""The period that an undated report bears at its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from docmine.dates.anchor import Anchor, Context
from docmine.dates.expressions import Fixed, Range
from docmine.dates.normalise import read
from docmine.dates.scan import Item

_HEAD = 8
"""Lines with words in which a report says what it covers."""

_LONGEST = timedelta(days=92)
"""Of a longer period a day without a year says too little."""

_APART_BEFORE = re.compile(r"(?:^|[,:;|–—(\-])\s*$")
_APART_AFTER = re.compile(r"\s*(?:$|[,:;|–—()\-])")
_LABEL = re.compile(
    r"(?:(?:reporting|review)\s+(?:period|week|month|dates?)|period\s+(?:covered|under\s+review|of\s+(?:the\s+)?report)"
    r"|(?:period|dates?|week|month|covers|covering|coverage)(?:\s+of(?:\s+(?:the\s+)?(?:report|issue|interview))?)?"
    r"|(?:interview|report|issue)\s+date)\s*[:–—-]?\s*(?:from\s+)?$",
    re.IGNORECASE,
)


def heading(text: str, items: Sequence[Item]) -> Anchor | None:
    """Return the one day, month or period that stands apart in the first line or behind a label close to it.

    So *Monitoring note, South Kordofan, May 2023* and *Reporting period: 3-9 June 2023*. A date that is part of what
    a line says ("Students recall May 1968") is no date of the report.
    """
    for number, (start, end) in enumerate(_lines(text)):
        dated = [i for i in items if start <= i.start and i.end <= end and isinstance(i.value, Fixed | Range)]
        if len(dated) == 1 and _stands_apart(text[start : dated[0].start], text[dated[0].end : end], number == 0):
            return _anchor(dated[0])
    return None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    found = (match.span() for match in re.finditer(r"[^\n]*\w[^\n]*", text))
    yield from (span for span, _ in zip(found, range(_HEAD), strict=False))


def _stands_apart(before: str, after: str, is_first: bool) -> bool:
    label = _LABEL.search(before)
    alone = label and (is_first or not re.search(r"\w", before[: label.start()]))
    return bool((alone or (is_first and _APART_BEFORE.search(before))) and _APART_AFTER.match(after))


def _anchor(item: Item) -> Anchor | None:
    found = read(item.value, Context())
    if found.first is None or found.last is None or found.last - found.first > _LONGEST:
        return None
    return Anchor("narrative", found.value or "", (found.first, found.last))
