"""Reconciles two files of events: reads, blocks, judges, decides and writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import duckdb
import numpy as np
import pandas as pd

from docmine.config import CuratedConfig, ReconcileConfig
from docmine.errors import CuratedError
from docmine.reconcile.decisions import collect, read_decisions
from docmine.reconcile.decisions import lost as gone
from docmine.reconcile.pairs.actors import actor_book
from docmine.reconcile.pairs.deciding import Thresholds, decide
from docmine.reconcile.pairs.judging import Candidates, candidates, judge, keys
from docmine.reconcile.pairs.kinds import Kinds
from docmine.reconcile.pairs.model import Model, load_model
from docmine.reconcile.pairs.output import tabulate, write
from docmine.reconcile.pairs.own import beside, is_own
from docmine.reconcile.pairs.preparing import prepare
from docmine.reconcile.pairs.reanchoring import reanchored
from docmine.reconcile.pairs.replay import keys_of, overrule, without_effect
from docmine.reconcile.pairs.splink_charts import PAGE, page
from docmine.reconcile.pairs.splink_model import Learned, judge_by_splink
from docmine.reconcile.pairs.tables import connect, header_of, load
from docmine.reconcile.parties import ActorBook
from docmine.reconcile.taxonomy import load as load_taxonomy

REACH: Mapping[str, float] = {"days": 4, "km": 15}
"""By how many days and kilometres two events may miss each other; those of one province and kind are compared too."""

Engine = Literal["docmine", "splink"]

DEFAULT = Thresholds.of(ReconcileConfig())


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that are reconciled, and those that help.

    `mappings` say what columns of other layouts hold; `decisions` is a file such as `pipeline/review/decisions.jsonl`.
    """

    extracted: Path
    curated: Path
    actors: Path | None = None
    taxonomy: Path | None = None
    mappings: Mapping[str, CuratedConfig] = field(default_factory=dict)
    decisions: Path | None = None


def read(sources: Sources, note: Callable[[str], None] = lambda _: None) -> tuple[duckdb.DuckDBPyConnection, ActorBook]:
    """Return the two files as tables ready to be blocked, and the actors; `note` is told of what is not compared.

    Raises:
        CuratedError: a file cannot be understood.
    """
    files = {"extracted": sources.extracted, "curated": sources.curated}
    taxonomy = load_taxonomy(sources.taxonomy)
    db = connect()
    for role, path in files.items():
        load(db, role, path, sources.mappings, note)
    named = beside(sources.extracted, "actors") if is_own(header_of(sources.extracted)) else ()
    book = actor_book(sources.actors, named)
    prepare(db, Kinds(taxonomy, files), book)
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
    *,
    engine: Engine = "docmine",
    charts: bool = False,
) -> dict[str, int]:
    """Write what two tables of events share to a folder; return the number of rows of each file.

    Args:
        sources: the files; they are never written to.
        output: folder of `links.csv`, `link_features.csv`, `conflicts.csv`, `new_events.csv`, `summary.csv`,
            and with decisions `unused_decisions.csv`, those that have no effect as a row is gone.
        thresholds: probabilities from which on a pair is a match, is possible, and needs no person.
        model: a model that `docmine train reconcile` made; else the one that docmine brings along.
        note: is told what is being done, and which rows are not compared.
        engine: who judges the pairs: docmine's weights, or a model that Splink learns from the tables.
        charts: write Splink's charts of what it learned too, as a page.

    Raises:
        CuratedError: a file cannot be understood, or Splink cannot learn from it; nothing was written.
        ModelError: the model cannot be used.
        StoreError: the folder cannot be written.
    """
    weights = load_model(model)
    note("reading")
    db, book = read(sources, note)
    note("comparing")
    lost: list[CuratedError] = []
    verdicts = collect(reanchored(db, _about_events(sources.decisions), lambda one: lost.append(gone(one))))
    accepted, rejected, unsure = (keys_of(db, one) for one in (verdicts.accepted, verdicts.rejected, verdicts.unsure))
    pairs = candidates(db, book, weights, REACH, always=accepted)
    refused = np.isin(keys(pairs.a, pairs.b), rejected)
    learned: Learned | None = None
    if engine == "splink":
        judged, learned = judge_by_splink(db, pairs, refused)
        weights = learned.model
    else:
        judged = judge(pairs, weights, refused)
    decided = overrule(judged, decide(judged, thresholds), accepted, unsure)
    note("writing")
    tabulate(db, judged, decided, weights, thresholds, decisions=verdicts)
    _list_unused(db, [*lost, *without_effect(db, verdicts)])
    pages = {PAGE: page(db, learned, accepted, rejected, thresholds.match)} if learned and charts else {}
    return write(db, output, ["unused_decisions"] if sources.decisions else [], pages)


def _about_events(path: Path | None) -> Iterator[Mapping[str, Any]]:
    """Yield the decisions about events; one that does not say what it is about may be about any row."""
    for decision in read_decisions(path):
        seen = decision.get("seen")
        if not isinstance(seen, dict) or seen.get("kind", "event") == "event":
            yield decision


def _list_unused(db: duckdb.DuckDBPyConnection, problems: Sequence[CuratedError]) -> None:
    rows = [(one.where, one.message, one.remedy) for one in problems]
    frame = pd.DataFrame(rows, columns=["decision", "problem", "remedy"], dtype=str)  # noqa: F841 - read by its name
    db.execute("CREATE OR REPLACE TABLE unused_decisions AS SELECT * FROM frame")
