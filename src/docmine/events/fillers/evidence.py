"""What speaks for a phrase as the filler of a role, all of its places and its rivals in the document taken together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from docmine.events.fillers import ROLES, company, sequence
from docmine.events.fillers.features import NUMBERS, Phrases
from docmine.events.fillers.odds import Floats, sigmoid, together

LOWEST = -3.5
"""Logarithm of the summed odds of the places of a phrase, below which it is no candidate for a role."""

_FIGURES = 20
WIDTH = _FIGURES + company.WIDTH + sequence.WIDTH + len(ROLES) + NUMBERS
"""Numbers that describe one candidate."""

_NONE = -20.0  # odds of what is not there
_NO_RIVAL = -6.0


@dataclass(frozen=True, slots=True)
class Candidates:
    """Phrases that may fill a role: for each its index in `Phrases.names`, its role, its likeliest row, its numbers."""

    name: NDArray[np.int64]
    role: NDArray[np.int64]
    row: NDArray[np.int64]
    numbers: Floats


def weigh(phrases: Phrases, odds: NDArray[np.float32], marks: sequence.Marks, relevance: float) -> Candidates:
    """Return the candidates of a document.

    Args:
        phrases: the document's phrases.
        odds: for each of their places and each role the logarithm of the odds.
        marks: of the tagger.
        relevance: the logarithm of the odds that the document reports violence.
    """
    best = together(odds, phrases.name)
    found = [
        (name, role, row, [*numbers, *sequence.numbers(phrases, marks, role, name, row)])
        for role in range(len(ROLES))
        for name, row, numbers in _candidates(phrases, odds.astype(float), best, role, relevance)
    ]
    names, roles, rows = (np.array([one[i] for one in found], dtype=np.int64) for i in range(3))
    return Candidates(names, roles, rows, np.array([one[3] for one in found], dtype=float).reshape(-1, WIDTH))


def _candidates(
    phrases: Phrases, odds: Floats, best: Floats, role: int, relevance: float
) -> Iterator[tuple[int, int, list[float]]]:
    likely = [int(name) for name in np.flatnonzero(best[:, role] > LOWEST)]
    rows = {name: np.flatnonzero(phrases.name == name) for name in likely}
    ranks = {name: rank for rank, name in enumerate(sorted(likely, key=lambda name: -best[name, role]))}
    chances = sigmoid(odds)
    document = [
        *np.sort(np.append(best[:, role], [_NONE] * 3))[::-1][:3],
        np.log(chances[:, role].sum() + 1e-3),
        np.log(chances.sum() + 1e-3),
        relevance,
        len(likely) / 10,
    ]
    rivals = _Rivals(phrases, {name: best[name, role] for name in likely}, rows)
    for name in likely:
        own, places = best[name, role], rows[name]
        row = int(places[odds[places, role].argmax()])
        other = float(np.delete(best[name], role).max())
        numbers = [
            own,
            *_as_one(odds[places, role], chances[places, role]),
            other,
            own - other,
            float(ranks[name] == 0),
            np.log1p(ranks[name]),
            *(own - rival for rival in rivals.of(name, row)),
            *document,
            *company.numbers(phrases, odds, role, name, row),
        ]
        yield name, row, [*map(float, numbers), *(float(role == i) for i in range(len(ROLES))), *phrases.numbers[row]]


def _as_one(odds: Floats, chances: Floats) -> Sequence[float]:
    """Return what the places of a phrase say together: at least one, on average, how many, out of how many."""
    at_least_one = 1 - np.prod(1 - chances)
    return np.log(at_least_one + 1e-6), odds.mean(), np.log(chances.sum() + 1e-6), np.log(len(odds))


class _Rivals:
    """The other candidates for a role, and how likely the likeliest of each kind of them is."""

    def __init__(self, phrases: Phrases, odds: dict[int, float], rows: dict[int, NDArray[np.int64]]) -> None:
        self._odds = odds
        self._words = {name: frozenset(phrases.names[name].split()) for name in odds}
        self._places = {name: phrases.words[rows[name], :2] for name in odds}
        self._phrases = phrases

    def of(self, name: int, row: int) -> tuple[float, float, float, float]:
        """Return the likeliest that overlaps the phrase at a place, is part of it, has it as a part, shares a word."""
        start, end = self._phrases.words[row, :2]
        own = self._words[name]
        others = [other for other in self._odds if other != name]
        kinds = (
            [o for o in others if np.any((self._places[o][:, 0] < end) & (start < self._places[o][:, 1]))],
            [o for o in others if self._words[o] < own],
            [o for o in others if self._words[o] > own],
            [o for o in others if self._words[o] & own],
        )
        overlapping, part, whole, shared = (max((self._odds[o] for o in kind), default=_NO_RIVAL) for kind in kinds)
        return overlapping, part, whole, shared
