"""Write a gazetteer: places and the names under which they are found, in one SQLite file.

What docmine ships and each of the user's additions is such a file, and all are looked up alike (`places.layer`).
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from docmine.places.names import consonants, fold_uncached, sounds
from docmine.resources import DATA, read_csv

Progress = Callable[[int, int], None]
"""Called with the number of places written so far and the number there will be."""

_SCHEMA = """
PRAGMA journal_mode=OFF;
PRAGMA synchronous=OFF;
PRAGMA cache_size=-100000;
CREATE TABLE place(
    id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, feature_code TEXT, country TEXT, point TEXT,
    admin1_code TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, geonameid INTEGER, pcode TEXT, source TEXT,
    licence TEXT);
CREATE TABLE name(key TEXT, place INTEGER, kind INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE known(key TEXT);
CREATE TABLE skeleton(
    country TEXT, key TEXT, sounds TEXT, place INTEGER, PRIMARY KEY(country, key, sounds, place)) WITHOUT ROWID;
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT);
"""
_AIRPORT = re.compile(r"[A-Z]{3}")
_TYPE_WORDS = re.compile(
    r"\s+(?:governorate|province|state|region|oblast['’]?|district|county|parish|department|municipality)$", re.I
)
FORMAT = "1"
"""Of the file and of the keys in it; raised when the tables or the rules of `names` change, for additions must then be
added again."""
_BATCH = 50_000
_LARGE = 200_000
MAIN, ALTERNATE, BARE, TRANSLITERATION, SIMILAR, USER = range(6)
"""How a name belongs to a place: its own, another one, its own without the type word; alike only; the user's."""


class Place(NamedTuple):
    """One row of the gazetteer and the names under which it is found.

    `point` says what the coordinates are: "own", "cities" (mean of the cities of a division, weighted
    by population), "seat" (the city of the same name), or "parent" (the division that it lies in).
    `borrowed` are folded names that another file has for the place, and how they belong to it there.
    """

    name: str
    lat: float
    lon: float
    feature_code: str
    country: str | None
    point: str = "own"
    admin1_code: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    geonameid: int | None = None
    pcode: str | None = None
    source: str = ""
    licence: str = ""
    aliases: tuple[str, ...] = ()
    borrowed: tuple[tuple[str, int], ...] = ()


COLUMNS = Place._fields[:-2]
"""Columns of a place in the file, in order."""
_INSERT_PLACE = f"INSERT INTO place VALUES({','.join('?' * (len(COLUMNS) + 1))})"


def write(
    path: Path,
    places: Iterable[Place],
    progress: Progress | None = None,
    expected: int = 0,
    *,
    users: bool = False,
    about: Mapping[str, str] | None = None,
) -> int:
    """Write a gazetteer of the given places to `path` and return how many there are.

    The file appears whole or not at all, so two processes may write it at once.

    Args:
        path: of the file.
        places: to write.
        progress: called with the number of places written.
        expected: how many places there will be, for `progress`.
        users: the names are the user's: they win over others, and transliterations are tried in every country.
        about: facts to keep in the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        connection = sqlite3.connect(part, isolation_level=None)
        try:
            number = fill(connection, places, progress, expected, users=users)
            facts = {"format": FORMAT, "places": str(number), **(about or {})}
            connection.executemany("INSERT INTO about VALUES(?,?)", facts.items())
        finally:
            connection.close()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return number


def fill(
    connection: sqlite3.Connection,
    places: Iterable[Place],
    progress: Progress | None = None,
    expected: int = 0,
    *,
    users: bool = False,
) -> int:
    """Fill an empty database, see `write`."""
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    numbered = enumerate(places, 1)
    done = 0
    while batch := list(islice(numbered, _BATCH)):
        _insert(connection, batch, users=users)
        done += len(batch)
        if progress:
            progress(done, max(expected, done))
    connection.execute("COMMIT")
    return done


def _insert(connection: sqlite3.Connection, batch: list[tuple[int, Place]], *, users: bool) -> None:
    keyed = [(number, place, _keys(place, users=users)) for number, place in batch]
    names = [(key, number, kind) for number, _, keys in keyed for key, kind in keys.items()]
    country = {number: place.country or "" for number, place in batch if users or place.country in transliterated()}
    likes = {
        (country[i], like, heard, i)
        for key, i, _ in names
        if i in country and (like := consonants(heard := sounds(key)))
    }
    known = {(key,) for _, place, keys in keyed for key, kind in keys.items() if _is_well_known(place, kind)}
    # Rows that come in the order of the index are written several times faster.
    connection.executemany(_INSERT_PLACE, ((number, *place[: len(COLUMNS)]) for number, place in batch))
    connection.executemany("INSERT INTO name VALUES(?,?,?)", sorted(names))
    connection.executemany("INSERT INTO skeleton VALUES(?,?,?,?)", sorted(likes))
    connection.executemany("INSERT INTO known VALUES(?)", sorted(known))


def _is_well_known(place: Place, kind: int) -> bool:
    """Whether a name means a place even where no recogniser says so: countries, regions, large cities and divisions."""
    if place.feature_code.startswith(("PPL", "ADM")):
        return kind == MAIN and place.population >= _LARGE
    return kind != BARE


@lru_cache(maxsize=1)
def transliterated() -> frozenset[str | None]:
    """Return the countries whose names come to English from another script."""
    table = read_csv(DATA / "places/country_points.csv")
    return frozenset(row["iso3"] for row in table if row["transliterated"] == "1")


def _keys(place: Place, *, users: bool) -> dict[str, int]:
    """Return lookup key -> how the name belongs to the place."""
    found = {fold_uncached(place.name): MAIN}
    if place.feature_code.startswith("ADM"):
        found.setdefault(fold_uncached(bare_name(place.name)), BARE)
    for alias in place.aliases:
        # Three capitals are an airport's code in GeoNames; "USA" and "DRC" come from our own table.
        if not place.feature_code.startswith("PPL") or not _AIRPORT.fullmatch(alias):
            found.setdefault(fold_uncached(alias), ALTERNATE)
    if users:
        found = dict.fromkeys(found, USER)
    for key, kind in place.borrowed:
        found.setdefault(key, kind)
    return {key: kind for key, kind in found.items() if len(key) > 1}


def bare_name(name: str) -> str:
    """Return the name of a division without its type word: "Rapides" for "Rapides Parish"."""
    return _TYPE_WORDS.sub("", name)
