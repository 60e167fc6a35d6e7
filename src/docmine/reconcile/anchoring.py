"""Finds the rows that a decision about a link was about, when their ids have changed since.

Ids of events and places hang on offsets in a report, those of curated rows on whoever publishes them. So a decision
remembers what both rows said (`seen`), and holds for the one row that still says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rapidfuzz import fuzz

from docmine.reconcile import rows
from docmine.reconcile.curated import CuratedTable
from docmine.reconcile.verdicts import told
from docmine.schema import TABLES, Row
from docmine.store import Store, select, split_list

Decision = Mapping[str, Any]

_SAME_SENTENCE = 80.0
"""Likeness of two sentences in percent, from which on one may be the other after a change of spaces or a few words."""

_KEPT = {"event": ("date", "place", "actors"), "actor": ("name",), "place": ("name", "distance")}
"""Fields by which a curated row is known; others, such as figures, change from release to release."""

_SHOWN: Mapping[str, Callable[[Row], Mapping[str, str]]] = {
    "event": rows.shown_event,
    "actor": lambda row: rows.curated_actor(row).shown,
    "place": lambda row: rows.curated_place(row).shown,
}


def to_extracted(store: Store, decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Yield the decisions with the ids that their extracted rows have now; unchanged where the row is not found."""
    finders = {"event": _event, "actor": _actor, "place": _place}
    for decision in decisions:
        kind, before = _seen(decision).get("kind"), _seen(decision).get("told")
        if kind in finders and isinstance(before, dict):
            found = finders[kind](store, decision["extracted_id"], before)
            yield {**decision, "extracted_id": found} if found else decision
        else:
            yield decision


def _seen(decision: Decision) -> Mapping[str, Any]:
    seen = decision.get("seen")
    return seen if isinstance(seen, dict) else {}


def _event(store: Store, event_id: str, before: Row) -> str | None:
    """Return the event of the same report and kind whose sentence and cells are most alike, if one stands out."""
    now = told(store, "event", event_id)
    if now and fuzz.ratio(now["sentence"], before.get("sentence") or "") >= _SAME_SENTENCE:
        return event_id
    paths = before.get("path") or []
    reports = [
        row["doc_id"]
        for row in store.execute("SELECT doc_id, path FROM documents")
        if row["doc_id"] == before.get("doc_id") or set(split_list(row["path"])) & set(paths)
    ]
    ranked = sorted(
        ((likeness, row["event_id"]) for row in _events(store, reports) if (likeness := _likeness(row, before))),
        reverse=True,
    )
    return ranked[0][1] if ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]) else None


def _events(store: Store, reports: Iterable[str]) -> Iterator[Row]:
    for doc_id in reports:
        yield from map(dict, store.execute("SELECT * FROM events WHERE doc_id = ?", (doc_id,)).fetchall())


def _likeness(row: Row, before: Row) -> float:
    """Return how much of what was seen an event says, 0 if it is of another kind or in another sentence."""
    sentence = float(fuzz.ratio(row["sentence"], before.get("sentence") or ""))
    if row["event_type"] != before.get("event_type") or sentence < _SAME_SENTENCE:
        return 0.0
    same = [row[name] == before.get(name) for name in ("trigger", "earliest", "latest", "place")]
    same += [split_list(row[name]) == before.get(name) for name in ("source_actors", "target_actors")]
    return sentence / 100 + sum(map(bool, same))


def _actor(store: Store, actor_id: str, before: Row) -> str | None:
    if told(store, "actor", actor_id):
        return actor_id
    sql = "SELECT actor_id FROM actors WHERE name = ? AND type = ?"
    found = store.execute(sql, (before.get("name"), before.get("type"))).fetchall()
    return found[0][0] if len(found) == 1 else None


def _place(store: Store, _: str, before: Row) -> str | None:
    """Return the first mention of the same place, which is the one that is linked."""
    in_order = select(TABLES["places"])
    sql = f"SELECT place_id FROM ({in_order}) WHERE coalesce(name, text) = ? AND geonameid IS ? LIMIT 1"  # noqa: S608
    found = store.execute(sql, (before.get("name") or before.get("text"), before.get("geonameid"))).fetchone()
    return found[0] if found else None


def to_curated(
    decisions: Iterable[Decision], known: Mapping[str, CuratedTable], lost: Callable[[Decision], None]
) -> Iterator[Decision]:
    """Yield the decisions with the ids that their curated rows have now.

    Args:
        decisions: the decisions.
        known: the curated tables.
        lost: is told of a decision whose id now stands for another row, while its own is not found; it is not yielded.
    """
    tables = {kind: {row["id"]: row for row in table.rows} for kind in _KEPT if (table := known.get(f"{kind}s"))}
    for decision in decisions:
        kind = _seen(decision).get("kind")
        fields = _seen(decision).get("fields")
        if kind not in tables or not isinstance(fields, dict):
            yield decision
            continue
        before = {name: fields[name][1] or "" for name in _KEPT[kind] if fields.get(name)}
        row = tables[kind].get(decision["curated_id"])
        if row and _says(kind, row, before):
            yield decision
        elif len(found := [key for key, one in tables[kind].items() if _says(kind, one, before)]) == 1:
            yield {**decision, "curated_id": found[0]}
        elif row and not _shares(kind, row, before):
            lost(decision)
        else:  # the row as it was corrected since, or none
            yield decision


def _shares(kind: str, row: Row, before: Mapping[str, str]) -> bool:
    """Tell whether a row still says anything of what was seen."""
    now = _SHOWN[kind](row)
    return not before or any(text and now[name] == text for name, text in before.items())


def _says(kind: str, row: Row, before: Mapping[str, str]) -> bool:
    """Tell whether a row says all that was seen."""
    now = _SHOWN[kind](row)
    return bool(before) and all(now[name] == text for name, text in before.items())
