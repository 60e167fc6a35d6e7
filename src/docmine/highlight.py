"""A text cut into stretches, each with all the marks that cover it.

Marks may overlap (a place in a name in an event's sentence), and HTML cannot say that with nested elements; so the text
is cut wherever a mark begins or ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from docmine.store import Store

_MARKS = {
    "mentions": "label",
    "dates": "type",
    "places": "name",
    "events": "event_type || ' ' || coalesce(mode, '') || ' (' || status || ')'",
}
"""Tables whose rows are marked in the text, and what of a row its mark says."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A row that stands in a text; `start:end` are characters."""

    start: int
    end: int
    kind: str  # the table
    label: str
    row_id: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters between two borders of marks, and the marks that cover them, the longest first."""

    start: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def kinds(self) -> str:
        """Tables of the marks, for a style to tell them apart."""
        return " ".join(sorted({mark.kind for mark in self.marks}))

    @property
    def spans(self) -> str:
        """Where the marks begin and end, the shortest first."""
        return " ".join(dict.fromkeys(f"{mark.start}-{mark.end}" for mark in reversed(self.marks)))

    @property
    def title(self) -> str:
        """What the marks are, in words."""
        return ", ".join(dict.fromkeys(f"{mark.kind[:-1]} {mark.label}".strip() for mark in self.marks))


def stretches(text: str, marks: Iterable[Mark]) -> Iterator[Stretch]:
    """Cut a text at the borders of its marks; joined, the stretches are the text.

    >>> marks = [Mark(0, 3, "events", "", "e"), Mark(2, 5, "dates", "", "t")]
    >>> [(one.text, len(one.marks)) for one in stretches("a b c", marks)]
    [('a ', 1), ('b', 2), (' c', 1)]
    """
    inside = [mark for mark in sorted(marks) if 0 <= mark.start < mark.end <= len(text)]
    borders = sorted({0, len(text), *(mark.start for mark in inside), *(mark.end for mark in inside)})
    open_marks: list[Mark] = []
    following = iter(inside)
    upcoming = next(following, None)
    for start, end in pairwise(borders):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while upcoming is not None and upcoming.start == start:
            open_marks.append(upcoming)
            upcoming = next(following, None)
        covering = sorted(open_marks, key=lambda mark: (mark.start - mark.end, mark))
        yield Stretch(start, text[start:end], tuple(covering))


def marks_of(store: Store, doc_id: str) -> list[Mark]:
    """Return the marks of a report's clean text."""
    found = []
    for table, label in _MARKS.items():
        key = f"{table[:-1]}_id"
        sql = f'SELECT start, "end", {label} AS label, {key} AS row_id FROM {table} WHERE doc_id = ?'  # noqa: S608
        rows = store.execute(sql, (doc_id,))
        found += [Mark(row["start"], row["end"], table, row["label"] or "", row["row_id"]) for row in rows]
    return found
