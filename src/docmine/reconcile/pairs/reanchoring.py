"""Finds the rows of two tables that decisions were about, when ids have changed since: those that say what was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import duckdb

from docmine.reconcile.pairs.output import shown

Decision = Mapping[str, Any]
Said = Mapping[str, str]

ROLES = {"extracted": "extracted_id", "curated": "curated_id"}
"""Role of a table -> the key of a decision that holds the id of its row."""

_FIELDS = ("date", "place", "actors")
"""Fields by which a row is known; figures and kinds change from release to release."""

_SAID = """
CREATE OR REPLACE VIEW {role}_said AS SELECT id, coalesce({date}, '') AS date,
coalesce(split_part({place}, '|', 1), '') AS place, concat_ws(' – ', {first}, {second}) AS actors FROM {role} t
"""


def reanchored(
    db: duckdb.DuckDBPyConnection, decisions: Iterable[Decision], lost: Callable[[Decision], None]
) -> Iterator[Decision]:
    """Yield the decisions with the ids that their rows have now.

    A decision that does not say what was seen holds for its ids. Else an id holds as long as its row says anything of
    that; where another row alone says all of it, and its own does not, that row is meant.

    Args:
        db: the tables `extracted` and `curated`.
        decisions: the decisions about events.
        lost: is told of a decision one of whose ids now stands for another row, while its own is not found; it is not
            yielded.
    """
    for role in ROLES:
        words = {name: shown(feature, "t") for name, feature in _WORDS.items()}
        db.execute(_SAID.format(role=role, **words))
    for decision in decisions:
        moved: Decision | None = decision
        for side, (role, key) in enumerate(ROLES.items()):
            before = _before(decision, side)
            if moved is not None and before:
                found = _find(db, role, str(decision[key]), before)
                moved = {**moved, key: found} if found else None
        if moved is None:
            lost(decision)
        else:
            yield moved


_WORDS = {"date": "date", "place": "place name", "first": "first side", "second": "second side"}


def _before(decision: Decision, side: int) -> Said:
    """Return what was seen of a row, by field; nothing where the decision does not say."""
    seen = decision.get("seen")
    fields = seen.get("fields") if isinstance(seen, dict) else None
    if not isinstance(fields, dict):
        return {}
    return {name: fields[name][side] or "" for name in _FIELDS if fields.get(name)}


def _find(db: duckdb.DuckDBPyConnection, role: str, key: str, before: Said) -> str | None:
    """Return the id of the row that is meant; None where its id stands for another row."""
    at = f"SELECT id, date, place, actors FROM {role}_said WHERE"
    own = db.execute(f"{at} id = ?", [key]).fetchone()
    now = dict(zip(_FIELDS, own[1:], strict=True)) if own else {}
    if own and all(now[name] == text for name, text in before.items()):
        return key
    wanted = " AND ".join(f"{name} = ?" for name in before)
    others = db.execute(f"{at} {wanted} LIMIT 2", list(before.values())).fetchall()
    if len(others) == 1:
        return str(others[0][0])
    same = any(text and now[name] == text for name, text in before.items()) if own else True
    return key if same else None
