"""Makes the tables that pairs are found and compared by: folded names, kinds, actors, points of place names."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pandas as pd

from docmine.reconcile.names import fold_place
from docmine.reconcile.pairs.kinds import Numbering
from docmine.reconcile.parties import ActorBook

_CELL = 0.25
"""Degrees of latitude and longitude of a cell, whose province is that of most curated rows in it."""
_ROLES = ("extracted", "curated")
_SIDES = ("side_a", "side_b")
_TEXTS = {**{name: (name,) for name in ("place", "admin1", "country", "type", "outlets")}, "side": _SIDES}
"""Kind of text -> the columns that hold such."""
_NO_PLACE = "country IS NULL AND admin1 IS NULL AND lat IS NULL"


def prepare(db: duckdb.DuckDBPyConnection, kinds: Numbering, book: ActorBook) -> None:
    """Code the texts of the tables `extracted` and `curated`, and make tables of what can be known of their rows.

    `names` has the folded names of each place, `extracted_sides` all wordings of the actors of rows that are found by
    them alone; the views `extracted_known` and `curated_known` add to the rows their kinds, province, and the point of
    their place name.
    """
    _encode(db)
    _fold_names(db)
    _identify_sides(db, book)
    _number_kinds(db, kinds)
    db.execute(_POINTS.format(cell=_CELL))
    for role in _ROLES:
        db.execute(_KNOWN.format(role=role, cell=_CELL))


def _encode(db: duckdb.DuckDBPyConnection) -> None:
    """Turn texts of a kind into members of an enumeration, and figures into the table `tolls`.

    Each wording and each three figures are kept once, and rows are compared by numbers.
    """
    for kind, names in _TEXTS.items():
        union = " UNION ALL ".join(f"SELECT DISTINCT {name} FROM {role}" for role in _ROLES for name in names)
        texts = f"SELECT DISTINCT coalesce(text, '') AS text FROM (SELECT '' AS text UNION ALL {union}) ORDER BY text"
        db.execute(f"CREATE TYPE {kind}_wording AS ENUM ({texts})")
        for role in _ROLES:
            for name in names:
                db.execute(f"ALTER TABLE {role} ALTER {name} TYPE {kind}_wording")
    db.execute(_TOLLS)


def _fold_names(db: duckdb.DuckDBPyConnection) -> None:
    """Make the table `names`: each wording of a place and the numbers of its folded names."""
    union = " UNION ".join(f"SELECT place FROM {role} WHERE place IS NOT NULL" for role in _ROLES)
    texts = [text for (text,) in db.execute(f"SELECT CAST(place AS VARCHAR) FROM ({union}) ORDER BY 1").fetchall()]
    pairs = [(text, name) for text in texts for name in dict.fromkeys(map(fold_place, text.split("|"))) if name]
    _number(db, "names", "place", "name", pairs)


def _identify_sides(db: duckdb.DuckDBPyConnection, book: ActorBook) -> None:
    """Make the table `extracted_sides`: events of which nothing says where, and the wordings that name their actors."""
    nowhere = " UNION ".join(f"SELECT {side} AS side FROM extracted WHERE {_NO_PLACE}" for side in _SIDES)
    found = {text for (text,) in db.execute(nowhere).fetchall() if text}
    if found:
        listed = " UNION ".join(f"SELECT {side} AS side FROM curated" for side in _SIDES)
        found |= {text for (text,) in db.execute(listed).fetchall() if text}
    _number(db, "identities", "side", "key", [(text, key) for text in sorted(found) for key in _keys(book, text)])
    mine = " UNION ALL ".join(f"SELECT n, {side} AS side FROM extracted WHERE {_NO_PLACE}" for side in _SIDES)
    db.execute(
        "CREATE OR REPLACE TABLE extracted_sides AS SELECT DISTINCT mine.n, theirs.side "
        f"FROM ({mine}) mine JOIN identities i USING (side) JOIN identities theirs USING (key)"
    )


def _number(
    db: duckdb.DuckDBPyConnection, table: str, wording: str, name: str, pairs: Sequence[tuple[str, str]]
) -> None:
    """Make a table of wordings and what they name, as numbers from 0 in alphabetical order."""
    numbers = {text: number for number, text in enumerate(sorted({text for _, text in pairs}))}
    rows = [(text, numbers[named]) for text, named in pairs]
    frame = pd.DataFrame(rows, columns=[wording, name]).astype({wording: str, name: "int64"})  # noqa: F841 - DuckDB reads it by its name
    cell = f"CAST({wording} AS {wording}_wording) AS {wording}"
    db.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT {cell}, {name} FROM frame")


def _keys(book: ActorBook, cell: str) -> list[str]:
    parties = book.parties(cell)
    states = {f"state:{party.state}" for party in parties if party.state}
    return sorted(states.union(*(party.keys for party in parties)))


def _number_kinds(db: duckdb.DuckDBPyConnection, kinds: Numbering) -> None:
    """Make the tables `extracted_kinds` and `curated_kinds`: fine and broad kind of each type as numbers."""
    for role in _ROLES:
        texts = sorted({text for (text,) in db.execute(f"SELECT DISTINCT type FROM {role}").fetchall() if text})
        rows = [(text, *kinds.numbers(role, text)) for text in texts]
        frame = pd.DataFrame(rows, columns=["type", "fine", "broad"]).astype({"type": str})  # noqa: F841 - likewise
        db.execute(
            f"CREATE OR REPLACE TABLE {role}_kinds AS SELECT CAST(type AS type_wording) AS type, "
            "CAST(fine AS INTEGER) AS fine, CAST(broad AS INTEGER) AS broad FROM frame"
        )


_TOLLS = """
CREATE OR REPLACE TABLE tolls AS
SELECT *, CAST(row_number() OVER (ORDER BY killed, killed_low, killed_high) - 1 AS INTEGER) AS toll
FROM (SELECT killed, killed_low, killed_high FROM extracted UNION SELECT killed, killed_low, killed_high FROM curated)
"""

_POINTS = """
CREATE OR REPLACE TABLE points AS
WITH points AS (
    SELECT name, country, median(lat) AS lat, median(lon) AS lon, mode(admin1) AS admin1, count(*) AS n
    FROM (SELECT place, country, lat, lon, admin1 FROM extracted
          UNION ALL SELECT place, country, lat, lon, admin1 FROM curated WHERE radius_km <= 25)
    JOIN names USING (place) WHERE lat IS NOT NULL AND lon IS NOT NULL AND country IS NOT NULL GROUP BY ALL
), listed AS (
    SELECT DISTINCT place, country FROM extracted UNION SELECT DISTINCT place, country FROM curated
)
SELECT place, country, arg_max(lat, (n, name)) AS lat, arg_max(lon, (n, name)) AS lon,
       arg_max(admin1, (n, name)) AS admin1
FROM listed JOIN names USING (place) JOIN points USING (name, country) GROUP BY ALL;
CREATE OR REPLACE TABLE provinces AS
SELECT country, floor(lat / {cell}) AS i, floor(lon / {cell}) AS j, mode(admin1) AS admin1
FROM curated WHERE admin1 IS NOT NULL AND lat IS NOT NULL AND lon IS NOT NULL GROUP BY ALL
"""

_KNOWN = """
CREATE OR REPLACE VIEW {role}_known AS
SELECT t.*, k.fine, k.broad, f.toll, p.lat AS named_lat, p.lon AS named_lon,
       coalesce(t.admin1, p.admin1, v.admin1) AS province
FROM {role} t LEFT JOIN {role}_kinds k ON k.type = t.type
LEFT JOIN tolls f ON f.killed IS NOT DISTINCT FROM t.killed AND f.killed_low IS NOT DISTINCT FROM t.killed_low
    AND f.killed_high IS NOT DISTINCT FROM t.killed_high
LEFT JOIN points p ON p.place = t.place AND p.country = t.country
LEFT JOIN provinces v ON v.country = t.country AND v.i = floor(t.lat / {cell}) AND v.j = floor(t.lon / {cell})
"""
