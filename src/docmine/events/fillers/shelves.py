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
    """Phrases of all examples: those that fill a role, those that overlap them, a share of the others."""

    def __init__(self, examples: Sequence[Example], seed: int) -> None:
        rng = random.Random(seed)  # noqa: S311 - no secret
        parts = [self._part(one, phrases, rng) for one in examples for phrases in one.readings]
        self._vectors = np.concatenate([vectors for vectors, _, _, _ in parts])
        self._facts = np.concatenate([facts for _, facts, _, _ in parts])
        self._numbers = np.concatenate([numbers for _, _, numbers, _ in parts])
        self._labels: Floats = np.concatenate([labels for _, _, _, labels in parts])

    def __len__(self) -> int:
        return len(self._labels)

    def take(self, chosen: NDArray[np.int64]) -> tuple[network.Seen, Floats]:
        """Return some phrases, and what each fills."""
        seen = self._vectors[chosen].astype(np.float32), self._facts[chosen], self._numbers[chosen]
        return seen, self._labels[chosen]

    @staticmethod
    def _part(
        example: Example, phrases: Phrases, rng: random.Random
    ) -> tuple[NDArray[np.float16], NDArray[np.uint64], Floats, Floats]:
        labels = example.fills(phrases)
        fills = labels.any(axis=1)
        inside = np.zeros(len(phrases.vectors) + 1, dtype=int)
        for start, end in phrases.words[fills, :2]:
            inside[start + 1 : end + 1] = 1
        before = np.cumsum(inside)
        overlaps = before[phrases.words[:, 1]] > before[phrases.words[:, 0]]
        drawn = np.array([rng.random() for _ in range(len(labels))]) < _SHOWN
        rows = np.flatnonzero(fills | overlaps | drawn)
        return phrases.seen(rows).astype(np.float16), phrases.facts[rows], phrases.numbers[rows], labels[rows]


class TextShelf:
    """Whole texts, word by word; each time that one is taken, it is in one of the cases that it was read in."""

    def __init__(self, examples: Sequence[Example], seed: int) -> None:
        self._examples = examples
        self._rng = random.Random(seed)  # noqa: S311 - no secret

    def __len__(self) -> int:
        return len(self._examples)

    def take(self, chosen: NDArray[np.int64]) -> tuple[network.Seen, Floats]:
        """Return the words of some texts, and the labels of each."""
        drawn = [(self._examples[i], self._rng.choice(self._examples[i].readings)) for i in chosen]
        labels = [sequence.labels(phrases, example.fills(phrases)) for example, phrases in drawn]
        return sequence.sheet([phrases for _, phrases in drawn]), np.concatenate(labels)


class CandidateShelf:
    """Numbers of candidates, and whether each fills its role."""

    def __init__(self, numbers: Floats, truth: Floats) -> None:
        self._numbers, self._truth = numbers, truth[:, None]

    def __len__(self) -> int:
        return len(self._numbers)

    def take(self, chosen: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Return some candidates."""
        return self._numbers[chosen], self._truth[chosen]
