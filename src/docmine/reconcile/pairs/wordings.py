"""Compares the texts of pairs of rows; each two wordings once, however many pairs have them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.names import fold_place
from docmine.reconcile.outlets import Outlets, outlets
from docmine.reconcile.parties import ActorBook, Party

Codes = NDArray[np.int32]
LevelsOf = Callable[[list[int], list[int]], NDArray[np.uint8]]
"""Gives the levels of numbers of wordings and the numbers beside them."""

_LARGEST = 1 << 26
"""Cells of the largest table of wordings by wordings; beyond it combinations are sorted, which takes longer."""


class Wordings:
    """Knows by its number what a text names; the number 0 stands for no text."""

    def __init__(self, texts: Sequence[str], book: ActorBook) -> None:
        """Take the texts and the actors that they may name."""
        self._texts = texts
        self._book = book
        self._places: dict[int, frozenset[str]] = {}
        self._parties: dict[int, tuple[Party, ...]] = {}
        self._outlets: dict[int, Outlets] = {}

    def places(self, code: int) -> frozenset[str]:
        """Return the folded names of the places of a text."""
        if code not in self._places:
            self._places[code] = frozenset(map(fold_place, filter(None, self._texts[code].split("|"))))
        return self._places[code]

    def parties(self, code: int) -> tuple[Party, ...]:
        """Return the parties of a text."""
        if code not in self._parties:
            self._parties[code] = self._book.parties(self._texts[code])
        return self._parties[code]

    def outlets(self, code: int) -> Outlets:
        """Return the outlets of a text."""
        if code not in self._outlets:
            self._outlets[code] = outlets(self._texts[code])
        return self._outlets[code]


def each_once(mine: Codes, theirs: Codes, levels: LevelsOf) -> NDArray[np.uint8]:
    """Return the level of each pair of numbers; `levels` is asked once for each combination that occurs."""
    (own, row), (other, column) = _ranked(mine), _ranked(theirs)
    keys = row * len(other) + column
    if len(own) * len(other) > _LARGEST:
        listed, back = np.unique(keys, return_inverse=True)
        return levels(own[listed // len(other)].tolist(), other[listed % len(other)].tolist())[back]
    table = np.zeros(len(own) * len(other), np.uint8)
    table[keys] = 1
    listed = np.flatnonzero(table)
    table[listed] = levels(own[listed // len(other)].tolist(), other[listed % len(other)].tolist())
    return np.asarray(table[keys])


def _ranked(numbers: Codes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which numbers there are, and the place of each number among them."""
    seen = np.zeros(int(numbers.max(initial=-1)) + 1, np.bool_)
    seen[numbers] = True
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[numbers]
