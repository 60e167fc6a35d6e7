"""What rules ask of phrases: the dates among them, and of what unit a date is."""

from __future__ import annotations

from collections.abc import Sequence

from docmine.dates.expressions import Around, Fixed, Node, Observed, Of, Offset, Partial, Shift
from docmine.dates.grammar import pick
from docmine.dates.intervals import granularity
from docmine.dates.scan import Item

DAYS = frozenset({"day", "weekday"})
"""Units of dates that are one day."""

PARTS_OF_DAY = {"early": "MO", "late": "EV", "mid": "DT"}
"""Time of day in TIMEX3 of "early Friday"."""


def points(items: Sequence[Item]) -> list[Node]:
    """Return the dates that are among the items."""
    return [item.value for item in items if pick([item], "POINT")]


def unit_of(node: Node) -> str | None:
    """Name the unit that a date is, as far as the words tell."""
    if isinstance(node, Fixed):
        return granularity(node.value)
    if isinstance(node, Of):
        return node.part.unit
    return node.unit if isinstance(node, Partial | Offset | Shift | Around | Observed) else None
