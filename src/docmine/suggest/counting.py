"""How often the words of candidates stand in the reports, and as what else than the name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from docmine.store import Store
from docmine.stored import Mention, mentions, texts, touching
from docmine.suggest.candidates import Candidate
from docmine.suggest.phrases import Phrases
from docmine.suggest.sightings import one_line


@dataclass(slots=True)
class _Uses:
    """Where one phrase stands: how often, in which reports, and in which longer names."""

    count: int = 0
    documents: set[str] = field(default_factory=set)
    longer: Counter[str] = field(default_factory=Counter)


def count(found: Sequence[Candidate], store: Store) -> None:
    """Count how often the words of each candidate stand in the reports, in lower case, and inside longer names.

    What a pattern finds wins over what the model finds, so that a pattern inside longer names would cut them.
    """
    lowered = {one.pattern: one.pattern.lower() for one in found}
    uses = _uses([*lowered, *lowered.values()], store)
    for one in found:
        here, word = uses[one.pattern], lowered[one.pattern]
        one.count, one.documents = here.count, len(here.documents)
        one.as_word = uses[word].count if word != one.pattern else 0
        one.cuts = here.longer.total()
        if one.as_word:
            one.conflicts.append(f"is a word too: {word!r} stands in lower case {_times(one.as_word)}")
        if one.cuts:
            most = here.longer.most_common(1)[0][0]
            one.conflicts.append(f"stands {_times(one.cuts)} inside longer names, which it would cut: {most}")


def _uses(phrases: Sequence[str], store: Store) -> dict[str, _Uses]:
    uses = {phrase: _Uses() for phrase in phrases}
    finder = Phrases(uses)
    for report in texts(store):
        found = [one for one in mentions(store, report.doc_id) if one.is_entity]
        for phrase, start, end in finder.find(report.text):
            use = uses[phrase]
            use.count += 1
            use.documents.add(report.doc_id)
            if longer := _longer(found, start, end):
                use.longer[one_line(longer.text)] += 1
    return uses


def _longer(found: Sequence[Mention], start: int, end: int) -> Mention | None:
    around = touching(found, start, end)
    return next(
        (one for one in around if one.start <= start and end <= one.end and one.end - one.start > end - start), None
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
