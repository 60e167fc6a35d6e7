"""The clean stage: a raw document in, a clean one with a verdict on every line out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docmine.clean import duplicates, html, pdf, repair, score
from docmine.clean.lines import RawLine, Unit, split
from docmine.clean.metadata import Harvest, harvest
from docmine.clean.patterns import RuleSets
from docmine.config import Config
from docmine.documents import CleanDocument, Line, RawDocument
from docmine.offsets import Edit, TextMap


class Verdict(NamedTuple):
    """What becomes of a unit; `duplicate_of` is the number of the line that it repeats."""

    keep: bool
    reason: str
    score: float
    duplicate_of: int | None = None


@dataclass(frozen=True)
class Cleaner:
    """Turns raw documents into clean ones; holds rules and weights, and no state besides."""

    rules: RuleSets
    scorer: score.Scorer
    enabled: bool = True
    threshold: float = 0.5

    @classmethod
    def load(cls, config: Config) -> Cleaner:
        """Read the packaged rules and weights and the user's `pipeline/cleaning/*.toml`.

        Raises:
            ResourceError: a file of rules cannot be used.
        """
        return cls(RuleSets.load(config), score.Scorer.load(), config.clean.enabled, config.clean.threshold)

    def __call__(self, raw: RawDocument) -> CleanDocument:
        """Return the clean document; every line of `raw.text` is in its `lines`."""
        lines = split(raw.text)
        running = pdf.running_lines(raw.text, raw.pages, lines) if raw.kind == "pdf" else {}
        inside = [line for line in lines if line.n not in running]
        join = raw.kind == "pdf" or repair.is_wrapped(raw.text, inside)
        units = repair.units(raw.text, inside, join=join)
        chrome = self.rules.chrome.of(raw.metadata).reasons(units)
        found = harvest(units, chrome, raw.metadata)
        if not self.enabled:
            everything = tuple(Line(*line, keep=True, reason="clean-off", score=1.0) for line in lines)
            return CleanDocument(raw, raw.text, TextMap.identity(len(raw.text)), everything, found.metadata)
        verdicts = self._judge(raw, lines, units, chrome, found)
        text, text_map = TextMap.build(raw.text, _edits(units, verdicts))
        return CleanDocument(raw, text, text_map, tuple(_lines(lines, units, verdicts, running)), found.metadata)

    def _judge(
        self,
        raw: RawDocument,
        lines: Sequence[RawLine],
        units: Sequence[Unit],
        chrome: Sequence[str | None],
        found: Harvest,
    ) -> list[Verdict]:
        """Return a verdict for every unit: the user's rules, what was harvested, chrome, duplicates, then the score."""
        keep = self.rules.keep.of(raw.metadata).reasons(units)
        drop = self.rules.drop.of(raw.metadata).reasons(units)
        main = html.main_lines(raw.text, lines, raw.html) if raw.html else None
        dropped: dict[int, str] = {}
        for i, unit in enumerate(units):
            harvested = found.reasons.get(i)
            reason = drop[i] or (harvested if harvested != "title" else None) or (None if harvested else chrome[i])
            if not reason and main is not None and not main.intersection(line.n for line in unit.lines):
                reason = "not-main-content"
            if not reason and not unit.words:
                reason = "no-words"
            if reason and not keep[i]:
                dropped[i] = reason
        left = [i for i in range(len(units)) if i not in dropped]
        repeats = {left[a]: left[b] for a, b in duplicates.find([units[i] for i in left]).items() if not keep[left[a]]}
        marked = [i in dropped or i in repeats for i in range(len(units))]
        scores = self.scorer.scores(units, marked) if main is None and dropped else [1.0] * len(units)
        verdicts = []
        for i, unit in enumerate(units):
            if keep[i]:
                verdicts.append(Verdict(True, str(keep[i]), 1.0))
            elif i in dropped:
                verdicts.append(Verdict(False, dropped[i], 0.0))
            elif i in repeats:
                verdicts.append(Verdict(False, "duplicate", 0.0, units[repeats[i]].lines[0].n))
            else:
                verdicts.append(
                    self._verdict(unit, scores[i], title=found.reasons.get(i) == "title", main=main is not None)
                )
        return verdicts

    def _verdict(self, unit: Unit, value: float, *, title: bool, main: bool) -> Verdict:
        if title:
            return Verdict(True, "title", value)
        if unit.is_body:
            return Verdict(True, "sentences", value)
        if main:
            return Verdict(True, "main-content", value)
        return Verdict(value >= self.threshold, "content" if value >= self.threshold else "not-content", value)


def _edits(units: Sequence[Unit], verdicts: Sequence[Verdict]) -> Iterator[Edit]:
    """Yield the edits that make the clean text: kept units, and a blank line where the raw text has one between two."""
    above: Unit | None = None
    at: int | None = None
    gap = False
    for unit, verdict in zip(units, verdicts, strict=True):
        gap = gap or (above is not None and unit.lines[0].n > above.lines[-1].n + 1)
        above = unit
        if verdict.keep:
            if at is not None:
                yield Edit(at, at, "\n\n" if gap else "\n")
            yield from unit.edits
            at, gap = unit.edits[-1].raw_end, False


def _lines(
    lines: Sequence[RawLine], units: Sequence[Unit], verdicts: Sequence[Verdict], running: dict[int, str]
) -> Iterator[Line]:
    judged = {line.n: verdict for unit, verdict in zip(units, verdicts, strict=True) for line in unit.lines}
    for line in lines:
        verdict = judged.get(line.n) or Verdict(False, running.get(line.n, "empty"), 0.0)
        yield Line(
            line.n, line.start, line.end, verdict.keep, verdict.reason, verdict.score, duplicate_of=verdict.duplicate_of
        )
