"""Join places that are added with those that docmine ships: one place, known under the names of both.

A joined row takes the number in GeoNames, the population, the division's code and the names of the shipped one, and so
is found, with its own code and point, under every spelling that GeoNames has.
"""

from __future__ import annotations

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from docmine.places.build import COLUMNS, Place, bare_name
from docmine.places.names import fold_uncached, skeleton

_NEAR = {"PPL": 6.0, "ADM": 150.0}
"""Kilometres within which a town, or the point of a division, of a like name is the same one."""
_CELL = 0.1  # degrees; more than `_NEAR["PPL"]` up to 60 degrees of latitude, beyond which cells are narrow
_KM = 111.2  # of a degree


@dataclass(slots=True)
class Known:
    """A shipped place, as far as it is needed to join: `names` are folded, with how they belong to it."""

    names: list[tuple[str, int]]
    lat: float
    lon: float
    feature_code: str
    country: str | None
    point: str
    admin1_code: str | None
    population: int
    geonameid: int | None


class _Pair(NamedTuple):
    """A place that may be a shipped one; the least pair is the best."""

    unlike: bool
    distance: float
    place: int
    known: int


def known_places(gazetteer: Path, within: Collection[str | None]) -> list[Known]:
    """Return the places of some countries in a gazetteer file."""
    connection = sqlite3.connect(f"{gazetteer.absolute().as_uri()}?mode=ro", uri=True)
    try:
        rows = connection.execute(
            "SELECT id, lat, lon, feature_code, country, point, admin1_code, population, geonameid FROM place"
        )
        found = {number: Known([], *values) for number, *values in rows if values[3] in within}
        for key, number, kind in connection.execute("SELECT key, place, kind FROM name"):
            if number in found:
                found[number].names.append((key, kind))
    finally:
        connection.close()
    return list(found.values())


def shipped_places(gazetteer: Path, ids: Collection[int]) -> Iterator[Place]:
    """Yield the places of a gazetteer file that have one of the numbers in GeoNames, without their other names."""
    connection = sqlite3.connect(f"{gazetteer.absolute().as_uri()}?mode=ro", uri=True)
    try:
        rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM place WHERE geonameid IS NOT NULL")  # noqa: S608
        yield from (place for row in rows if (place := Place(*row)).geonameid in ids)
    finally:
        connection.close()


def joined(places: Sequence[Place], known: Sequence[Known]) -> list[Place]:
    """Return the places, those that are shipped ones joined with them; each shipped one is taken once."""
    partner: dict[int, Known] = {}
    taken: set[int] = set()
    for pair in sorted(_pairs(places, known)):
        if pair.place not in partner and pair.known not in taken:
            partner[pair.place] = known[pair.known]
            taken.add(pair.known)
    codes = _division_codes(places, partner)
    return [_join(place, partner.get(i), codes) for i, place in enumerate(places)]


def with_names(places: Iterable[Place], known: Iterable[Known]) -> Iterator[Place]:
    """Yield the places with the names that the shipped ones of the same number in GeoNames have."""
    names = {place.geonameid: tuple(place.names) for place in known if place.geonameid}
    return (place._replace(borrowed=names.get(place.geonameid or 0, ())) for place in places)


def _pairs(places: Sequence[Place], known: Sequence[Known]) -> Iterator[_Pair]:
    cells: defaultdict[tuple[str, int, int], list[int]] = defaultdict(list)
    divisions: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for i, other in enumerate(known):
        if other.feature_code.startswith("PPL"):
            cells["PPL", *_cell(other.lat, other.lon)].append(i)
        else:
            divisions[other.feature_code, other.country].append(i)
    likes = [{skeleton(name) for name, _ in other.names} for other in known]
    for i, place in enumerate(places):
        near = (
            _around(cells, place)
            if place.feature_code.startswith("PPL")
            else divisions[place.feature_code, place.country]
        )
        names, like = _forms(place)
        for j in near:
            same = not names.isdisjoint(name for name, _ in known[j].names)
            distance = _distance(place, known[j])
            if (same or not like.isdisjoint(likes[j])) and distance <= _NEAR.get(place.feature_code[:3], 0.0):
                yield _Pair(not same, distance, i, j)


def _forms(place: Place) -> tuple[set[str], set[str]]:
    """Return the folded names of a place, and their skeletons."""
    names = {fold_uncached(name) for name in (place.name, bare_name(place.name), *place.aliases)}
    return names, {like for name in names if (like := skeleton(name))}


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL), math.floor(lon / _CELL)


def _around(cells: dict[tuple[str, int, int], list[int]], place: Place) -> list[int]:
    """Return the shipped towns in the cell of a place and those about it."""
    if math.isnan(place.lat):
        return []
    row, column = _cell(place.lat, place.lon)
    about = (("PPL", row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
    return [i for cell in about for i in cells.get(cell, ())]


def _distance(place: Place, known: Known) -> float:
    """Return kilometres; none where the place has no point yet."""
    if math.isnan(place.lat):
        return 0.0
    lat, lon = place.lat - known.lat, place.lon - known.lon
    return math.hypot(lat, lon * math.cos(math.radians(place.lat))) * _KM


def _division_codes(places: Sequence[Place], partner: dict[int, Known]) -> dict[str | None, str | None]:
    """Return the name of a first-order division -> the code that most of its joined places have in GeoNames."""
    votes: defaultdict[str | None, Counter[str | None]] = defaultdict(Counter)
    for i, known in partner.items():
        votes[places[i].admin1][known.admin1_code] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in votes.items() if name}


def _join(place: Place, known: Known | None, codes: dict[str | None, str | None]) -> Place:
    if known is None:
        return place._replace(admin1_code=codes.get(place.admin1))
    if place.point == "unknown":
        place = place._replace(lat=known.lat, lon=known.lon, point=known.point)
    return place._replace(
        admin1_code=known.admin1_code or codes.get(place.admin1),
        population=place.population or known.population,
        geonameid=place.geonameid or known.geonameid,
        borrowed=tuple(known.names),
    )
