"""Compares numbers that stand for values: each two of them once, however many pairs of rows have them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Asked = NDArray[np.int64]
LevelsOf = Callable[[Asked, Asked], NDArray[np.uint8]]
"""Gives the levels of numbers and the numbers beside them."""

_LARGEST = 1 << 24
"""Cells of the largest table of numbers by numbers; beyond it combinations are sorted, which takes longer."""


class Once:
    """The levels of pairs of numbers."""

    def __init__(self, levels: LevelsOf, ones: int, others: int) -> None:
        """Take what gives the levels of numbers below `ones` and, beside them, numbers below `others`."""
        self._levels, self._others = levels, others
        self._table = np.zeros(ones * others if ones * others <= _LARGEST else 0, np.uint8)  # level + 1, 0 if not asked

    def __call__(self, mine: Codes, theirs: Codes) -> NDArray[np.uint8]:
        """Return the level of each pair."""
        keys = mine.astype(np.int64) * self._others + theirs
        if not len(self._table):
            listed, back = np.unique(keys, return_inverse=True)
            return self._ask(listed)[back]
        found = self._table[keys]
        if len(new := np.unique(keys[found == 0])):
            self._table[new] = self._ask(new) + 1
            found = self._table[keys]
        return np.asarray(found - 1)

    def _ask(self, keys: Asked) -> NDArray[np.uint8]:
        return self._levels(keys // self._others, keys % self._others)
