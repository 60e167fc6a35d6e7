"""What becomes of the units of a text, in the order in which the kinds of evidence count."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docmine.clean import duplicates
from docmine.clean.lines import Unit
from docmine.clean.score import Scorer

_STRAY = 0.03
"""A text with no more than this share of its words under the threshold, and nothing that a rule drops, is clean."""


class Verdict(NamedTuple):
    """What becomes of a unit; `duplicate_of` is the index of the unit that it repeats."""

    keep: bool
    reason: str
    score: float
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of the units of a text before they are compared and scored.

    `wanted`, `unwanted` and `chrome` are the reasons of the user's keep rules, the user's drop rules and
    the packaged rules, by unit; `harvested` has the units that metadata were read from; `main` has the
    numbers of the lines of main content where the page itself tells.
    """

    wanted: Sequence[str | None]
    unwanted: Sequence[str | None]
    chrome: Sequence[str | None]
    harvested: Mapping[int, str]
    main: set[int] | None = None

    def against(self, i: int, unit: Unit) -> str | None:
        """Return the reason for which unit `i` is dropped whatever its score, or None."""
        if self.wanted[i] or self.unwanted[i]:
            return None if self.wanted[i] else self.unwanted[i]
        is_title = self.harvested.get(i) == "title"
        told = None if is_title else self.harvested.get(i) or self.chrome[i]
        if self.main is not None and not any(line.n in self.main for line in unit.lines):
            return told or "not-main-content"
        return told or (None if unit.words else "no-words")

    def of(self, which: Sequence[int], harvested: Mapping[int, str]) -> Evidence:
        """Return the evidence on some of the units, with what was read from these."""
        return Evidence(
            wanted=[self.wanted[i] for i in which],
            unwanted=[self.unwanted[i] for i in which],
            chrome=[self.chrome[i] for i in which],
            harvested=harvested,
        )

    def against_all(self, units: Sequence[Unit]) -> list[str | None]:
        """Return `against` for every unit."""
        return [self.against(i, unit) for i, unit in enumerate(units)]

    def in_favour(self, i: int, unit: Unit) -> str | None:
        """Return the reason for which unit `i` is kept whatever its score, or None."""
        if self.harvested.get(i) == "title":
            return "title"
        return "sentences" if unit.is_long_sentence else None


def judge(units: Sequence[Unit], evidence: Evidence, scorer: Scorer, threshold: float) -> list[Verdict]:
    """Return a verdict for every unit: rules and metadata first, then the score, and at last copies of what is kept.

    The title and long sentences are kept whatever their score. The main content of a page is not scored, and a text
    whose score finds hardly anything to drop is clean already and left as it is.
    """
    against = evidence.against_all(units)
    marked = [reason is not None for reason in against]
    scores = [1.0 - mark for mark in marked] if evidence.main is not None else scorer.scores(units, marked)
    safe = {i: reason for i, unit in enumerate(units) if (reason := evidence.in_favour(i, unit))}
    dropped = {i for i, score in enumerate(scores) if score < threshold and not (marked[i] or i in safe)}
    if _is_clean(units, dropped, marked):
        dropped.clear()
    verdicts = []
    for i, score in enumerate(scores):
        if kept := evidence.wanted[i]:
            verdict = Verdict(True, kept, 1.0)
        elif told := against[i]:
            verdict = Verdict(False, told, score)
        elif i in dropped:
            verdict = Verdict(False, "not-content", score)
        else:
            verdict = Verdict(True, safe.get(i, "content"), score)
        verdicts.append(verdict)
    return _without_copies(units, verdicts, evidence.wanted)


def _is_clean(units: Sequence[Unit], dropped: Collection[int], marked: Sequence[bool]) -> bool:
    """Return whether a text has no line that a rule drops, and hardly any words that the score would."""
    words = sum(len(units[i].words) for i in dropped)
    return not any(marked) and words <= _STRAY * sum(len(unit.words) for unit in units)


def _without_copies(units: Sequence[Unit], verdicts: Sequence[Verdict], wanted: Sequence[str | None]) -> list[Verdict]:
    """Return the verdicts with units dropped that repeat another unit that is kept."""
    kept = [i for i, verdict in enumerate(verdicts) if verdict.keep]
    found = duplicates.find([units[i] for i in kept])
    copies = {kept[copy]: kept[first] for copy, first in found.items() if not wanted[kept[copy]]}
    return [
        Verdict(False, "duplicate", 0.0, copies[i]) if i in copies else verdict for i, verdict in enumerate(verdicts)
    ]
