"""Decisions that stand, and which of them the tables do not show yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from docmine.decided import decision_rows, stamp
from docmine.inspect.workspace import Workspace
from docmine.schema import Row
from docmine.store import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision that was not taken back; `in_words` says what it says."""

    stamp: str
    row: Row
    waits: bool

    @property
    def in_words(self) -> str:
        """What was decided, for people to read."""
        tell = _IN_WORDS.get(self.row["kind"])
        return tell(self.row) if tell else str(self.row["kind"])


def pending(workspace: Workspace, store: Store, doc_id: str | None = None) -> list[Standing]:
    """Return the standing decisions, of one report or of all, the latest first.

    Those about actors belong to every report; verdicts on links are taken and undone where links are shown.

    Raises:
        ResourceError: the file of decisions is malformed.
    """
    seen = int(store.meta("decisions") or 0)
    found = [
        Standing(stamp(row), row, number > seen)
        for number, row in decision_rows(workspace.decisions)
        if doc_id is None or (row.get("doc_id") in (doc_id, None) and row.get("kind") != "link")
    ]
    return found[::-1]


def _entity(row: Row) -> str:
    return f"“{row['text']}” is {'a name: ' + row['label'] if row['label'] else 'no name'}"


def _date(row: Row) -> str:
    days = [day for day in (row.get("earliest"), row.get("latest")) if day]
    return f"“{row['text']}” is {' to '.join(dict.fromkeys(days)) if days else 'no date'}"


def _place(row: Row) -> str:
    place = row.get("place")
    return (
        f"“{row['text']}” is {place['name']} at {place['lat']}, {place['lon']}"
        if place
        else f"“{row['text']}” is no place"
    )


def _event(row: Row) -> str:
    if row.get("reject"):
        return f"“{row['text']}” is no event"
    return f"“{row['text']}”: {', '.join(f'{name} {value}' for name, value in row['cells'].items())}"


def _sentence(row: Row) -> str:
    return f"every name of “{row['text'][:60]}” is {'right' if row['verdict'] == 'accept' else 'not settled'}"


_IN_WORDS: dict[str, Callable[[Row], str]] = {
    "entity": _entity,
    "date": _date,
    "place": _place,
    "event": _event,
    "line": lambda row: f"line {row['n']} is {'kept' if row['keep'] else 'dropped'}: “{row['text'][:60]}”",
    "sentence": lambda row: (
        f"every name of “{row['text'][:60]}” is {'right' if row['verdict'] == 'accept' else 'not settled'}"
    ),
    "merge_actors": lambda row: f"{row['other']} is {row['keep']}",
    "split_actor": lambda row: f"{row['name']} is not {row['from']} but {row['as']}",
    "link": lambda row: f"{row['extracted_id']} – {row['curated_id']}: {row['verdict']}",
}
