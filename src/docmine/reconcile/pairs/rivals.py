"""How a pair stands among its rivals: other curated rows for the extracted one, other reports of the curated one.

Many extracted rows may tell of one curated event. But a report that fits one curated row well and another one somewhat
is of the first; and a report that fits a curated row far worse than others do is often of another event, which the
curated table may lack.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.pairs.columns import Floats
from docmine.reconcile.pairs.levels import LEVELS, Levels, Rows

_STEPS = tuple(np.arange(-6.0, 6.1, 0.75).tolist())
_COUNTS = (1.5, 2.5, 4.5, 8.5, 16.5)
_CLAIMS = (0.1, 0.3, 0.7, 1.5, 2.5, 4.0)
_NO_RIVAL = -99.0


_SEVERAL = ("same days", "days that begin or end on the day", "days around the day", "days that overlap", "days apart")
"""Levels of the date of extracted rows that may sum up several events, for which curated rows do not compete."""


def _spans(edges: Sequence[float]) -> tuple[str, ...]:
    """Return the names of the stretches between edges, the lowest first."""
    inner = [f"{low:g} to {high:g}" for low, high in pairwise(edges)]
    return (f"under {edges[0]:g}", *inner, f"{edges[-1]:g} or more")


def _both(levels: tuple[str, ...]) -> tuple[str, ...]:
    return (*levels, *(f"{level}, of several days" for level in levels))


RIVAL_LEVELS: dict[str, tuple[str, ...]] = {
    "fit by itself": _both(_spans(_STEPS)),
    "lead over other curated rows": _both(_spans(_STEPS)),
    "weight of other curated rows": _both(_spans(_STEPS)),
    "candidates": ("1", "2", "3 or 4", "5 to 8", "9 to 16", "17 or more"),
    "lead over other reports": _spans(_STEPS),
    "other reports of it": _spans(_CLAIMS),
}
"""Feature -> its levels; the numbers are log-odds of the pair alone, counts and expected counts."""


def rivals(a: Rows, b: Rows, fit: Floats, date: NDArray[np.uint8]) -> Levels:
    """Return the levels of pairs, among all pairs of the same rows.

    Args:
        a: extracted rows.
        b: curated rows.
        fit: log-odds of the pairs alone.
        date: levels of their dates.
    """
    several = np.isin(date, [LEVELS["date"].index(level) for level in _SEVERAL]).astype(np.uint8) * (len(_STEPS) + 1)
    odds = np.exp(np.clip(fit, -30, 30))
    chance = 1 / (1 + np.exp(-fit))
    count = np.bincount(a, minlength=1)[a].astype(np.float64)
    return {
        "fit by itself": several + _bins(fit, _STEPS),
        "lead over other curated rows": several + _bins(_lead(a, fit), _STEPS),
        "weight of other curated rows": several + _bins(np.log(np.maximum(_others(a, odds), 1e-6)), _STEPS),
        "candidates": _bins(count, _COUNTS),
        "lead over other reports": _bins(_lead(b, fit), _STEPS),
        "other reports of it": _bins(_others(b, chance), _CLAIMS),
    }


def _others(rows: Rows, values: Floats) -> Floats:
    """Return, for each pair, the sum over the other pairs of its row."""
    return np.bincount(rows, values, minlength=1)[rows] - values if len(rows) else values


def _lead(rows: Rows, fit: Floats) -> Floats:
    """Return by how much each pair leads the best other pair of its row."""
    best = _best(rows, fit)
    leaders = np.flatnonzero(fit == best[rows])
    leaders = leaders[np.unique(rows[leaders], return_index=True)[1]]
    rest = fit.copy()
    rest[leaders] = _NO_RIVAL
    ahead = fit - best[rows]
    ahead[leaders] = fit[leaders] - _best(rows, rest)[rows[leaders]]
    return ahead


def _best(rows: Rows, fit: Floats) -> Floats:
    """Return the highest fit of each row up to the last one that has pairs."""
    best = np.full(int(rows.max(initial=-1)) + 1, _NO_RIVAL)
    np.maximum.at(best, rows, fit)
    return best


def _bins(values: Floats, edges: Sequence[float]) -> NDArray[np.uint8]:
    return np.searchsorted(edges, values, side="right").astype(np.uint8)
