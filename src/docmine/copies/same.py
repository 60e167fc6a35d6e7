"""Whether two passages say the same: their words, and the places and days that they name.

Figures, names of agencies and single words may differ: a death toll is brought up to date, the event stays the
same. Forms and weekly reviews also repeat their wording, with another place or another day: those are no copies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

_DATELINE = re.compile(r"[A-Z][A-Z .,'’/-]{2,60}[^.!?]{0,40}? [–—-]+ ")

Interval = tuple[str | None, str | None]
"""First and last day, as `2021-03-05`, where they are known."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a passage, and what it names: the places with their geonameid, the dates with their days."""

    words: Sequence[str]
    places: Mapping[str, int | None] = field(default_factory=dict)
    dates: Mapping[str, Interval] = field(default_factory=dict)


def is_same(one: Passage, other: Passage, similarity: float) -> bool:
    """Return whether two passages say the same; it does not matter which comes first.

    The similarity is twice the longest common subsequence of words, divided by the words of both.

    Args:
        one: a passage.
        other: another.
        similarity: the least similarity, 0 to 1.
    """
    if Indel.normalized_similarity(one.words, other.words, score_cutoff=similarity) < similarity:
        return False
    return not (_elsewhere(one.places, other.places) or _another_day(one.dates, other.dates))


def dateline_end(text: str) -> int:
    """Return where the text of a dispatch begins behind its place and agency (`PARIS (Agency) – `); 0 without these.

    Where an agency writes from is no place of the event.
    """
    match = _DATELINE.match(text)
    return match.end() if match else 0


def _elsewhere(one: Mapping[str, int | None], other: Mapping[str, int | None]) -> bool:
    """Say whether each names a place that the other lacks; two spellings of one place are one."""
    known = {number for number in one.values() if number} & {number for number in other.values() if number}
    return bool(_lacking(one, other, known)) and bool(_lacking(other, one, known))


def _lacking(one: Mapping[str, int | None], other: Mapping[str, int | None], known: set[int]) -> list[str]:
    return [name for name, number in one.items() if name not in other and number not in known]


def _another_day(one: Mapping[str, Interval], other: Mapping[str, Interval]) -> bool:
    """Say whether each names a day that the other lacks, and none of these can be the same.

    "On Monday" and "on 1 March" may be one day; the same wording never speaks against a copy, whatever it was
    resolved to.
    """
    ours = [days for name, days in one.items() if name not in other and all(days)]
    theirs = [days for name, days in other.items() if name not in one and all(days)]
    return bool(ours and theirs) and all(_apart(mine, yours) for mine in ours for yours in theirs)


def _apart(one: Interval, other: Interval) -> bool:
    return str(one[1]) < str(other[0]) or str(other[1]) < str(one[0])
