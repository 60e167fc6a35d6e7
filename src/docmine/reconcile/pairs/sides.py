"""How alike the sides of two events are: who did it and to whom, as the two tables name them."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.names import similarity
from docmine.reconcile.pairs.once import Asked, Codes, LevelsOf, Once
from docmine.reconcile.pairs.wordings import Wordings
from docmine.reconcile.parties import Party

Sides = tuple[Codes, Codes]

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
    mine: Sides, theirs: Sides, level: Once
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.bool_]]:
    """Return, for each pair of rows, the levels of the two sides and whether they fit better crossed over.

    Args:
        mine: wordings of both sides of the extracted rows.
        theirs: wordings of both sides of the curated rows beside them.
        level: gives the levels of wordings, as `party_levels` finds them.
    """
    straight, crossed = ([level(*pair) for pair in zip(mine, both, strict=True)] for both in (theirs, theirs[::-1]))
    turned = _cost(*crossed) < _cost(*straight)
    first, second = (np.where(turned, *pair) for pair in zip(crossed, straight, strict=True))
    return first, second, turned


def party_levels(wordings: Wordings) -> LevelsOf:
    """Return what gives the levels of wordings of sides."""

    def levels(mine: Asked, theirs: Asked) -> NDArray[np.uint8]:
        pairs = zip(*(map(wordings.parties, codes.tolist()) for codes in (mine, theirs)), strict=True)
        return np.fromiter((_level(*pair) for pair in pairs), np.uint8, len(mine))

    return levels


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
