"""The columns that pairs are compared on, as arrays, and the texts in them as numbers of distinct wordings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Tolls = tuple[Floats, Floats, Floats]
"""Best, lowest and highest figures of the killed."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Events, and the numbers `n` of their rows. Unknown numbers are NaN, unknown texts and kinds are 0.

    `place`, `side_a`, `side_b`, `country`, `province` and `outlets` are numbers of wordings, and `toll` is one of three
    figures of the killed, the same in both tables.
    """

    n: Ints
    earliest: Floats
    latest: Floats
    lat: Floats
    lon: Floats
    named_lat: Floats
    named_lon: Floats
    radius_km: Floats
    toll: Ints
    fine: Ints
    broad: Ints
    place: Ints
    province: Ints
    country: Ints
    side_a: Ints
    side_b: Ints
    outlets: Ints


_NUMBERS = ("earliest", "latest", "lat", "lon", "named_lat", "named_lon", "radius_km")
_CODES = ("fine", "broad", "toll")
_TEXTS = ("place", "province", "country", "side_a", "side_b", "outlets")
_SLICE = 1 << 17
"""Rows that are fetched at a time, as each is held twice meanwhile."""


def columns(db: duckdb.DuckDBPyConnection, role: str) -> Columns:
    """Return the rows of the table `role`, as `preparing.prepare` leaves it, in the order of the table."""
    (count,) = db.execute(f"SELECT count(*) FROM {role}").fetchone() or (0,)
    return _columns(db, role, np.arange(count))


def by_place(db: duckdb.DuckDBPyConnection, role: str) -> Columns:
    """Return the rows by place and day: what is compared with one event then lies together and is read far faster."""
    cell = "coalesce(floor(lon * 8), -2000) * 4096 + coalesce(floor(lat * 8), -2000)"
    found = db.execute(f"SELECT ({cell}) * 8388608 + coalesce(earliest, 0) AS key FROM {role} ORDER BY n").fetchnumpy()
    order = np.argsort(found["key"])
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return _columns(db, role, place)


def _columns(db: duckdb.DuckDBPyConnection, role: str, place: NDArray[np.int64]) -> Columns:
    """Return the rows with each at its place."""
    cells = [f"coalesce(CAST({name} AS DOUBLE), 'nan') AS {name}" for name in _NUMBERS]
    cells += [f"coalesce({name}, 0) AS {name}" for name in _CODES]
    cells += [f"coalesce(CAST(enum_code({name}) AS INTEGER), 0) AS {name}" for name in _TEXTS]
    kinds = {name: np.float64 if name in _NUMBERS else np.int32 for name in ("n", *_NUMBERS, *_CODES, *_TEXTS)}
    found: dict[str, Any] = {name: np.empty(len(place), kind) for name, kind in kinds.items()}
    for first in range(0, len(place), _SLICE):
        rows = f"n >= {first} AND n < {first + _SLICE}"
        part = db.execute(f"SELECT n, {', '.join(cells)} FROM {role}_known WHERE {rows}").fetchnumpy()
        places = place[part["n"]]
        for name, values in part.items():
            found[name][places] = values
    return Columns(**found)


def wordings(db: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Return the texts that `place`, the sides and `outlets` are numbers of."""
    kinds = ("place", "side", "outlets")
    ranges = ", ".join(f"enum_range(NULL::{kind}_wording)" for kind in kinds)
    texts = db.execute(f"SELECT {ranges}").fetchone() or ()
    return dict(zip(kinds, map(list, texts), strict=True))


def tolls(db: duckdb.DuckDBPyConnection) -> Tolls:
    """Return the best, the lowest and the highest figures that `toll` is the number of."""
    figures = ("killed", "killed_low", "killed_high")
    cells = ", ".join(f"coalesce(CAST({name} AS DOUBLE), 'nan') AS {name}" for name in figures)
    found = db.execute(f"SELECT {cells} FROM tolls ORDER BY toll").fetchnumpy()
    best, low, high = (np.asarray(found[name], np.float64) for name in figures)
    return best, low, high
