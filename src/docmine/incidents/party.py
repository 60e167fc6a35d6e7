"""Whether two actors of several documents may be one: *the rebels* and M23, a state and its army."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from docmine.events.deeds import FIGHTERS

_STATE = frozenset({"military", "state"})


class Party(NamedTuple):
    """What is known of an actor: its type, its country, and whether a common noun is all that names it."""

    type: str = ""
    country: str = ""
    is_class: bool = False

    @property
    def is_at_large(self) -> bool:
        """Whether they are people of no group: *12 people*, *villagers*."""
        return self.is_class and self.type == "civilian"


_UNKNOWN = Party()
Parties = Mapping[str, Party]


def differ(known: Parties, one: Iterable[str], other: Iterable[str]) -> bool:
    """Say whether two sides, both named, have nobody in common and nobody who may be the same."""
    first, second = frozenset(one), frozenset(other)
    return bool(first and second) and first.isdisjoint(second) and not pairs(known, first, second)


def pairs(known: Parties, one: Iterable[str], other: Iterable[str]) -> list[tuple[str, str]]:
    """Return the actors of two sides that may be the same."""
    second = [*other]
    return [(a, b) for a in one for b in second if a == b or _may_be(known.get(a, _UNKNOWN), known.get(b, _UNKNOWN))]


def share(known: Parties, one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two sides have an actor in common, or name a state and its forces."""
    return bool(one & other) or any(
        _are_one_state(known.get(a, _UNKNOWN), known.get(b, _UNKNOWN)) for a in one for b in other
    )


def are_named(known: Parties, actors: Iterable[str]) -> bool:
    """Say whether one of some actors has a name of its own."""
    return any(not known.get(actor, _UNKNOWN).is_class for actor in actors)


def _may_be(one: Party, other: Party) -> bool:
    kind = one.type == other.type and one.type in FIGHTERS and (one.is_class or other.is_class)
    apart = one.country and other.country and one.country != other.country
    return (kind and not apart) or _are_one_state(one, other)


def _are_one_state(one: Party, other: Party) -> bool:
    states = {one.type, other.type} <= _STATE and not (one.is_class or other.is_class)
    return states and bool(one.country) and one.country == other.country
