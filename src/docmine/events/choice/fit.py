"""Learning the weights: the likelihood of the right types among the candidates, with a penalty on large weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from docmine.events.choice.model import Candidate, Chooser, terms

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

PENALTY = 0.3
"""Of the square of each weight."""
MARGIN = 0.4
"""Taken on sentences that were not learned from (`benchmarks/event_choice.py`), for few wrong reversals."""

FOLDS = 10
_ROUNDS = 400
_LEAST = 0.02  # weights below it are left out of the file


@dataclass(frozen=True, slots=True)
class Example:
    """An event whose word allows several types: its evidence, the candidates, which are right, how much it counts."""

    facts: tuple[str, ...]
    allowed: tuple[Candidate, ...]
    right: tuple[bool, ...]
    weight: float = 1.0

    def is_met_by(self, chooser: Chooser) -> bool:
        """Say whether a chooser takes a candidate that is right."""
        at, _ = chooser.pick(self.facts, self.allowed)
        return self.right[at]

    def is_type_right(self, at: int) -> bool:
        """Say whether a candidate is of a right event type, whatever its mode."""
        rights = {one.trigger.event_type for one, right in zip(self.allowed, self.right, strict=True) if right}
        return self.allowed[at].trigger.event_type in rights


def fit(examples: Sequence[Example], margin: float = MARGIN) -> Chooser:
    """Return the chooser that has learned from examples; facts of one example alone are left out.

    The steps are Nesterov's, each weight's of a length that bounds the curvature from above, so that no step length has
    to be found and the same examples always give the same weights.
    """
    table = _tabulate(examples)
    curvature = table.curvature()
    weights = ahead = np.zeros(len(table.names))
    for n in range(_ROUNDS):
        before, weights = weights, ahead + (table.slope(ahead) - PENALTY * ahead) / curvature
        ahead = weights + n / (n + 3) * (weights - before)
    kept: dict[str, dict[str, float]] = {}
    for (fact, name), value in zip(table.names, weights.round(3).tolist(), strict=True):
        if abs(value) >= _LEAST:
            kept.setdefault(fact, {})[name] = value
    return Chooser(kept, margin)


@dataclass(frozen=True, slots=True)
class _Table:
    """All candidates, a row each: of which example, whether they are right, and which weights speak for them."""

    names: list[tuple[str, str]]
    example: Indices
    right: NDArray[np.bool_]
    counts: Floats
    row: Indices
    weight: Indices

    def curvature(self) -> Floats:
        """Return a bound of the second derivative, by weight."""
        length = np.bincount(self.row, minlength=len(self.example))
        return PENALTY + _sums(self.weight, (self.counts * length)[self.row] / 2, len(self.names))

    def slope(self, weights: Floats) -> Floats:
        """Return the derivative of the likelihood, by weight."""
        powers = np.exp(_sums(self.row, weights[self.weight], len(self.example)))
        rights = np.where(self.right, powers, 0)
        pull = self.counts * (self._shares(rights) - self._shares(powers))
        return _sums(self.weight, pull[self.row], len(self.names))

    def _shares(self, values: Floats) -> Floats:
        """Return each candidate's part of the sum over its example."""
        return values / _sums(self.example, values)[self.example]


def _sums(groups: Indices, values: Floats, size: int = 0) -> Floats:
    return np.asarray(np.bincount(groups, values, size), np.float64)


def _tabulate(examples: Sequence[Example]) -> _Table:
    common = Counter(fact for one in examples for fact in one.facts)
    index: dict[tuple[str, str], int] = {}
    candidates: list[tuple[int, bool, float]] = []
    row, weight = [], []
    for number, one in enumerate(examples):
        facts = [fact for fact in one.facts if common[fact] > 1]
        for candidate, right in zip(one.allowed, one.right, strict=True):
            found = [index.setdefault(term, len(index)) for term in terms(facts, candidate)]
            row += [len(candidates)] * len(found)
            weight += found
            candidates.append((number, right, one.weight))
    numbers, rights, counts = zip(*candidates, strict=True)
    return _Table(
        list(index), np.array(numbers), np.array(rights), np.array(counts, float), np.array(row), np.array(weight)
    )


def folds(examples: Sequence[Example], also: Sequence[Example] = ()) -> Iterator[tuple[Example, Chooser]]:
    """Yield each example with a chooser that has learned from no example of its fold, but from all others.

    Args:
        examples: those to be judged, every tenth in a fold.
        also: more to learn from, in each fold.
    """
    for fold in range(min(FOLDS, len(examples))):
        chooser = fit([*also, *(one for n, one in enumerate(examples) if n % FOLDS != fold)])
        yield from ((one, chooser) for one in examples[fold::FOLDS])
