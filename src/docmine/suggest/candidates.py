"""Sightings become candidates: one for each spelling, with its label, id, counts and rank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docmine.actors.names import fold
from docmine.patterns import Line
from docmine.suggest.sightings import SOURCES, Sighting, Source

DEFAULT_LABEL = "ORG"
"""Label of a candidate of which nothing tells what it names."""

_ORDER: tuple[Source, ...] = tuple(SOURCES)
_VOUCHED: tuple[Source, ...] = ("decisions", "curated")  # here people said what the name is


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the candidate; `start:end` are its offsets in the decoded raw text of the report."""

    path: str
    start: int
    end: int
    sentence: str


@dataclass(slots=True)
class Candidate:
    """A pattern that might be kept.

    `votes` says how often which label was given to it where it was seen, `sources` which source saw it
    how often; `count` is how often the words stand in the reports, `documents` in how many of them,
    `as_word` how often they stand there in lower case, `cuts` how often inside a longer name.
    `weight` adds up, over the sources, the reports in which each saw it times the source's weight.
    `clashes` when the pattern files give the same words another meaning, so that it cannot be added.
    """

    label: str
    pattern: str
    id: str = ""
    votes: dict[str, int] = field(default_factory=dict)
    sources: dict[Source, int] = field(default_factory=dict)
    count: int = 0
    documents: int = 0
    as_word: int = 0
    cuts: int = 0
    weight: float = 0.0
    clashes: bool = False
    conflicts: list[str] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)

    @property
    def line(self) -> Line:
        """The candidate as a line of a pattern file."""
        return Line(self.label, self.pattern, self.id)

    @property
    def rank(self) -> tuple[float, int, str]:
        """What candidates are sorted by: the weight of what was seen, less what speaks against it.

        Of all places at which the words stand, in their own or in lower case, those count at which a source
        saw a name; "John" mostly stands in longer names. Each conflict divides the weight further.
        """
        share = min(1.0, self.seen / max(1, self.count + self.as_word))
        return -self.weight * share / (1 + len(self.conflicts)), -self.count, self.pattern

    @property
    def seen(self) -> int:
        """At how many places sources saw the name."""
        return sum(self.sources.values())


@dataclass(slots=True)
class Tally:
    """All that was seen of one spelling; the first sighting in each document is kept as an example."""

    labels: dict[Source, Counter[str]] = field(default_factory=dict)
    reports: dict[Source, set[str]] = field(default_factory=dict)
    votes: Counter[str] = field(default_factory=Counter)
    ids: Counter[str] = field(default_factory=Counter)
    first: dict[str, Sighting] = field(default_factory=dict)

    def add(self, one: Sighting) -> None:
        """Count a sighting."""
        self.labels.setdefault(one.source, Counter())[one.label] += 1
        self.reports.setdefault(one.source, set()).add(one.doc_id)
        self.first.setdefault(one.doc_id, one)
        if vote := one.found or one.label:
            self.votes[vote] += 1
        if one.id:
            self.ids[one.id] += 1

    def candidate(self, words: str) -> Candidate:
        """Return the candidate that the sightings make: people's word for its label counts before the model's."""
        by_people = next((self.labels[source] for source in _VOUCHED if source in self.labels), None)
        label = _first(by_people or sum(self.labels.values(), Counter())) or DEFAULT_LABEL
        sources = {source: self.labels[source].total() for source in _ORDER if source in self.labels}
        weight = sum(SOURCES[source][0] * len(reports) for source, reports in self.reports.items())
        return Candidate(label, words, _first(self.ids), dict(self.votes.most_common()), sources, weight=weight)


def tally(sightings: Iterable[Sighting]) -> dict[str, Tally]:
    """Return what was seen of each spelling."""
    found: dict[str, Tally] = {}
    for one in sightings:
        found.setdefault(one.words, Tally()).add(one)
    return found


def slug(name: str) -> str:
    """Return an id for a name that has no curated row yet.

    >>> slug("Hay’at Tahrir al-Sham")
    'hayat_tahrir_sham'
    """
    return re.sub(r"\W+", "_", fold(name))


def _first(counts: Mapping[str, int]) -> str:
    """Return the most frequent key, the first in the alphabet among equals; "" if there is none."""
    return min((key for key in counts if key), key=lambda key: (-counts[key], key), default="")
