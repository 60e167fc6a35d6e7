"""Links that wait for a verdict, those first about which a verdict tells most."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from docmine.decided import decision_rows, stamp
from docmine.inspect.workspace import Workspace
from docmine.schema import Row
from docmine.store import Store, split_list

SIZE = 20
"""Links of a page."""

VERDICTS = ("accept", "reject", "unsure")
_ORDER = {
    # A conflict changes what a table says; of the others the most uncertain tell most.
    "useful": "CASE l.decision WHEN 'conflict' THEN 0 WHEN 'possible' THEN 1 ELSE 2 END, abs(l.score - 0.5), l.link_id",
    "score": "l.score DESC, l.link_id",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of both rows; `points` is what its comparison adds to the score in log-odds, `share` that of the most."""

    name: str
    extracted: str | None
    curated: str | None
    level: str | None
    points: float
    share: float

    @property
    def differs(self) -> bool:
        """Whether both rows say something, and not the same."""
        return self.extracted is not None and self.curated is not None and self.points < 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A link with what a person needs to judge it; `verdict` is the latest, `stamp` what takes it back."""

    link: Row
    fields: tuple[Field, ...]
    reasons: tuple[str, ...]
    sentence: str | None
    where: tuple[str, int, int] | None
    verdict: str | None
    stamp: str | None


def queue(workspace: Workspace, store: Store, asked: Row) -> tuple[list[Pair], bool]:
    """Return a page of links, and whether it is the last.

    Args:
        workspace: says where verdicts are.
        store: the tables.
        asked: `kind`, `decision`, `order` and `page`; decisions that are asked for are `possible` and `conflict`
            where none is named.
    """
    parts, values = ["l.curated_id IS NOT NULL"], []
    if asked.get("decision"):
        parts.append("l.decision = ?")
        values.append(asked["decision"])
    else:
        parts.append("l.decision IN ('possible', 'conflict')")
    if asked.get("kind"):
        parts.append("l.kind = ?")
        values.append(asked["kind"])
    order = _ORDER.get(asked.get("order") or "useful", _ORDER["useful"])
    page = max(1, int(asked.get("page") or 1))
    sql = f"SELECT l.* FROM links l WHERE {' AND '.join(parts)} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
    found = store.execute(sql, (*values, SIZE + 1, (page - 1) * SIZE)).fetchall()
    verdicts = _verdicts(workspace)
    return [_pair(store, dict(row), verdicts) for row in found[:SIZE]], len(found) <= SIZE


def _verdicts(workspace: Workspace) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the standing verdict on each pair, with what takes it back."""
    return {
        (row["extracted_id"], row["curated_id"]): (row["verdict"], stamp(row))
        for _, row in decision_rows(workspace.decisions)
        if row.get("kind") == "link" and row.get("verdict") in VERDICTS
    }


def _pair(store: Store, link: Row, verdicts: dict[tuple[str, str], tuple[str, str]]) -> Pair:
    verdict, mark = verdicts.get((link["extracted_id"], link["curated_id"]), (None, None))
    sentence = where = None
    if link["kind"] == "event":
        sql = 'SELECT doc_id, start, "end", sentence FROM events WHERE event_id = ?'
        event = store.execute(sql, (link["extracted_id"],)).fetchone()
        if event is not None:
            sentence, where = event["sentence"], (event["doc_id"], event["start"], event["end"])
    return Pair(link, _fields(link["comparison"]), tuple(split_list(link["reasons"])), sentence, where, verdict, mark)


def _fields(comparison: str | None) -> tuple[Field, ...]:
    found: dict[str, dict[str, Any]] = json.loads(comparison) if comparison else {}
    most = max((abs(one.get("points") or 0.0) for one in found.values()), default=0.0) or 1.0
    return tuple(
        Field(
            name,
            one.get("extracted"),
            one.get("curated"),
            one.get("level"),
            one.get("points") or 0.0,
            abs(one.get("points") or 0.0) / most,
        )
        for name, one in found.items()
    )
