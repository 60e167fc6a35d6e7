"""Events that an earlier document has told already, in the passage that was copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from docmine.copies.sketch import words

_MOST = 50
"""Events of one passage, over all its copies, that others are compared with."""

_ALIKE = 85.0
"""The least similarity (rapidfuzz's ratio) of sentences that tell one event with different verbs."""

_HAPPENED = ("factual", "historical")


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a document tells it."""

    event_id: str
    doc_id: str
    start: int
    event_type: str
    trigger: str
    status: str
    sentence: str
    place: str | None
    earliest: str | None
    latest: str | None

    @property
    def polarity(self) -> str:
        """The status; factual and historical are one, since which of them it is depends on the report's date."""
        return "happened" if self.status in _HAPPENED else self.status


class Ledger:
    """The first telling of each event of the passages that several documents have.

    Documents are shown in the order in which first copies come first, so a twin is always an event of an earlier
    document and never itself a copy.
    """

    def __init__(self) -> None:
        self._first: dict[int, list[Told]] = {}

    def twins(self, passages: Mapping[int, Sequence[Told]]) -> dict[str, str]:
        """Return the event_id of each event of a document that was told before, with that of its first telling.

        Args:
            passages: the document's events by the first copy of the passage that they stand in.
        """
        found: dict[str, str] = {}
        for passage, events in passages.items():
            known = self._first.setdefault(passage, [])
            found |= pair(events, known)
            new = [event for event in events if event.event_id not in found]
            known += new[: _MOST - len(known)]
        return found


def pair(events: Iterable[Told], known: Sequence[Told]) -> dict[str, str]:
    """Return the event_id of each event with that of the earlier one that it repeats, one to one.

    Two tell one event if they have the same type, both say that it happened or both that it did not, and have the
    same trigger or much the same sentence. If the sentences differ, so may the figures, but neither place nor day.
    """
    found: dict[str, str] = {}
    for event in events:
        free = [one for one in known if one.event_id not in found.values() and one.doc_id != event.doc_id]
        ranked = [(one.trigger == event.trigger, _likeness(event, one), one) for one in free if _agree(event, one)]
        good = [rank for rank in ranked if rank[0] or rank[1] >= _ALIKE]
        if good:
            found[event.event_id] = max(good, key=lambda rank: rank[:2])[2].event_id
    return found


def _agree(one: Told, other: Told) -> bool:
    if (one.event_type, one.polarity) != (other.event_type, other.polarity):
        return False
    if one.sentence == other.sentence:
        return True  # a copy of a later day may resolve "on Monday" to another Monday
    elsewhere = bool(one.place and other.place) and words(one.place or "") != words(other.place or "")
    return not elsewhere and not (_before(one, other) or _before(other, one))


def _before(one: Told, other: Told) -> bool:
    return bool(one.latest and other.earliest) and str(one.latest) < str(other.earliest)


def _likeness(one: Told, other: Told) -> float:
    return fuzz.ratio(one.sentence, other.sentence)
