"""Events that an earlier document has told already, in the paragraph that was copied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from docmine.copies.sketch import words

_MOST = 50
"""Events of one paragraph, over all its copies, that others are compared with."""

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

    @property
    def polarity(self) -> str:
        """The status; factual and historical are one, since which of them it is depends on the report's date."""
        return "happened" if self.status in _HAPPENED else self.status


class Ledger:
    """The first telling of each event of the paragraphs that several documents have.

    Documents are shown in the order in which first copies come first, so a twin is always an event of an earlier
    document and never itself a copy.
    """

    def __init__(self) -> None:
        self._first: dict[int, list[Told]] = {}

    def twins(self, paragraphs: Mapping[int, Sequence[Told]]) -> dict[str, str]:
        """Return the event_id of each event of a document that was told before, with that of its first telling.

        Args:
            paragraphs: the document's events by the first copy of the paragraph that they stand in.
        """
        found: dict[str, str] = {}
        for paragraph, events in paragraphs.items():
            known = self._first.setdefault(paragraph, [])
            found |= pair(events, known)
            new = [event for event in events if event.event_id not in found]
            known += new[: _MOST - len(known)]
        return found


def pair(events: Iterable[Told], known: Sequence[Told]) -> dict[str, str]:
    """Return the event_id of each event with that of the earlier one that it repeats, one to one.

    Two tell one event if they have the same type, both say that it happened or both that it did not, name no two
    places, and have the same trigger or much the same sentence. Figures may differ.
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
    elsewhere = one.place and other.place and words(one.place) != words(other.place)
    return one.sentence == other.sentence or not elsewhere


def _likeness(one: Told, other: Told) -> float:
    return fuzz.ratio(one.sentence, other.sentence)
