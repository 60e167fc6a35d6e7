"""Logarithms of odds, which networks add up, and the probabilities that belong to them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def sigmoid(odds: NDArray[np.floating]) -> Floats:
    """Return the probabilities that belong to logarithms of odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=float)


def together(odds: NDArray[np.floating], owner: NDArray[np.int64]) -> Floats:
    """Return for each owner the logarithm of the sum of the odds of its rows, never less than its likeliest row's.

    Args:
        odds: logarithms, one or more in a row.
        owner: of each row; the rows of one stand one after the other, and owners count up from 0.
    """
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    return np.asarray(np.logaddexp.reduceat(odds, starts, axis=0), dtype=float)
