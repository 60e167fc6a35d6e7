"""Mines candidate patterns from a run's tables, curated lists and decisions; a person chooses among them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass

from docmine import patterns
from docmine.config import Config
from docmine.excerpts import excerpt
from docmine.store import Store
from docmine.suggest.candidates import Candidate, Example, Tally, tally
from docmine.suggest.conflicts import Kept
from docmine.suggest.corrections import read_corrections
from docmine.suggest.counting import count
from docmine.suggest.curated import Curated
from docmine.suggest.known import Known
from docmine.suggest.miners import Miners
from docmine.suggest.sightings import NOTHING, SOURCES, Source, one_line

__all__ = ["NOTHING", "SOURCES", "Candidate", "Example", "Source", "Suggestions", "curated_ids", "suggest"]

_MIN_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best candidates, how many there were, and how many words people had said to be no names."""

    candidates: tuple[Candidate, ...]
    found: int
    rejected: int

    def as_dict(self) -> dict[str, object]:
        """Return all of it as plain values, for JSON."""
        return {"found": self.found, "rejected": self.rejected, "candidates": [asdict(one) for one in self.candidates]}


def suggest(
    config: Config,
    store: Store,
    *,
    sources: Collection[Source] = tuple(SOURCES),
    min_count: int = 2,
    limit: int = 50,
    examples: int = 1,
) -> Suggestions:
    """Return candidates for new patterns, the most useful first.

    Args:
        config: says where the workspace is.
        store: the tables of a run.
        sources: which sources to mine.
        min_count: words that stand in the reports less often are left out.
        limit: at most so many candidates; 0 for all.
        examples: sentences for each.

    Raises:
        ResourceError: a pattern file or the decisions are malformed.
        CuratedError: a curated table is.
    """
    kept = Kept(patterns.read(config))
    said = read_corrections(config.path("review", "decisions.jsonl"))
    tallies = tally(Miners(config, kept, said, sources).sightings(store))
    rejected = said.rejected & tallies.keys()
    found = [one.candidate(words) for words, one in tallies.items() if words not in said.rejected]
    found = [one for one in found if len(one.pattern) >= _MIN_LENGTH and not kept.has(one.line)]
    count(found, store)
    found = [one for one in found if one.count >= min_count]
    for one in found:
        one.conflicts = kept.conflicts(one.line) + one.conflicts
        one.clashes = kept.rival(one.line) is not None
    found.sort(key=lambda one: one.rank)
    chosen = found[:limit] if limit else found
    for one in chosen:
        one.examples = list(_examples(tallies[one.pattern], store, examples))
    return Suggestions(tuple(chosen), len(found), len(rejected))


def curated_ids(config: Config) -> frozenset[str]:
    """Return the ids that a pattern may carry: those of the listed actors, and of the curated places."""
    known = Known.load(config)
    return frozenset(known.table.actors) | {entry.id for entry in Curated.load(config, known).entries.values()}


def _examples(seen: Tally, store: Store, most: int) -> Iterator[Example]:
    for one in list(seen.first.values())[:most]:
        record = store.execute("SELECT path FROM documents WHERE doc_id = ?", (one.doc_id,)).fetchone()
        if record is None:  # a decision about a report that is gone
            continue
        _, clean, offsets = store.text(one.doc_id)
        if one_line(clean[one.start : one.end]) == one.words:
            sentence = excerpt(clean, one.start, one.end)
            yield Example(record["path"], *offsets.to_raw(one.start, one.end), sentence)
