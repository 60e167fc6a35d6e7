"""Which curated actors and places are worth comparing with an extracted one, found by keys of their names."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from docmine.reconcile.facts import ActorFacts, PlaceFacts, Point
from docmine.reconcile.names import consonants, fold, short_forms

N = TypeVar("N", bound=ActorFacts | PlaceFacts)


class NameIndex(Generic[N]):
    """Curated actors or places by the beginnings of the words of their names."""

    def __init__(self, curated: Sequence[N]) -> None:
        self._blocks: dict[Hashable, list[int]] = {}
        self._curated: Sequence[N] = curated
        for number, row in enumerate(curated):
            for key in dict.fromkeys([*_name_keys(row), row.id]):
                self._blocks.setdefault(key, []).append(number)

    def candidates(self, row: N) -> list[N]:
        """Return the curated rows that share the beginning of a word with `row`, in the order of the file."""
        keys = [*_name_keys(row), *([row.listed] if isinstance(row, ActorFacts) and row.listed else [])]
        numbers = {number for key in keys for number in self._blocks.get(key, ())}
        return [self._curated[number] for number in sorted(numbers)]


def km_apart(one: Point | None, other: Point | None) -> float | None:
    """Return the great-circle distance of two points by the haversine formula, None where one is missing."""
    if one is None or other is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, h)))


def _state_key(state: str | None) -> list[str]:
    return [f"state:{state}"] if state else []


def _name_keys(row: ActorFacts | PlaceFacts) -> list[str]:
    """Return the keys of a row's names; of an actor also its spelling in other scripts, and the state that it is."""
    if isinstance(row, PlaceFacts):
        return _starts(row.names)
    spelled, short = filter(None, map(consonants, row.names)), sorted(set().union(*short_forms(row.names)))
    return [
        *_starts(row.names),
        *spelled,
        *(f"short:{form}" for form in short),
        *_state_key(row.state),
        *_known_key(row.known),
    ]


def _known_key(actor_id: str | None) -> list[str]:
    return [f"actor:{actor_id}"] if actor_id else []


def _starts(names: Iterable[str]) -> list[str]:
    """Return the first three letters of each word of folded names that can tell them apart."""
    words = (word for name in names for word in fold(name).split())
    return sorted({f"~{word[:3]}" for word in words if len(word) > 1})
