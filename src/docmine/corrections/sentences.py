"""Decisions and what the run found, together: the sentences as people say that they should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docmine.config import Config
from docmine.corrections.decisions import Decision, read, standing
from docmine.corrections.found import Found, gone, unusable
from docmine.errors import ResourceError
from docmine.labelled import Example, Span
from docmine.store import Store


def examples(config: Config, output: Path) -> tuple[list[Example], list[ResourceError]]:
    """Return the corrected and accepted sentences, and what is wrong with decisions that could not be used.

    A sentence comes with all of its names: those of the decisions, and the others as the run found them.
    `doc` is the document's id, `where` the latest decision about the sentence.

    Args:
        config: says where `review/decisions.jsonl` is.
        output: the output folder of the run that was reviewed.

    Raises:
        ResourceError: a decision is malformed.
        StoreError: there are decisions, but no tables that they could be about.
    """
    by_document: dict[str, list[Decision]] = {}
    for decision in read(config.path("review", "decisions.jsonl")):
        by_document.setdefault(decision.doc_id, []).append(decision)
    found: list[Example] = []
    problems: list[ResourceError] = []
    if by_document:
        with Store(output, readonly=True) as store:
            for doc_id, decisions in by_document.items():
                found.extend(_of_document(store, doc_id, decisions, problems))
    return found, problems


def _of_document(
    store: Store, doc_id: str, decisions: Sequence[Decision], problems: list[ResourceError]
) -> Iterator[Example]:
    try:
        document = Found(store, doc_id)
    except KeyError:
        problems.extend(gone(doc_id, (decision.where for decision in decisions)))
        return
    usable = []
    for decision in decisions:
        shown = document.text[decision.start : decision.end]
        if shown.split() == decision.text.split():
            usable.append(decision)
        else:
            text = f"{decision.text!r} is not at {decision.start}-{decision.end} of {doc_id} any more, but {shown!r}"
            problems.append(unusable(text, decision.where))
    kept = list(standing(usable))
    names = _names(document, [decision for decision in kept if not decision.verdict])
    for (begin, end), where in _bounds(document, kept):
        spans = tuple(Span(s.start - begin, s.end - begin, s.label) for s in names if begin <= s.start and s.end <= end)
        yield Example(document.text[begin:end], spans, where, doc_id, offset=begin)


def _names(document: Found, decisions: Sequence[Decision]) -> list[Span]:
    """Return what the run found where nobody decided, and the names that people decided on."""
    untouched = [s for s in document.names if not any(decision.about(s.start, s.end) for decision in decisions)]
    decided = [Span(decision.start, decision.end, decision.label) for decision in decisions if decision.label]
    return sorted([*untouched, *decided])


def _bounds(document: Found, decisions: Sequence[Decision]) -> list[tuple[tuple[int, int], str]]:
    """Return begin and end of each sentence that people have seen, and the latest decision about it, in order."""
    found: list[tuple[tuple[int, int], str]] = []
    for decision in decisions:
        begin, end = decision.start, decision.end
        if not decision.verdict:
            begin, end = document.sentence(begin, end)
        touching = [bounds for bounds, _ in found if bounds[0] < end and begin < bounds[1]]
        found = [item for item in found if item[0] not in touching]
        if decision.verdict != "reject":
            begin, end = min([begin, *(b for b, _ in touching)]), max([end, *(e for _, e in touching)])
            found.append(((begin, end), decision.where))
    return sorted(found)
