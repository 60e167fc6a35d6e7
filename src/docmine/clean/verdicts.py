"""What becomes of the units of a text, in the order in which the kinds of evidence count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from docmine.clean import duplicates
from docmine.clean.lines import Unit
from docmine.clean.score import Scorer

_LEADING_WORDS = 3
_ITEM_END = re.compile(r"(?:[.;,]|\band)$")


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

    def is_page(self, units: Sequence[Unit]) -> bool:
        """Return whether a rule finds fault with a text that has a body: one without is clean, or too short to tell."""
        return any((*self.unwanted, *self.chrome)) and any(unit.is_body for unit in units)

    def in_favour(self, units: Sequence[Unit], against: Sequence[str | None]) -> dict[int, str]:
        """Return the units that are kept whatever their score, and why."""
        left = [i for i, told in enumerate(against) if not told]
        sentences = {i: "sentences" for i in left if units[i].is_long_sentence}
        titles = {i: "title" for i, reason in self.harvested.items() if reason == "title"}
        return _listed(units, left) | sentences | titles


def _listed(units: Sequence[Unit], left: Sequence[int]) -> dict[int, str]:
    """Return the items of lists that a line of the text leads to with a colon.

    An item closes with a semicolon, comma, stop or "and", which headlines and links do not.
    """
    listed: dict[int, str] = {}
    for above, i in pairwise(left):
        leads = units[above].text.endswith(":") and len(units[above].words) >= _LEADING_WORDS
        if units[i].bullet and (above in listed or leads) and _ITEM_END.search(units[i].text):
            listed[i] = "list"
    return listed


def judge(units: Sequence[Unit], evidence: Evidence, scorer: Scorer, threshold: float) -> list[Verdict]:
    """Return a verdict for every unit: rules and metadata first, then the score, and at last copies of what is kept.

    The title, items of lists and long sentences are kept whatever their score. The main content of a page is not
    scored, nor a text that no rule finds fault with: it is clean already.
    """
    against = evidence.against_all(units)
    marked = [reason is not None for reason in against]
    is_scored = evidence.main is None and evidence.is_page(units)
    scores = scorer.scores(units, marked) if is_scored else [1.0 - mark for mark in marked]
    safe = evidence.in_favour(units, against)
    verdicts = []
    for i, score in enumerate(scores):
        if kept := evidence.wanted[i]:
            verdict = Verdict(True, kept, 1.0)
        elif told := against[i]:
            verdict = Verdict(False, told, 0.0)
        else:
            keep = i in safe or score >= threshold
            verdict = Verdict(keep, safe.get(i, "content") if keep else "not-content", score)
        verdicts.append(verdict)
    return _without_copies(units, verdicts, evidence.wanted)


def _without_copies(units: Sequence[Unit], verdicts: Sequence[Verdict], wanted: Sequence[str | None]) -> list[Verdict]:
    """Return the verdicts with units dropped that repeat another unit that is kept."""
    kept = [i for i, verdict in enumerate(verdicts) if verdict.keep]
    found = duplicates.find([units[i] for i in kept])
    copies = {kept[copy]: kept[first] for copy, first in found.items() if not wanted[kept[copy]]}
    return [
        Verdict(False, "duplicate", 0.0, copies[i]) if i in copies else verdict for i, verdict in enumerate(verdicts)
    ]
