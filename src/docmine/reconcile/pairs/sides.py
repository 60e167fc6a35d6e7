"""How alike the sides of two events are: who did it and to whom, as the two tables name them."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.names import similarity
from docmine.reconcile.pairs.columns import Columns
from docmine.reconcile.pairs.wordings import Wordings, each_once
from docmine.reconcile.parties import Party

SIDE_LEVELS = (
    "same actor",
    "similar name",
    "same people",
    "can be",
    "not named",
    "unlike",
    "other people",
    "other actor",
)
"""How two sides compare, the likest first."""

_SIMILAR = 0.88
_NOT_NAMED = SIDE_LEVELS.index("not named")
_UNARMED = ("civilian", "protester")


def side_levels(
    one: Columns, other: Columns, a: NDArray[np.int32], b: NDArray[np.int32], wordings: Wordings
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.bool_]]:
    """Return, for each pair of rows, the levels of the two sides and whether they fit better crossed over."""

    def levels(mine: list[int], theirs: list[int]) -> NDArray[np.uint8]:
        pairs = zip(map(wordings.parties, mine), map(wordings.parties, theirs), strict=True)
        return np.fromiter((_level(*pair) for pair in pairs), np.uint8, len(mine))

    first, second = one.side_a[a], one.side_b[a]
    first2, second2 = other.side_a[b], other.side_b[b]
    straight, crossed = (
        [each_once(*codes, levels) for codes in sides]
        for sides in (((first, first2), (second, second2)), ((first, second2), (second, first2)))
    )
    turned = _cost(*crossed) < _cost(*straight)
    first, second = (np.where(turned, theirs, mine) for mine, theirs in zip(straight, crossed, strict=True))
    return first.astype(np.uint8), second.astype(np.uint8), turned


def _cost(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> NDArray[np.int32]:
    return first.astype(np.int32) ** 2 + second.astype(np.int32) ** 2


def _level(mine: tuple[Party, ...], theirs: tuple[Party, ...]) -> int:
    return min((SIDE_LEVELS.index(_compare(*pair)) for pair in product(mine, theirs)), default=_NOT_NAMED)


def _compare(one: Party, other: Party) -> str:
    """Return the level of two parties; "gunmen" can be any armed group, and not an army."""
    if one.keys & other.keys or (one.state and one.state == other.state):
        return "same actor"
    if one.group is None and other.group is None:
        return "similar name" if similarity(one.name, other.name) >= _SIMILAR else "other actor"
    mine, theirs = (party.group or party.kind for party in (one, other))
    if "any" in (mine, theirs) or None in (mine, theirs):
        return "not named"
    if mine == theirs:
        return "same people" if one.group == other.group else "can be"
    return "other people" if (mine in _UNARMED) != (theirs in _UNARMED) else "unlike"
