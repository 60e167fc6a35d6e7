"""Makes the rows of the table `links` of one extracted event after the other, out of what the engine decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from docmine.reconcile.decisions import Decisions
from docmine.reconcile.facts import EventFacts
from docmine.reconcile.linker import REVIEWED, link_row
from docmine.reconcile.pairs.deciding import DECISIONS, RELATIONS, TIE, Decided, relations
from docmine.reconcile.pairs.explaining import Explainer, comparison, reasons
from docmine.reconcile.pairs.judging import Judged
from docmine.reconcile.pairs.model import probability
from docmine.schema import Row


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the engine says of pairs, in the order of the extracted events."""

    judged: Judged
    decided: Decided


class EventRows:
    """Turns the verdicts on the pairs of each extracted event into rows."""

    def __init__(
        self,
        source: str,
        curated: Sequence[EventFacts],
        decisions: Decisions,
        explainer: Explainer,
        verdicts: Verdicts,
    ) -> None:
        """Take the verdicts; `source` is what the table of the curated events is called."""
        judged, decided = verdicts.judged, verdicts.decided
        self._source = source
        self._curated = curated
        self._decisions = decisions
        self._method = f"additive:{explainer.version}"
        self._explainer = explainer
        self._judged = judged
        self._decided = decided
        self._scores = probability(judged.log_odds)
        self._relations = relations(judged.levels)
        self._shown = judged.a[decided.index]

    def of(self, number: int, event: EventFacts) -> Iterator[Row]:
        """Yield the links of the extracted event with this row number."""
        shown = range(*np.searchsorted(self._shown, (number, number + 1)).tolist())
        accepted = self._decisions.accepted.get(event.id, {})
        if shown and self._other(int(self._decided.index[shown[0]])).id in accepted:
            for at in shown:
                yield self._accepted(event, int(self._decided.index[at]), accepted)
            return
        gone = [f"{key}, accepted by {who}, is not in {self._source} any more" for key, who in accepted.items()]
        if not shown:
            pairs = range(*np.searchsorted(self._judged.a, (number, number + 1)).tolist())
            yield self._new(event, pairs, gone)
        for at in shown:
            also = [*gone, *self._tied(shown)] if at == shown[0] else [self._why_further(shown[0], at)]
            row = self._pair(event, int(self._decided.index[at]), DECISIONS[self._decided.decision[at]], also)
            yield {**row, "to_review": bool(self._decided.to_review[at])}

    def _other(self, pair: int) -> EventFacts:
        return self._curated[int(self._judged.b[pair])]

    def _tied(self, shown: Sequence[int]) -> list[str]:
        """Return that the second best fits about as well, if it does."""
        if len(shown) == 1:
            return []
        best, second = (int(self._decided.index[at]) for at in shown[:2])
        lead = self._judged.log_odds[best] - self._judged.log_odds[second]
        return [f"{self._other(second).id} fits about as well"] if lead < TIE else []

    def _why_further(self, best: int, at: int) -> str:
        if DECISIONS[self._decided.decision[at]] != "possible":
            return "the report sums up several curated events"
        return f"{self._other(int(self._decided.index[best])).id} fits better"

    def _pair(self, event: EventFacts, pair: int, decision: str, also: Sequence[str]) -> Row:
        other = self._other(pair)
        levels = {feature: int(cells[pair]) for feature, cells in self._judged.levels.items()}
        findings = self._explainer.findings(levels)
        who = self._decisions.unsure.get(event.id, {}).get(other.id)
        return self._row(
            event,
            curated_source=other.source,
            curated_id=other.id,
            curated=other.words,
            decision=decision,
            relation=RELATIONS[self._relations[pair]],
            reviewed_by=who,
            score=round(float(self._scores[pair]), 4),
            comparison=comparison(findings, event.shown, other.shown),
            reasons=[*([f"{who} is unsure"] if who else []), *also, *reasons(findings, event.shown, other.shown)],
        )

    def _accepted(self, event: EventFacts, pair: int, accepted: Mapping[str, str]) -> Row:
        who = accepted[self._other(pair).id]
        row = self._pair(event, pair, "match", [f"accepted by {who}"])
        return {**row, "reviewed_by": who, "method": REVIEWED}

    def _new(self, event: EventFacts, pairs: Sequence[int], gone: Sequence[str]) -> Row:
        rejected: Mapping[str, str] = self._decisions.rejected.get(event.id, {})
        best = max(pairs, key=lambda pair: self._scores[pair], default=None)
        why = "no curated row within reach fits" if best is None else f"{self._other(best).id} fits best, but badly"
        return self._row(
            event,
            decision="new",
            score=0.0 if best is None else round(float(self._scores[best]), 4),
            reasons=[why, *gone, *(f"{key} was rejected by {who}" for key, who in rejected.items())],
            reviewed_by=", ".join(dict.fromkeys(rejected.values())) or None,
        )

    def _row(self, event: EventFacts, **cells: object) -> Row:
        return link_row("event", self._source, event, self._method, **cells)
