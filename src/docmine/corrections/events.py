"""Decisions about events, with the run that they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from docmine.config import Config
from docmine.decided.decisions import Decision, load
from docmine.store import Store


def by_document(
    config: Config, output: Path, teaches: Callable[[Decision], bool] = lambda _: True
) -> Iterator[tuple[Store, str, list[Decision]]]:
    """Yield each document with the decisions about its events that teach something, and the store of the run.

    Args:
        config: says where `review/decisions.jsonl` is.
        output: the output folder of the run that was reviewed.
        teaches: tells the decisions that are wanted.

    Raises:
        ResourceError: a decision is malformed.
        StoreError: there are decisions, but no tables that they could be about.
    """
    decided = load(config.path("review", "decisions.jsonl"))
    wanted = {doc_id: [*filter(teaches, decided.of(doc_id, "event"))] for doc_id in decided.by_document}
    if any(wanted.values()):
        with Store(output, readonly=True) as store:
            yield from ((store, doc_id, decisions) for doc_id, decisions in wanted.items() if decisions)
