"""Counts of labelled spans, right, found and expected, and what is made of them: figures, confusions, mistakes.

Only exact spans with the right label are right. A label that the labelled sentences never use says
nothing about what is found under it, so it is left out. The merged view joins GPE, LOC and FAC to
PLACE, and DATE and TIME to TEMPORAL, because most corpora draw those lines differently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from docmine.labelled import Example, Span

MERGED = {"GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "DATE": "TEMPORAL", "TIME": "TEMPORAL"}
"""Label -> label of the merged view; others stay as they are."""

NOTHING = "nothing"
"""Stands for no span at all in a table of confusions."""

Counts = npt.NDArray[np.int64]
"""Documents x labels x (correct, found, expected)."""

Pair = tuple[Span | None, Span | None]
"""What was expected, and what was found in its place."""

Kind = Literal["missed", "spurious", "label", "boundary"]

_CONTEXT = 40  # characters to either side of a mistake


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of exact spans, and the three figures made of them (0 where nothing is to be counted)."""

    correct: int = 0
    found: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.correct / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was found."""
        return self.correct / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.correct / (self.found + self.expected) if self.found + self.expected else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Counts for each document and label; the labels are those that the labelled sentences use."""

    names: tuple[str, ...]
    counts: Counts

    @property
    def labels(self) -> dict[str, Score]:
        """The score of each label."""
        return {name: Score(*map(int, row)) for name, row in zip(self.names, self.counts.sum(axis=0), strict=True)}

    @property
    def micro(self) -> Score:
        """The score of all spans, whatever their label."""
        return Score(*map(int, self.counts.sum(axis=(0, 1))))


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error to read; `expected` or `found` is None where there is no such span."""

    kind: Kind
    expected: str | None
    found: str | None
    context: str
    where: str


def counted(examples: Iterable[Example], found: Iterable[Sequence[Span]]) -> list[tuple[Span, ...]]:
    """Return what was found in each text, once each and in order, without labels that no example uses."""
    used = {span.label for example in examples for span in example.spans}
    return [tuple(sorted({span for span in spans if span.label in used})) for spans in found]


def tally(
    examples: Sequence[Example],
    found: Sequence[Sequence[Span]],
    documents: Sequence[int],
    merge: Mapping[str, str] | None = None,
) -> Tally:
    """Count by document and label.

    Args:
        examples: texts with what is expected.
        found: what was found in each, as `counted` returns it.
        documents: the number, from 0, of each text's document.
        merge: label -> label under which it is counted.
    """
    merge = merge or {}
    names = tuple(sorted({merge.get(span.label, span.label) for example in examples for span in example.spans}))
    column = {name: number for number, name in enumerate(names)}
    counts = np.zeros((max(documents, default=-1) + 1, len(names), 3), dtype=np.int64)
    for example, spans, row in zip(examples, found, documents, strict=True):
        gold, hits = _merged(example.spans, merge), _merged(spans, merge)
        for place, part in enumerate((gold & hits, hits, gold)):
            for span in part:
                counts[row, column[span.label], place] += 1
    return Tally(names, counts)


def _merged(spans: Iterable[Span], merge: Mapping[str, str]) -> set[Span]:
    return {Span(span.start, span.end, merge.get(span.label, span.label)) for span in spans}


def pairs(expected: Sequence[Span], found: Sequence[Span]) -> list[Pair]:
    """Pair each expected span with the found span that overlaps it most, in the order of the text.

    A span is in one pair. The closest (by Jaccard index of their characters) are paired first, of
    equally close ones those with the same label; what is left over is paired with None.
    """
    close = sorted(
        (-overlap, gold.label != hit.label, gold, hit)
        for gold in expected
        for hit in found
        if (overlap := _jaccard(gold, hit)) > 0
    )
    golds, hits = set(expected), set(found)
    result: list[Pair] = []
    for *_, gold, hit in close:
        if gold in golds and hit in hits:
            golds.remove(gold)
            hits.remove(hit)
            result.append((gold, hit))
    result += [(gold, None) for gold in golds]
    result += [(None, hit) for hit in hits]
    return sorted(result, key=lambda pair: min(span for span in pair if span))


def _jaccard(one: Span, other: Span) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def confusion(paired: Iterable[Pair]) -> dict[str, dict[str, int]]:
    """Return expected label -> found label -> how often; each row and column adds up to what was expected or found.

    A span with the right label and a wrong boundary is on the diagonal.
    """
    often = Counter((gold.label if gold else NOTHING, hit.label if hit else NOTHING) for gold, hit in paired)
    table: dict[str, dict[str, int]] = {}
    for (gold, hit), number in sorted(often.items()):
        table.setdefault(gold, {})[hit] = number
    return table


def mistakes(example: Example, paired: Iterable[Pair]) -> Iterator[Mistake]:
    """Yield what is wrong in one text, each thing once."""
    for gold, hit in paired:
        if gold != hit:
            focus = gold or hit
            begin, end = (focus.start, focus.end) if focus else (0, 0)
            context = example.text[max(0, begin - _CONTEXT) : end + _CONTEXT]
            yield Mistake(
                _kind(gold, hit), _shown(example, gold), _shown(example, hit), " ".join(context.split()), example.where
            )


def _kind(gold: Span | None, hit: Span | None) -> Kind:
    if hit is None:
        return "missed"
    if gold is None:
        return "spurious"
    return "label" if (gold.start, gold.end) == (hit.start, hit.end) else "boundary"


def _shown(example: Example, span: Span | None) -> str | None:
    return f"{example.text[span.start : span.end]} ({span.label})" if span else None
