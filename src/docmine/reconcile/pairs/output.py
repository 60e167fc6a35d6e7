"""Writes what a reconciliation of two files found as CSV files: links, why, conflicts, new events, a summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from docmine.errors import StoreError
from docmine.export import atomic
from docmine.reconcile.decisions import NO_DECISIONS, Decisions
from docmine.reconcile.pairs.deciding import DECISIONS, RELATIONS, Decided, Thresholds, contradictions
from docmine.reconcile.pairs.judging import Judged
from docmine.reconcile.pairs.model import Model, probability

DECIDED = ("match", "conflict", "possible", "new")
_SAME = "decision IN ('match', 'conflict')"
_DAY = "CAST(DATE '1970-01-01' + CAST({t}.%s AS INTEGER) AS VARCHAR)"
_COUNT = "CAST({t}.%s AS BIGINT)"
_FIRST, _LAST = _DAY % "earliest", _DAY % "latest"
_LOW, _HIGH, _BEST = _COUNT % "killed_low", _COUNT % "killed_high", _COUNT % "killed"


def _names(cell: str) -> str:
    """Return the SQL of a side in words: docmine's own has actors parted by bars, each with its id."""
    return f"replace(regexp_replace(CAST({cell} AS VARCHAR), chr(31) || '[^|]*', '', 'g'), '|', ', ')"


_SHOWN = {
    "date": f"CASE WHEN {{t}}.earliest = {{t}}.latest THEN {_FIRST} "
    "WHEN coalesce({t}.earliest, {t}.latest) IS NOT NULL "
    f"THEN concat(coalesce({_FIRST}, '..'), '/', coalesce({_LAST}, '..')) END",
    "distance": "CASE WHEN {t}.lat IS NOT NULL AND {t}.lon IS NOT NULL THEN concat({t}.lat, ', ', {t}.lon) END",
    "place name": "{t}.place",
    "province": "{t}.admin1",
    "country": "{t}.country",
    "first side": f"CASE WHEN {{turned}} THEN {_names('{t}.side_b')} ELSE {_names('{t}.side_a')} END",
    "second side": f"CASE WHEN {{turned}} THEN {_names('{t}.side_a')} ELSE {_names('{t}.side_b')} END",
    "type": "replace(CAST({t}.type AS VARCHAR), chr(31), ' / ')",
    "killed": f"CASE WHEN {{t}}.killed IS NOT NULL THEN CAST({_BEST} AS VARCHAR) "
    f"WHEN {{t}}.killed_low = {{t}}.killed_high THEN CAST({_LOW} AS VARCHAR) WHEN {{t}}.killed_low IS NULL THEN NULL "
    f"WHEN {{t}}.killed_high IS NULL THEN concat('at least ', {_LOW}) ELSE concat({_LOW}, '-', {_HIGH}) END",
    "source": "replace(CAST({t}.outlets AS VARCHAR), '|', '; ')",
}
"""Feature -> SQL of what a row says of it, in words; the sides of a curated row in the order of the comparison."""


def shown(feature: str, table: str) -> str:
    """Return the SQL of what a row of a table says of a feature, in words; null for those that no row says."""
    return _SHOWN.get(feature, "NULL").format(t=table, turned="false")


_ORDERS = {
    "links": "n, rank",
    "link_features": "",
    "conflicts": "n, curated_id, field",
    "new_events": "n",
    "summary": "",
}
"""Table that is written to a file of its own -> the order of its rows; those without have it already."""

_HIDDEN = {"links": "n, rank", "link_features": "n, rank, feature_n", "conflicts": "n", "new_events": "n"}
"""Table -> its columns that only serve to put it in order."""


def tabulate(
    db: duckdb.DuckDBPyConnection,
    judged: Judged,
    decided: Decided,
    model: Model,
    thresholds: Thresholds,
    *,
    decisions: Decisions = NO_DECISIONS,
) -> None:
    """Make the tables `links`, `link_features`, `conflicts`, `new_events` and `summary` in the database."""
    _verdicts(db, decisions)
    _links(db, judged, decided, model)
    _features(db, judged, decided, model)
    db.execute(_CONFLICTS)
    _new_events(db)
    _summary(db, thresholds)


