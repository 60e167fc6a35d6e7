"""What people decided about the types of events, as sentences that say which type a word in them names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docmine.config import Config
from docmine.corrections.events import by_document
from docmine.corrections.found import Found, gone, unusable
from docmine.decided.decisions import Decision, anchored
from docmine.errors import ResourceError
from docmine.events.choice.lessons import Lesson
from docmine.store import Store


@dataclass(frozen=True, slots=True)
class Corrected:
    """Sentences with a type that somebody has given an event, and why other decisions about types cannot be used."""

    lessons: list[Lesson]
    problems: list[ResourceError]


def corrected(config: Config, output: Path) -> Corrected:
    """Return the decisions that say of which type an event is.

    Args:
        config: says where `review/decisions.jsonl` is.
        output: the output folder of the run that was reviewed.

    Raises:
        ResourceError: a decision is malformed.
        StoreError: there are decisions, but no tables that they could be about.
    """
    lessons: list[Lesson] = []
    problems: list[ResourceError] = []
    for store, doc_id, decisions in by_document(config, output, _is_typed):
        for one in _of_document(store, doc_id, decisions):
            if isinstance(one, Lesson):
                lessons.append(one)
            else:
                problems.append(one)
    return Corrected(lessons, problems)


def _is_typed(decision: Decision) -> bool:
    return not decision.row.get("reject") and bool((decision.row.get("cells") or {}).get("event_type"))


def _of_document(store: Store, doc_id: str, decisions: list[Decision]) -> Iterator[Lesson | ResourceError]:
    try:
        found = Found(store, doc_id)
    except KeyError:
        yield from gone(doc_id, (one.where for one in decisions))
        return
    for one, place in anchored(decisions, found.text):
        if place is None:
            yield unusable(f"{one.text!r} does not stand in {doc_id} any more", one.where)
        else:
            start, end = found.sentence(*place)
            cells = one.row["cells"]
            told = cells["event_type"], cells.get("mode")
            yield Lesson(found.text[start:end], place[0] - start, *told, where=one.where)
