"""Decisions about names in `pipeline/review/decisions.jsonl`; lines are only added, and a later one wins.

`{"kind": "entity", "doc_id": "d_…", "start": 120, "end": 132, "label": "ORG", "text": "Kessen Guard", "who": "am"}`
says what these characters of the document's clean text are: a name with that label, or no name where
the label is null. `"replaces": [124, 132]` names the span whose boundaries it corrects.
`{"kind": "sentence", "doc_id": …, "start": …, "end": …, "text": …, "verdict": "accept", "who": …}` says that every
name of the sentence is right as the run shows it; `reject` withdraws the sentence from training.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmine.decided import decision_rows
from docmine.errors import ResourceError
from docmine.labelled import LABELS

VERDICTS = ("accept", "reject")
_REMEDY = "correct the line; lines are otherwise only added"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about a stretch of a document; `verdict` of a sentence, else `label` and `replaces` of a name."""

    doc_id: str
    start: int
    end: int
    text: str
    who: str
    where: str
    verdict: str | None = None
    label: str | None = None
    replaces: tuple[int, int] | None = None

    def about(self, start: int, end: int) -> bool:
        """Tell whether the decision concerns a name at `start:end`, so that it takes its place."""
        if (start, end) in ((self.start, self.end), self.replaces):
            return True
        # That something is no name says nothing of other names that overlap it.
        return self.label is not None and start < self.end and self.start < end


def read(path: Path | None) -> list[Decision]:
    """Return the decisions about names and sentences, none if there is no such file; other kinds are passed over.

    Raises:
        ResourceError: a line is malformed.
    """
    if path is None or not path.is_file():
        return []
    rows = ((row, f"{path}:{number}") for number, row in decision_rows(path))
    return [_decision(row, where) for row, where in rows if row.get("kind") in ("entity", "sentence")]


def standing(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Yield the decisions of one document that no later one about the same thing has replaced, in their order."""
    kept: list[Decision] = []
    for decision in decisions:
        if decision.verdict:
            kept = [old for old in kept if not (old.verdict and _same(old, decision))]
        else:
            kept = [old for old in kept if old.verdict or not decision.about(old.start, old.end)]
        kept.append(decision)
    yield from kept


def _same(one: Decision, other: Decision) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _decision(row: dict[str, Any], where: str) -> Decision:
    if not all(isinstance(row.get(name), str) for name in ("doc_id", "text", "who")):
        raise _error("a decision needs doc_id, text and who, as text", where)
    start, end = _offsets([row.get("start"), row.get("end")], where)
    given = {"doc_id": row["doc_id"], "start": start, "end": end, "text": row["text"], "who": row["who"]}
    if row["kind"] == "sentence":
        if row.get("verdict") not in VERDICTS:
            raise _error(f"the verdict must be accept or reject, not {row.get('verdict')!r}", where)
        return Decision(**given, where=where, verdict=row["verdict"])
    if "label" not in row or row["label"] not in (None, *LABELS["names"]):
        raise _error(f"the label must be null or one of {', '.join(LABELS['names'])}", where)
    replaces = _offsets(row["replaces"], where) if row.get("replaces") is not None else None
    return Decision(**given, where=where, label=row["label"], replaces=replaces)


def _offsets(value: object, where: str) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2 or not all(type(item) is int for item in value):
        raise _error("start, end and replaces are whole numbers", where)
    start, end = value
    if not 0 <= start < end:
        raise _error(f"{start}-{end} is no stretch of a text", where)
    return start, end


def _error(message: str, where: str) -> ResourceError:
    return ResourceError(message, where=where, remedy=_REMEDY)
