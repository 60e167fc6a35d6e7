"""Extracted rows beside curated rows: the rows of the table `links`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from docmine.config import CuratedConfig, ReconcileConfig
from docmine.errors import CuratedError
from docmine.reconcile import rows
from docmine.reconcile.anchoring import to_curated
from docmine.reconcile.blocking import NameIndex
from docmine.reconcile.compare import Levels, compare_actors, compare_places
from docmine.reconcile.curated import NO_SOURCES, CuratedTable, read_tables
from docmine.reconcile.decisions import Decisions, collect, lost
from docmine.reconcile.facts import ActorFacts, EventFacts, PlaceFacts
from docmine.reconcile.known import known_as
from docmine.reconcile.linker import Linker
from docmine.reconcile.names import fold_place
from docmine.reconcile.parties import ActorBook
from docmine.reconcile.taxonomy import Taxonomy
from docmine.reconcile.taxonomy import load as load_taxonomy
from docmine.schema import Row

_NOTHING = CuratedTable("", "", ())
_PLACE = ("name", "text", "geonameid", "feature_code", "lat", "lon", "country_iso3", "admin1", "geo_precision")
"""Cells of the mention of a place that are compared, or tell places apart."""

N = TypeVar("N", bound=ActorFacts | PlaceFacts)


def link(
    tables: Mapping[str, Iterable[Row]],
    curated: Path | None,
    config: ReconcileConfig,
    decisions: Iterable[Mapping[str, Any]] = (),
    note: Callable[[CuratedError], None] = lambda _: None,
    *,
    sources: Mapping[str, CuratedConfig] = NO_SOURCES,
    known: Mapping[str, CuratedTable] | None = None,
) -> Iterator[Row]:
    """Yield the links of extracted events, actors and places with the curated tables in a folder.

    Each extracted row of a kind that has a curated table gets its best link or a link `new`, and up to
    three more that are possible. Of events only those count that happened (status factual or historical) and that
    no earlier report told (`duplicate_of`); of the mentions of a place, the first.

    Args:
        tables: rows of the tables `documents`, `events`, `actors`, `places`; events are taken a few at a time.
        curated: folder of `actors.csv`, `places.csv`, `events.csv`, any of which may be missing or empty, and
            `taxonomy.csv`.
        config: thresholds and reach.
        decisions: lines of `pipeline/review/decisions.jsonl`, in order, as `read_decisions` gives them. Where the
            id of a curated row has changed, they hold for the row that says what was seen.
        note: is told of each decision that had no effect as one of its rows is gone.
        sources: further curated files, as `[curated]` of the settings names them.
        known: the curated tables, where they are read already.

    Raises:
        CuratedError: a curated table or decision cannot be understood; raised before the first link.
    """
    if known is None:
        known = read_tables(curated, sources) if curated else {}
    taxonomy = load_taxonomy(curated / "taxonomy.csv" if curated else None)
    verdicts = collect(to_curated(decisions, known, lambda decision: note(lost(decision))))
    decided = {extracted_id for extracted_id, _ in verdicts.where}
    linked: set[str] = set()
    if any(table.rows for table in known.values()):
        for row in _links(tables, _Matcher(known, config, verdicts, taxonomy)):
            if row["extracted_id"] in decided:
                linked.add(row["extracted_id"])
            yield row
    for stale in verdicts.stale(linked, {row["id"] for table in known.values() for row in table.rows}):
        note(stale)


@dataclass(frozen=True, slots=True)
class _Matcher:
    """What all kinds of rows are linked with."""

    known: Mapping[str, CuratedTable]
    config: ReconcileConfig
    decisions: Decisions
    taxonomy: Taxonomy

    def rows(self, table: str) -> Sequence[Row]:
        return self.known.get(table, _NOTHING).rows

    def events(self, extracted: Iterable[EventFacts], curated: Sequence[EventFacts], book: ActorBook) -> Iterator[Row]:
        """Yield the links of the extracted events."""
        if not curated:
            return
        from docmine.reconcile.event_links import event_links  # noqa: PLC0415 - it loads DuckDB and pandas

        source = self.known.get("events", _NOTHING).source
        yield from event_links(extracted, curated, source, book, config=self.config, decisions=self.decisions)

    def links(
        self, kind: str, extracted: Iterable[N], curated: Sequence[N], compare: Callable[[N, N], Levels]
    ) -> Iterator[Row]:
        """Yield the links of the extracted rows of one kind, one row after the other."""
        if not curated:
            return
        linker = Linker(
            kind=kind,
            source=self.known[f"{kind}s"].source,
            curated={row.id: row for row in curated},
            candidates=NameIndex(curated).candidates,
            compare=compare,
            config=self.config,
            decisions=self.decisions,
        )
        for row in extracted:
            yield from linker.links(row)


def _links(tables: Mapping[str, Iterable[Row]], matcher: _Matcher) -> Iterator[Row]:
    actors, places = list(tables.get("actors", ())), _places(tables.get("places", ()))
    book, taxonomy = ActorBook(actors, matcher.rows("actors"), known_as), matcher.taxonomy
    aliases = _aliases(matcher.rows("places"))
    outlets = {row["doc_id"]: rows.outlets_of(row) for row in tables.get("documents", ())}
    happened = filter(rows.is_first_of_what_happened, tables.get("events", ()))
    yield from matcher.events(
        (
            rows.extracted_event(row, places.get(row.get("place_id") or ""), taxonomy, outlets.get(row.get("doc_id")))
            for row in happened
        ),
        [rows.curated_event(row, aliases, taxonomy) for row in matcher.rows("events")],
        book,
    )
    yield from matcher.links(
        "actor",
        map(rows.extracted_actor, actors),
        [rows.curated_actor(row) for row in matcher.rows("actors")],
        compare_actors,
    )
    yield from matcher.links(
        "place",
        map(rows.extracted_place, _distinct(places.values())),
        [rows.curated_place(row) for row in matcher.rows("places")],
        compare_places,
    )


def _places(mentions: Iterable[Row]) -> dict[str, Row]:
    """Return what is compared of each mention of a place, by id; equal mentions share the row of the first."""
    shared: dict[tuple[object, ...], Row] = {}
    by_id: dict[str, Row] = {}
    for row in mentions:
        cells = tuple(row.get(name) for name in _PLACE)
        if cells not in shared:
            shared[cells] = {"place_id": row["place_id"], **dict(zip(_PLACE, cells, strict=True))}
        by_id[row["place_id"]] = shared[cells]
    return by_id


def _distinct(places: Iterable[Row]) -> Iterable[Row]:
    """Return the first mention of each place."""
    first: dict[tuple[object, object], Row] = {}
    for row in places:
        first.setdefault((row["name"] or row["text"], row["geonameid"]), row)
    return first.values()


def _aliases(places: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Return each folded name of the curated places with all names of the places that bear it."""
    found: dict[str, tuple[str, ...]] = {}
    for row in places:
        names = tuple(fold_place(name) for name in (row["name"] or "", *row["aliases"]) if name)
        for name in names:
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *names)))
    return found
