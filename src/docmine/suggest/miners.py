"""All sources together: what they see in a run's texts, one text at a time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from docmine.actors.abbreviations import definitions
from docmine.config import Config
from docmine.events import triggers
from docmine.store import Store
from docmine.stored import Mention, Text, mentions, texts
from docmine.suggest.candidates import slug
from docmine.suggest.conflicts import Kept
from docmine.suggest.corrections import Corrections
from docmine.suggest.curated import Curated
from docmine.suggest.known import Known, label_of
from docmine.suggest.sightings import Sighting, Source, one_line
from docmine.suggest.unknown import missed, unknown

_LOWER = re.compile(r"(?<![\w'’])[^\W\d_A-Z][^\W\d_]*")


class Miners:
    """The sources that are asked for, with all that they read.

    Raises:
        ResourceError: a list is malformed.
        CuratedError: a curated table is.
    """

    def __init__(self, config: Config, kept: Kept, said: Corrections, sources: Collection[Source]) -> None:
        self._sources, self._kept, self._said = sources, kept, said
        self._known = Known.load(config)
        self._curated = Curated.load(config, self._known)
        self._triggers = triggers.load(*(_of_user(config, name) for name in ("triggers.csv", "ontology.csv"))).by_form
        self._common: frozenset[str] = frozenset()

    def sightings(self, store: Store) -> Iterator[Sighting]:
        """Yield what the sources see in all texts, and what people decided."""
        if "decisions" in self._sources:
            yield from self._said.sightings
        if "triggers" in self._sources:
            self._common = frozenset(word for report in texts(store) for word in _LOWER.findall(report.text))
        for report in texts(store):
            yield from self._in_text(report, mentions(store, report.doc_id))

    def _in_text(self, report: Text, found: Sequence[Mention]) -> Iterator[Sighting]:
        if "curated" in self._sources:
            yield from self._curated.unfound(report, found)
        if "brackets" in self._sources:
            yield from self._bracketed(report)
        if "unknown" in self._sources:
            yield from unknown(report, found, self._known, self._curated.entries)
        if "triggers" in self._sources:
            yield from missed(report, found, self._known, self._triggers, self._common)

    def _bracketed(self, report: Text) -> Iterator[Sighting]:
        """Yield full names and abbreviations that explain each other, unless lists have both; both get one id."""
        for one in definitions(report.text):
            spans = {one_line(report.text[start:end]): (start, end) for start, end in (one.long, one.short)}
            actors = [self._known.actor(name) for name in spans]
            if all(actors):
                continue
            label, identity = self._identity(*spans)
            for name, span in spans.items():
                yield Sighting(name, "brackets", report.doc_id, *span, label, identity)

    def _identity(self, long: str, short: str) -> tuple[str, str]:
        """Return label and id that a list or a pattern has for either name, else a new id and no label."""
        for name in (long, short):
            if actor := self._known.actor(name):
                return label_of(actor), actor.key
        lines = [line for name in (long, short) if (line := self._kept.line(name)) and line.id]
        return lines[0].meaning if lines else ("", slug(long))


def _of_user(config: Config, name: str) -> Path | None:
    path = config.path("events", name)
    return path if path and path.exists() else None
