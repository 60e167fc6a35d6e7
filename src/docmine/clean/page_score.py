"""How much each line of a page looks like main content: two small networks, one after the other.

The first scores a line by itself and its place in the page, the second by what the first made of the lines
around it too. Each has one hidden layer (ReLU) and a logistic output; the weights are in
`data/cleaning/page.npz` and made by `benchmarks/page_scorer.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from docmine.clean.page_features import Column, Matrix, Page
from docmine.resources import DATA

BOUND = 4.0
"""Standardised features are cut at this many standard deviations."""


@dataclass(frozen=True, slots=True)
class Network:
    """One step: standardises its features, then hidden layer and logistic output."""

    mean: Matrix
    scale: Matrix
    hidden: Matrix
    hidden_bias: Matrix
    output: Matrix
    output_bias: Matrix

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.float16]], prefix: str) -> Network:
        """Take the arrays whose names begin with `prefix`."""
        return cls(*(arrays[f"{prefix}_{name}"].astype(np.float32) for name in cls.__slots__))

    def __call__(self, features: Matrix) -> Column:
        """Return a score from 0 to 1 for each row."""
        standard = np.clip((features - self.mean) / self.scale, -BOUND, BOUND)
        logit = np.maximum(standard @ self.hidden + self.hidden_bias, 0) @ self.output + self.output_bias
        return np.asarray(1 / (1 + np.exp(-np.clip(logit, -30, 30))), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class PageScorer:
    """Scores the lines of a page."""

    first: Network
    second: Network

    @classmethod
    @cache
    def load(cls) -> PageScorer:
        """Read the packaged weights."""
        with np.load(DATA / "cleaning" / "page.npz", allow_pickle=False) as arrays:
            return cls(Network.of(arrays, "first"), Network.of(arrays, "second"))

    def __call__(self, page: Page) -> Column:
        """Return the score of each line, from 0 to 1."""
        features = page.features()
        return self.second(np.concatenate([features, page.context(self.first(features))], axis=1))
