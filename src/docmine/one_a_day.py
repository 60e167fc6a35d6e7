"""Events as older event data have them: one row for each day, type, source, target and place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from docmine.schema import Column, Row, Table
from docmine.store import Store, join_list, split_list

ONE_A_DAY = Table(
    "one_a_day",
    "what one actor did to another on a day, however many reports tell of it",
    ("date", "event_type", "source", "target", "place"),
    (
        Column("date", "text", "the day", nullable=False),
        Column("event_type", "text", "PLOVER event type", nullable=False),
        Column("source", "text", "who did it (name)"),
        Column("target", "text", "to whom (name)"),
        Column("place", "text", "where, by its name in the gazetteer, else as the text names it"),
        Column("n_events", "integer", "rows of events that it stands for", nullable=False),
        Column("event_ids", "list", "those rows", nullable=False),
        Column("doc_ids", "list", "their documents", nullable=False),
    ),
)
"""A table that is only ever exported: it loses events that share a day, and those whose day is not known."""


def one_a_day(store: Store) -> Iterator[tuple[object, ...]]:
    """Yield the rows of `ONE_A_DAY` in the order of their keys, as plain tuples with lists joined.

    An event of several sources or targets is a row for each pair. Left out are copies, what did not happen, and what
    is not known to the day.
    """
    sql = (
        "SELECT e.event_id, e.doc_id, e.earliest, e.event_type, e.source_actors, e.target_actors,"
        " coalesce(p.name, e.place) AS place FROM events e LEFT JOIN places p ON p.place_id = e.place_id"
        " WHERE e.duplicate_of IS NULL AND e.status IN ('factual', 'historical') AND e.earliest = e.latest"
        " ORDER BY e.doc_id, e.start, e.event_id"
    )
    days: dict[tuple[str, ...], list[Row]] = {}
    for record in store.execute(sql):
        sides = product(split_list(record["source_actors"]) or [""], split_list(record["target_actors"]) or [""])
        for source, target in sides:
            key = (record["earliest"], record["event_type"], source, target, record["place"] or "")
            days.setdefault(key, []).append(dict(record))
    for cells, events in sorted(days.items()):
        ids = dict.fromkeys(event["event_id"] for event in events)
        doc_ids = dict.fromkeys(event["doc_id"] for event in events)
        yield (*(part or None for part in cells), len(ids), join_list(ids), join_list(doc_ids))
