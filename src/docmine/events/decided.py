"""Events that a person struck out or put right, in the place of those that were coded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from spacy.tokens import Doc

from docmine.events import ontology
from docmine.events.ontology import Ontology
from docmine.extensions import Count, Decided, EventValue

METHOD = "decided"
COUNTS: tuple[Literal["killed", "injured", "detained", "displaced", "missing"], ...] = (
    "killed", "injured", "detained", "displaced", "missing",
)  # fmt: skip
_REASON = "a person decided so"


def decide(doc: Doc, events: Sequence[EventValue], types: Ontology) -> list[EventValue]:
    """Return the events as people say that they are; what cannot be done goes to `Doc._.unmet`.

    Args:
        doc: with decisions, actors, places and dates.
        events: those that were coded.
        types: the ontology, by which an event of another type is coded anew.
    """
    found = list(events)
    for one in doc._.decisions:
        if one["kind"] != "event":
            continue
        at = next((i for i, event in enumerate(found) if _is_told_at(event, one["start"], one["end"])), None)
        if at is None:
            _unmet(doc, one, f"no event is told by “{doc.text[one['start'] : one['end']]}” any more")
        elif one["row"].get("reject"):
            del found[at]
        else:
            found[at] = _changed(doc, found[at], one, types)
    return found


def _is_told_at(event: EventValue, start: int, end: int) -> bool:
    return (event["start"], event["end"]) == (start, end) or any(
        (telling["start"], telling["end"]) == (start, end) for telling in event["tellings"]
    )


def _changed(doc: Doc, event: EventValue, one: Decided, types: Ontology) -> EventValue:
    cells: dict[str, Any] = one["row"]["cells"]
    new = event.copy()
    new["method"], new["score"] = METHOD, 1.0
    shift = one["start"] - one["row"]["start"]  # the text may have moved since
    for side, column in (("sources", "source_actors"), ("targets", "target_actors")):
        if column in cells:
            new[side] = _actors(doc, one, cells[column], shift)  # type: ignore[literal-required]
    for cell, group in (("place", "places"), ("date", "dates")):
        if cell in cells:
            new[cell] = _span(doc, one, cells[cell], shift, group)  # type: ignore[literal-required]
            new[f"{cell}_reason"] = _REASON  # type: ignore[literal-required]
    for kind in COUNTS:
        if kind in cells:
            new[kind] = _count(cells[kind], one)
    for name in ("status", "weapon"):
        if name in cells:
            new[name] = cells[name]
    return _recoded(doc, new, one, types)


def _recoded(doc: Doc, event: EventValue, one: Decided, types: Ontology) -> EventValue:
    cells = one["row"]["cells"]
    key = cells.get("event_type") or event["event_type"], cells.get("mode") or event["mode"] or ""
    if key not in types:
        key = next((known for known in types if known[0] == key[0]), key)  # a mode of the former type
    if key not in types:
        _unmet(doc, one, f"there is no event type {key[0]}")
        return event
    sides = [[doc._.actors[actor_id]["type"] for _, _, actor_id in event[side]] for side in ("sources", "targets")]
    coding = ontology.code(types[key], *sides)
    return {
        **event,
        "chosen": None,
        "event_type": coding.event_type,
        "mode": coding.mode,
        "acled_type": coding.acled_type,
        "sub_type": coding.sub_type,
        "ucdp_type": coding.violence(*sides),
    }


def _actors(doc: Doc, one: Decided, stretches: Sequence[Sequence[int]], shift: int) -> list[tuple[int, int, str]]:
    known = {(span.start_char, span.end_char): span for span in doc.spans.get("actors", ())}
    found = []
    for start, end in stretches:
        span = known.get((start + shift, end + shift))
        if span is None:
            _unmet(doc, one, f"no actor is named at {start + shift}-{end + shift} any more")
        else:
            found.append((span.start_char, span.end_char, str(span._.actor["actor_id"])))
    return found


def _span(doc: Doc, one: Decided, stretch: Sequence[int] | None, shift: int, group: str) -> tuple[int, int] | None:
    if stretch is None:
        return None
    start, end = stretch[0] + shift, stretch[1] + shift
    if any((span.start_char, span.end_char) == (start, end) for span in doc.spans.get(group, ())):
        return start, end
    _unmet(doc, one, f"there is no longer one of the {group} at {start}-{end}")
    return None


def _count(bounds: Sequence[int | None] | None, one: Decided) -> Count | None:
    if bounds is None:
        return None
    low, best, high = bounds
    return Count(low=low, best=best, high=high, start=one["start"], end=one["end"])


def _unmet(doc: Doc, one: Decided, message: str) -> None:
    doc._.unmet = [*doc._.unmet, (one["where"], message)]
