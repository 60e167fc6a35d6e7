"""What stands beside a candidate: fillers of other roles in its sentence and near it, its head word elsewhere.

An attack is told in few sentences: where the victim stands, the perpetrator and the weapon are likely to stand too.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from docmine.events.fillers import ROLES
from docmine.events.fillers.features import Phrases
from docmine.events.fillers.odds import Floats, sigmoid

WIDTH = 2 * len(ROLES) + 10
"""Numbers that describe the company of one candidate."""

_LEAD = 3  # sentences
_LIMIT = 8.0  # odds beyond say no more


def numbers(phrases: Phrases, odds: Floats, role: int, name: int, row: int) -> list[float]:
    """Return the numbers of a candidate.

    Args:
        phrases: the document's phrases.
        odds: for each of their places and each role the logarithm of the odds.
        role: column of the candidate's role.
        name: its index in `phrases.names`.
        row: its likeliest place.
    """
    return [float(np.clip(number, -_LIMIT, _LIMIT)) for number in _numbers(phrases, odds, role, name, row)]


def _numbers(phrases: Phrases, odds: Floats, role: int, name: int, row: int) -> Iterator[float]:
    start, end, _, _, sentence = phrases.words[row]
    apart = (phrases.words[:, 0] >= end) | (phrases.words[:, 1] <= start)
    gap = np.abs(phrases.words[:, 4] - sentence)
    beside = apart & (gap == 0)
    yield from odds[beside].max(axis=0, initial=-_LIMIT)
    yield from odds[apart & (gap <= 1)].max(axis=0, initial=-_LIMIT)
    yield float(sigmoid(odds[beside]).sum())
    yield _logarithm(sigmoid(odds[apart, role]).sum())
    yield odds[apart & (phrases.name != name), role].max(initial=-_LIMIT)
    yield np.log1p(phrases.words[phrases.name == name, 4].min())
    yield from _same_head(phrases, odds[:, role], row)


def _same_head(phrases: Phrases, odds: Floats, row: int) -> Iterator[float]:
    """Yield how often the head word of a phrase stands in the document, how likely there, and where first."""
    rows = np.flatnonzero(phrases.facts[:, 0] == phrases.facts[row, 0])
    places, owner = np.unique(phrases.words[rows, 2], return_inverse=True)
    best = np.full(len(places), -np.inf)
    np.maximum.at(best, owner, odds[rows])
    first = int(phrases.words[rows, 4].min())
    yield np.log(len(places))
    yield best.max()
    yield _logarithm(sigmoid(best).sum())
    yield best.mean()
    yield np.log1p(first)
    yield float(first < _LEAD)


def _logarithm(number: NDArray[np.float64] | float) -> float:
    return float(np.log(number + 1e-3))
