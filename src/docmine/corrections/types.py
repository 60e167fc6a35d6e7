"""What people decided about the types of events, as sentences that say which type a word in them names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docmine.config import Config
from docmine.corrections.found import Found
from docmine.decided.decisions import Decision, anchored, load
from docmine.errors import ResourceError
from docmine.events.choice.lessons import Lesson
from docmine.store import Store

REMEDY = "look at the document again, and decide in a new line"


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
    decided = load(config.path("review", "decisions.jsonl"))
    about = {doc_id: typed for doc_id in decided.by_document if (typed := _typed(decided.of(doc_id, "event")))}
    found: list[Lesson | ResourceError] = []
    if about:
        with Store(output, readonly=True) as store:
            for doc_id, decisions in about.items():
                found += _of_document(store, doc_id, decisions)
    lessons = [one for one in found if isinstance(one, Lesson)]
    return Corrected(lessons, [one for one in found if isinstance(one, ResourceError)])


def _typed(decisions: tuple[Decision, ...]) -> list[Decision]:
    return [one for one in decisions if not one.row.get("reject") and (one.row.get("cells") or {}).get("event_type")]


def _of_document(store: Store, doc_id: str, decisions: list[Decision]) -> Iterator[Lesson | ResourceError]:
    try:
        found = Found(store, doc_id)
    except KeyError:
        gone = f"the document {doc_id} is not among those of the last run any more"
        yield from (ResourceError(gone, where=one.where, remedy=REMEDY) for one in decisions)
        return
    for one, place in anchored(decisions, found.text):
        if place is None:
            gone = f"{one.text!r} does not stand in {doc_id} any more"
            yield ResourceError(gone, where=one.where, remedy=REMEDY)
        else:
            start, end = found.sentence(*place)
            cells = one.row["cells"]
            told = cells["event_type"], cells.get("mode")
            yield Lesson(found.text[start:end], place[0] - start, *told, where=one.where)
