"""Judges all candidates of two tables: compares them block by block, then each among its rivals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import duckdb
import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.pairs.candidates import blocks
from docmine.reconcile.pairs.columns import Floats, by_place, tolls, wordings
from docmine.reconcile.pairs.comparing import Compared, Comparison, Worth
from docmine.reconcile.pairs.levels import LEVELS, Levels, Rows
from docmine.reconcile.pairs.model import Model
from docmine.reconcile.pairs.rivals import rivals
from docmine.reconcile.pairs.wordings import Wordings
from docmine.reconcile.parties import ActorBook

Keys = NDArray[np.int64]

BLOCK = 5_000
"""Extracted rows that are compared at a time; what a run keeps in memory hangs on it."""

_HOPELESS = -4.0
"""Log-odds alone below which a pair is forgotten."""

_LOW = 0xFFFFFFFF
_NO_KEYS: Keys = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of rows worth judging: row numbers, levels, and how many pairs were compared in all."""

    a: Rows
    b: Rows
    levels: Levels
    compared: int


@dataclass(frozen=True, slots=True)
class Judged:
    """The pairs with the levels and log-odds that a model gives them among their rivals."""

    a: Rows
    b: Rows
    levels: Levels
    log_odds: Floats

    def at(self, index: NDArray[np.int64]) -> Self:
        """Return some of the pairs."""
        levels = {feature: cells[index] for feature, cells in self.levels.items()}
        return type(self)(self.a[index], self.b[index], levels, self.log_odds[index])


def keys(a: Rows, b: Rows) -> Keys:
    """Return one number for each pair of row numbers, in the order of the pairs."""
    return np.asarray(a, np.int64) << 32 | np.asarray(b, np.int64)


def candidates(
    db: duckdb.DuckDBPyConnection,
    book: ActorBook,
    model: Model,
    reach: Mapping[str, float],
    *,
    block: int = BLOCK,
    always: Keys = _NO_KEYS,
) -> Candidates:
    """Return the pairs of the tables `extracted` and `curated` that are not hopeless, in the order of row numbers.

    Args:
        db: tables as `prepare` leaves them.
        book: the actors.
        model: says which pairs are hopeless.
        reach: `days` and `km` by which dates and places may miss each other.
        block: extracted rows that are compared at a time.
        always: keys of pairs that are compared and returned, however far apart they are.
    """
    one, other = by_place(db, "extracted"), by_place(db, "curated")
    always = keys(np.argsort(one.n)[always >> 32], np.argsort(other.n)[always & _LOW])
    comparison = Comparison(one, other, Wordings(wordings(db), book), tolls(db))
    found: list[Compared] = []
    compared = 0
    for number, pairs in enumerate(blocks(db, one, other, block, reach)):
        wanted = always[(always >> 32) // block == number]
        a, b = _with(*pairs, wanted)
        compared += len(a)
        a, b, levels = comparison.levels(a, b, _worth(model, wanted))
        found.append((one.n[a], other.n[b], levels))
    return Candidates(*_sorted(*_joined(found)), compared)


def _sorted(a: Rows, b: Rows, levels: Levels) -> Compared:
    """Return the pairs in the order of their row numbers."""
    order = np.argsort(keys(a, b))
    return a[order], b[order], {feature: cells[order] for feature, cells in levels.items()}


def _worth(model: Model, wanted: Keys) -> Worth:
    def worth(a: Rows, b: Rows, levels: Levels) -> NDArray[np.bool_]:
        hopeful = model.alone.at_most(levels) > _HOPELESS
        return np.asarray(hopeful | np.isin(keys(a, b), wanted)) if len(wanted) else hopeful

    return worth


def _with(a: Rows, b: Rows, wanted: Keys) -> tuple[Rows, Rows]:
    if not len(wanted):
        return a, b
    both = np.union1d(wanted, keys(a, b))
    return (both >> 32).astype(np.int32), (both & _LOW).astype(np.int32)


def judge(pairs: Candidates, model: Model, without: NDArray[np.bool_] | None = None) -> Judged:
    """Return the verdicts of a model on pairs; those marked in `without` are no rivals and are left out."""
    kept = slice(None) if without is None else ~without
    a, b = pairs.a[kept], pairs.b[kept]
    levels = {feature: cells[kept] for feature, cells in pairs.levels.items()}
    levels |= rivals(a, b, model.alone.log_odds(levels), levels)
    return Judged(a, b, levels, model.among.log_odds(levels))


def _joined(found: list[Compared]) -> Compared:
    if not found:
        return np.zeros(0, np.int32), np.zeros(0, np.int32), {feature: np.zeros(0, np.uint8) for feature in LEVELS}
    a, b = (np.concatenate([part[side] for part in found]) for side in (0, 1))
    return a, b, {feature: np.concatenate([levels[feature] for *_, levels in found]) for feature in LEVELS}
