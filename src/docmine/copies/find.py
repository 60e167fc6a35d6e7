"""Which passages may be copies of which: pairs that meet in a band, and what follows from those that are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

HEADS = 4
"""Members of a bucket that the others are compared with: its first. A passage that stands, hardly changed, in a
thousand reports costs a thousand comparisons and not half a million."""


def candidates(bands: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return the pairs (later, earlier) of rows that are worth comparing, in order.

    Rows that share the number of a band are a bucket; each is paired with the first `HEADS` of it.

    Args:
        bands: a row for each passage, a column for each band; the first copy of a passage comes before its copies.
    """
    size = len(bands)
    if not size:
        return np.empty((0, 2), dtype=np.int64)
    found = np.empty(0, dtype=np.int64)
    for band in range(bands.shape[1]):
        found = np.concatenate([found, *_meetings(bands[:, band])])
        found.sort()
        found = found[np.r_[True, found[1:] != found[:-1]][: len(found)]]
    return np.column_stack(np.divmod(found, size))


def _meetings(numbers: NDArray[np.uint32]) -> Iterator[NDArray[np.int64]]:
    """Yield the pairs that meet in one band, each as later * size + earlier."""
    size = len(numbers)
    place = np.arange(size)
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    is_first = np.r_[True, ordered[1:] != ordered[:-1]]
    bucket = np.maximum.accumulate(np.where(is_first, place, 0))
    for head in range(HEADS):
        later = np.flatnonzero(bucket + head < place)
        yield order[later] * size + order[bucket[later] + head]


def first_copies(size: int, pairs: NDArray[np.int64], same: Callable[[int, int], bool]) -> NDArray[np.int64]:
    """Return for each passage the first copy of it, which may be itself.

    A passage joins the first of its candidates that says the same, and has that one's first copy. It depends on
    the order of the passages alone.

    Args:
        size: number of passages.
        pairs: as `candidates` returns them.
        same: says whether two passages, the later and the earlier, say the same.
    """
    first = np.arange(size)
    for later, earlier in pairs.tolist():
        if first[later] == later and same(later, earlier):
            first[later] = first[earlier]
    return first
