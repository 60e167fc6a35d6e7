"""The texts of a run store and the names found in them, as the work on patterns reads them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docmine.store import Store

_LONGEST = 300  # characters; no name is longer


@dataclass(frozen=True, slots=True)
class Text:
    """The clean text of a report."""

    doc_id: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A row of `mentions`, with what was found out about it; `start:end` are offsets in the clean text.

    `curated_id` is the row of the user's actor list that it stands for, `located` whether it has a
    place in the gazetteer, `how` the way in which its actor was made out, "" where it has none.
    """

    start: int
    end: int
    text: str
    label: str
    method: str
    curated_id: str
    how: str
    located: bool | int

    @property
    def is_entity(self) -> bool:
        """Whether it is one of `doc.ents`, found by the model or by a pattern, and no phrase of another component."""
        return self.label != "ACTOR" and self.method.partition(":")[0] in ("ner", "pattern")


def texts(store: Store) -> Iterator[Text]:
    """Yield all texts in the order of their reports' paths."""
    sql = "SELECT t.doc_id, d.path, t.clean FROM _texts t JOIN documents d USING (doc_id) ORDER BY d.path, t.doc_id"
    return (Text(*record) for record in store.execute(sql))


def mentions(store: Store, doc_id: str) -> list[Mention]:
    """Return the mentions of one report in the order of its text."""
    sql = (
        "SELECT m.start, m.\"end\", m.text, m.label, m.method, coalesce(a.curated_id, ''), coalesce(a.method, ''),"
        " p.lat IS NOT NULL FROM mentions m LEFT JOIN actors a USING (actor_id)"
        ' LEFT JOIN places p ON p.place_id = m.place_id WHERE m.doc_id = ? ORDER BY m.start, m."end"'
    )
    return [Mention(*record) for record in store.execute(sql, (doc_id,))]


def touching(found: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Return the mentions, given in order, that share characters with a span."""
    near = found[bisect_left(found, start - _LONGEST, key=_start) : bisect_left(found, end, key=_start)]
    return [one for one in near if one.end > start]


def _start(one: Mention) -> int:
    return one.start
