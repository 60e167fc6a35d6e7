"""What the networks learn from: phrases, texts word by word, and candidates, each with what is right."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from docmine.events.fillers import network, sequence
from docmine.events.fillers.drill import Floats
from docmine.events.fillers.features import Phrases
from docmine.events.fillers.lessons import Lesson

_SHOWN = 0.15  # of the phrases that fill no role and overlap none that does, so many are learned from


@dataclass(frozen=True, slots=True)
class Example:
    """A lesson as the pipeline has read it: its phrases, in each case that it was read in."""

    lesson: Lesson
    readings: tuple[Phrases, ...]

    def fills(self, phrases: Phrases) -> Floats:
        """Return places × roles of one of the readings: 1 where a phrase fills a role."""
        return self.lesson.labels(phrases.names)[phrases.name]


class PhraseShelf:
    """Phrases of all examples: those that fill a role, those that overlap them, a share of the others.

    That a phrase fills a role is known of the text, not of each place where it stands: so what is learned from is the
    phrase with all of its places, of which one may be enough.
    """

    def __init__(self, examples: Sequence[Example], seed: int) -> None:
        rng = random.Random(seed)  # noqa: S311 - no secret
        parts = [_Part.of(one, phrases, rng) for one in examples for phrases in one.readings]
        self._vectors = np.concatenate([one.vectors for one in parts])
        self._facts = np.concatenate([one.facts for one in parts])
        self._numbers = np.concatenate([one.numbers for one in parts])
        self._labels: Floats = np.concatenate([one.labels for one in parts])
        self._ends = np.concatenate([one.counts for one in parts]).cumsum()

    def __len__(self) -> int:
        return len(self._labels)

    def take(self, chosen: NDArray[np.int64]) -> tuple[network.Seen, Floats, NDArray[np.int64]]:
        """Return some phrases at all of their places, what each fills, and for each place whose it is."""
        starts = np.where(chosen > 0, self._ends[chosen - 1], 0)
        counts = self._ends[chosen] - starts
        owner = np.repeat(np.arange(len(chosen)), counts)
        rows = np.arange(len(owner)) + np.repeat(starts - counts.cumsum() + counts, counts)
        seen = self._vectors[rows].astype(np.float32), self._facts[rows], self._numbers[rows]
        return seen, self._labels[chosen], owner


@dataclass(frozen=True, slots=True)
class _Part:
    """The phrases of one reading that are learned from: what is seen at their places, how many those are, labels."""

    vectors: NDArray[np.float16]
    facts: NDArray[np.uint64]
    numbers: Floats
    counts: NDArray[np.int64]
    labels: Floats

    @classmethod
    def of(cls, example: Example, phrases: Phrases, rng: random.Random) -> _Part:
        labels = example.lesson.labels(phrases.names)
        drawn = np.array([rng.random() for _ in phrases.names]) < _SHOWN
        fills: NDArray[np.bool_] = np.asarray(labels.any(axis=1))[phrases.name]
        drawn[phrases.name[_touches(phrases, fills)]] = True
        rows = np.flatnonzero(drawn[phrases.name])
        counts = np.bincount(phrases.name, minlength=len(drawn))[drawn]
        seen = phrases.seen(rows).astype(np.float16)
        return cls(seen, phrases.facts[rows], phrases.numbers[rows], counts, labels[drawn])


def _touches(phrases: Phrases, fills: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which places fill a role or overlap one that does."""
    inside = np.zeros(len(phrases.vectors) + 1, dtype=int)
    for start, end in phrases.words[fills, :2]:
        inside[start + 1 : end + 1] = 1
    before = np.cumsum(inside)
    return np.asarray(before[phrases.words[:, 1]] > before[phrases.words[:, 0]])


class TextShelf:
    """Whole texts, word by word; each time that one is taken, it is in one of the cases that it was read in."""

    def __init__(self, examples: Sequence[Example], seed: int) -> None:
        self._examples = examples
        self._rng = random.Random(seed)  # noqa: S311 - no secret

    def __len__(self) -> int:
        return len(self._examples)

    def take(self, chosen: NDArray[np.int64]) -> tuple[network.Seen, Floats, NDArray[np.int64]]:
        """Return the words of some texts, and the labels of each word."""
        drawn = [(self._examples[i], self._rng.choice(self._examples[i].readings)) for i in chosen]
        labels = np.concatenate([sequence.labels(phrases, example.fills(phrases)) for example, phrases in drawn])
        return sequence.sheet([phrases for _, phrases in drawn]), labels, np.arange(len(labels))


class CandidateShelf:
    """Numbers of candidates, and whether each fills its role."""

    def __init__(self, numbers: Floats, truth: Floats) -> None:
        self._numbers, self._truth = numbers, truth[:, None]

    def __len__(self) -> int:
        return len(self._numbers)

    def take(self, chosen: NDArray[np.int64]) -> tuple[Floats, Floats, NDArray[np.int64]]:
        """Return some candidates."""
        return self._numbers[chosen], self._truth[chosen], np.arange(len(chosen))
