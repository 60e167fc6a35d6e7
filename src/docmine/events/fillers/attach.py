"""Fillers on events: each hangs on the event of its sentence, or on the nearest that it fits, and fills empty cells."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from docmine.events import decided, support
from docmine.events.fillers.model import Found
from docmine.extensions import EventValue, Filler

METHOD = "fillers"

_VIOLENT = frozenset({"ASSAULT", "COERCE", "PROTEST", "THREATEN"})
_DOERS = frozenset({"perpetrator", "organisation"})
_HARMED = frozenset({"victim", "object"})


def attach(doc: Doc, found: Sequence[Found]) -> None:
    """Hang fillers on the events of a document; without an event in the document a filler has no place to be."""
    for event in doc._.events:
        event["fillers"] = []
    for one in found:
        if doc._.events:
            event, place = min(
                ((event, place) for event in doc._.events for place in one.places),
                key=lambda pair: _distance(doc, pair[0], pair[1], one.best),
            )
            filler = _filler(doc, one, place)
            event["fillers"] = [*(event["fillers"] or ()), filler]
            _feed(event, filler, doc)
            if event["method"] != decided.METHOD:
                event["score"] = support.chance(doc, event)


def _distance(
    doc: Doc, event: EventValue, place: tuple[int, int], best: tuple[int, int]
) -> tuple[bool, bool, bool, int]:
    """Return how far a filler's place is from an event: its own sentence first, then violence, then characters."""
    span = doc[place[0] : place[1]]
    outside = not event["sentence_start"] <= span.start_char < event["sentence_end"]
    return outside, event["event_type"] not in _VIOLENT, place != best, abs(span.start_char - event["start"])


def _filler(doc: Doc, one: Found, place: tuple[int, int]) -> Filler:
    span = doc[place[0] : place[1]]
    actor = next(
        (a for a in doc.spans.get("actors", ()) if a._.actor and a.start < span.end and span.start < a.end), None
    )
    return Filler(
        start=span.start_char,
        end=span.end_char,
        role=one.role,
        actor_id=actor._.actor["actor_id"] if actor is not None else None,
        method=METHOD,
        score=one.score,
    )


def _feed(event: EventValue, filler: Filler, doc: Doc) -> None:
    """Fill an empty cell of an event in whose sentence the filler stands; what the parse filled stays."""
    if not event["sentence_start"] <= filler["start"] < event["sentence_end"]:
        return
    if filler["role"] == "weapon":
        event["weapon"] = event["weapon"] or " ".join(doc.text[filler["start"] : filler["end"]].split())
    elif filler["actor_id"]:
        cell = (filler["start"], filler["end"], filler["actor_id"])
        if filler["role"] in _DOERS and not event["sources"] and not _named(event["targets"], filler):
            event["sources"] = [cell]
        elif filler["role"] in _HARMED and not event["targets"] and not _named(event["sources"], filler):
            event["targets"] = [cell]


def _named(cells: Sequence[tuple[int, int, str]], filler: Filler) -> bool:
    return any(actor_id == filler["actor_id"] for _, _, actor_id in cells)
