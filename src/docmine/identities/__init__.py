"""One actor over all documents: those that documents name differently are found, and `actors` is made."""

from __future__ import annotations

from docmine.identities.cells import rename, restore
from docmine.identities.link import one_each
from docmine.identities.table import actors, names
from docmine.store import Store

__all__ = ["settle"]


def settle(store: Store) -> None:
    """Make `actors` anew, and let all tables speak of actors that are one by one id; called inside a transaction.

    What comes out depends on the documents alone, not on the order in which they came: what was
    renamed before is undone first.
    """
    restore(store)
    same = one_each(names(store))
    store.replace_table("_one", ({"actor_id": own, "one": one} for own, one in same.items()))
    rename(store, same)
    store.replace_table("actors", actors(store))
