"""Learns the weights from pairs that people decided, and tells beforehand what that gains.

The gain is cross-validated over blocks of time, so that no report of an event is judged by weights that were learned
from other reports of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from docmine.errors import CuratedError, ResourceError
from docmine.reconcile.decisions import collect, read_decisions
from docmine.reconcile.pairs.columns import Floats, columns
from docmine.reconcile.pairs.engine import Sources, found, read
from docmine.reconcile.pairs.judging import Candidates, judge
from docmine.reconcile.pairs.learning import Lesson, fit
from docmine.reconcile.pairs.model import Model, load_model, probability
from docmine.resources import read_csv

FOLDS = 5
ENOUGH = 100
"""Known pairs below which nothing is learned."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well pairs are told apart: at the best threshold, and the mean log loss of the known pairs."""

    f1: float
    threshold: float
    log_loss: float


@dataclass(frozen=True, slots=True)
class Learned:
    """The model from all pairs, and how the former and the learned weights do on blocks of time held out."""

    model: Model
    known: int
    same: int
    before: Score
    after: Score

    @property
    def better(self) -> bool:
        """Whether the learned weights should be used."""
        return self.after.f1 > self.before.f1 and self.after.log_loss < self.before.log_loss


def learn(
    sources: Sources,
    *,
    truth: Path | None = None,
    decisions: Path | None = None,
    prior: Path | None = None,
    name: str = "learned",
) -> Learned:
    """Return weights learned from decided pairs of two tables, drawn towards those that were used before.

    Args:
        sources: the two tables and what helps to read them.
        truth: CSV file of all pairs that are the same, `event_id` and `curated_id`; every other pair is not.
        decisions: `decisions.jsonl` of a workspace; pairs without a decision are left open.
        prior: model that is used now; else the one that docmine brings along.
        name: version of the new model, as links name it.

    Raises:
        CuratedError: a file cannot be understood, or too few pairs are known.
        ModelError: the model that is used now cannot be read.
    """
    former = load_model(prior)
    db, book = read(sources)
    pairs = found(db, book, former)
    ids = [
        np.array([key for (key,) in db.execute(f"SELECT id FROM {role} ORDER BY n").fetchall()], object)
        for role in ("extracted", "curated")
    ]
    verdicts = _verdicts(truth, decisions)
    lesson = _lesson(pairs, ids[0], ids[1], verdicts, complete=truth is not None)
    if (count := int(lesson.known.sum())) < ENOUGH or not 0 < int(lesson.same[lesson.known].sum()) < count:
        where = str(truth or decisions)
        remedy = f"decide at least {ENOUGH} pairs, some accepted and some rejected"
        raise CuratedError(f"only {count} pairs are decided, or all alike", where=where, remedy=remedy)
    missed = sum(verdicts.values()) - int(lesson.same.sum())
    blocks = _blocks(columns(db, "extracted").earliest)[pairs.a]
    after = np.empty(len(pairs.a))
    for block in range(FOLDS):
        held = blocks == block
        model = fit([replace(lesson, known=lesson.known & ~held)], name, former)
        after[held] = judge(pairs, model).log_odds[held]
    before = judge(pairs, former).log_odds
    scores = [_score(log_odds[lesson.known], lesson.same[lesson.known], missed) for log_odds in (before, after)]
    return Learned(fit([lesson], name, former), count, int(lesson.same[lesson.known].sum()), *scores)


def _verdicts(truth: Path | None, decisions: Path | None) -> dict[tuple[str, str], bool]:
    if truth is None:
        lines = read_decisions(decisions)
        known = collect(lines)
        sides = ((known.accepted, True), (known.rejected, False))
        return {(one, other): same for verdicts, same in sides for one, by in verdicts.items() for other in by}
    try:
        return {(row["event_id"], row["curated_id"]): True for row in read_csv(truth, ("event_id", "curated_id"))}
    except ResourceError as error:
        raise CuratedError(error.message, where=error.where, remedy=error.remedy) from error


def _lesson(
    pairs: Candidates,
    extracted: NDArray[np.object_],
    curated: NDArray[np.object_],
    verdicts: Mapping[tuple[str, str], bool],
    *,
    complete: bool,
) -> Lesson:
    keys = list(zip(extracted[pairs.a], curated[pairs.b], strict=True))
    same = np.array([verdicts.get(key, False) for key in keys], np.bool_)
    known = np.ones(len(keys), np.bool_) if complete else np.array([key in verdicts for key in keys], np.bool_)
    return Lesson(pairs.a, pairs.b, pairs.levels, same, known)


def _blocks(earliest: Floats) -> NDArray[np.int64]:
    """Return the block of time of each row, as many rows in each; rows without a date are dealt out in turn."""
    blocks = np.arange(len(earliest)) % FOLDS
    dated = np.flatnonzero(~np.isnan(earliest))
    order = dated[np.argsort(earliest[dated], kind="stable")]
    edges: Floats = np.quantile(earliest[order], np.arange(1, FOLDS) / FOLDS) if len(order) else np.zeros(0)
    blocks[order] = np.searchsorted(edges, earliest[order], side="right")
    return blocks


def _score(log_odds: Floats, same: NDArray[np.bool_], missed: int) -> Score:
    """Return the best F1 over thresholds, with pairs that blocking lost counted as missed, and the log loss."""
    order = np.argsort(-log_odds, kind="stable")
    hits = np.cumsum(same[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + same.sum() + missed)
    best = int(f1.argmax())
    chance = np.clip(probability(log_odds), 1e-9, 1 - 1e-9)
    loss = -np.where(same, np.log(chance), np.log(1 - chance)).mean()
    return Score(float(f1[best]), float(probability(log_odds)[order][best]), float(loss))
