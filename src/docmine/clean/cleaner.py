"""The clean stage: a raw document in, a clean one with a verdict on every line out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from docmine.clean import html, pdf, repair
from docmine.clean.decided import decide
from docmine.clean.lines import RawLine, Unit, split
from docmine.clean.metadata import harvest
from docmine.clean.patterns import RuleSets
from docmine.clean.score import WEIGHTS, Scorer
from docmine.clean.settle import settle
from docmine.clean.verdicts import Evidence, Verdict, judge
from docmine.config import Config
from docmine.decided import Decided, load
from docmine.documents import CleanDocument, Line, Metadata, RawDocument
from docmine.offsets import Edit, TextMap


class Look(NamedTuple):
    """What a text is made of before it is judged."""

    units: Sequence[Unit]
    evidence: Evidence
    metadata: Metadata
    joined: bool


class _Made(NamedTuple):
    """A clean text, and whether its lines look broken at a fixed width."""

    verdicts: Sequence[Verdict]
    text: str
    text_map: TextMap
    looks_wrapped: bool = False


@dataclass(frozen=True)
class Cleaner:
    """Turns raw documents into clean ones; holds rules and weights, and no state besides."""

    rules: RuleSets
    scorer: Scorer
    enabled: bool = True
    threshold: float = 0.45
    decided: Decided = field(default_factory=Decided)

    @classmethod
    def load(cls, config: Config) -> Cleaner:
        """Read the packaged rules and weights, the user's `pipeline/cleaning/*.toml` and `lines.npz`, and decisions.

        Raises:
            ResourceError: a file of rules, of weights or of decisions cannot be used.
        """
        own = config.path("cleaning", WEIGHTS)
        scorer = Scorer.load(own) if own and own.is_file() else Scorer.load()
        decided = load(config.path("review", "decisions.jsonl"))
        return cls(RuleSets.load(config), scorer, config.clean.enabled, config.clean.threshold, decided)

    def __call__(self, raw: RawDocument) -> CleanDocument:
        """Return the clean document; every line of `raw.text` is in its `lines`."""
        lines = split(raw.text)
        running = pdf.running_lines(raw, lines) if raw.kind == "pdf" else {}
        inside = [line for line in lines if line.n not in running]
        seen = self.look(raw, inside)
        if not self.enabled:
            everything = tuple(
                Line(*line, keep=True, reason="clean-off", score=1.0, page=_page(raw, line)) for line in lines
            )
            return CleanDocument(raw, raw.text, TextMap.identity(len(raw.text)), everything, seen.metadata)
        made = self._made(raw, seen)
        if made.looks_wrapped:  # now that its menus are gone
            seen = self.look(raw, inside, join=True)
            made = self._made(raw, seen)
        kept = tuple(_lines(raw, lines, seen.units, made.verdicts, running))
        return CleanDocument(raw, made.text, made.text_map, kept, seen.metadata)

    def _made(self, raw: RawDocument, seen: Look) -> _Made:
        """Return the clean text; what in it could be taken for a wrapped paragraph, and is none, is set apart."""
        is_text = seen.evidence.main is None and raw.kind != "pdf"
        verdicts = (
            settle(seen.units, seen.evidence, raw.metadata, self.scorer, self.threshold)
            if is_text
            else judge(seen.units, seen.evidence, self.scorer, self.threshold)
        )
        verdicts = decide(self.decided.of(raw.doc_id, "line"), raw.text, seen.units, verdicts)
        made = _Made(verdicts, *TextMap.build(raw.text, _edits(seen.units, verdicts)))
        looks_wrapped = is_text and repair.is_wrapped(made.text, split(made.text))
        if looks_wrapped and seen.joined:
            return _Made(verdicts, *TextMap.build(raw.text, _edits(seen.units, verdicts, apart=True)))
        return made._replace(looks_wrapped=looks_wrapped)

    def look(self, raw: RawDocument, lines: Sequence[RawLine], *, join: bool = False) -> Look:
        """Return the units of these lines of a text, and what speaks for and against each.

        Args:
            raw: the document.
            lines: its lines, less those that run through its pages.
            join: whether the text is known to be broken at a fixed width, though it does not look so.
        """
        inside, notes = pdf.split_notes(raw, lines)
        on_paper = raw.kind == "pdf"
        join = join or on_paper or repair.is_wrapped(raw.text, inside)
        body = repair.units(raw.text, inside, join=join, on_paper=on_paper)
        under = repair.units(raw.text, notes, join=join, on_paper=on_paper) if notes else ()
        units = pdf.without_marks(raw, [*body, *under])
        chrome = self.rules.chrome.of(raw.metadata).reasons(units)
        found = harvest(units[: len(body)], chrome[: len(body)], raw.metadata)
        wanted = self.rules.keep.of(raw.metadata).reasons(units)
        unwanted = self.rules.drop.of(raw.metadata).reasons(units)
        evidence = Evidence(
            wanted=pdf.with_notes(wanted, unwanted, len(body)),
            unwanted=unwanted,
            chrome=chrome,
            harvested=found.reasons,
            main=html.main_lines(raw) if raw.layout and self.enabled else None,
        )
        return Look(units, evidence, found.metadata, join)


def _edits(units: Sequence[Unit], verdicts: Sequence[Verdict], *, apart: bool = False) -> Iterator[Edit]:
    """Yield the edits that make the clean text: kept units, and a blank line where the raw text has one between two.

    With `apart` there is one, too, between two that look like lines of one paragraph, as an item without its bullet
    does: a clean text that is cleaned again stays as it is.
    """
    above: Unit | None = None
    kept: Unit | None = None
    gap = False
    for unit, verdict in zip(units, verdicts, strict=True):
        gap = gap or (above is not None and unit.lines[0].n > above.lines[-1].n + 1)
        above = unit
        if verdict.keep:
            if kept is not None:
                at = kept.edits[-1].raw_end
                gap = gap or (apart and repair.look_wrapped(kept.text, unit.text))
                yield Edit(at, at, "\n\n" if gap else "\n")
            yield from unit.edits
            kept, gap = unit, False


def _lines(
    raw: RawDocument,
    lines: Sequence[RawLine],
    units: Sequence[Unit],
    verdicts: Sequence[Verdict],
    running: Mapping[int, str],
) -> Iterator[Line]:
    """Yield every raw line with the verdict on its unit; lines in no unit are empty or run through the pages."""
    judged = {line.n: verdict for unit, verdict in zip(units, verdicts, strict=True) for line in unit.lines}
    for line in lines:
        keep, reason, score, copied = judged.get(line.n) or Verdict(False, running.get(line.n, "empty"), 0.0)
        copy_of = None if copied is None else units[copied].lines[0].n
        yield Line(*line, keep, reason, score, copy_of, _page(raw, line) if raw.pages else None)


def _page(raw: RawDocument, line: RawLine) -> int | None:
    stretch = raw.stretch(line.start)
    return stretch.page if stretch else None
