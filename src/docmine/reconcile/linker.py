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
from docmine.reconcile.judge import Judgement, comparison, decide, judge, reasons
from docmine.schema import Row

METHOD = "fellegi-sunter:weights.toml"
REVIEWED = "decision"
MAX_FURTHER = 3
"""So many curated rows are proposed beside the best one."""

F = TypeVar("F", bound=Facts)


@dataclass(frozen=True, slots=True)
class Linker(Generic[F]):
    """What it takes to link one kind of rows with one curated table."""

    kind: str
    source: str
    curated: Mapping[str, F]
    candidates: Callable[[F], Iterable[F]]
    compare: Callable[[F, F], Levels]
    config: ReconcileConfig
    decisions: Decisions

    def links(self, extracted: F) -> Iterator[Row]:
        """Yield the links of one extracted row: what people accepted, or else the best, then others as good."""
        accepted = self.decisions.accepted.get(extracted.id, {})
        rejected = self.decisions.rejected.get(extracted.id, {})
        if known := {key: who for key, who in accepted.items() if key in self.curated}:
            for curated_id, who in known.items():
                yield self._accepted(extracted, self.curated[curated_id], who)
            return
        pairs = [(row, judge(self.kind, self.compare(extracted, row))) for row in self.candidates(extracted)]
        pairs = sorted((pair for pair in pairs if pair[0].id not in rejected), key=lambda pair: -pair[1].points)
        best = pairs[0] if pairs else None
        if best is None or decide(self.kind, best[1], self.config) == "new":
            yield self._new(extracted, best, rejected)
            return
        lead = best[1].points - pairs[1][1].points if len(pairs) > 1 else math.inf
        decision = decide(self.kind, best[1], self.config, lead)
        also = [f"{pairs[1][0].id} fits about as well"] if decision == "possible" and lead < math.inf else []
        yield self._pair(extracted, *best, decision, also)
        for row, verdict in pairs[1 : 1 + MAX_FURTHER]:
            if verdict.score >= self.config.possible:
                yield self._pair(extracted, row, verdict, "possible", [f"{best[0].id} fits better"])

    def _pair(self, extracted: F, row: F, verdict: Judgement, decision: str, also: Sequence[str] = ()) -> Row:
        shown = (extracted.shown, row.shown)
        return self._row(
            extracted,
            curated_id=row.id,
            curated=row.words,
            decision=decision,
            score=round(verdict.score, 4),
            comparison=comparison(self.kind, verdict, *shown),
            reasons=[*also, *reasons(self.kind, verdict, decision, *shown)],
        )

    def _accepted(self, extracted: F, row: F, who: str) -> Row:
        verdict = judge(self.kind, self.compare(extracted, row))
        pair = self._pair(extracted, row, verdict, "match", [f"accepted by {who}"])
        return {**pair, "reviewed_by": who, "method": REVIEWED}

    def _new(self, extracted: F, best: tuple[F, Judgement] | None, rejected: Mapping[str, str]) -> Row:
        score = best[1].score if best else 0.0
        why = f"{best[0].id} fits best, but badly" if best else "no curated row is within reach"
        who = [f"{key} was rejected by {person}" for key, person in rejected.items()]
        reviewed_by = "|".join(dict.fromkeys(rejected.values())) or None
        return self._row(extracted, decision="new", score=round(score, 4), reasons=[why, *who], reviewed_by=reviewed_by)

    def _row(self, extracted: F, **cells: Any) -> Row:  # noqa: ANN401 - cells of any type
        return {
            "link_id": make_id("link", self.kind, extracted.id, self.source, cells.get("curated_id") or ""),
            "kind": self.kind,
            "extracted_id": extracted.id,
            "extracted": extracted.words,
            "curated_source": self.source,
            "curated_id": None,
            "curated": None,
            "comparison": None,
            "reviewed_by": None,
            "method": METHOD,
            **cells,
        }
