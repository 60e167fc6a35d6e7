"""How a pair stands among its rivals: other curated rows for the extracted one, other reports of the curated one.

Many extracted rows may tell of one curated event. But a report that fits one curated row well and another one somewhat
is of the first; and a report that fits a curated row far worse than others do is often of another event, which the
curated table may lack. Two reports that differ from a curated row in the same way, by a day or in the figure, are
seldom both mistaken: they tell of another event, or the curated row is.
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
_ALIKE = (0.5, 1.5)  # more would count for more than they are worth where reports repeat each other
_CLAIMS = (0.1, 0.3, 0.7, 1.5, 2.5, 4.0)
_NO_RIVAL = -99.0


_SEVERAL = (
    "same days",
    "days that begin or end on the day",
    "days around the day",
    "days that begin or end alike",
    "days that overlap",
    "days and a week",
    "days apart",
)
"""Levels of the date of extracted rows that may sum up several events, for which curated rows do not compete."""


def _spans(edges: Sequence[float]) -> tuple[str, ...]:
    """Return the names of the stretches between edges, the lowest first."""
    inner = [f"{low:g} to {high:g}" for low, high in pairwise(edges)]
    return (f"under {edges[0]:g}", *inner, f"{edges[-1]:g} or more")


def _both(levels: tuple[str, ...]) -> tuple[str, ...]:
    return (*levels, *(f"{level}, of several days" for level in levels))


_SAME_DAY = ("same day",)
_OTHER_DAY = ("a day later", "a day earlier", "two or three days apart", "four or more days apart")
_SAME_FIGURE = ("same, 1 or 2", "same, 3 to 9", "same, 10 or more")
_OTHER_FIGURE = (
    "none here, some there",
    "some here, none there",
    "under half as many again, by few",
    "under half as many again",
    "under three times as many, by few",
    "under three times as many",
    "three times as many or more",
    "fewer by a third or more, by few",
    "fewer by a third or more",
)
"""Levels that say which day, and how many killed, a report tells of if the curated row is known."""


def _told(what: str) -> tuple[str, ...]:
    counts = ("no other report", "1 more", "2 or more")
    return (f"no {what} told", *(f"{kind} {what}, {count}" for kind in ("another", "the same") for count in counts))


RIVAL_LEVELS: dict[str, tuple[str, ...]] = {
    "fit by itself": _both(_spans(_STEPS)),
    "lead over other curated rows": _both(_spans(_STEPS)),
    "weight of other curated rows": _both(_spans(_STEPS)),
    "candidates": ("1", "2", "3 or 4", "5 to 8", "9 to 16", "17 or more"),
    "lead over other reports": _spans(_STEPS),
    "other reports of it": _spans(_CLAIMS),
    "reports of its day": _told("day"),
    "reports of its figure": _told("figure"),
}
"""Feature -> its levels; the numbers are log-odds of the pair alone, counts and expected counts."""


def rivals(a: Rows, b: Rows, fit: Floats, levels: Levels) -> Levels:
    """Return the levels of pairs, among all pairs of the same rows.

    Args:
        a: extracted rows.
        b: curated rows.
        fit: log-odds of the pairs alone.
        levels: how their fields compare.
    """
    several = _at(levels, "date", _SEVERAL).astype(np.uint8) * (len(_STEPS) + 1)
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
        "reports of its day": _alike(b, levels, "date", _SAME_DAY, _OTHER_DAY),
        "reports of its figure": _alike(b, levels, "killed", _SAME_FIGURE, _OTHER_FIGURE),
    }


def _at(levels: Levels, feature: str, names: Sequence[str]) -> NDArray[np.bool_]:
    return np.isin(levels[feature], [LEVELS[feature].index(name) for name in names])


def _alike(b: Rows, levels: Levels, feature: str, same: Sequence[str], other: Sequence[str]) -> NDArray[np.uint8]:
    """Return, for each pair, whether its report says what the curated row does, and how many more reports say that."""
    agrees = _at(levels, feature, same)
    told = np.flatnonzero(agrees | _at(levels, feature, other))
    groups = np.unique(b[told].astype(np.int64) * len(LEVELS[feature]) + levels[feature][told], return_inverse=True)[1]
    more = (np.bincount(groups, minlength=1)[groups] - 1).astype(np.float64)
    found = np.zeros(len(b), np.uint8)
    found[told] = 1 + (len(_ALIKE) + 1) * agrees[told] + _bins(more, _ALIKE)
    return found


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
