"""Judging a text again as it reads without what was dropped, until nothing more goes.

So that to clean a clean text changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docmine.clean.lines import Unit
from docmine.clean.metadata import harvest
from docmine.clean.score import Scorer
from docmine.clean.verdicts import Evidence, Verdict, judge
from docmine.documents import Metadata


def settle(
    units: Sequence[Unit], evidence: Evidence, known: Metadata, scorer: Scorer, threshold: float
) -> list[Verdict]:
    """Return the verdicts on the units of a text; each round but the last drops something, so they are few.

    Args:
        units: the units.
        evidence: what speaks for and against each.
        known: metadata that do not come from the text.
        scorer: scores what no rule decides.
        threshold: what scores less is dropped.
    """
    verdicts = judge(units, evidence, scorer, threshold)
    while kept := [i for i, verdict in enumerate(verdicts) if verdict.keep]:
        rest = list(_as_they_stand(units, kept))
        found = harvest(rest, [evidence.chrome[i] for i in kept], known)
        again = judge(rest, evidence.of(kept, found.reasons), scorer, threshold)
        gone = {i: verdict for i, verdict in zip(kept, again, strict=True) if not verdict.keep}
        if not gone:
            break
        for i, verdict in gone.items():
            copied = verdict.duplicate_of
            verdicts[i] = verdict._replace(duplicate_of=None if copied is None else kept[copied])
    return verdicts


def _as_they_stand(units: Sequence[Unit], kept: Sequence[int]) -> Iterator[Unit]:
    """Yield the kept units as lines of the clean text: one each, no bullets, with its blank lines."""
    n = 0
    before = kept[0]
    for i in kept:
        n += 1 + any(units[k].lines[0].n > units[k - 1].lines[-1].n + 1 for k in range(before + 1, i + 1))
        yield units[i].alone(n)
        before = i
