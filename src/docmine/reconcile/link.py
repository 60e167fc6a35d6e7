"""Extracted rows beside curated rows: the rows of the table `links`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from docmine.config import ReconcileConfig
from docmine.reconcile import rows
from docmine.reconcile.blocking import EventIndex, NameIndex
from docmine.reconcile.compare import compare_actors, compare_events, compare_places
from docmine.reconcile.curated import CuratedTable, read_tables
from docmine.reconcile.decisions import Decisions, collect
from docmine.reconcile.facts import EventFacts
from docmine.reconcile.linker import Linker
from docmine.reconcile.names import fold_place
from docmine.reconcile.parties import ActorBook
from docmine.schema import Row

_STATUSES = ("factual", "historical")
_NOTHING = CuratedTable("", "", ())
_log = logging.getLogger(__name__)


def link(
    tables: Mapping[str, Iterable[Row]],
    curated: Path | None,
    config: ReconcileConfig,
    decisions: Iterable[Mapping[str, Any]] = (),
) -> Iterator[Row]:
    """Yield the links of extracted events, actors and places with the curated tables in a folder.

    Each extracted row of a kind that has a curated table gets its best link or a link `new`, and up to
    three more that are possible. Of events only those count that happened (status factual or historical);
    of the mentions of a place, the first.

    Args:
        tables: rows of the tables `events`, `actors`, `places`; events are taken one by one.
        curated: folder of `actors.csv`, `places.csv`, `events.csv`, any of which may be missing or empty.
        config: thresholds and reach.
        decisions: lines of `pipeline/review/decisions.jsonl`, in order.

    Raises:
        CuratedError: a curated table or decision cannot be understood; raised before the first link.
    """
    known = read_tables(curated) if curated else {}
    verdicts = collect(decisions)
    if not any(table.rows for table in known.values()):
        return
    actors, places = list(tables.get("actors", ())), list(tables.get("places", ()))
    seen: set[str] = set()
    for links in (
        _events(tables.get("events", ()), actors, places, known, config=config, decisions=verdicts),
        _actors(actors, known.get("actors", _NOTHING), config, verdicts),
        _places(places, known.get("places", _NOTHING), config, verdicts),
    ):
        for row in links:
            seen.add(row["extracted_id"])
            yield row
    if stale := sorted({*verdicts.accepted, *verdicts.rejected} - seen):
        _log.warning("%d decisions are about rows that are no longer there: %s", len(stale), ", ".join(stale[:5]))


def _events(
    events: Iterable[Row],
    actors: list[Row],
    places: list[Row],
    known: Mapping[str, CuratedTable],
    *,
    config: ReconcileConfig,
    decisions: Decisions,
) -> Iterator[Row]:
    table = known.get("events", _NOTHING)
    if not table.rows:
        return
    book = ActorBook(actors, known.get("actors", _NOTHING).rows)
    aliases = _aliases(known.get("places", _NOTHING).rows)
    curated = [rows.curated_event(row, book, aliases) for row in table.rows]
    linker: Linker[EventFacts] = Linker(
        kind="event",
        source=table.source,
        curated={row.id: row for row in curated},
        candidates=EventIndex(curated, config).candidates,
        compare=partial(compare_events, config=config),
        config=config,
        decisions=decisions,
    )
    by_id = {row["place_id"]: row for row in places}
    for row in events:
        if row["status"] in _STATUSES:
            yield from linker.links(rows.extracted_event(row, by_id.get(row.get("place_id")), book))


def _actors(actors: list[Row], table: CuratedTable, config: ReconcileConfig, decisions: Decisions) -> Iterator[Row]:
    curated = [rows.curated_actor(row) for row in table.rows]
    linker = Linker(
        kind="actor",
        source=table.source,
        curated={row.id: row for row in curated},
        candidates=NameIndex(curated).candidates,
        compare=compare_actors,
        config=config,
        decisions=decisions,
    )
    for row in actors if curated else ():
        yield from linker.links(rows.extracted_actor(row))


def _places(places: list[Row], table: CuratedTable, config: ReconcileConfig, decisions: Decisions) -> Iterator[Row]:
    curated = [rows.curated_place(row) for row in table.rows]
    linker = Linker(
        kind="place",
        source=table.source,
        curated={row.id: row for row in curated},
        candidates=NameIndex(curated).candidates,
        compare=partial(compare_places, config=config),
        config=config,
        decisions=decisions,
    )
    for row in _distinct(places) if curated else ():
        yield from linker.links(rows.extracted_place(row))


def _distinct(places: Iterable[Row]) -> list[Row]:
    """Return the first mention of each place."""
    first: dict[tuple[object, object], Row] = {}
    for row in places:
        first.setdefault((row.get("name") or row.get("text"), row.get("geonameid")), row)
    return list(first.values())


def _aliases(places: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Return each folded name of the curated places with all names of the places that bear it."""
    found: dict[str, tuple[str, ...]] = {}
    for row in places:
        names = tuple(fold_place(name) for name in (row["name"] or "", *row["aliases"]) if name)
        for name in names:
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *names)))
    return found
