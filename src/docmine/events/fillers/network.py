"""The network that judges phrases: what each does in the violence that its document reports, if it does anything.

The vectors at a phrase are joined with those of its hashed facts and its numbers, and two layers look at them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import Linear, Maxout, Model, chain

from docmine.events.fillers.features import FACTS, NUMBERS, PLACES, WIDTH, Phrases

HIDDEN = 96
BUCKETS = 8192
DIMENSIONS = 12

Floats = NDArray[np.float32]
Seen = tuple[Floats, NDArray[np.uint64], Floats]
"""Vectors, facts and numbers of phrases or words, a row for each."""

Network = Model[Seen, Any]
Layer = Model[Any, Any]  # thinc's array types know less of numpy than numpy's own
Backprop = Callable[[Floats], Any]


def build(roles: int, *, dropout: float = 0.3) -> Network:
    """Return a new network: phrases in, phrases × roles out, the logarithms of the odds that each fills each role."""
    width = PLACES * WIDTH + FACTS * DIMENSIONS + NUMBERS
    first: Layer = Maxout(HIDDEN, width, nP=2, normalize=True, dropout=dropout)
    second: Layer = Maxout(HIDDEN, HIDDEN, nP=2, normalize=True, dropout=dropout)
    network: Network = chain(facts(FACTS, dropout), first, second, Linear(roles, HIDDEN))
    network.initialize()
    return network


def facts(count: int, dropout: float) -> Network:
    """Return the layer that sets the vectors of hashed facts beside what else is known; in training some hide."""
    table = np.random.default_rng(0).normal(0, 0.1, (count * BUCKETS, DIMENSIONS)).astype(np.float32)
    return Model("facts", _look_up, params=cast("dict[str, Any]", {"table": table}), attrs={"dropout_rate": dropout})


def _look_up(layer: Network, seen: Seen, is_train: bool) -> tuple[Floats, Backprop]:
    vectors, keys, numbers = seen
    table = cast("Floats", layer.get_param("table"))
    count = keys.shape[1]
    rows = (keys % BUCKETS).astype(np.int64) + np.arange(count) * BUCKETS
    known = table[rows]
    shown = np.ones((*rows.shape, 1), np.float32)
    rate = layer.attrs["dropout_rate"] if is_train else 0.0
    if rate:
        shown, vectors = _mask(shown.shape, rate), vectors * _mask(vectors.shape, rate)
    output = np.concatenate([vectors, (known * shown).reshape(len(rows), -1), numbers], axis=1)

    def backprop(d_output: Floats) -> Seen:
        start = vectors.shape[1]
        d_facts = d_output[:, start : start + count * DIMENSIONS].reshape(known.shape) * shown
        d_table = np.zeros_like(table)
        np.add.at(d_table, rows.ravel(), d_facts.reshape(-1, DIMENSIONS))
        layer.inc_grad("table", cast("Any", d_table))
        return seen

    return output, backprop


def _mask(shape: tuple[int, ...], rate: float) -> Floats:
    """Return zeros with this rate, else what keeps the mean; thinc fixes the seed of these numbers."""
    return ((np.random.random(shape) >= rate) / (1 - rate)).astype(np.float32)


def odds(network: Network, phrases: Phrases) -> Floats:
    """Return for each place of a phrase and each role the logarithm of the odds that the phrase fills it there."""
    rows = np.arange(len(phrases.name))
    if not len(rows):
        return np.zeros((0, network.get_dim("nO")), np.float32)
    return cast("Floats", network.predict((phrases.seen(rows), phrases.facts, phrases.numbers)))
