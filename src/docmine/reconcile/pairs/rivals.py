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
    ahead, weight, count = _others(a, fit)
    before, _, _ = _others(b, fit)
    chance = 1 / (1 + np.exp(-fit))
    claims = np.bincount(b, chance, minlength=1)[b] - chance if len(b) else chance
    return {
        "fit by itself": several + _bins(fit, _STEPS),
        "lead over other curated rows": several + _bins(ahead, _STEPS),
        "weight of other curated rows": several + _bins(weight, _STEPS),
        "candidates": _bins(count, _COUNTS),
        "lead over other reports": _bins(before, _STEPS),
        "other reports of it": _bins(claims, _CLAIMS),
    }


def _others(rows: Rows, fit: Floats) -> tuple[Floats, Floats, Floats]:
    """Return by how much each pair leads the best other pair of its row, the log of the others' odds, and the count."""
    if not len(rows):
        return fit, fit, fit
    order = np.lexsort((-fit, rows))
    sorted_rows, sorted_fit = rows[order], fit[order]
    first = np.flatnonzero(np.r_[True, sorted_rows[1:] != sorted_rows[:-1]])
    sizes = np.diff(np.r_[first, len(rows)])
    group = np.repeat(np.arange(len(first)), sizes)
    second = np.where(sizes > 1, sorted_fit[np.minimum(first + 1, len(rows) - 1)], _NO_RIVAL)
    is_first = np.zeros(len(rows), np.bool_)
    is_first[first] = True
    odds = np.exp(np.clip(sorted_fit, -30, 30))
    others = np.maximum(np.bincount(group, odds)[group] - odds, 1e-6)
    found = (sorted_fit - np.where(is_first, second[group], sorted_fit[first][group]), np.log(others), sizes[group])
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    lead, weight, count = (np.asarray(values, np.float64)[back] for values in found)
    return lead, weight, count


def _bins(values: Floats, edges: Sequence[float]) -> NDArray[np.uint8]:
    return np.searchsorted(edges, values, side="right").astype(np.uint8)
