"""The columns that pairs are compared on, as arrays, and the texts in them as numbers of distinct wordings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Columns:
    """Events by row number. Unknown numbers are NaN, unknown texts and kinds are 0.

    `place`, `side_a`, `side_b`, `country` and `province` are numbers into `texts`.
    """

    earliest: Floats
    latest: Floats
    lat: Floats
    lon: Floats
    named_lat: Floats
    named_lon: Floats
    radius_km: Floats
    killed: Floats
    killed_low: Floats
    killed_high: Floats
    fine: Ints
    broad: Ints
    place: Ints
    province: Ints
    country: Ints
    side_a: Ints
    side_b: Ints
    texts: list[str]


_NUMBERS = (
    "earliest",
    "latest",
    "lat",
    "lon",
    "named_lat",
    "named_lon",
    "radius_km",
    "killed",
    "killed_low",
    "killed_high",
)
_TEXTS = ("place", "province", "country", "side_a", "side_b")


def columns(db: duckdb.DuckDBPyConnection, role: str, first: int = 0, last: int | None = None) -> Columns:
    """Return the rows `first` to `last` of the table `role`, as `candidates.prepare` leaves it."""
    where = f"WHERE n >= {first}" + ("" if last is None else f" AND n < {last}")
    source = (
        f"(SELECT t.*, k.fine, k.broad, p.lat AS named_lat, p.lon AS named_lon, p.admin1 AS province "
        f"FROM (SELECT * FROM {role} {where}) t JOIN {role}_kind k USING (n) JOIN {role}_place p USING (n))"
    )
    union = " UNION ".join(f"SELECT {name} AS text FROM {source} WHERE {name} IS NOT NULL" for name in _TEXTS)
    db.execute(
        "CREATE OR REPLACE TEMP TABLE wordings AS "
        f"SELECT row_number() OVER (ORDER BY text) AS code, text FROM ({union})"
    )
    texts = ["", *(text for (text,) in db.execute("SELECT text FROM wordings ORDER BY code").fetchall())]
    cells = [f"coalesce(CAST({name} AS DOUBLE), 'nan') AS {name}" for name in _NUMBERS]
    cells += [f"CAST(coalesce({name}, 0) AS INTEGER) AS {name}" for name in ("fine", "broad")]
    cells += [f"CAST(coalesce(w_{name}.code, 0) AS INTEGER) AS {name}" for name in _TEXTS]
    joins = " ".join(f"LEFT JOIN wordings w_{name} ON w_{name}.text = t.{name}" for name in _TEXTS)
    found: dict[str, Any] = db.execute(f"SELECT {', '.join(cells)} FROM {source} t {joins} ORDER BY t.n").fetchnumpy()
    return Columns(**{name: np.asarray(values) for name, values in found.items()}, texts=texts)
