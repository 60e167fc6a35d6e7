"""Names that people corrected in the same way more than once, and words that they said are no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from docmine.corrections.decisions import Decision, read, standing
from docmine.suggest.sightings import Sighting, one_line

LEAST = 2
"""So many times people must have said the same about a name."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What people said of names, and the words that they said are none."""

    sightings: tuple[Sighting, ...]
    rejected: frozenset[str]


def read_corrections(path: Path | None) -> Corrections:
    """Return what people said alike, at least twice, about the same words.

    Raises:
        ResourceError: a line is malformed.
    """
    said = [(one_line(one.text), one) for one in _latest(read(path))]
    times = Counter((words, one.label) for words, one in said)
    kept = tuple(
        Sighting(words, "decisions", one.doc_id, one.start, one.end, one.label)
        for words, one in said
        if one.label and times[words, one.label] >= LEAST
    )
    rejected = {words for (words, label), count in times.items() if label is None and count >= LEAST}
    return Corrections(kept, frozenset(rejected - {one.words for one in kept}))


def _latest(decisions: list[Decision]) -> Iterator[Decision]:
    """Yield the decisions about names that no later one has replaced, document by document."""
    for _, group in groupby(sorted(decisions, key=attrgetter("doc_id")), key=attrgetter("doc_id")):
        yield from (one for one in standing(group) if one.verdict is None)
