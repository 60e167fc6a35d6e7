"""Links that wait for a verdict, those first about which a verdict tells most."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docmine.inspect.workspace import Workspace
from docmine.reconcile import verdicts
from docmine.schema import Row
from docmine.store import Store, split_list

SIZE = 20
"""Links of a page."""


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
        asked: `kind`, `decision`, `order` and `page`; without a decision, the links that a
            person should look at.
    """
    order: verdicts.Order = "score" if asked.get("order") == "score" else "useful"
    page = max(1, int(asked.get("page") or 1))
    found = verdicts.queue(
        store,
        kind=asked.get("kind"),
        decision=asked.get("decision"),
        order=order,
        limit=SIZE + 1,
        offset=(page - 1) * SIZE,
    )
    standing = verdicts.standing(workspace.decisions)
    return [_pair(store, row, standing) for row in found[:SIZE]], len(found) <= SIZE


def _pair(store: Store, link: Row, standing: Mapping[tuple[str, str], tuple[str, str]]) -> Pair:
    verdict, mark = standing.get((link["extracted_id"], link["curated_id"]), (None, None))
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
