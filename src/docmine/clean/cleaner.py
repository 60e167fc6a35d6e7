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
        """Return a verdict for every unit: the user's rules first, then chrome, copies, and at last the score."""
        wanted = self.rules.keep.of(raw.metadata).reasons(units)
        main = html.main_lines(raw.text, lines, raw.html) if raw.html else None
        unwanted = self.rules.drop.of(raw.metadata).reasons(units)
        reasons = [
            None if want else drop or _dropped(unit, found.reasons.get(i), mark, main)
            for i, (unit, want, drop, mark) in enumerate(zip(units, wanted, unwanted, chrome, strict=True))
        ]
        copies = _copies(units, [reason is None for reason in reasons], wanted)
        marked = [reason is not None or i in copies for i, reason in enumerate(reasons)]
        scored = main is None and any(reasons)
        scores = self.scorer.scores(units, marked) if scored else [1.0 - mark for mark in marked]
        verdicts = []
        for i, unit in enumerate(units):
            if reason := wanted[i]:
                verdicts.append(Verdict(True, reason, 1.0))
            elif reason := reasons[i]:
                verdicts.append(Verdict(False, reason, 0.0))
            elif i in copies:
                verdicts.append(Verdict(False, "duplicate", 0.0, units[copies[i]].lines[0].n))
            else:
                verdicts.append(self._weighed(unit, scores[i], is_title=found.reasons.get(i) == "title"))
        return verdicts

    def _weighed(self, unit: Unit, value: float, *, is_title: bool) -> Verdict:
        if is_title:
            return Verdict(True, "title", value)
        if unit.is_body:
            return Verdict(True, "sentences", value)
        return Verdict(True, "content", value) if value >= self.threshold else Verdict(False, "not-content", value)


def _dropped(unit: Unit, harvested: str | None, chrome: str | None, main: set[int] | None) -> str | None:
    """Return the reason for which a unit is dropped whatever its score, or None.

    The title is no chrome, though it may read like it; in a page it stays where its main content has it.
    """
    if main is not None and not any(line.n in main for line in unit.lines):
        return chrome or (harvested if harvested != "title" else None) or "not-main-content"
    if harvested == "title":
        return None
    return harvested or chrome or (None if unit.words else "no-words")


def _copies(units: Sequence[Unit], left: Sequence[bool], wanted: Sequence[str | None]) -> dict[int, int]:
    """Return the units that repeat another among those that are left, and which."""
    which = [i for i, is_left in enumerate(left) if is_left]
    found = duplicates.find([units[i] for i in which])
    return {which[copy]: which[first] for copy, first in found.items() if not wanted[which[copy]]}


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
