"""How alike the sides of two events are: who did it and to whom, as the two tables name them."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.names import similarity
from docmine.reconcile.pairs.columns import Columns
from docmine.reconcile.parties import ActorBook, Party

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
    one: Columns, other: Columns, a: NDArray[np.int32], b: NDArray[np.int32], book: ActorBook
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.bool_]]:
    """Return, for each pair of rows, the levels of the two sides and whether they fit better crossed over."""
    straight = [
        _levels(one, other, x[a], y[b], book) for x, y in ((one.side_a, other.side_a), (one.side_b, other.side_b))
    ]
    crossed = [
        _levels(one, other, x[a], y[b], book) for x, y in ((one.side_a, other.side_b), (one.side_b, other.side_a))
    ]
    turned = _cost(*crossed) < _cost(*straight)
    first, second = (np.where(turned, theirs, mine) for mine, theirs in zip(straight, crossed, strict=True))
    return first.astype(np.uint8), second.astype(np.uint8), turned


def _cost(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> NDArray[np.int32]:
    return first.astype(np.int32) ** 2 + second.astype(np.int32) ** 2


def _levels(
    one: Columns, other: Columns, mine: NDArray[np.int32], theirs: NDArray[np.int32], book: ActorBook
) -> NDArray[np.uint8]:
    """Return the levels of cells against cells; each two wordings are compared once."""
    keys, back = np.unique(mine.astype(np.int64) << 32 | theirs, return_inverse=True)
    found = [
        _level(book.parties(one.texts[key >> 32]), book.parties(other.texts[key & 0xFFFFFFFF])) for key in keys.tolist()
    ]
    return np.array(found, np.uint8)[back]


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
