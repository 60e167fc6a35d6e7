"""Which curated events are worth comparing with an extracted one, found in SQL by keys instead of by comparing all.

Two events are candidates when their dates are within reach of each other and they lie near each other, bear the
same place name, or are of one kind and in one province. An event also lies where most events of its place name lie. An
event without two bounds of a date, or with bounds far apart, is compared with those of its kind at its place; a day
exactly a year off is taken for a slip of the year where place and kind are the same. An event without point, province
and country is compared with those of its actors too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb
import pandas as pd

from docmine.reconcile.names import fold_place
from docmine.reconcile.pairs.kinds import Numbering
from docmine.reconcile.parties import ActorBook

_BUCKET = 4
"""Days that share a key."""
_CELL = 0.25
"""Degrees of latitude and longitude that share a key."""
_WIDE = 45
"""Days: an interval that is wider is compared by place and kind."""
_MOST = 200
"""An event without a date that more curated rows fit is compared with none: it could not be told which it is."""
_SIDES = ("side_a", "side_b")
_NO_PLACE = "a.country IS NULL AND a.admin1 IS NULL AND a.lat IS NULL"


def prepare(db: duckdb.DuckDBPyConnection, kinds: Numbering, book: ActorBook) -> None:
    """Make the tables of folded names, kinds, actors, points by name and keys that `blocks` joins."""
    _fold_names(db)
    _identify_sides(db, book)
    _fold_types(db, kinds)
    db.execute(_POINTS.format(cell=_CELL))
    for role in ("extracted", "curated"):
        db.execute(_PLACED.format(role=role, cell=_CELL))
    db.execute(_CURATED_KEYS.format(bucket=_BUCKET, cell=_CELL))


def blocks(db: duckdb.DuckDBPyConnection, size: int, reach: Mapping[str, float]) -> Iterator[None]:
    """Fill the table `pairs` with the candidates (`a`, `b`) of so many extracted rows at a time.

    Args:
        db: tables as `prepare` leaves them.
        size: extracted rows at a time.
        reach: `days` and `km` by which dates and places may miss each other.
    """
    total = db.execute("SELECT count(*) FROM extracted").fetchone()[0]  # type: ignore[index]
    for first in range(0, total, size):
        values = {
            "first": first,
            "last": first + size,
            **reach,
            "bucket": _BUCKET,
            "cell": _CELL,
            "wide": _WIDE,
            "most": _MOST,
        }
        db.execute(_EXTRACTED_KEYS.format(**values))
        db.execute(_PAIRS.format(**values))
        yield


def _fold_names(db: duckdb.DuckDBPyConnection) -> None:
    """Make the table `names`: each wording of a place and its folded names."""
    union = " UNION ".join(f"SELECT place FROM {role} WHERE place IS NOT NULL" for role in ("extracted", "curated"))
    texts = [text for (text,) in db.execute(f"{union} ORDER BY 1").fetchall()]
    rows = [(text, name) for text in texts for name in dict.fromkeys(map(fold_place, text.split("|"))) if name]
    frame = pd.DataFrame(rows, columns=["place", "name"], dtype=str)  # noqa: F841 - DuckDB reads it by its name
    db.execute("CREATE OR REPLACE TABLE names AS SELECT place, name FROM frame")


def _identify_sides(db: duckdb.DuckDBPyConnection, book: ActorBook) -> None:
    """Make the table `identities`: each wording of a side and the keys of its actors, if an event has no place."""
    nowhere = " UNION ".join(f"SELECT {side} AS side FROM extracted a WHERE {_NO_PLACE}" for side in _SIDES)
    found = db.execute(f"SELECT side FROM ({nowhere}) WHERE side IS NOT NULL ORDER BY 1").fetchall()
    if found:
        listed = " UNION ".join(f"SELECT {side} AS side FROM curated" for side in _SIDES)
        found += db.execute(f"SELECT side FROM ({listed}) WHERE side IS NOT NULL ORDER BY 1").fetchall()
    rows = [(text, key) for text in sorted({text for (text,) in found}) for key in _keys(book, text)]
    frame = pd.DataFrame(rows, columns=["side", "key"], dtype=str)  # noqa: F841 - DuckDB reads it by its name
    db.execute("CREATE OR REPLACE TABLE identities AS SELECT side, key FROM frame")
    for role in ("extracted", "curated"):
        sides = " UNION ALL ".join(f"SELECT n, key FROM {role} JOIN identities ON side = {side}" for side in _SIDES)
        db.execute(f"CREATE OR REPLACE TABLE {role}_actors AS {sides}")


def _keys(book: ActorBook, cell: str) -> list[str]:
    parties = book.parties(cell)
    states = {f"state:{party.state}" for party in parties if party.state}
    return sorted(states.union(*(party.keys for party in parties)))


def _fold_types(db: duckdb.DuckDBPyConnection, kinds: Numbering) -> None:
    """Make the tables `extracted_kind` and `curated_kind`: fine and broad kind of each row as numbers or null."""
    for role in ("extracted", "curated"):
        texts = [text for (text,) in db.execute(f"SELECT DISTINCT type FROM {role} ORDER BY 1").fetchall() if text]
        rows = [(text, *kinds.numbers(role, text)) for text in texts]
        frame = pd.DataFrame(rows, columns=["type", "fine", "broad"])  # noqa: F841 - DuckDB reads it by its name
        db.execute(
            f"CREATE OR REPLACE TABLE {role}_kind AS SELECT n, CAST(nullif(fine, 0) AS INTEGER) AS fine, "
            f"CAST(nullif(broad, 0) AS INTEGER) AS broad FROM {role} LEFT JOIN frame USING (type) ORDER BY n"
        )


_POINTS = """
CREATE OR REPLACE TABLE points AS
SELECT name, country, median(lat) AS lat, median(lon) AS lon, mode(admin1) AS admin1, count(*) AS n
FROM (SELECT place, country, lat, lon, admin1 FROM extracted
      UNION ALL SELECT place, country, lat, lon, admin1 FROM curated WHERE radius_km <= 25)
