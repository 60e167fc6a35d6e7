"""Links that wait for a person's verdict, and the line of `pipeline/review/decisions.jsonl` that holds one."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Literal

from docmine.decided import append, decision_rows, now, stamp, undo
from docmine.errors import ResourceError
from docmine.schema import Row
from docmine.store import Store, split_list

VERDICTS = ("accept", "reject", "unsure")
Order = Literal["useful", "score"]

_ORDERS: dict[Order, str] = {
    # A conflict changes what a table says. Of the others a verdict tells most where it is least certain, and where
    # most rows hang on it: copies of the event, mentions of the actor or place.
    "useful": "l.decision <> 'conflict', "
    "(1.05 - 2 * abs(l.score - 0.5)) * coalesce(c.n + 1, a.n_mentions, p.n, 1) DESC, l.link_id",
    "score": "l.score DESC, l.link_id",
}
_QUEUE = """
SELECT l.* FROM links l
LEFT JOIN (SELECT duplicate_of AS id, count(*) AS n FROM events WHERE duplicate_of IS NOT NULL GROUP BY 1) c
    ON l.kind = 'event' AND c.id = l.extracted_id
LEFT JOIN actors a ON l.kind = 'actor' AND a.actor_id = l.extracted_id
LEFT JOIN places m ON l.kind = 'place' AND m.place_id = l.extracted_id
LEFT JOIN (SELECT coalesce(name, text) AS name, count(*) AS n FROM places GROUP BY 1) p ON p.name = coalesce(m.name, m.text)
WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?
"""  # noqa: E501
_TOLD = {
    "event": (
        "SELECT e.doc_id, d.path, d.sha256, e.event_type, e.trigger, e.sentence, e.earliest, e.latest, e.place, "
        "e.source_actors, e.target_actors FROM events e LEFT JOIN documents d USING (doc_id) WHERE e.event_id = ?"
    ),
    "actor": "SELECT name, type, country_iso3, curated_id FROM actors WHERE actor_id = ?",
    "place": "SELECT name, text, geonameid, lat, lon, country_iso3 FROM places WHERE place_id = ?",
}
_LISTS = ("path", "source_actors", "target_actors")


def queue(
    store: Store,
    *,
    kind: str | None = None,
    decision: str | None = None,
    order: Order = "useful",
    limit: int = -1,
    offset: int = 0,
) -> list[Row]:
    """Return links with a curated row, in the order in which a person should look at them.

    Args:
        store: the tables.
        kind: `event`, `actor` or `place`; all where it is not given.
        decision: `match`, `possible` or `conflict`; where it is not given, all that a person should look at.
        order: most useful first, or highest score first.
        limit: so many at most; -1 for all.
        offset: how many to pass over.
    """
    parts = ["l.curated_id IS NOT NULL", "l.decision = ?" if decision else "l.to_review"]
    values: list[object] = [decision] if decision else []
    if kind:
        parts.append("l.kind = ?")
        values.append(kind)
    sql = _QUEUE.format(where=" AND ".join(parts), order=_ORDERS[order])
    return [dict(row) for row in store.execute(sql, (*values, limit, offset))]


def standing(path: Path | None) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the standing verdict on each pair (extracted id, curated id), with the stamp that takes it back."""
    return {
        (row["extracted_id"], row["curated_id"]): (row["verdict"], stamp(row))
        for _, row in decision_rows(path)
        if row.get("kind") == "link" and row.get("verdict") in VERDICTS
    }


def verdict_row(store: Store, link: Row, verdict: str, who: str, when: str, *, bulk: bool = False) -> Row:
    """Return the line that says what was decided about a link, and what was seen then.

    Args:
        store: the tables.
        link: the row of `links`.
        verdict: `accept`, `reject` or `unsure`.
        who: who decides.
        when: the time, UTC.
        bulk: whether it is one of many that were accepted together; it never replaces a verdict on the pair alone.
    """
    compared = json.loads(link["comparison"] or "{}")
    seen: Row = {name: link[name] for name in ("kind", "extracted", "curated", "decision", "score")}
    seen["fields"] = {name: [one.get("extracted"), one.get("curated")] for name, one in compared.items()}
    seen["told"] = told(store, link["kind"], link["extracted_id"])
    row = {"kind": "link", "extracted_id": link["extracted_id"], "curated_id": link["curated_id"], "verdict": verdict}
    return {**row, "seen": seen, "who": who, "when": when} | ({"bulk": True} if bulk else {})


class Ledger:
    """Writes verdicts of one person to the file of decisions.

    Raises:
        ResourceError: there is no workspace to write to.
    """

    def __init__(self, store: Store, path: Path | None, who: str) -> None:
        if path is None:
            raise ResourceError("there is no pipeline/ here to write to", remedy="make one with `docmine init`")
        self.path = path
        self._store = store
        self._who = who

    def link(self, link_id: str) -> Row:
        """Return a link with a curated row by its id.

        Raises:
            ResourceError: there is none.
        """
        sql = "SELECT * FROM links WHERE link_id = ? AND curated_id IS NOT NULL"
        found = self._store.execute(sql, (link_id,)).fetchone()
        if found is None:
            raise ResourceError(f"there is no link {link_id!r}", remedy="`docmine review links` shows their ids")
        return dict(found)

    def note(self, link: Row, verdict: str, *, bulk: bool = False) -> str:
        """Add the line of a verdict; return what takes it back."""
        return append(self.path, verdict_row(self._store, link, verdict, self._who, now(), bulk=bulk))

    def undo(self, mark: str) -> None:
        """Take a verdict back."""
        undo(self.path, mark, self._who, now())


def waiting(store: Store, path: Path | None, kind: str | None, decision: str | None, top: int) -> list[Row]:
    """Return the first links of the queue on which there is no verdict, events with their sentence; 0 means all."""
    judged = standing(path)
    open_ = [
        link
        for link in queue(store, kind=kind, decision=decision)
        if (link["extracted_id"], link["curated_id"]) not in judged
    ]
    return [{**link, **_sentence(store, link)} for link in (open_[:top] if top else open_)]


def _sentence(store: Store, link: Row) -> Row:
    before = told(store, "event", link["extracted_id"]) if link["kind"] == "event" else None
    return {"sentence": before["sentence"], "path": ", ".join(before["path"])} if before else {}


def sure(store: Store, path: Path | None, above: float, kind: str | None, decision: str | None) -> list[Row]:
    """Return the links that can be accepted together.

    Left out are extracted rows on which a person has given a verdict, those with several links as good, and
    conflicts unless they are asked for.
    """
    decisions = (decision,) if decision else ("match", "possible")
    found = [row for name in decisions for row in queue(store, kind=kind, decision=name) if row["score"] >= above]
    judged = {extracted_id for extracted_id, _ in standing(path)}
    times = Counter(row["extracted_id"] for row in found)
    return [row for row in found if times[row["extracted_id"]] == 1 and row["extracted_id"] not in judged]


def told(store: Store, kind: str, extracted_id: str) -> Row | None:
    """Return the cells by which an extracted row can be found again; None where it is gone."""
    found = store.execute(_TOLD[kind], (extracted_id,)).fetchone()
    cells = dict(found) if found else {}
    return {name: split_list(cell) if name in _LISTS else cell for name, cell in cells.items()} or None
