"""How far a figure can be trusted: bootstrap intervals, and a paired test of the difference between two models.

Both draw whole documents, because the names of one document are not independent of each other.

An interval is the percentile bootstrap's (Efron & Tibshirani 1993, "An Introduction to the
Bootstrap", ch. 13): documents are drawn with replacement, as many as there are, and the figure is
computed anew each time. The test is approximate randomisation (Yeh 2000, "More accurate tests for
the statistical significance of result differences"): if two models were equally good, a document's
two results could be swapped; p is the share of such swaps that give at least the difference seen.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from docmine.scores import Counts, Tally

RESAMPLES = 2000
"""How often documents are drawn or swapped, unless said otherwise."""

CONFIDENCE = 0.95
"""Share of resamples whose figure lies inside the interval."""

Floats = npt.NDArray[np.float64]

_TINY = 1e-9  # differences that are equal but for rounding
_FIGURES = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Interval:
    """The range in which 95 % of the resamples lie."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, and its interval; there is none where fewer than two documents were drawn from."""

    value: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Difference:
    """The second model's F1 less the first one's, its interval, and how likely chance alone gives as much."""

    value: float
    interval: Interval | None
    p: float


def figures(counts: npt.NDArray[Any]) -> Floats:
    """Return precision, recall and F1 for each label, then over all spans (micro), then the labels' mean (macro).

    A label of which nothing is expected has no figures (NaN), and is no part of the mean.

    Args:
        counts: … x labels x (correct, found, expected); what comes out has two labels more.
    """
    rows = np.concatenate([counts, counts.sum(axis=-2, keepdims=True)], axis=-2)
    correct, found, expected = np.moveaxis(rows.astype(np.float64), -1, 0)
    rates = np.stack(
        [_ratio(correct, found), _ratio(correct, expected), _ratio(2 * correct, found + expected)], axis=-1
    )
    rates[expected == 0] = np.nan
    labels = rates[..., :-1, :]
    known = np.count_nonzero(~np.isnan(labels), axis=-2)
    macro = np.where(known, np.nansum(labels, axis=-2) / np.maximum(known, 1), np.nan)
    return np.concatenate([rates, macro[..., np.newaxis, :]], axis=-2)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def estimates(tally: Tally, resamples: int = RESAMPLES, seed: int = 0) -> dict[str, dict[str, Estimate]]:
    """Return label -> figure -> estimate, with `micro` and `macro` after the labels."""
    values = np.nan_to_num(figures(tally.counts.sum(axis=0)))
    samples = figures(_drawn(tally.counts, resamples, seed))
    return {
        name: {
            figure: Estimate(float(values[row, place]), _interval(samples[:, row, place], len(tally.counts)))
            for place, figure in enumerate(_FIGURES)
        }
        for row, name in enumerate((*tally.names, "micro", "macro"))
    }


def differences(first: Tally, second: Tally, resamples: int = RESAMPLES, seed: int = 0) -> dict[str, Difference]:
    """Return label -> difference in F1 between two models on the same sentences, with `micro` and `macro`.

    All ways of swapping are tried where there are no more than `resamples` of them.
    """
    one, other = first.counts, second.counts
    value = np.nan_to_num(_f1(other.sum(axis=0)) - _f1(one.sum(axis=0)))
    samples = _f1(_drawn(other, resamples, seed)) - _f1(_drawn(one, resamples, seed))
    p = _p_values(one, other, resamples, seed)
    return {
        name: Difference(float(value[row]), _interval(samples[:, row], len(one)), float(p[row]))
        for row, name in enumerate((*first.names, "micro", "macro"))
    }


def _f1(counts: npt.NDArray[Any]) -> Floats:
    result: Floats = figures(counts)[..., _FIGURES.index("f1")]
    return result


def _drawn(counts: Counts, resamples: int, seed: int) -> Floats:
    """Return the counts over all documents of each resample; the same seed draws the same documents."""
    rng = np.random.default_rng(seed)
    size = len(counts)
    draws = (np.bincount(rng.integers(size, size=size), minlength=size) for _ in range(resamples if size else 0))
    return _weighted(draws, counts)


def _weighted(weights: Iterable[npt.NDArray[Any]], counts: npt.NDArray[Any]) -> Floats:
    """Return, for each row of weights, the sum of the documents' counts, so weighted."""
    flat = counts.reshape(len(counts), math.prod(counts.shape[1:])).astype(np.float64)
    rows = [row.astype(np.float64) @ flat for row in weights]
    return np.reshape(rows, (len(rows), *counts.shape[1:]))


def _interval(samples: Floats, documents: int) -> Interval | None:
    known = samples[~np.isnan(samples)]
    if documents < 2 or not len(known):
        return None
    tail = (1 - CONFIDENCE) / 2
    return Interval(*map(float, np.quantile(known, (tail, 1 - tail))))


def _p_values(one: Counts, other: Counts, resamples: int, seed: int) -> Floats:
    """Return, for each label, micro and macro, the share of swaps with at least the difference seen."""
    size = len(one)
    every = 2**size <= resamples
    swaps = _all_swaps(size) if every else _random_swaps(size, resamples, seed)
    moved = _weighted(swaps, other - one)
    seen = np.nan_to_num(_f1(other.sum(axis=0)) - _f1(one.sum(axis=0)))
    swapped = np.nan_to_num(_f1(other.sum(axis=0) - moved) - _f1(one.sum(axis=0) + moved))
    hits = np.count_nonzero(np.abs(swapped) >= np.abs(seen) - _TINY, axis=0)
    result: Floats = hits / len(moved) if every else (hits + 1) / (len(moved) + 1)
    return result


def _all_swaps(size: int) -> Iterator[npt.NDArray[Any]]:
    return (np.array(swap) for swap in itertools.product((0, 1), repeat=size))


def _random_swaps(size: int, number: int, seed: int) -> Iterator[npt.NDArray[Any]]:
    rng = np.random.default_rng(seed)
    return (rng.integers(2, size=size) for _ in range(number))
