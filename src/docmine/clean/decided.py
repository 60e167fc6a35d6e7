"""Lines that a person dropped or restored: their word counts before every rule and score."""

from __future__ import annotations

from collections.abc import Sequence

from docmine.clean.lines import Unit
from docmine.clean.verdicts import Verdict
from docmine.decided import Decision

REASON = "decided"


def decide(decisions: Sequence[Decision], text: str, units: Sequence[Unit], verdicts: list[Verdict]) -> list[Verdict]:
    """Return the verdicts with those of people in the place of docmine's; a unit goes by any of its lines.

    Args:
        decisions: those about lines of this report.
        text: the raw text.
        units: the units that were judged.
        verdicts: what became of each.
    """
    decided = list(verdicts)
    for decision in decisions:
        i = _unit(decision, text, units)
        if i is not None:
            decided[i] = Verdict(decision.row["keep"], REASON, 1.0)
    return decided


def _unit(decision: Decision, text: str, units: Sequence[Unit]) -> int | None:
    """Return the unit that holds the line: the one of its words whose number is nearest to what it was."""
    words = decision.text.split()
    same = [
        (abs(line.n - decision.row["n"]), i)
        for i, unit in enumerate(units)
        for line in unit.lines
        if text[line.start : line.end].split() == words
    ]
    return min(same)[1] if same else None
