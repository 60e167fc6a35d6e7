"""Links extracted with curated events by the engine of `pairs`: rows of the table `links`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

import duckdb
import numpy as np

from docmine.config import ReconcileConfig
from docmine.reconcile.decisions import Decisions
from docmine.reconcile.event_rows import EventRows, Verdicts
from docmine.reconcile.facts import EventFacts
from docmine.reconcile.pairs.converted import EPOCH, fill
from docmine.reconcile.pairs.deciding import Thresholds, decide
from docmine.reconcile.pairs.explaining import Explainer
from docmine.reconcile.pairs.judging import Keys, candidates, judge, keys
from docmine.reconcile.pairs.kinds import Named
from docmine.reconcile.pairs.model import load_model
from docmine.reconcile.pairs.preparing import prepare
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
    accepted, rejected = (_keys(db, pairs) for pairs in (decisions.accepted, decisions.rejected))
    pairs = candidates(db, book, model, {"days": config.max_days, "km": config.max_km}, always=accepted)
    judged = judge(pairs, model, np.isin(keys(pairs.a, pairs.b), rejected))
    decided = decide(judged, Thresholds.of(config))
    rows = EventRows(source, curated, decisions, Explainer(model), Verdicts(judged, decided))
    told = db.execute("SELECT n, id, words, shown FROM extracted ORDER BY n")
    while batch := told.fetchmany(_BATCH):
        for number, key, words, shown in batch:
            yield from rows.of(number, EventFacts(key, words, shown=json.loads(shown)))


def _cells(event: EventFacts) -> Row:
    """Return the columns that pairs are made of, and what people are shown."""
    low, high = event.killed or (None, None)
    lat, lon = event.point or (None, None)
    return {
        "id": event.id,
        "earliest": None if event.earliest is None else event.earliest - EPOCH,
        "latest": None if event.latest is None else event.latest - EPOCH,
        "lat": lat,
        "lon": lon,
        "radius_km": event.radius_km,
        "place": "|".join(event.names) or None,
        "admin1": event.admin1,
        "country": event.country,
        "side_a": event.sides[0] or None,
        "side_b": event.sides[1] or None,
        "type": Named.cell(event.fine, event.broad),
        "killed": event.best,
        "killed_low": low,
        "killed_high": high,
        "words": event.words,
        "shown": json.dumps(event.shown, ensure_ascii=False),
    }


def _keys(db: duckdb.DuckDBPyConnection, verdicts: Mapping[str, Mapping[str, str]]) -> Keys:
    """Return the keys of decided pairs of which both rows are there."""
    ones = [one for one, others in verdicts.items() for _ in others]
    others = [other for by in verdicts.values() for other in by]
    found = db.execute(
        "SELECT e.n AS a, c.n AS b FROM (SELECT unnest(?::VARCHAR[]) AS one, unnest(?::VARCHAR[]) AS other) p "
        "JOIN extracted e ON e.id = p.one JOIN curated c ON c.id = p.other",
        [ones, others],
    ).fetchnumpy()
    return keys(np.asarray(found["a"]), np.asarray(found["b"]))
