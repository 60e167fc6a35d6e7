"""Links one extracted row with the curated rows it may be."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from docmine.config import ReconcileConfig
from docmine.ids import make_id
from docmine.reconcile.compare import Levels
from docmine.reconcile.decisions import Decisions
from docmine.reconcile.facts import Facts
from docmine.reconcile.judge import Judgement, comparison, decide, judge, reasons, weights
from docmine.schema import Row

METHOD = "fellegi-sunter:weights.toml"
REVIEWED = "decision"
UNSURE = ("possible", "conflict")
"""Decisions that a person should look at."""

MAX_FURTHER = 3
"""So many curated rows are proposed beside the best one."""

F = TypeVar("F", bound=Facts)


@dataclass(frozen=True, slots=True)
class Linker(Generic[F]):
    """What it takes to link actors, or places, with one curated table."""

    kind: str
    source: str
    curated: Mapping[str, F]
    candidates: Callable[[F], Iterable[F]]
    compare: Callable[[F, F], Levels]
    config: ReconcileConfig
    decisions: Decisions

    def links(self, extracted: F) -> Iterator[Row]:
        """Yield the links of one extracted row: what people accepted, or else the best, then others that may be."""
        accepted = self.decisions.accepted.get(extracted.id, {})
        if known := [key for key in accepted if key in self.curated]:
            for key in known:
                yield self._accepted(extracted, self.curated[key], accepted[key])
            return
        gone = [f"{key}, accepted by {who}, is not in {self.source} any more" for key, who in accepted.items()]
        ranked = self._ranked(extracted)
        if not ranked or decide(self.kind, ranked[0][1], self.config) == "new":
            yield self._new(extracted, ranked[0] if ranked else None, gone)
            return
        (best, verdict), others = ranked[0], ranked[1 : 1 + MAX_FURTHER]
        lead = verdict.points - others[0][1].points if others else math.inf
        tied = [f"{others[0][0].id} fits about as well"] if lead < weights()[self.kind]["tie"] else []
        yield self._pair(extracted, best, verdict, decide(self.kind, verdict, self.config, lead), [*gone, *tied])
        for row, judgement in others:
            if judgement.score >= self.config.name_possible:
                yield self._pair(extracted, row, judgement, "possible", [f"{best.id} fits better"])

    def _ranked(self, extracted: F) -> list[tuple[F, Judgement]]:
        """Return the curated rows worth comparing that nobody rejected, the best first, ties as in the file."""
        rejected = self.decisions.rejected.get(extracted.id, {})
        rows = (row for row in self.candidates(extracted) if row.id not in rejected)
        pairs = ((row, judge(self.kind, self.compare(extracted, row))) for row in rows)
        return sorted(pairs, key=lambda pair: -pair[1].points)

    def _pair(self, extracted: F, row: F, verdict: Judgement, decision: str, also: Sequence[str] = ()) -> Row:
        shown = (extracted.shown, row.shown)
        who = self.decisions.unsure.get(extracted.id, {}).get(row.id)
        return self._row(
            extracted,
            curated_source=row.source,
            curated_id=row.id,
            curated=row.words,
            decision="possible" if who else decision,
            reviewed_by=who,
            to_review=bool(who) or decision in UNSURE,
            score=round(verdict.score, 4),
            comparison=comparison(self.kind, verdict, *shown),
            reasons=[*([f"{who} is unsure"] if who else []), *also, *reasons(self.kind, verdict, decision, *shown)],
        )

    def _accepted(self, extracted: F, row: F, who: str) -> Row:
        verdict = judge(self.kind, self.compare(extracted, row))
        pair = self._pair(extracted, row, verdict, "match", [f"accepted by {who}"])
        return {**pair, "reviewed_by": who, "to_review": False, "method": REVIEWED}

    def _new(self, extracted: F, best: tuple[F, Judgement] | None, gone: Sequence[str]) -> Row:
        rejected = self.decisions.rejected.get(extracted.id, {})
        why = f"{best[0].id} fits best, but badly" if best else "no curated row is within reach"
        return self._row(
            extracted,
            decision="new",
            score=round(best[1].score, 4) if best else 0.0,
            reasons=[why, *gone, *(f"{key} was rejected by {who}" for key, who in rejected.items())],
            reviewed_by=", ".join(dict.fromkeys(rejected.values())) or None,
        )

    def _row(self, extracted: F, **cells: Any) -> Row:  # noqa: ANN401 - cells of any type
        return link_row(self.kind, self.source, extracted, METHOD, **cells)


def link_row(kind: str, source: str, extracted: Facts, method: str, **cells: Any) -> Row:  # noqa: ANN401 - of any type
    """Return a row of the table `links`; cells that are not given are empty, and `source` is all that was searched."""
    return {
        "link_id": make_id(
            "link", kind, extracted.id, cells.get("curated_source", source), cells.get("curated_id") or ""
        ),
        "kind": kind,
        "extracted_id": extracted.id,
        "extracted": extracted.words,
        "curated_source": source,
        "curated_id": None,
        "curated": None,
        "relation": None,
        "comparison": None,
        "reviewed_by": None,
        "to_review": False,
        "method": method,
        **cells,
    }
