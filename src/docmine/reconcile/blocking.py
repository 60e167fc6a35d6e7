"""Which curated rows are worth comparing with an extracted row, found by keys instead of by comparing all.

Events share a key when they fall into the same stretch of days and the same or a neighbouring cell of
the map, the same place name, or the same actor; without two bounds of a date, when they share the cell or the name.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import product
from typing import Generic, TypeVar

from docmine.config import ReconcileConfig
from docmine.reconcile.facts import ActorFacts, EventFacts, PlaceFacts, Point
from docmine.reconcile.names import consonants, fold, short_forms

_BUCKET_DAYS = 16
_ANY_DAY = -1
_CELL_DEGREES = 0.5
_KM_PER_DEGREE = 111.2

N = TypeVar("N", bound=ActorFacts | PlaceFacts)


class EventIndex:
    """The curated events by key."""

    def __init__(self, curated: Sequence[EventFacts], config: ReconcileConfig) -> None:
        self._curated = curated
        self._config = config
        self._blocks: dict[Hashable, list[int]] = {}
        for number, event in enumerate(curated):
            days = [*_buckets(event, 0), _ANY_DAY]
            places = [*_home_cell(event.point), *event.names]
            keys = [*product(days, places), *product(days[:-1], _identities(event))]
            for key in dict.fromkeys(keys):
                self._blocks.setdefault(key, []).append(number)

    def candidates(self, event: EventFacts) -> list[EventFacts]:
        """Return the curated events within reach of an extracted one, in the order of the file."""
        days = _buckets(event, self._config.max_days) or [_ANY_DAY]
        places = [*_cells_around(event.point, self._config.max_km), *event.names]
        keys = product(days, [*places, *_identities(event)])
        numbers = {number for key in keys for number in self._blocks.get(key, ())}
        return [curated for number in sorted(numbers) if self._in_reach(event, curated := self._curated[number])]

    def _in_reach(self, event: EventFacts, curated: EventFacts) -> bool:
        if days_apart(event, curated) > self._config.max_days:
            return False
        apart = km_apart(event.point, curated.point)
        reach = self._config.max_km + event.radius_km + curated.radius_km
        return apart is None or apart <= reach or bool(set(event.names) & set(curated.names))


class NameIndex(Generic[N]):
    """Curated actors or places by the beginnings of the words of their names, and places by cell."""

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


def days_apart(one: EventFacts, other: EventFacts) -> int:
    """Return the days between two intervals; 0 where they overlap, or where unknown bounds leave that open."""
    bounds = ((one.earliest, other.latest), (other.earliest, one.latest))
    return max([0, *(first - last for first, last in bounds if first is not None and last is not None)])


def km_apart(one: Point | None, other: Point | None) -> float | None:
    """Return the great-circle distance of two points by the haversine formula, None where one is missing."""
    if one is None or other is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, h)))


def _buckets(event: EventFacts, reach: int) -> list[int]:
    """Return the numbers of the stretches of days that an event, widened by `reach`, touches; none if it is open."""
    if event.earliest is None or event.latest is None:
        return []
    return list(range((event.earliest - reach) // _BUCKET_DAYS, (event.latest + reach) // _BUCKET_DAYS + 1))


def _home_cell(point: Point | None) -> list[tuple[int, int]]:
    return [] if point is None else [(math.floor(point[0] / _CELL_DEGREES), math.floor(point[1] / _CELL_DEGREES))]


def _cells_around(point: Point | None, km: float) -> Iterator[tuple[int, int]]:
    """Yield the cells that a circle can touch; longitudes go round at 180 degrees."""
    if point is None:
        return
    tall = km / _KM_PER_DEGREE
    wide = tall / max(0.05, math.cos(math.radians(min(89.0, abs(point[0]) + tall))))
    (south, west), (north, east) = (
        _home_cell((point[0] + sign * tall, point[1] + sign * min(wide, 180.0)))[0] for sign in (-1, 1)
    )
    half = int(180 / _CELL_DEGREES)
    for i in range(south, north + 1):
        for j in range(west, east + 1):
            yield i, (j + half) % (2 * half) - half


def _identities(event: EventFacts) -> list[str]:
    """Return the keys of the named actors of an event, sorted."""
    parties = (party for side in event.sides for party in side)
    return sorted({key for party in parties for key in (*party.keys, *_state_key(party.state))})


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
