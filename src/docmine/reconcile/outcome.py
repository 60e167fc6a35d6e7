"""What the links of a run say, taken apart: why each was made, what contradicts, what is new, how much was found."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from statistics import fmean

from docmine.config import ReconcileConfig
from docmine.schema import Row
from docmine.store import Store, split_list

DECISIONS = ("match", "conflict", "possible", "new")
SAME = ("match", "conflict")
"""Decisions that say that two rows are one."""

_NEW_EVENTS = """
SELECT e.event_id, iif(e.latest IS NULL, NULL, e.earliest) AS event_date,
       iif(e.latest = e.earliest, NULL, iif(e.earliest IS NULL, NULL, e.latest)) AS end_date,
       e.acled_type AS event_type, e.sub_type AS sub_event_type, e.source_actors AS actor1, e.target_actors AS actor2,
       e.place AS location, p.admin1, p.country_iso3, p.lat, p.lon, coalesce(e.killed_best, e.killed_low) AS fatalities,
       e.killed_low AS fatalities_low, e.killed_high AS fatalities_high, e.sentence AS notes
FROM links l JOIN events e ON e.event_id = l.extracted_id LEFT JOIN places p ON p.place_id = e.place_id
WHERE l.kind = 'event' AND l.decision = 'new'
"""


def tabulate(store: Store, curated: Iterable[Row], config: ReconcileConfig) -> None:
    """Make the tables `link_features`, `conflicts`, `new_events` and `link_summary` from the links in the store.

    Args:
        store: holds the links.
        curated: rows of the curated events, as `read_tables` gives them.
        config: thresholds that the links were made with.
    """
    store.replace_table("link_features", (row for link in store.rows("links") for row in features(link)))
    store.replace_table("conflicts", (row for link in store.rows("links") for row in conflicts(link)))
    store.replace_table("new_events", map(_as_curated, store.execute(_NEW_EVENTS).fetchall()))
    store.replace_table("link_summary", _numbered([*_figures(store, config), *_coverage(store, curated)]))


def features(link: Row) -> Iterator[Row]:
    """Yield, of a link with a curated row, what each field says and by how much it moves the score."""
    for feature, cell in json.loads(link["comparison"] or "{}").items():
        yield {
            "link_id": link["link_id"],
            "feature": feature,
            "value": cell["level"],
            "extracted": cell["extracted"],
            "curated": cell["curated"],
            "agreement": cell["agreement"],
            "contribution": cell["points"],
        }


def conflicts(link: Row) -> Iterator[Row]:
    """Yield the fields in which two rows contradict each other that are said to be one."""
    if link["decision"] not in SAME:
        return
    for field, cell in json.loads(link["comparison"] or "{}").items():
        if cell["contradiction"]:
            yield {
                **{name: link[name] for name in ("link_id", "kind", "extracted_id", "curated_id")},
                "field": field,
                "extracted": cell["extracted"],
                "curated": cell["curated"],
                "how_far_apart": cell["level"],
                "severity": cell["contradiction"],
            }


def _as_curated(event: sqlite3.Row) -> Row:
    sides = {name: ", ".join(split_list(event[name])) or None for name in ("actor1", "actor2")}
    return {**dict(event), **sides}


def _figures(store: Store, config: ReconcileConfig) -> Iterator[Row]:
    """Yield how the extracted events were decided, by the best link of each, and what to expect of the matches."""
    sql = (
        "SELECT extracted_id, decision, score, to_review FROM links WHERE kind = 'event' "
        "ORDER BY extracted_id, decision NOT IN ('match', 'conflict'), score DESC"
    )
    rows = [next(links) for _, links in groupby(store.execute(sql).fetchall(), key=itemgetter("extracted_id"))]
    counts = Counter(row["decision"] for row in rows)
    same = [row["score"] for row in rows if row["decision"] in SAME]
    automatic = [score for score in same if score >= config.automatic]
    to_review = sum(row["to_review"] for row in rows)
    yield _measure("extracted rows", len(rows))
    yield from (_measure(f"rows {name}", counts[name]) for name in DECISIONS)
    yield _measure("rows to review", to_review)
    yield _measure("review load", to_review / len(rows) if rows else None)
    yield _measure("threshold of automatic", config.automatic)
    yield _measure("threshold of match", config.match)
    yield _measure("threshold of possible", config.possible)
    yield _measure("precision expected of match", fmean(same) if same else None)
    yield _measure("precision expected of automatic", fmean(automatic) if automatic else None)


def _coverage(store: Store, curated: Iterable[Row]) -> Iterator[Row]:
    """Yield how many curated events there are, and how many of them were found, by month, country and region."""
    sql = "SELECT DISTINCT curated_id FROM links WHERE kind = 'event' AND decision IN ('match', 'conflict')"
    found = {curated_id for (curated_id,) in store.execute(sql).fetchall()}
    known, seen = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for row in curated:
        key = (row["start"].isoformat()[:7], row["country"] or "", row["admin1"] or "")
        known[key] += 1
        seen[key] += row["id"] in found
    for key, count in sorted(known.items()):
        yield _measure("curated rows", count, *key)
        yield _measure("curated rows found", seen[key], *key)


def _measure(measure: str, value: float | None, month: str = "", country: str = "", region: str = "") -> Row:
    rounded = None if value is None else round(value, 4)
    where = {"month": month or None, "country": country or None, "region": region or None}
    return {"measure": measure, **where, "value": rounded}


def _numbered(rows: Iterable[Row]) -> Iterator[Row]:
    return ({"n": number, **row} for number, row in enumerate(rows, 1))
