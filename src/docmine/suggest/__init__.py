"""Mines candidate patterns from a run's tables, curated lists and decisions; a person chooses among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from docmine import patterns
from docmine.config import Config
from docmine.excerpts import excerpt
from docmine.store import Store
from docmine.stored import texts
from docmine.suggest.candidates import Candidate, Example, Tally, tally
from docmine.suggest.conflicts import Kept
from docmine.suggest.corrections import read_corrections
from docmine.suggest.miners import Miners
from docmine.suggest.phrases import Phrases
from docmine.suggest.sightings import SOURCES, Source, one_line

__all__ = ["SOURCES", "Candidate", "Example", "Source", "Suggestions", "suggest"]

_MIN_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best candidates, how many there were, and how many words people had said to be no names."""

    candidates: tuple[Candidate, ...]
    found: int
    rejected: int


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
    _count(found, store)
    found = [one for one in found if one.count >= min_count]
    for one in found:
        one.conflicts = kept.conflicts(one.line) + one.conflicts
        one.clashes = kept.rival(one.line) is not None
    found.sort(key=lambda one: one.rank)
    chosen = found[:limit] if limit else found
    for one in chosen:
        one.examples = list(_examples(tallies[one.pattern], store, examples))
    return Suggestions(tuple(chosen), len(found), len(rejected))


def _count(found: list[Candidate], store: Store) -> None:
    """Count how often the words of each candidate stand in the reports, as they are and in lower case."""
    lowered = {one.pattern: one.pattern.lower() for one in found}
    phrases = Phrases([*lowered, *lowered.values()])
    counts, documents = Counter[str](), Counter[str]()
    for report in texts(store):
        here = [words for words, _, _ in phrases.find(report.text)]
        counts.update(here)
        documents.update(set(here))
    for one in found:
        one.count, one.documents = counts[one.pattern], documents[one.pattern]
        word = lowered[one.pattern]
        if word != one.pattern and (times := counts[word]):
            one.as_word = times
            one.conflicts.append(f"is a word too: {word!r} stands in lower case {times} times")


def _examples(seen: Tally, store: Store, most: int) -> Iterator[Example]:
    for one in list(seen.first.values())[:most]:
        record = store.execute("SELECT path FROM documents WHERE doc_id = ?", (one.doc_id,)).fetchone()
        if record is None:  # a decision about a report that is gone
            continue
        _, clean, offsets = store.text(one.doc_id)
        if one_line(clean[one.start : one.end]) == one.words:
            sentence = excerpt(clean, one.start, one.end)
            yield Example(record["path"], *offsets.to_raw(one.start, one.end), sentence)
