"""Names that docmine's own table of actors has: "IS" and "Islamic State" are one without a list of yours."""

from __future__ import annotations

from functools import lru_cache

from docmine.ids import make_id
from docmine.reconcile.names import fold, unnamed


@lru_cache(maxsize=100_000)
def known_as(name: str) -> str | None:
    """Return the `actor_id` of an actor by any of its names; None if none bears it, or several do."""
    if unnamed(fold(name)):
        return None
    from docmine.actors.table import load_table  # noqa: PLC0415 - it is large, and those who only judge links need none

    table = load_table()
    keys = {table.actors[key].key for key in table.find(name)}
    return make_id("actor", keys.pop()) if len(keys) == 1 else None
