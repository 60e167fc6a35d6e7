"""Write a gazetteer: places and the names under which they are found, in one SQLite file."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from docmine.places.names import fold_uncached, skeleton

Progress = Callable[[int, int], None]
"""Called with the number of places written so far and the number there will be."""

_SCHEMA = """
CREATE TABLE place(
    id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, point TEXT, feature_code TEXT, country TEXT,
    admin1_code TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, geonameid INTEGER, pcode TEXT, source TEXT);
CREATE TABLE name(key TEXT, place INTEGER, kind INTEGER, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE skeleton(key TEXT, country TEXT, place INTEGER, PRIMARY KEY(key, country, place)) WITHOUT ROWID;
"""
_AIRPORT = re.compile(r"[A-Z]{3}")
_TYPE_WORDS = re.compile(
    r"\s+(?:governorate|province|state|region|oblast['’]?|district|county|parish|department|municipality)$", re.I
)
_BATCH = 20_000
MAIN, ALTERNATE, BARE = 0, 1, 2
"""How a name belongs to a place: its own, another one, or its own without the type word."""


class Place(NamedTuple):
    """One row of the gazetteer and the names under which it is found.

    `point` says what the coordinates are: "own", "cities" (mean of the cities of a division, weighted
    by population), "seat" (the city of the same name), or "parent" (the division that it lies in).
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
    aliases: tuple[str, ...] = ()


COLUMNS = Place._fields[:-1]
"""Columns of a place in the file, in order."""


def write(path: Path, places: Iterable[Place], progress: Progress | None = None, expected: int = 0) -> None:
    """Write a gazetteer of the given places to `path`.

    The file appears whole or not at all, so two processes may write it at once.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(part, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("PRAGMA synchronous=OFF")
            connection.executescript(_SCHEMA)
            connection.execute("BEGIN")
            _fill(connection, places, progress, expected)
            connection.execute("COMMIT")
        finally:
            connection.close()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, places: Iterable[Place], progress: Progress | None, expected: int) -> None:
    rows: list[tuple[object, ...]] = []
    names: list[tuple[str, int, int]] = []
    keys: set[tuple[str, str, int]] = set()
    for number, place in enumerate(places, 1):
        rows.append((number, *place[:-1]))
        for key, kind in _keys(place).items():
            names.append((key, number, kind))
            if place.country and (consonants := skeleton(key)):
                keys.add((consonants, place.country, number))
        if len(rows) >= _BATCH:
            _flush(connection, rows, names, keys)
            if progress:
                progress(number, max(expected, number))
    _flush(connection, rows, names, keys)


def _flush(
    connection: sqlite3.Connection,
    rows: list[tuple[object, ...]],
    names: list[tuple[str, int, int]],
    keys: set[tuple[str, str, int]],
) -> None:
    connection.executemany(f"INSERT INTO place VALUES({','.join('?' * 14)})", rows)
    connection.executemany("INSERT OR IGNORE INTO name VALUES(?,?,?)", names)
    connection.executemany("INSERT OR IGNORE INTO skeleton VALUES(?,?,?)", sorted(keys))
    rows.clear()
    names.clear()
    keys.clear()


def _keys(place: Place) -> dict[str, int]:
    """Return lookup key -> how the name belongs to the place."""
    found = {fold_uncached(place.name): MAIN}
    if place.feature_code.startswith("ADM"):
        found.setdefault(fold_uncached(bare_name(place.name)), BARE)
    for alias in place.aliases:
        # Three capitals are an airport's code in GeoNames; "USA" and "DRC" come from our own table.
        if place.feature_code != "PPL" or not _AIRPORT.fullmatch(alias):
            found.setdefault(fold_uncached(alias), ALTERNATE)
    return {key: kind for key, kind in found.items() if len(key) > 1}


def bare_name(name: str) -> str:
    """Return the name of a division without its type word: "Rapides" for "Rapides Parish"."""
    return _TYPE_WORDS.sub("", name)
