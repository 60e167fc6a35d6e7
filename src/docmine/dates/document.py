"""Read all time expressions of one document, in order, with a running anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docmine.dates.anchor import Anchor, Context, document_anchor, tells_history, tense
from docmine.dates.expressions import Fixed, Length, Node, Offset, Partial, Timed
from docmine.dates.normalise import Reading, read
from docmine.dates.scan import Item

_REACH = 1200
"""Characters after which a date no longer anchors what follows, when the document itself has no date."""

Found = tuple[Item, Reading]


def resolve(text: str, items: Iterable[Item], published: str | None) -> Iterator[tuple[Found, list[Found]]]:
    """Yield each expression with its reading, and the readings of the dates that a range or bound is made of."""
    items = list(items)
    document = document_anchor(published)
    leaves = [leaf for item in items for leaf in (item.parts or (item,))]
    base = Context(document, narrative=tells_history([leaf.value for leaf in leaves], document))
    story: Anchor | None = None
    told_at = 0
    for item in items:
        if document is None and story and _forgets(text, told_at, item.start):
            story = None
        context = base.at(story, tense(text, item.start, item.end) if _needs_tense(item.value) else None)
        reading = read(item.value, context)
        parts = [(part, read(part.value, context)) for part in item.parts]
        moved = [_story(part.value, found) for part, found in (parts or [(item, reading)])]
        if any(moved):
            story, told_at = next(anchor for anchor in reversed(moved) if anchor), item.end
        yield (item, reading), parts


def _forgets(text: str, told_at: int, start: int) -> bool:
    return start - told_at > _REACH


def _needs_tense(node: Node) -> bool:
    return not isinstance(node, Fixed | Length | Offset)


def _story(node: Node, reading: Reading) -> Anchor | None:
    """Return the anchor that a reading gives to what follows: a calendar date or a time on one."""
    if isinstance(node, Length) or reading.first is None or reading.last is None or not reading.value:
        return None
    value = re.sub(r"T.*", "", reading.value)
    return Anchor("narrative", value, (reading.first, reading.last)) if len(value) >= 4 else None
