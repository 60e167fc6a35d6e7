"""Decisions about a report, read, checked and found again in its text.

| kind | says | where |
|------|------|-------|
| `line` | `keep`: whether the raw line is content | `n`, `text` of the line |
| `entity` | `label`, or null for no name; `replaces`: the span whose boundaries are corrected | `start`, `end`, `text` |
| `date` | `earliest` and `latest` day, one may be null; both null for no date | the same |
| `place` | `place`: `name`, `lat`, `lon` and, where known, `geonameid`, `feature_code`, `country_iso3`, `admin1`, `admin2`, `where_prec`; or null for no place | the same |
| `event` | `reject`: true for no event; else `cells` to be changed | the same, of the trigger |

Offsets are those of the clean text at the time; `before` and `after`, what stood around it. Each has `doc_id` and `who`.
"""  # noqa: E501

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import isfinite
from pathlib import Path

from docmine.decided.anchor import find
from docmine.decided.log import decision_rows
from docmine.errors import ResourceError
from docmine.schema import Row
from docmine.watch import Look, look

_REMEDY = "correct the line; lines are otherwise only added"
_CELLS = frozenset(
    {
        "event_type", "mode", "source_actors", "target_actors", "place", "date", "killed", "injured", "detained",
        "displaced", "missing", "weapon", "status",
    }
)  # fmt: skip
"""Cells of an event that can be decided. Actors, place and date are stretches of the clean text: [start, end]."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about a report; `start:end` are offsets of its clean text, -1 where it is about a raw line."""

    kind: str
    doc_id: str
    start: int
    end: int
    text: str
    where: str
    row: Row


@dataclass(frozen=True, slots=True)
class Decided:
    """All standing decisions about reports, by report."""

    by_document: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)

    def of(self, doc_id: str, *kinds: str) -> tuple[Decision, ...]:
        """Return the decisions about a report, of these kinds or of all, earlier lines first."""
        found = self.by_document.get(doc_id, ())
        return tuple(one for one in found if one.kind in kinds) if kinds else found

    def digest(self, doc_id: str) -> str:
        """Return a digest of what was decided about a report, empty where nothing was."""
        rows = [decision.row for decision in self.of(doc_id)]
        if not rows:
            return ""
        return hashlib.blake2b(json.dumps(rows, sort_keys=True).encode(), digest_size=8).hexdigest()


def load(path: Path | None) -> Decided:
    """Read the decisions about reports; other kinds are passed over.

    Raises:
        ResourceError: a line is malformed.
    """
    if path is None or not path.is_file():
        return Decided()
    return _load(path, look(path))


@lru_cache(maxsize=4)
def _load(path: Path, changed: Look) -> Decided:  # noqa: ARG001 - another key for another content
    latest: dict[tuple[object, ...], Decision] = {}
    for number, row in decision_rows(path):
        if row.get("kind") in _CHECKS:
            decision = _decision(row, f"{path}:{number}")
            about = (decision.kind, decision.doc_id, decision.start, decision.end, row.get("n"))
            latest.pop(about, None)  # the place in the order is that of the latest line
            latest[about] = decision
    by_document: dict[str, tuple[Decision, ...]] = {}
    for decision in latest.values():
        by_document[decision.doc_id] = (*by_document.get(decision.doc_id, ()), decision)
    return Decided(by_document)


def anchored(decisions: Sequence[Decision], text: str) -> Iterator[tuple[Decision, tuple[int, int] | None]]:
    """Yield each decision with where its words stand in the clean text now, None where they do not."""
    for one in decisions:
        yield one, find(text, one.text, one.start, one.row.get("before") or "", one.row.get("after") or "")


def check(row: Row, where: str) -> None:
    """Check a decision about a report; other kinds are checked where they are read.

    Raises:
        ResourceError: it is malformed; `where` says which.
    """
    if row.get("kind") in _CHECKS:
        _decision(row, where)


def _decision(row: Row, where: str) -> Decision:
    kind = row["kind"]
    if not all(isinstance(row.get(name), str) and row[name] for name in ("doc_id", "text", "who")):
        raise _error(f"a decision of kind {kind} needs doc_id, text and who, as text", where)
    start, end = (-1, -1) if kind == "line" else stretch_of([row.get("start"), row.get("end")], where)
    _CHECKS[kind](row, where)
    return Decision(kind, row["doc_id"], start, end, row["text"], where, row)


def _check_line(row: Row, where: str) -> None:
    if type(row.get("n")) is not int or row["n"] < 1 or not isinstance(row.get("keep"), bool):
        raise _error("a decision about a line needs its number `n`, from 1, and `keep`, true or false", where)


def _check_entity(row: Row, where: str) -> None:
    label = row.get("label")
    if "label" not in row or not (label is None or (isinstance(label, str) and label.isupper())):
        raise _error(f"the label must be null or a label, not {label!r}", where)
    if row.get("replaces") is not None:
        stretch_of(row["replaces"], where)


def _check_date(row: Row, where: str) -> None:
    days = [_day(row, name, where) for name in ("earliest", "latest")]
    if None not in days and days[0] > days[1]:  # type: ignore[operator]
        raise _error(f"{row['earliest']} is after {row['latest']}", where)


def _check_place(row: Row, where: str) -> None:
    place = row.get("place", 0)
    if place is None:
        return
    if not isinstance(place, dict) or not isinstance(place.get("name"), str):
        raise _error("`place` must be null, or have name, lat and lon", where)
    for name, most in (("lat", 90), ("lon", 180)):
        value = place.get(name)
        if not isinstance(value, int | float) or not isfinite(value) or abs(value) > most:
            raise _error(f"{name} must be degrees from -{most} to {most}, not {value!r}", where)
    if place.get("where_prec") not in (None, *range(1, 8)):
        raise _error(f"where_prec must be 1 to 7, not {place['where_prec']!r}", where)


def _check_event(row: Row, where: str) -> None:
    if row.get("reject") is True:
        return
    cells = row.get("cells")
    if not isinstance(cells, dict) or not cells:
        raise _error("a decision about an event needs `reject`: true, or `cells`", where)
    if unknown := cells.keys() - _CELLS:
        raise _error(f"no such cell: {', '.join(sorted(unknown))}; there are {', '.join(sorted(_CELLS))}", where)


_CHECKS: dict[str, Callable[[Row, str], None]] = {
    "line": _check_line,
    "entity": _check_entity,
    "date": _check_date,
    "place": _check_place,
    "event": _check_event,
}


def _day(row: Row, name: str, where: str) -> date | None:
    value = row.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _error(f"{name} must be null or a day such as 2016-12-05, not {value!r}", where) from error


def stretch_of(value: object, where: str) -> tuple[int, int]:
    """Return two offsets as a decision gives them, in a list.

    Raises:
        ResourceError: they are no stretch of a text.
    """
    if not isinstance(value, list) or len(value) != 2 or not all(type(item) is int for item in value):
        raise _error("start, end and replaces are whole numbers", where)
    start, end = value
    if not 0 <= start < end:
        raise _error(f"{start}-{end} is no stretch of a text", where)
    return start, end


def _error(message: str, where: str) -> ResourceError:
    return ResourceError(message, where=where, remedy=_REMEDY)