def write(
    db: duckdb.DuckDBPyConnection,
    folder: Path,
    also: Sequence[str] = (),
    pages: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, int]:
    """Write the tables, and those named in `also`, to CSV files in a folder, and pages by their file names.

    All are whole before the first takes the place of an older one. Returns how many rows each has.

    Raises:
        StoreError: the folder cannot be written.
    """
    written: dict[str, int] = {}
    try:
        with ExitStack() as staged:
            for name in (*_ORDERS, *also):
                path = staged.enter_context(atomic(folder / f"{name}.csv"))
                said = db.execute(f"COPY ({_rows(name)}) TO '{str(path).replace(chr(39), chr(39) * 2)}' (HEADER)")
                (written[name],) = said.fetchone() or (0,)
            for name, text in pages.items():
                staged.enter_context(atomic(folder / name)).write_text(text, encoding="utf-8")
    except duckdb.Error as error:
        raise StoreError(f"cannot be written: {error}", where=str(folder), remedy="check rights and space") from error
    return written


def _rows(name: str) -> str:
    """Return the SQL of a table's rows in order, without the columns by which they are ordered."""
    hidden = f" EXCLUDE ({_HIDDEN[name]})" if name in _HIDDEN else ""
    order = f" ORDER BY {_ORDERS[name]}" if _ORDERS.get(name) else ""
    return f"SELECT *{hidden} FROM {name}{order}"


