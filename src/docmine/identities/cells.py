"""The cells in which actors stand that are one with another: renamed, and given back their own ids.

A cell's own id is kept in `_own_actors`, so that another document can undo what this one suggested.
"""

from __future__ import annotations

from collections.abc import Mapping

from docmine.store import Store, join_list, split_list

_LISTS = {
    "source_actor_ids": ("events", "event_id"),
    "target_actor_ids": ("events", "event_id"),
    "claimant_actor_id": ("claims", "claim_id"),
    "accused_actor_ids": ("claims", "claim_id"),
    "filler_actor_id": ("role_fillers", "filler_id"),
}
_KEYS = {"actor_id": ("mentions", "mention_id"), **_LISTS}
"""Columns that hold actors: their table and its key."""


def restore(store: Store) -> None:
    """Give each cell the id that its own document gave it."""
    for record in store.execute("SELECT row_id, cell, own FROM _own_actors").fetchall():
        _write(store, record["cell"], record["row_id"], record["own"])
    store.execute("DELETE FROM _own_actors")


def rename(store: Store, same: Mapping[str, str]) -> None:
    """Put the ids of actors in the place of those that are the same.

    Args:
        store: the run store.
        same: actor_id -> actor_id in its place.
    """
    for own, one in same.items():
        keep = (
            "INSERT INTO _own_actors SELECT doc_id, mention_id, 'actor_id', actor_id FROM mentions WHERE actor_id = ?"
        )
        store.execute(keep, (own,))
        store.execute("UPDATE mentions SET actor_id = ? WHERE actor_id = ?", (one, own))
    if same:
        for cell in _LISTS:
            _rename_in(store, cell, same)


def _rename_in(store: Store, cell: str, same: Mapping[str, str]) -> None:
    table, key = _LISTS[cell]
    sql = f"SELECT doc_id, {key}, {cell} FROM {table} WHERE {cell} IS NOT NULL"  # noqa: S608
    for doc_id, row_id, own in store.execute(sql).fetchall():
        ids = split_list(own)
        if not same.keys().isdisjoint(ids):
            store.execute("INSERT INTO _own_actors VALUES (?, ?, ?, ?)", (doc_id, row_id, cell, own))
            _write(store, cell, row_id, join_list(same.get(one, one) for one in ids))


def _write(store: Store, cell: str, row_id: str, value: str | None) -> None:
    table, key = _KEYS[cell]
    store.execute(f"UPDATE {table} SET {cell} = ? WHERE {key} = ?", (value, row_id))  # noqa: S608
