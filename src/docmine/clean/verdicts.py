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
    """What becomes of a unit; `duplicate_of` is the number of the line that it repeats."""

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


def judge(units: Sequence[Unit], evidence: Evidence, scorer: Scorer, threshold: float) -> list[Verdict]:
    """Return a verdict for every unit: rules and metadata first, then the score, and at last copies of what is kept.

    A text that no rule finds fault with is clean: it is not scored. Nor is the main content of a page, nor a
    text without any long sentence, where there is no body to tell the rest from.
    Long sentences, and what stands alone between two of them (a subhead), are kept whatever their score.
    """
    against = [evidence.against(i, unit) for i, unit in enumerate(units)]
    marked = [reason is not None for reason in against]
    safe = _safe(units, marked)
    is_scored = evidence.main is None and any(marked) and bool(safe)
    scores = scorer.scores(units, marked) if is_scored else [1.0 - mark for mark in marked]
    verdicts = []
    for i, value in enumerate(scores):
        if kept := evidence.wanted[i]:
            verdict = Verdict(True, kept, 1.0)
        elif dropped := against[i]:
            verdict = Verdict(False, dropped, 0.0)
        elif evidence.harvested.get(i) == "title" or i in safe:
            verdict = Verdict(True, safe.get(i, "title"), value)
        else:
            verdict = Verdict(value >= threshold, "content" if value >= threshold else "not-content", value)
        verdicts.append(verdict)
    return _without_copies(units, verdicts, evidence.wanted)


def _safe(units: Sequence[Unit], marked: Sequence[bool]) -> dict[int, str]:
    """Return the units that no score can drop, and why."""
    left = [i for i, mark in enumerate(marked) if not mark]
    body = {i: "sentences" for i in left if units[i].is_body}
    triples = zip(left, left[1:], left[2:], strict=False)
    between = {i: "between-sentences" for above, i, below in triples if above in body and below in body}
    return _listed(units, left, body) | between | body


def _listed(units: Sequence[Unit], left: Sequence[int], body: Mapping[int, str]) -> dict[int, str]:
    """Return the items of lists that a line of the text leads to with a colon.

    An item closes with a semicolon, comma, stop or "and", which headlines and links do not.
    """
    listed: dict[int, str] = {}
    for above, i in pairwise(left):
        leads = units[above].text.endswith(":") and len(units[above].words) >= _LEADING_WORDS
        if units[i].bullet and (above in listed or above in body or leads) and _ITEM_END.search(units[i].text):
            listed[i] = "list"
    return listed


def _without_copies(units: Sequence[Unit], verdicts: Sequence[Verdict], wanted: Sequence[str | None]) -> list[Verdict]:
    """Return the verdicts with units dropped that repeat another unit that is kept."""
    kept = [i for i, verdict in enumerate(verdicts) if verdict.keep]
    found = duplicates.find([units[i] for i in kept])
    copies = {kept[copy]: kept[first] for copy, first in found.items() if not wanted[kept[copy]]}
    return [
        Verdict(False, "duplicate", 0.0, units[copies[i]].lines[0].n) if i in copies else verdict
        for i, verdict in enumerate(verdicts)
    ]
