"""Whether a document reports violence at all: a logistic model over what its phrases look like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from docmine.events.fillers import sequence
from docmine.events.fillers.features import Phrases
from docmine.events.fillers.odds import Floats, sigmoid, together

_BUCKETS = 4096
_BAG = (0, 11, 12)  # facts that tell what a document is about: heads, kinds of triggers, roots
_WORDS = 8192
_ODD = np.uint64(0x9E3779B97F4A7C15)  # makes a pair of words another one than the same in the other order
_TOP = 3
_PENALTY = 3.0


@dataclass(frozen=True, slots=True)
class Relevance:
    """A logistic model: `weights` of the numbers less `mean`, the last weight stands alone."""

    mean: Floats
    weights: Floats

    def odds(self, numbers: Floats) -> float:
        """Return the logarithm of the odds that a document with these numbers reports violence."""
        return float((numbers - self.mean) @ self.weights[:-1] + self.weights[-1])


def describe(phrases: Phrases, odds: NDArray[np.float32], marks: sequence.Marks) -> Floats:
    """Return the numbers of a document, given the odds of its phrases at all of their places and the tagger's marks."""
    best = np.sort(np.pad(together(odds, phrases.name), ((0, _TOP), (0, 0)), constant_values=-20.0), axis=0)[::-1]
    return np.concatenate(
        [
            _bag(phrases.facts[:, _BAG].ravel(), _BUCKETS, 3),
            _bag(_words(phrases), _WORDS, 9),
            np.clip(best[:_TOP].ravel(), -8, 8) / 3,
            np.log(sigmoid(odds).sum(axis=0) + 1e-2),
            np.log(marks.max(axis=0, initial=0) + 1e-2),
            np.log(marks.sum(axis=0) + 1e-2),
            [np.log(len(phrases.vectors) + 1) - 6],
            phrases.mean / 2,
        ]
    )


def _words(phrases: Phrases) -> NDArray[np.uint64]:
    """Return hashes of the lemmas of a document and of the pairs of words that stand side by side."""
    form, lemma = phrases.every.facts[:, :2].T
    return np.concatenate([lemma, form[:-1] * _ODD ^ form[1:]])


def _bag(hashes: NDArray[np.uint64], buckets: int, length: float) -> Floats:
    """Return how often each hash occurs, in logarithms, as a vector of some length."""
    counts = np.log1p(np.bincount((hashes % buckets).astype(np.int64), minlength=buckets))
    return np.asarray(counts * (length / (np.linalg.norm(counts) + 1e-6)), dtype=float)


def learn(numbers: Floats, labels: Floats) -> Relevance:
    """Return the model that fits labels (1 or 0) best, with a penalty on large weights.

    Newton's method in the space of the documents, which are fewer than the numbers.
    """
    mean = numbers.mean(axis=0)
    centred = numbers - mean
    gram = centred @ centred.T / _PENALTY
    dual, bias = np.zeros(len(labels)), 0.0
    for _ in range(25):
        chances = sigmoid(gram @ dual + bias)
        spread = np.maximum(chances * (1 - chances), 1e-4)
        target = gram @ dual + bias + (labels - chances) / spread
        system = gram + np.diag(1 / spread)
        ones, aim = np.linalg.solve(system, np.stack([np.ones(len(labels)), target], axis=1)).T
        bias = float(aim.sum() / ones.sum())
        step = aim - bias * ones
        if np.abs(step - dual).max() < 1e-6:
            break
        dual = step
    return Relevance(mean, np.append(centred.T @ dual / _PENALTY, bias))