JOIN names USING (place) WHERE lat IS NOT NULL AND lon IS NOT NULL AND country IS NOT NULL GROUP BY ALL;
CREATE OR REPLACE TABLE provinces AS
SELECT country, floor(lat / {cell}) AS i, floor(lon / {cell}) AS j, mode(admin1) AS admin1
FROM curated WHERE admin1 IS NOT NULL AND lat IS NOT NULL AND lon IS NOT NULL GROUP BY ALL
"""

_PLACED = """
CREATE OR REPLACE TABLE {role}_place AS
WITH named AS (
    SELECT t.n, arg_max(p.lat, p.n) AS lat, arg_max(p.lon, p.n) AS lon, arg_max(p.admin1, p.n) AS admin1
    FROM {role} t JOIN names USING (place) JOIN points p ON p.name = names.name AND p.country = t.country GROUP BY t.n
)
SELECT t.n, named.lat, named.lon, coalesce(t.admin1, named.admin1, p.admin1) AS admin1
FROM {role} t LEFT JOIN named USING (n)
LEFT JOIN provinces p ON p.country = t.country AND p.i = floor(t.lat / {cell}) AND p.j = floor(t.lon / {cell})
ORDER BY t.n
"""

_CURATED_KEYS = """
CREATE OR REPLACE TABLE curated_keys AS
SELECT n, unnest(generate_series(earliest // {bucket}, latest // {bucket})) AS bucket,
       CAST(floor(c.lat / {cell}) AS INTEGER) AS i, CAST(floor(c.lon / {cell}) AS INTEGER) AS j,
       c.country, p.admin1, earliest, latest, fine, broad, c.lat, c.lon
FROM curated c JOIN curated_kind USING (n) JOIN curated_place p USING (n)
WHERE earliest IS NOT NULL AND latest IS NOT NULL;
CREATE OR REPLACE TABLE curated_names AS SELECT k.n, name, bucket, k.earliest, k.latest, fine, broad
FROM curated_keys k JOIN curated USING (n) JOIN names USING (place)
"""

_EXTRACTED_KEYS = """
CREATE OR REPLACE TABLE chunk AS
SELECT n, earliest, latest, place, country, p.admin1, a.lat, a.lon, fine, broad,
       latest - earliest > {wide} OR earliest IS NULL OR latest IS NULL AS wide
FROM extracted a JOIN extracted_kind USING (n) JOIN extracted_place p USING (n) WHERE n >= {first} AND n < {last};
CREATE OR REPLACE TABLE chunk_days AS
SELECT n, unnest(generate_series((earliest - {days}) // {bucket}, (latest + {days}) // {bucket})) AS bucket
FROM chunk WHERE NOT wide;
CREATE OR REPLACE TABLE chunk_years AS
SELECT n, (earliest + shift) // {bucket} AS bucket, earliest + shift AS day
FROM chunk, (SELECT unnest([-366, -365, 365, 366]) AS shift)
WHERE earliest = latest AND fine IS NOT NULL;
CREATE OR REPLACE TABLE chunk_spots AS
SELECT n, lat, lon FROM chunk WHERE lat IS NOT NULL AND lon IS NOT NULL
UNION ALL SELECT p.n, p.lat, p.lon FROM extracted_place p JOIN chunk c USING (n)
    WHERE p.lat IS NOT NULL AND (c.lat IS NULL OR abs(p.lat - c.lat) + abs(p.lon - c.lon) > 0.05);
CREATE OR REPLACE TABLE chunk_cells AS
WITH reach AS (
    SELECT n, lat, lon, {km} / 111.2 AS tall,
        least(180, {km} / 111.2 / greatest(0.05, cos(radians(least(89, abs(lat) + {km} / 111.2))))) AS wide
    FROM chunk_spots
), rows AS (
    SELECT n, lat, lon, wide, CAST(unnest(generate_series(
        CAST(floor((lat - tall) / {cell}) AS INTEGER), CAST(floor((lat + tall) / {cell}) AS INTEGER))) AS INTEGER) AS i
    FROM reach
)
SELECT n, lat, lon, i, CAST((unnest(generate_series(
    CAST(floor((lon - wide) / {cell}) AS INTEGER), CAST(floor((lon + wide) / {cell}) AS INTEGER)))
    + CAST(540 / {cell} AS INTEGER)) % CAST(360 / {cell} AS INTEGER) - CAST(180 / {cell} AS INTEGER) AS INTEGER) AS j
FROM rows
;
CREATE OR REPLACE TABLE chunk_near AS
SELECT a.n, earliest, latest, fine, broad, c.lat, c.lon, d.bucket, c.i, c.j
FROM chunk a JOIN chunk_days d USING (n) JOIN chunk_cells c USING (n);
CREATE OR REPLACE TABLE chunk_names AS
SELECT a.n, earliest, latest, fine, broad, d.bucket, m.name
FROM chunk a JOIN chunk_days d USING (n) JOIN names m USING (place)
"""

_IN_REACH = "b.earliest - a.latest <= {days} AND a.earliest - b.latest <= {days}"
_CLOSE = "(b.earliest - a.latest <= 1 AND a.earliest - b.latest <= 1)"
_LIKELY = f"CASE WHEN {_CLOSE} THEN true ELSE coalesce(a.broad = b.broad, true) END"
_WITHIN = "b.earliest >= a.earliest AND b.latest <= a.latest"
_NEAR = (
    "abs(b.lat - c.lat) <= {km} / 111.2 "
    "AND abs((b.lon - c.lon + 540) % 360 - 180) * cos(radians(c.lat)) <= {km} / 111.2"
)
# CASE and not OR: DuckDB would join by parts of an OR, which takes far longer than to look at what other keys leave.
_ONE_KIND = (
    "(CASE WHEN a.fine IS NULL OR b.fine IS NULL THEN coalesce(a.broad = b.broad, true) ELSE a.fine = b.fine END)"
)
_NOWHERE = "a.admin1 IS NULL AND a.lat IS NULL"
_YEAR = "b.earliest <= y.day AND b.latest >= y.day AND b.fine = a.fine"

_PAIRS = f"""
CREATE OR REPLACE TABLE pairs AS SELECT DISTINCT a, b FROM (
SELECT a.n AS a, b.n AS b FROM chunk_near a JOIN curated_keys b USING (bucket, i, j)
WHERE {_IN_REACH} AND {_NEAR.replace("c.", "a.")} AND {_LIKELY}
UNION ALL
SELECT a.n, b.n FROM chunk a JOIN chunk_days d USING (n)
JOIN curated_keys b ON b.bucket = d.bucket AND b.country = a.country AND b.admin1 = a.admin1 AND b.fine = a.fine
WHERE {_IN_REACH}
UNION ALL
SELECT a.n, b.n FROM chunk a JOIN chunk_days d USING (n)
JOIN curated_keys b ON b.bucket = d.bucket AND b.country = a.country AND b.admin1 = a.admin1
WHERE CASE WHEN a.latest - a.earliest BETWEEN 1 AND 10 AND {_WITHIN} THEN true
    ELSE a.fine IS NULL AND {_ONE_KIND} AND {_IN_REACH} END
UNION ALL
SELECT a.n, b.n FROM chunk a JOIN chunk_days d USING (n)
JOIN curated_keys b ON b.bucket = d.bucket AND b.country = a.country AND b.fine = a.fine
WHERE {_NOWHERE} AND {_IN_REACH}
UNION ALL
SELECT a.n, b.n FROM chunk_names a JOIN curated_names b USING (bucket, name)
WHERE {_IN_REACH} AND {_LIKELY}
UNION ALL
SELECT a.n, b.n FROM chunk a JOIN chunk_days d USING (n) JOIN extracted_actors m USING (n)
JOIN curated_actors o USING (key) JOIN curated_keys b ON b.n = o.n AND b.bucket = d.bucket
WHERE {_NO_PLACE} AND {_IN_REACH}
UNION ALL
SELECT a.n, b.n FROM chunk a JOIN chunk_years y USING (n)
JOIN names m ON m.place = a.place JOIN curated_names b ON b.name = m.name AND b.bucket = y.bucket
WHERE {_YEAR}
UNION ALL
SELECT a.n, b.n FROM chunk a JOIN chunk_years y USING (n) JOIN chunk_cells c USING (n)
JOIN curated_keys b ON b.bucket = y.bucket AND b.i = c.i AND b.j = c.j WHERE {_YEAR} AND {_NEAR}
UNION ALL
SELECT a, b FROM (
    SELECT a.n AS a, b.n AS b FROM chunk a JOIN names m ON m.place = a.place JOIN curated_names b ON b.name = m.name
    WHERE a.wide AND {_ONE_KIND} AND coalesce({_IN_REACH}, true)
    UNION
    SELECT a.n, b.n FROM chunk a JOIN chunk_cells c USING (n) JOIN curated_keys b ON b.i = c.i AND b.j = c.j
    WHERE a.wide AND {_ONE_KIND} AND {_NEAR} AND coalesce({_IN_REACH}, true)
) QUALIFY count(*) OVER (PARTITION BY a) <= {{most}}
)
"""
