"""The tagger: a network that reads a document word by word and marks, for each role, where fillers begin and go on.

It sees each word with its neighbours, where the network of phrases sees one phrase: the two err differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import Linear, Maxout, chain, expand_window, residual

from docmine.events.fillers import ROLES
from docmine.events.fillers.features import WIDTH as VECTOR
from docmine.events.fillers.features import Phrases
from docmine.events.fillers.network import DIMENSIONS, Floats, Layer, Network, Seen, facts
from docmine.events.fillers.odds import sigmoid
from docmine.events.fillers.words import FACTS

Marks = NDArray[np.float64]
"""Words × LABELS: how likely each word begins a filler of a role, or goes on with one."""

LABELS = tuple(f"{part}-{role}" for role in ROLES for part in "BI")

WIDTH = 13
"""Numbers that the marks say about one candidate."""

HIDDEN = 96
REACH = 2
"""Layers that see the words beside a word, each one word more on either side."""

_LEAST = 1e-4  # probability


def build(dropout: float = 0.3) -> Network:
    """Return a new tagger: words in, words × LABELS out, the logarithms of the odds."""
    first: Layer = Maxout(HIDDEN, VECTOR + FACTS * DIMENSIONS, nP=2, normalize=True, dropout=dropout)
    last = cast("Layer", Linear(len(LABELS), HIDDEN))
    tagger: Network = chain(facts(FACTS, dropout), first, *(_window(dropout) for _ in range(REACH)), last)
    tagger.initialize()
    return tagger


def _window(dropout: float) -> Layer:
    beside: Layer = Maxout(HIDDEN, 3 * HIDDEN, nP=2, normalize=True, dropout=dropout)
    return residual(chain(expand_window(1), beside))


def sheet(documents: Sequence[Phrases]) -> Seen:
    """Return what the tagger sees of documents, one after the other; `REACH` rows of nothing stand around each."""
    vectors = [_framed(one.vectors[one.every.tokens].astype(np.float32)) for one in documents]
    known = [_framed(one.every.facts) for one in documents]
    return np.concatenate(vectors), np.concatenate(known), np.zeros((sum(map(len, known)), 0), np.float32)


def labels(phrases: Phrases, fills: Floats) -> Floats:
    """Return the labels of a document as rows of a `sheet`; where fillers of one role overlap, the longest has it.

    Args:
        phrases: the document's phrases.
        fills: places × roles, 1 where a phrase fills a role.
    """
    found = np.zeros((len(phrases.every.tokens), len(LABELS)), np.float32)
    stretches = phrases.every.before[phrases.words[:, :2]]
    for row in np.argsort(stretches[:, 0] - stretches[:, 1], kind="stable"):
        start, end = stretches[row]
        for role in np.flatnonzero(fills[row]):
            marked = found[start:end, 2 * role : 2 * role + 2]
            if not marked.any():
                marked[0, 0] = marked[1:, 1] = 1
    return cast("Floats", _framed(found))


def mark(tagger: Network, phrases: Phrases) -> Marks:
    """Return the marks of a document's words."""
    return sigmoid(cast("Floats", tagger.predict(sheet([phrases])))[REACH:-REACH])


def numbers(phrases: Phrases, marks: Marks, role: int, name: int, row: int) -> list[float]:
    """Return what the marks say about a candidate: at its likeliest place, at all of them, and in its document."""
    begins, goes_on = marks[:, 2 * role], marks[:, 2 * role + 1]
    rows = np.flatnonzero(phrases.name == name)
    stands = np.array([_stands(phrases, begins, goes_on, int(place)) for place in rows])
    head = phrases.every.before[phrases.words[row, 2]]
    marked, anything = np.maximum(begins, goes_on), marks.max(axis=1)
    odds = [*stands[rows == row][0], *stands.max(axis=0), marked.max(), anything[head]]
    sums = [marked.sum() + 1e-3, anything.sum() + 1e-3, stands[:, 0].sum() + _LEAST]
    return [*map(float, _logit(np.array(odds))), *map(float, np.log(sums))]


def _stands(
    phrases: Phrases, begins: NDArray[np.float64], goes_on: NDArray[np.float64], row: int
) -> tuple[float, float, float, float]:
    """Return how likely just this stretch is marked, its head is, its words are on average, its first begins."""
    start, end, head = phrases.every.before[phrases.words[row, :3]]
    stops = 1 - (goes_on[end] if end < len(goes_on) else 0.0)
    whole = begins[start] * goes_on[start + 1 : end].min(initial=1.0) * stops
    marked = np.maximum(begins, goes_on)
    return whole, marked[head], marked[start:end].mean(), begins[start]


def _framed(rows: NDArray[Any]) -> NDArray[Any]:
    return np.pad(rows, ((REACH, REACH), (0, 0)))


def _logit(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    clipped = np.clip(chances, _LEAST, 1 - _LEAST)
    return np.asarray(np.log(clipped / (1 - clipped)), dtype=float)