def _count(db: duckdb.DuckDBPyConnection, name: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # type: ignore[index]


def _links(db: duckdb.DuckDBPyConnection, judged: Judged, decided: Decided, model: Model) -> None:
    """Make `links`: a row for each pair that is shown, and one `new` for each extracted row without any."""
    at = decided.index
    frame = pd.DataFrame(  # noqa: F841 - DuckDB reads it by its name
        {
            "n": judged.a[at],
            "b": judged.b[at],
            "rank": decided.rank,
            "decision": np.array(DECISIONS)[decided.decision],
            "score": decided.score.round(4),
            "relation": np.array(RELATIONS)[decided.relation],
            "pair": np.arange(len(at)),
            "turned": judged.levels["order of sides"][at] == 1,
            "to_review": decided.to_review,
        }
    )
    best = _best(judged)  # noqa: F841 - DuckDB reads it by its name
    db.execute("CREATE OR REPLACE TABLE shown AS SELECT * FROM frame")
    db.execute(
        "CREATE OR REPLACE TABLE links AS "
        "SELECT e.id AS event_id, c.id AS curated_id, coalesce(s.decision, 'new') AS decision, "
        "coalesce(s.score, best.score, 0) AS score, s.relation, coalesce(s.rank, 1) AS place_in_list, "
        "coalesce(s.to_review, false) AS to_review, coalesce(v.who, r.who) AS reviewed_by, "
        "? AS model_version, e.n, coalesce(s.rank, 1) AS rank "
        "FROM extracted e LEFT JOIN shown s USING (n) LEFT JOIN curated c ON c.n = s.b LEFT JOIN best ON best.n = e.n "
        "LEFT JOIN verdicts v ON v.event_id = e.id AND v.curated_id = c.id "
        "LEFT JOIN refusals r ON r.event_id = e.id AND s.b IS NULL",
        [model.version],
    )


def _verdicts(db: duckdb.DuckDBPyConnection, decisions: Decisions) -> None:
    """Make `verdicts`, who accepted or is unsure of a pair, and `refusals`, who rejected pairs of a row."""
    for name, said in (("verdicts", (decisions.accepted, decisions.unsure)), ("refusals", (decisions.rejected,))):
        rows = [(one, other, who) for verdict in said for one, by in verdict.items() for other, who in by.items()]
        frame = pd.DataFrame(rows, columns=["event_id", "curated_id", "who"], dtype=str)
        cells = ", ".join(f"CAST({cell} AS VARCHAR) AS {cell}" for cell in frame)
        db.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {cells} FROM frame")
    db.execute(
        "CREATE OR REPLACE TABLE refusals AS "
        "SELECT event_id, string_agg(DISTINCT who, ', ' ORDER BY who) AS who FROM refusals GROUP BY event_id"
    )


def _best(judged: Judged) -> pd.DataFrame:
    """Return the highest score of each extracted row that has candidates."""
    first = np.flatnonzero(np.diff(judged.a, prepend=-1))
    best = np.maximum.reduceat(judged.log_odds, first) if len(first) else judged.log_odds
    return pd.DataFrame({"n": judged.a[first], "score": probability(best).round(4)})


def _features(db: duckdb.DuckDBPyConnection, judged: Judged, decided: Decided, model: Model) -> None:
    """Make `link_features`: what each feature of a link is, and by how much it moves the log-odds.

    It is a view, in the order of the links, since it has by far the most rows; what they are made of is a table.
    """
    cells: dict[str, object] = {"pair": np.arange(len(decided.index))}
    for number, (feature, names) in enumerate(model.features.items(), 1):
        levels = judged.levels[feature][decided.index]
        cells[f"value{number}"] = pd.Categorical.from_codes(levels.astype(np.int64), pd.Index(list(names)))
        cells[f"points{number}"] = model.among.points[feature][levels].round(4)
    frame = pd.DataFrame(cells)  # noqa: F841 - DuckDB reads it by its name
    said = [
        f"{sql.format(t=table, turned=turned)} AS {name}{number}"
        for number, sql in enumerate((_SHOWN.get(feature, "NULL") for feature in model.features), 1)
        for name, table, turned in (("extracted", "e", "false"), ("curated", "c", "s.turned"))
    ]
    db.execute(
        f"CREATE OR REPLACE TABLE compared AS SELECT s.n, s.rank, e.id AS event_id, c.id AS curated_id, "
        f"frame.* EXCLUDE (pair), {', '.join(said)} FROM frame JOIN shown s USING (pair) "
        "JOIN extracted e ON e.n = s.n JOIN curated c ON c.n = s.b ORDER BY pair"
    )
    start = (
        "{feature_n: 0, feature: 'start', value: NULL, extracted: NULL, curated: NULL, "
        f"contribution: CAST({model.among.start:.4f} AS DOUBLE)}}"
    )
    lines = ", ".join([start, *(_line(number, feature) for number, feature in enumerate(model.features, 1))])
    db.execute(
        "CREATE OR REPLACE VIEW link_features AS "
        f"SELECT n, rank, event_id, curated_id, unnest([{lines}], recursive := true) FROM compared"
    )


def _line(number: int, feature: str) -> str:
    """Return the SQL of the line of a feature, as a structure."""
    texts = ", ".join(f"{name}: CAST({name}{number} AS VARCHAR)" for name in ("value", "extracted", "curated"))
    return f"{{feature_n: {number}, feature: '{feature}', {texts}, contribution: points{number}}}"


_CONFLICTS = """
CREATE OR REPLACE TABLE conflicts AS
WITH listed AS (SELECT unnest({features}) AS feature, unnest({levels}) AS level, unnest({severities}) AS severity)
SELECT f.event_id, f.curated_id, f.feature AS field, f.extracted, f.curated,
       f.value AS how_far_apart, listed.severity, f.n
FROM link_features f JOIN listed ON listed.feature = f.feature AND listed.level = f.value
JOIN shown s ON s.n = f.n AND s.rank = f.rank WHERE s.decision IN ('match', 'conflict')
""".format(
    **{
        name: "[" + ", ".join(f"'{row[place]}'" for row in contradictions()) + "]"
        for place, name in enumerate(("features", "levels", "severities"))
    }
)


def _new_events(db: duckdb.DuckDBPyConnection) -> None:
    """Make `new_events`: the extracted rows that nothing curated fits, in docmine's curated layout."""
    day = "CAST(DATE '1970-01-01' + CAST({} AS INTEGER) AS VARCHAR)"
    kinds = "split(CAST(type AS VARCHAR), chr(31))"
    db.execute(
        f"CREATE OR REPLACE TABLE new_events AS SELECT e.id AS event_id, "
        f"CASE WHEN latest IS NOT NULL THEN {day.format('earliest')} END AS event_date, "
        f"CASE WHEN earliest IS NOT NULL THEN {day.format('latest')} END AS end_date, "
        f"{kinds}[-1] AS event_type, CASE WHEN len({kinds}) > 1 THEN {kinds}[1] END AS sub_event_type, "
        f"{_names('side_a')} AS actor1, {_names('side_b')} AS actor2, "
        "split_part(CAST(place AS VARCHAR), '|', 1) AS location, "
        "admin1, country AS country_iso3, lat, lon, "
        "CAST(coalesce(killed, killed_low) AS BIGINT) AS fatalities, CAST(killed_low AS BIGINT) AS fatalities_low, "
        "CAST(killed_high AS BIGINT) AS fatalities_high, e.n "
        "FROM extracted e JOIN links l USING (n) WHERE l.decision = 'new'"
    )


def _summary(db: duckdb.DuckDBPyConnection, thresholds: Thresholds) -> None:
    """Make `summary`: figures of the whole, then coverage by month and region."""
    rows = _count(db, "extracted")
    figures: Mapping[str, Any] = {
        "extracted rows": rows,
        "curated rows": _count(db, "curated"),
        **{f"rows {name}": _figure(db, f"count(*) FILTER (decision = '{name}')") for name in DECIDED},
        "rows to review": _figure(db, "count(*) FILTER (to_review)"),
        "review load": round(_figure(db, "count(*) FILTER (to_review)") / max(1, rows), 4),
        "threshold of automatic": thresholds.automatic,
        "threshold of match": thresholds.match,
        "threshold of possible": thresholds.possible,
        "precision expected of match": _figure(db, f"avg(score) FILTER ({_SAME})"),
        "precision expected of automatic": _figure(
            db, f"avg(score) FILTER ({_SAME} AND score >= {thresholds.automatic})"
        ),
    }
    frame = pd.DataFrame({"measure": list(figures), "value": list(figures.values())}).astype({"value": "float"})  # noqa: F841
    db.execute(
        "CREATE OR REPLACE TABLE summary AS SELECT measure, NULL::VARCHAR AS month, NULL::VARCHAR AS country, "
        "NULL::VARCHAR AS region, round(value, 4) AS value FROM frame"
    )
    db.execute(_COVERAGE)


def _figure(db: duckdb.DuckDBPyConnection, sql: str) -> float:
    """Return a figure over the best link of each extracted row; NaN where there is nothing to take it of."""
    found = db.execute(f"SELECT {sql} FROM links WHERE rank = 1").fetchone()[0]  # type: ignore[index]
    return float("nan") if found is None else float(found)


_COVERAGE = """
INSERT INTO summary
WITH found AS (SELECT DISTINCT b FROM shown WHERE decision IN ('match', 'conflict')),
months AS (
    SELECT strftime(DATE '1970-01-01' + CAST(earliest AS INTEGER), '%Y-%m') AS month, country, admin1 AS region,
           found.b IS NOT NULL AS seen
    FROM curated LEFT JOIN found ON found.b = curated.n WHERE earliest IS NOT NULL
)
SELECT 'curated rows found', month, country, region, count(*) FILTER (seen) FROM months GROUP BY ALL
UNION ALL SELECT 'curated rows', month, country, region, count(*) FROM months GROUP BY ALL ORDER BY 2, 3, 4, 1
"""
