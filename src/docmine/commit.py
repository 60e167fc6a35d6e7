"""What becomes of reports goes into the store, and what the store then holds is counted."""

from __future__ import annotations

from collections.abc import Iterable

from docmine.copies.mark import counts
from docmine.plan import Summary
from docmine.schema import TABLES
from docmine.store import Store
from docmine.worker import Outcome


def commit(store: Store, outcomes: Iterable[Outcome], *, trusted: bool) -> None:
    """Write what became of a batch; what may have been made with other files than was noted is done again next time."""
    with store.transaction():
        for outcome in outcomes:
            digest = store.execute("SELECT digest FROM _pending WHERE doc_id = ?", (outcome.doc_id,)).fetchone()[0]
            store.replace_document(outcome.doc_id, outcome.rows)
            store.execute("INSERT INTO _done VALUES (?, ?)", (outcome.doc_id, digest if trusted else ""))
            store.execute("DELETE FROM _pending WHERE doc_id = ?", (outcome.doc_id,))


def report_vanished(store: Store) -> None:
    """Report what was noted but was not there any more, or not the same, when its turn came."""
    with store.transaction():
        for record in store.execute("SELECT doc_id, path FROM _pending ORDER BY path").fetchall():
            error = {
                "path": record["path"],
                "stage": "read",
                "message": "the file changed or went away while the run went on",
                "remedy": "run again",
            }
            store.write("errors", [error])


def sum_up(store: Store, summary: Summary) -> None:
    """Fill in what the store holds now."""
    summary.counts = {name: store.count(name) for name in TABLES}
    summary.copies = counts(store)
    statuses = dict(store.execute("SELECT status, count(*) FROM documents GROUP BY status").fetchall())
    summary.done = statuses.get("ok", 0)
    summary.skipped = statuses.get("skipped", 0)
    summary.failed = statuses.get("failed", 0)
    summary.errors = list(store.rows("errors"))
