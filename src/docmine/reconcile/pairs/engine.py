"""Reconciles two files of events: reads, blocks, judges, decides and writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from docmine.config import CuratedConfig, ReconcileConfig
from docmine.reconcile.pairs.actors import actor_book
from docmine.reconcile.pairs.deciding import Thresholds, decide
from docmine.reconcile.pairs.judging import Candidates, candidates, judge
from docmine.reconcile.pairs.kinds import Kinds
from docmine.reconcile.pairs.model import Model, load_model
from docmine.reconcile.pairs.output import tabulate, write
from docmine.reconcile.pairs.preparing import prepare
from docmine.reconcile.pairs.tables import connect, load
from docmine.reconcile.parties import ActorBook

REACH: Mapping[str, float] = {"days": 4, "km": 15}
"""By how many days and kilometres two events may miss each other; those of one province and kind are compared too."""

DEFAULT = Thresholds.of(ReconcileConfig())


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that are reconciled, and those that help; `mappings` say what columns of other layouts hold."""

    extracted: Path
    curated: Path
    actors: Path | None = None
    taxonomy: Path | None = None
    mappings: Mapping[str, CuratedConfig] = field(default_factory=dict)


def read(sources: Sources) -> tuple[duckdb.DuckDBPyConnection, ActorBook]:
    """Return the two files as tables ready to be blocked, and the actors.

    Raises:
        CuratedError: a file cannot be understood.
    """
    db = connect()
    load(db, "extracted", sources.extracted, sources.mappings)
    load(db, "curated", sources.curated, sources.mappings)
    book = actor_book(sources.actors)
    prepare(db, Kinds(sources.taxonomy), book)
    return db, book


def found(db: duckdb.DuckDBPyConnection, book: ActorBook, model: Model) -> Candidates:
    """Return the candidates within docmine's reach."""
    return candidates(db, book, model, REACH)


def reconcile(
    sources: Sources,
    output: Path,
    thresholds: Thresholds = DEFAULT,
    model: Path | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> dict[str, int]:
    """Write what two tables of events share to a folder; return the number of rows of each file.

    Args:
        sources: the files; they are never written to.
        output: folder of `links.csv`, `link_features.csv`, `conflicts.csv`, `new_events.csv`, `summary.csv`.
        thresholds: probabilities from which on a pair is a match, is possible, and needs no person.
        model: a model that `docmine train reconcile` made; else the one that docmine brings along.
        note: is told what is being done.

    Raises:
        CuratedError: a file cannot be understood; nothing was written.
        ModelError: the model cannot be used.
        StoreError: the folder cannot be written.
    """
    weights = load_model(model)
    note("reading")
    db, book = read(sources)
    note("comparing")
    judged = judge(found(db, book, weights), weights)
    note("writing")
    tabulate(db, judged, decide(judged, thresholds), weights, thresholds)
    return write(db, output)
