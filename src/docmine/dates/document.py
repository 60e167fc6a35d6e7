"""Read all time expressions of one document, in order, with a running anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docmine.dates.anchor import Anchor, Context, Tense, document_anchor, tells_history, tense
from docmine.dates.expressions import Fixed, Length, Node, Offset, Range
from docmine.dates.fuzzy import Fuzzy, packaged
from docmine.dates.intervals import granularity
from docmine.dates.normalise import ends, read
from docmine.dates.reading import Reading
from docmine.dates.scan import Item

_REACH = 600
"""Characters after which a date no longer anchors what follows, when the document itself has no date.

Nor does it then reach further than the next sentence, or into another paragraph: a wrong year is worse than none.
"""

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s")

_OPENING = 30
"""Characters from the start of a sentence within which a year opens it."""

Found = tuple[Item, Reading]


def resolve(
    text: str, items: Iterable[Item], published: str | None, fuzzy: Fuzzy | None = None
) -> Iterator[tuple[Found, list[Found]]]:
    """Yield each expression with its reading, and the readings of the dates that a range or bound is made of.

    `fuzzy` is the table that says what parts of a period mean; None is docmine's own.
    """
    items = list(items)
    document = document_anchor(published)
    leaves = [leaf for item in items for leaf in (item.parts or (item,))]
    base = Context(
        document, narrative=tells_history([leaf.value for leaf in leaves], document), fuzzy=fuzzy or packaged()
    )
    story: Anchor | None = None
    told_at = 0
    for item in items:
        if document is None and story and _is_out_of_reach(text, told_at, item.start):
            story = None
        is_calendar = _needs_tense(item.value)
        context = base.at(story, _tense(text, item) if is_calendar else None)
        reading = read(item.value, context)
        if document is None and is_calendar and _goes_back(reading):
            reading = read(item.value, base.at(None, context.tense))
        parts = list(zip(item.parts, _read_parts(item, context), strict=True))
        moved = [_story(part.value, found) for part, found in (parts or [(item, reading)])]
        if any(moved):
            new = next(anchor for anchor in reversed(moved) if anchor)
            if story is None or not _is_aside(text, item, new, story):
                story, told_at = new, item.end
        yield (item, reading), parts


def _is_out_of_reach(text: str, told_at: int, start: int) -> bool:
    between = text[told_at:start] if start - told_at <= _REACH else "\n"
    return "\n" in between or len(_SENTENCE_END.findall(between)) > 1


def _goes_back(reading: Reading) -> bool:
    """Tell a reading that lies before the date that it was counted from.

    A story goes forward: "on 15 April 2023 … on 26 March" has gone on to a year that it does not name.
    """
    anchor = reading.anchor
    return bool(anchor and anchor.days and reading.first and reading.first < anchor.days[0])


def _read_parts(item: Item, context: Context) -> tuple[Reading, ...]:
    if isinstance(item.value, Range):
        return ends(item.value, context)
    return tuple(read(part.value, context) for part in item.parts)


def _tense(text: str, item: Item) -> Tense:
    first = (item.parts or (item,))[0]
    return tense(text, first.start, item.end)


def _is_aside(text: str, item: Item, new: Anchor, story: Anchor) -> bool:
    """Tell a year that is only mentioned from one that the story moves to: that one opens its sentence.

    "(a report of 2005 says otherwise)" does not take a story of March 1964 to 2005; "In 1965, ..." does.
    """
    if granularity(new.value) != "year" or granularity(story.value) not in {"day", "month"} or new.year == story.year:
        return False
    opening = max(text.rfind(stop, item.start - _OPENING, item.start) for stop in (". ", "\n", "? ", "! "))
    return item.start > _OPENING and opening < 0


def _needs_tense(node: Node) -> bool:
    return not isinstance(node, Fixed | Length | Offset)


def _story(node: Node, reading: Reading) -> Anchor | None:
    """Return the anchor that a reading gives to what follows: a calendar date or a time on one."""
    value = re.sub(r"T.*", "", reading.value or "")
    if isinstance(node, Length) or len(value) < 4 or granularity(value) is None:
        return None
    days = (reading.first, reading.last) if reading.first and reading.last else None
    return Anchor("narrative", value, days) if days or value.startswith("BC") else None
