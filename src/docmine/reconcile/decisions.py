"""What people decided about links: `pipeline/review/decisions.jsonl`, the latest line about a pair counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docmine.errors import CuratedError, ResourceError
from docmine.resources import read_jsonl

VERDICTS = ("accept", "reject")


@dataclass(frozen=True, slots=True)
class Decisions:
    """Verdicts on pairs: extracted id -> curated id -> who gave it."""

    accepted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rejected: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_decisions(path: Path | None) -> Iterator[dict[str, Any]]:
    """Yield the decisions about links in a JSONL file, none if there is no such file; other kinds are passed over.

    Raises:
        CuratedError: a line is not a JSON object, or lacks a field, or has another verdict than accept or reject.
    """
    if path is None or not path.is_file():
        return
    try:
        for number, row in read_jsonl(path):
            if row.get("kind") != "link":
                continue
            if not all(isinstance(row.get(name), str) for name in ("extracted_id", "curated_id", "who")):
                raise _error(path, number, "a decision about a link needs extracted_id, curated_id and who, as text")
            if row.get("verdict") not in VERDICTS:
                raise _error(path, number, f"the verdict must be accept or reject, not {row.get('verdict')!r}")
            yield row
    except ResourceError as error:
        raise CuratedError(error.message, where=error.where, remedy=error.remedy) from error


def collect(rows: Iterable[Mapping[str, Any]]) -> Decisions:
    """Return the verdicts of decision rows in their order: a later one about the same pair replaces an earlier one."""
    latest: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in rows:
        latest[row["extracted_id"], row["curated_id"]] = row
    sorted_out: dict[str, dict[str, dict[str, str]]] = {verdict: {} for verdict in VERDICTS}
    for (extracted_id, curated_id), row in latest.items():
        sorted_out[row["verdict"]].setdefault(extracted_id, {})[curated_id] = row["who"]
    return Decisions(sorted_out["accept"], sorted_out["reject"])


def _error(path: Path, line: int, text: str) -> CuratedError:
    return CuratedError(text, where=f"{path}:{line}", remedy="correct the line; lines are otherwise only added")
