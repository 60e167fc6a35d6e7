"""The events of the store that are compared: what is said to have happened, or not to have happened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from sqlite3 import Row as Record

from docmine.incidents.account import Account, Place
from docmine.incidents.means import means
from docmine.incidents.party import Parties, Party
from docmine.schema import COUNTED
from docmine.store import Store, split_list

_KEPT = 1 << 16
"""Values of a kind that are remembered, to be shared."""

_HAPPENED = ("factual", "historical")
_COMPARED = (*_HAPPENED, "negated", "denied")


def accounts(store: Store) -> Iterator[Account]:
    """Yield the events that are no copies and are told as facts, then those that are denied.

    Within both, those of the earliest report come first.
    """
    known = _parties(store)
    marks = ", ".join("?" * len(_COMPARED))
    numbers = ", ".join(f"e.{kind}_best" for kind in COUNTED)
    sql = (
        f"SELECT e.event_id, e.doc_id, e.event_type, e.mode, e.weapon, e.status, e.source_actor_ids,"  # noqa: S608
        f" e.target_actor_ids, e.place, e.earliest, e.latest, {numbers}, p.geonameid, p.feature_code, p.country_iso3,"
        " p.admin1 FROM events e JOIN documents d USING (doc_id) LEFT JOIN places p ON p.place_id = e.place_id"
        f" WHERE e.duplicate_of IS NULL AND e.status IN ({marks})"
        " ORDER BY e.status NOT IN ('factual', 'historical'), coalesce(d.published, '9999'), e.doc_id, e.start,"
        " e.event_id"
    )
    for record in store.execute(sql, _COMPARED):
        yield _account(record, known)


def _account(record: Record, known: Parties) -> Account:
    targets = _ids(record["target_actor_ids"])
    return Account(
        event_id=record["event_id"],
        doc_id=record["doc_id"],
        event_type=sys.intern(record["event_type"]),
        mode=sys.intern(record["mode"]) if record["mode"] else None,
        happened=record["status"] in _HAPPENED,
        sources=_ids(record["source_actor_ids"]),
        targets=targets,
        persons=frozenset(one for one in targets if one in known and known[one].type == "person") or _NOBODY,
        place=_place(record),
        earliest=_day(record["earliest"]),
        latest=_day(record["latest"]),
        numbers=_numbers(*(record[f"{kind}_best"] for kind in COUNTED)),
        means=means(record["mode"], record["weapon"]),
        known=known,
    )


def _parties(store: Store) -> Parties:
    rows = store.execute("SELECT actor_id, type, country_iso3, origin FROM actors")
    return {actor_id: Party(kind, country or "", origin == "class") for actor_id, kind, country, origin in rows}


def _place(record: Record) -> Place | None:
    if record["place"] is None:
        return None
    codes = (record[name] or "" for name in ("feature_code", "country_iso3", "admin1"))
    return _shared_place(record["place"], record["geonameid"], *codes)


# A large archive has millions of events, and few places, days and actors: equal values are kept once.

_NOBODY: frozenset[str] = frozenset()
_shared_place = lru_cache(_KEPT)(Place)


@lru_cache(_KEPT)
def _ids(cell: str | None) -> frozenset[str]:
    return frozenset(split_list(cell))


@lru_cache(_KEPT)
def _numbers(*best: int | None) -> tuple[int | None, ...]:
    return best


@lru_cache(_KEPT)
def _day(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None
