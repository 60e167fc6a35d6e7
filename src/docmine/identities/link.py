"""Which actors that no list has are one, though documents name them differently.

Two things make them one: spellings of a name that differ only as transliterations do, and an
abbreviation that only one name of all documents is said to have. Surnames make nobody one: what they
stand for is settled within a document, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from docmine.actors.names import bones, fold, is_acronym

_SHORTEST = 3  # letters of an abbreviation

_ALIKE = 85.0
"""The least similarity (rapidfuzz's ratio) of two spellings: Karim Hassan and Karim Hussein share consonants."""


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as one or more documents name it."""

    actor_id: str
    name: str
    aliases: frozenset[str]
    type: str
    country: str
    origin: str

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return self.type == "person"

    @property
    def rank(self) -> tuple[bool, int, str, str]:
        """What the one that others become comes first by: listed, many words, then the alphabet."""
        return self.origin != "list", -len(self.name.split()), fold(self.name), self.actor_id


def one_each(actors: Iterable[Named]) -> dict[str, str]:
    """Return which actors are another one: actor_id -> actor_id of that one. The order of `actors` does not matter.

    Args:
        actors: all actors of all documents; an id may come several times, with other names.
    """
    everyone = sorted(
        (one for one in actors if one.origin != "class"), key=lambda one: (one.rank, one.type, one.country)
    )
    groups = _Groups(everyone)
    for one, other in _spelled_alike(everyone):
        groups.join(one.actor_id, other.actor_id)
    for one, other in [*_abbreviated(everyone, groups)]:
        groups.join(one.actor_id, other.actor_id)
    return groups.others()


def _spelled_alike(actors: list[Named]) -> Iterator[tuple[Named, Named]]:
    first: dict[tuple[bool, str], Named] = {}
    for one in actors:
        if one.origin == "text" and (letters := bones(one.name)):
            other = first.setdefault((one.is_person, letters), one)
            alike = fuzz.ratio(fold(one.name), fold(other.name)) >= _ALIKE
            if alike and other.actor_id != one.actor_id and _may_be_one(one, other):
                yield other, one


def _abbreviated(actors: list[Named], groups: _Groups) -> Iterator[tuple[Named, Named]]:
    """Yield each unexplained abbreviation with the one actor that a document says it abbreviates.

    Also yield different names that one abbreviation stands for, if their words differ only in spelling.
    """
    explained: dict[str, dict[str, Named]] = {}
    for one in actors:
        if not is_acronym(one.name) and not one.is_person:
            for alias in one.aliases:
                if is_acronym(alias):
                    explained.setdefault(alias.replace(".", ""), {}).setdefault(groups.first(one.actor_id), one)
    for one in actors:
        letters = one.name.replace(".", "")
        if one.origin == "text" and is_acronym(one.name) and len(letters) >= _SHORTEST:
            full = [*explained.get(letters, {}).values()]
            if len(full) == 1 and full[0].actor_id != one.actor_id and _may_be_one(one, full[0]):
                yield full[0], one


def _may_be_one(one: Named, other: Named) -> bool:
    return not one.country or not other.country or one.country == other.country


class _Groups:
    """Sets of actors that are one; each set's first is the one of the lowest rank."""

    def __init__(self, actors: Iterable[Named]) -> None:
        self._order = {one.actor_id: at for at, one in reversed([*enumerate(actors)])}
        self._onward = {actor_id: actor_id for actor_id in self._order}

    def first(self, actor_id: str) -> str:
        while (onward := self._onward[actor_id]) != actor_id:
            actor_id = onward
        return actor_id

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.first(one), self.first(other)), key=self._order.__getitem__)
        self._onward[second] = first

    def others(self) -> dict[str, str]:
        return {own: self.first(own) for own in sorted(self._onward) if self._onward[own] != own}
