"""What happened, over all documents: events that several of them tell are one incident, a row of `incidents`."""

from __future__ import annotations

from docmine.incidents.join import numbered
from docmine.incidents.read import accounts
from docmine.incidents.table import incidents
from docmine.store import Store

__all__ = ["settle"]


def settle(store: Store) -> None:
    """Make `incidents` and `events.incident_id` anew; called inside a transaction, after copies and actors.

    What comes out depends on the documents alone, not on the order in which they came.
    """
    store.replace_table("_incident_of", numbered(accounts(store)))
    copies = (
        "INSERT INTO _incident_of SELECT e.event_id, i.incident_id, i.method, i.n FROM events e"
        " JOIN _incident_of i ON i.event_id = e.duplicate_of"
    )
    store.execute(copies)
    own = "SELECT i.incident_id FROM _incident_of i WHERE i.event_id = events.event_id"
    store.execute(f"UPDATE events SET incident_id = ({own})")  # noqa: S608
    store.replace_table("incidents", incidents(store))
