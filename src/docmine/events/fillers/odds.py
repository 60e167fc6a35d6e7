"""Logarithms of odds, which networks add up, and the probabilities that belong to them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def sigmoid(odds: NDArray[np.floating]) -> Floats:
    """Return the probabilities that belong to logarithms of odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), dtype=float)
