"""Links extracted with curated events by the engine of `pairs`: rows of the table `links`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from docmine.config import ReconcileConfig
from docmine.reconcile.decisions import Decisions
from docmine.reconcile.event_rows import EventRows, Verdicts
from docmine.reconcile.facts import EventFacts
from docmine.reconcile.pairs.converted import fill, of_facts
from docmine.reconcile.pairs.deciding import Thresholds, decide
from docmine.reconcile.pairs.explaining import Explainer
from docmine.reconcile.pairs.judging import candidates, judge, keys
from docmine.reconcile.pairs.kinds import Named
from docmine.reconcile.pairs.model import load_model
from docmine.reconcile.pairs.preparing import prepare
from docmine.reconcile.pairs.replay import keys_of, overrule
from docmine.reconcile.pairs.tables import connect
from docmine.reconcile.parties import ActorBook
from docmine.schema import Row

_BATCH = 1000  # extracted rows that are written at a time


def event_links(
    extracted: Iterable[EventFacts],
    curated: Sequence[EventFacts],
    source: str,
    book: ActorBook,
    *,
    config: ReconcileConfig,
    decisions: Decisions,
) -> Iterator[Row]:
    """Yield the links of extracted events, in their order: what people accepted, or else the best and others possible.

    Args:
        extracted: events that reports tell of; they are taken a few at a time.
        curated: events to find them among.
        source: what the curated table is called.
        book: the actors of both.
        config: thresholds and reach.
        decisions: what people said of pairs.
    """
    db = connect()
    fill(db, "extracted", map(_cells, extracted), ("words", "shown"))
    fill(db, "curated", map(_cells, curated), ("words", "shown"))
    prepare(db, Named(), book)
    model = load_model()
    said = (decisions.accepted, decisions.rejected, decisions.unsure)
    accepted, rejected, unsure = (keys_of(db, verdicts) for verdicts in said)
    pairs = candidates(db, book, model, {"days": config.max_days, "km": config.max_km}, always=accepted)
    judged = judge(pairs, model, np.isin(keys(pairs.a, pairs.b), rejected))
    decided = overrule(judged, decide(judged, Thresholds.of(config)), accepted, unsure)
    rows = EventRows(source, curated, decisions, Explainer(model), Verdicts(judged, decided))
    told = db.execute("SELECT n, id, words, shown FROM extracted ORDER BY n")
    while batch := told.fetchmany(_BATCH):
        for number, key, words, shown in batch:
            yield from rows.of(number, EventFacts(key, words, shown=json.loads(shown)))


def _cells(event: EventFacts) -> Row:
    """Return the columns that pairs are made of, and what people are shown."""
    shown = json.dumps(event.shown, ensure_ascii=False)
    return {**of_facts(event, Named.cell(event.fine, event.broad)), "words": event.words, "shown": shown}
