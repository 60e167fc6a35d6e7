"""Joins of rows by integer keys: a sorted array instead of a hash table, and slices of it instead of lists."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Rows = NDArray[np.int32]

_STEP = 2
"""Days between two entries of a row that lasts for longer."""
_DAY_BITS = 22
_FIRST_DAY = -(1 << 20)
"""Days since 1970 before all that a calendar has; what is `_DAY_BITS` later is after all of them."""
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 by the golden ratio (Knuth, The Art of Computer Programming 3, 6.4)


def spread(first: Numbers, last: Numbers, step: int = 1) -> tuple[Numbers, Numbers]:
    """Return the numbers from each `first` to its `last` (included), and the places of the two in their arrays."""
    counts = np.maximum((last - first) // step + 1, 0)
    at = np.repeat(np.arange(len(counts)), counts)
    return at, _runs(first, counts, step)


def _runs(first: Numbers, counts: Numbers, step: int = 1) -> Numbers:
    """Return, one after the other, so many numbers from each `first` on."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(first - step * (ends - counts), counts) + step * np.arange(total)


def touching(first: Floats, last: Floats, first2: Floats, last2: Floats) -> NDArray[np.bool_]:
    """Return which of the second stretches of days touch any of the first."""
    if not len(first):
        return np.zeros(len(first2), np.bool_)
    begin, end = int(first.min()), int(last.max())
    change = np.bincount((first - begin).astype(np.int64), minlength=end - begin + 2)
    change -= np.bincount((last - begin).astype(np.int64) + 1, minlength=end - begin + 2)
    reached = np.r_[0, np.cumsum(np.cumsum(change) > 0)]  # how many of the days before each are touched
    low, high = (np.clip(days - begin, 0, end - begin + 1).astype(np.int64) for days in (first2, last2 + 1))
    return np.asarray(reached[high] > reached[low])


def mixed(*parts: NDArray[np.signedinteger]) -> Numbers:
    """Return one number of 40 bits for each combination of numbers; two that share one only cost a comparison."""
    total = np.zeros(len(parts[0]), np.uint64)
    for part in parts:
        total = (total ^ part.astype(np.int64).view(np.uint64)) * _MIX
        total ^= total >> np.uint64(32)
    return (total >> np.uint64(24)).view(np.int64)


class Index:
    """Finds rows by group and days."""

    def __init__(self, rows: Rows, groups: Numbers, first: Numbers, last: Numbers) -> None:
        """Take rows, their groups as `mixed` numbers them, and their first and last days."""
        long = np.flatnonzero(last - first >= _STEP)
        at, days = spread(first[long] + _STEP, last[long], _STEP)
        keys = np.r_[_keys(groups, first), _keys(groups[long[at]], days)]
        order = np.argsort(keys)
        self._keys = keys[order]
        self._rows = np.r_[rows, rows[long[at]]][order]

    def find(self, groups: Numbers, first: Numbers, last: Numbers) -> tuple[Numbers, Rows]:
        """Return the rows of each group that touch the days from `first` to `last`, and some more of the days before.

        The first array says which of the queries a row was found for; a row of many days is found several times.
        """
        lows = _keys(groups, first - _STEP + 1)
        order = np.argsort(lows)  # a sorted array is looked up in an array far faster than one in any order
        low = np.searchsorted(self._keys, lows[order])
        high = np.searchsorted(self._keys, _keys(groups, last)[order], side="right")
        counts = np.maximum(high - low, 0)
        return np.repeat(order, counts), self._rows[_runs(low, counts)]


class Several:
    """What belongs to each number from 0: none, one or more numbers."""

    def __init__(self, owners: Numbers, values: Numbers, size: int) -> None:
        """Take pairs of owner and value; owners are below `size`."""
        self._values = values[np.argsort(owners, kind="stable")]
        self._ends = np.cumsum(np.bincount(owners, minlength=size))

    def of(self, owners: NDArray[np.signedinteger]) -> tuple[Numbers, Numbers]:
        """Return the values of each owner, and the places of the owners in the array."""
        starts = np.r_[0, self._ends]
        at, places = spread(starts[owners], starts[owners + 1] - 1)
        return at, self._values[places]


def _keys(groups: Numbers, days: Numbers) -> Numbers:
    return groups << _DAY_BITS | np.clip(days - _FIRST_DAY, 0, (1 << _DAY_BITS) - 1)
