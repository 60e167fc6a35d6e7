"""What people decided about links: `pipeline/review/decisions.jsonl`, the latest line about a pair counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docmine.decided import decision_rows
from docmine.errors import CuratedError, ResourceError

VERDICTS = ("accept", "reject", "unsure")


@dataclass(frozen=True, slots=True)
class Decisions:
    """Verdicts on pairs: extracted id -> curated id -> who gave it; `where` is file and line of each pair's verdict."""

    accepted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rejected: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unsure: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    where: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def stale(self, linked: Set[str], curated: Set[str]) -> Iterator[CuratedError]:
        """Yield what is wrong with each decision that had no effect, in the order of the pairs.

        A rejected or unsure pair whose curated row is gone needs no decision.

        Args:
            linked: ids of the decided extracted rows that have links.
            curated: ids of all rows of the curated tables.
        """
        for (extracted_id, curated_id), where in self.where.items():
            who = self.accepted.get(extracted_id, {}).get(curated_id)
            if curated_id not in curated:
                if who:
                    text = f"{curated_id}, accepted for {extracted_id} by {who}, is in no curated table any more"
                    yield CuratedError(text, where=where, remedy="put the row back, or reject the pair in a new line")
            elif extracted_id not in linked:
                text = f"{extracted_id}, once compared with {curated_id}, is not among the extracted rows any more"
                remedy = "look at the links of the curated row again: a report, or what is read from it, has changed"
                yield CuratedError(text, where=where, remedy=remedy)


NO_DECISIONS = Decisions()


def read_decisions(path: Path | None) -> Iterator[dict[str, Any]]:
    """Yield the decisions about links in a JSONL file, none if there is no such file; other kinds are passed over.

    Each has its file and line as `where`.

    Raises:
        CuratedError: a line is not a JSON object, or lacks a field, or has no known verdict.
    """
    if path is None or not path.is_file():
        return
    try:
        for number, row in decision_rows(path):
            if row.get("kind") != "link":
                continue
            if not all(isinstance(row.get(name), str) for name in ("extracted_id", "curated_id", "who")):
                raise _error(path, number, "a decision about a link needs extracted_id, curated_id and who, as text")
            if row.get("verdict") not in VERDICTS:
                raise _error(path, number, f"the verdict must be {', '.join(VERDICTS)}, not {row.get('verdict')!r}")
            yield {**row, "where": f"{path}:{number}"}
    except ResourceError as error:
        raise CuratedError(error.message, where=error.where, remedy=error.remedy) from error


def collect(rows: Iterable[Mapping[str, Any]]) -> Decisions:
    """Return the verdicts of decision rows in their order: a later one about the same pair replaces an earlier one.

    One that was given to many pairs at once (`bulk`) never replaces one that was given to the pair alone.
    """
    latest: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in rows:
        pair = (row["extracted_id"], row["curated_id"])
        if not row.get("bulk") or latest.get(pair, row).get("bulk"):
            latest[pair] = row
    sorted_out: dict[str, dict[str, dict[str, str]]] = {verdict: {} for verdict in VERDICTS}
    for (extracted_id, curated_id), row in latest.items():
        sorted_out[row["verdict"]].setdefault(extracted_id, {})[curated_id] = row["who"]
    where = {pair: row.get("where", "") for pair, row in latest.items()}
    return Decisions(sorted_out["accept"], sorted_out["reject"], sorted_out["unsure"], where)


def lost(decision: Mapping[str, Any]) -> CuratedError:
    """Return what is wrong with a decision whose curated id now stands for another row."""
    text = f"{decision['curated_id']} is another row than {decision['who']} saw, and no row says what that one said"
    return CuratedError(text, where=decision.get("where", ""), remedy="look at the pair again, and decide anew")


def _error(path: Path, line: int, text: str) -> CuratedError:
    return CuratedError(text, where=f"{path}:{line}", remedy="correct the line; lines are otherwise only added")
