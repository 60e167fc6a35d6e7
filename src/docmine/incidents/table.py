"""The table `incidents`: events that are one, put together."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any

from docmine.events.deeds import rules
from docmine.incidents.join import ALONE
from docmine.schema import BOUNDS, COUNTED, Row
from docmine.store import Store, split_list

_CODES = ("event_type", "mode", "acled_type", "sub_type", "ucdp_type")
_HAPPENED = ("factual", "historical")
_FAR = 99
_DAY = len("2016-12-05")


def incidents(store: Store) -> Iterator[Row]:
    """Yield the incidents, each from its events, the first telling first."""
    sql = (
        "SELECT e.*, i.incident_id AS incident, i.method AS joined, p.where_prec, d.duplicate_of AS copied,"
        " d.published"
        " FROM _incident_of i JOIN events e USING (event_id) JOIN documents d ON d.doc_id = e.doc_id"
        " LEFT JOIN places p ON p.place_id = e.place_id"
        " ORDER BY i.incident_id, i.n, e.duplicate_of IS NOT NULL, e.doc_id, e.event_id"
    )
    for incident_id, records in groupby(map(dict, store.execute(sql)), itemgetter("incident")):
        yield _incident(incident_id, [*records])


def _incident(incident_id: str, told: list[Row]) -> Row:
    events = [event for event in told if event["duplicate_of"] is None]
    facts = [event for event in events if event["status"] in _HAPPENED]
    sources = {event["doc_id"] for event in events if event["copied"] is None} or {events[0]["doc_id"]}
    doc_ids = list(dict.fromkeys(event["doc_id"] for event in told))
    named = next((event for event in facts if event["mode"] not in rules().general), facts[0])
    placed = min(facts, key=lambda event: (event["place"] is None, event["where_prec"] or _FAR))
    return {
        "incident_id": incident_id,
        "event_ids": [event["event_id"] for event in told],
        "doc_ids": doc_ids,
        "n_documents": len(doc_ids),
        "n_sources": len(sources),
        **{name: named[name] for name in _CODES},
        **_actors(facts, "source"),
        **_actors(facts, "target"),
        "place": placed["place"],
        "place_id": placed["place_id"],
        "earliest": max((event["earliest"] for event in facts if event["earliest"]), default=None),
        "latest": min((event["latest"] for event in facts if event["latest"]), default=None),
        **_spread(facts),
        "figures": _figures(facts),
        "statuses": sorted({event["status"] for event in events}),
        "contradictions": [*_contradictions(events, facts)],
        "method": " | ".join(sorted({event["joined"] for event in told} - {ALONE})) or ALONE,
        "score": max(event["score"] for event in events),
    }


def _actors(events: Sequence[Row], role: str) -> Row:
    """Return the names and ids of all whom the events name in a role, each id once."""
    names: dict[str, str] = {}
    for event in events:
        pairs = zip(split_list(event[f"{role}_actor_ids"]), split_list(event[f"{role}_actors"]), strict=True)
        for actor_id, name in pairs:
            names.setdefault(actor_id, name)
    return {f"{role}_actors": [*names.values()], f"{role}_actor_ids": [*names]}


def _spread(events: Sequence[Row]) -> Row:
    """Return the least low, the first best and the greatest high of each kind of number."""
    cells: Row = {}
    for kind in COUNTED:
        low, best, high = (
            [e[f"{kind}_{bound}"] for e in events if e[f"{kind}_{bound}"] is not None] for bound in BOUNDS
        )
        cells[f"{kind}_low"] = min(low, default=None)
        cells[f"{kind}_best"] = best[0] if best else None
        cells[f"{kind}_high"] = max(high, default=None)
    return cells


def _figures(events: Sequence[Row]) -> str | None:
    """Return which event gives which numbers, as JSON."""
    figures: dict[str, dict[str, list[int | None]]] = {}
    for event in events:
        for kind in COUNTED:
            bounds = _bounds(event, kind)
            if any(bound is not None for bound in bounds):
                figures.setdefault(kind, {})[event["event_id"]] = bounds
    return json.dumps(figures) if figures else None


def _bounds(event: Row, kind: str) -> list[Any]:
    return [event[f"{kind}_{bound}"] for bound in BOUNDS]


def _contradictions(events: Sequence[Row], facts: Sequence[Row]) -> Iterator[str]:
    if len(facts) < len(events):
        yield "status"
    for role in ("source", "target"):
        sides = {frozenset(split_list(event[f"{role}_actor_ids"])) for event in facts}
        if any(one and other and one.isdisjoint(other) for one, other in combinations(sides, 2)):
            yield f"{role}_actors"
    yield from (kind for kind in COUNTED if _exclude(facts, kind))


def _exclude(facts: Sequence[Row], kind: str) -> bool:
    """Say whether one event's number is below another's, and no later report tells that it has risen."""
    undated = [event for event in facts if not _published(event)]
    if _is_below(facts, undated, kind) or _is_below(undated, facts, kind):
        return True
    later: list[Row] = []  # of each day on, the report with the least high
    dated = sorted((event for event in facts if _published(event)), key=_published, reverse=True)
    for _, group in groupby(dated, _published):
        same = [*group]
        later = [min((*later, *same), key=lambda event: _known(event[f"{kind}_high"], sys.maxsize))]
        if _is_below(later, same, kind):
            return True
    return False


def _is_below(less: Sequence[Row], more: Sequence[Row], kind: str) -> bool:
    """Say whether the least high of some events is below the greatest low of others."""
    high = min((_known(event[f"{kind}_high"], sys.maxsize) for event in less), default=sys.maxsize)
    return high < max((_known(event[f"{kind}_low"], 0) for event in more), default=0)


def _known(bound: int | None, unknown: int) -> int:
    return unknown if bound is None else bound


def _published(event: Row) -> str:
    """Return the day of an event's report, or nothing if it is not known to the day."""
    day = str(event["published"] or "")
    return day if len(day) == _DAY else ""
