"""What the lines of a page look like to the page scorer: numbers, one row a line.

Everything is read off the line itself, the spot where it stands in the page, the lines around it, and whether a
second extractor (Resiliparse) takes it for main content.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from docmine.documents import Spot
from docmine.read.render import MARKS

Matrix = NDArray[np.float32]
Column = NDArray[np.float64]

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]\d]*$")
_FUNCTION_WORD = re.compile(
    r"\b(?:the|an?|of|in|to|and|is|are|was|were|that|it|he|she|they|for|on|with|as|by|at|from|this|be|have|has|had|not|but|"
    r"his|her|their|we|you|i)\b",
    re.IGNORECASE,
)
_SENTENCE = 8  # words; a shorter line is seldom prose
_LOGIT_BOUND = 6.0
_BITS = np.arange(len(MARKS))


class Page:
    """The lines of a page, with the counts that both steps of the scorer need."""

    def __init__(self, lines: Sequence[str], layout: Sequence[Spot], *, second: Sequence[bool]) -> None:
        self.lines = lines
        self.layout = layout
        self.second = np.array(second, dtype=float)
        self.tokens = [_WORD.findall(line.lower()) for line in lines]
        self.words = np.array([len(tokens) for tokens in self.tokens], dtype=float)
        self.linked = np.array([spot.linked for spot in layout])
        self.prose = self.words * (1 - self.linked) * (self.words >= _SENTENCE)

    def features(self) -> Matrix:
        """Return the features of the first step."""
        own, around = self._marks("own"), self._marks("around")
        ends = np.array([bool(_SENTENCE_END.search(line[-8:])) for line in self.lines], dtype=float)
        sentence = ends * (self.words >= _SENTENCE)
        core = np.stack(
            [np.minimum(self.words, 40) / 40 * (1 - self.linked), self.linked, sentence, self.words <= 3, self.second],
            1,
        )
        return np.concatenate(
            [self._look(ends, sentence), own, around, self._containers(), *_windows(core), self._page(own, around)],
            axis=1,
        ).astype(np.float32)

    def context(self, score: Column) -> Matrix:
        """Return the features of the second step: how the first step scored the lines around each line."""
        weight = np.minimum(self.words, 60) + 0.5
        logit = np.clip(np.log((score + 1e-4) / (1 - score + 1e-4)), -_LOGIT_BOUND, _LOGIT_BOUND) / 3
        content = score * weight
        total = max(1.0, content.sum())
        columns = [logit, *(_shifted(logit, by, -2.0) for by in (1, -1, 2, -2, 3, -3))]
        columns += [
            _mean(content, low, high, weight)
            for low, high in ((-5, 0), (1, 6), (-15, 0), (1, 16), (-3, 4), (-40, 0), (1, 41))
        ]
        for group in ("block", "parent"):
            inside, size = self._sums(group, content), self._sums(group, weight)
            columns += [inside / size, inside / inside.max(), inside / total]
        above = np.cumsum(content) - content
        columns += [above / total, (total - above - content) / total]
        page = [np.log1p(total) / 8, total / weight.sum(), (weight * np.abs(score - 0.5)).sum() / weight.sum()]
        columns += [np.full(len(score), value) for value in page]
        return np.stack(columns, axis=1).astype(np.float32)

    def _look(self, ends: Column, sentence: Column) -> Column:
        counts = np.maximum(1, self.words)
        columns = [
            np.log1p(self.words) / 4,
            self.words >= 10,
            self.words >= 25,
            self.words <= 3,
            ends,
            sentence,
            [line.endswith(":") for line in self.lines],
            np.array([len(_FUNCTION_WORD.findall(line)) for line in self.lines]) / counts,
            [len(_DIGIT.findall(line)) / len(line) for line in self.lines],
            np.array([sum(word[0].isupper() for word in _WORD.findall(line)) for line in self.lines]) / counts,
            self.linked,
            self.linked > 0.8,
            ["|" in line or "\t" in line for line in self.lines],
            [spot.depth / 20 for spot in self.layout],
            self.second,
            self._repeated(),
        ]
        return np.stack([np.asarray(column, dtype=float) for column in columns], axis=1)

    def _marks(self, name: str) -> Column:
        bits = np.array([getattr(spot, name) for spot in self.layout], dtype=np.int64)
        return (bits[:, None] >> _BITS & 1).astype(float)

    def _repeated(self) -> list[bool]:
        keys = [" ".join(tokens) for tokens in self.tokens]
        counts = Counter(keys)
        return [counts[key] > 1 for key in keys]

    def _containers(self) -> Column:
        """Return the share of the page's prose that stands in the line's block, and in the one around it."""
        columns: list[Column] = []
        for group in ("block", "parent"):
            inside = self._sums(group, self.prose)
            columns += [inside / max(1, self.prose.sum()), inside / (inside.max() or 1)]
        return np.stack(columns, axis=1)

    def _sums(self, group: str, values: Column) -> Column:
        _, index = np.unique([getattr(spot, group) for spot in self.layout], return_inverse=True)
        return np.asarray(np.bincount(index, values)[index])

    def _page(self, own: Column, around: Column) -> Column:
        """Return the line's place among the prose, and what all lines of the page share."""
        so_far, total = np.cumsum(self.prose), max(1.0, self.prose.sum())
        words = max(1.0, self.words.sum())
        shared = [
            np.log1p(len(self.lines)) / 6,
            np.log1p(total) / 8,
            total / words,
            around[:, MARKS.index("article")].max(),
            around[:, MARKS.index("main")].max(),
            own[:, MARKS.index("p")].mean(),
            (self.words * self.second).sum() / words,
            (self.prose * self.second).sum() / total,
        ]
        place = np.stack([so_far / total, so_far == 0, so_far >= total], axis=1)
        return np.concatenate([place, np.tile(shared, (len(self.lines), 1))], axis=1)


def _windows(core: Column) -> list[Column]:
    ones = np.ones(len(core))
    around = [_mean(core, low, high, ones) for low, high in ((-4, 0), (1, 5), (-12, 0), (1, 13))]
    return [_shifted(core, 1, 0.0), _shifted(core, -1, 0.0), *around]


def _shifted(values: Column, by: int, fill: float) -> Column:
    """Return for each line the values of the line `by` lines above it (below, where negative)."""
    out = np.full_like(values, fill)
    if abs(by) < len(values):
        if by > 0:
            out[by:] = values[:-by]
        else:
            out[:by] = values[-by:]
    return out


def _mean(values: Column, low: int, high: int, weight: Column) -> Column:
    """Return for each line the sum of values from `low` to before `high` lines away, over 1 + their weight."""
    size = len(values)
    begin = np.clip(np.arange(size) + low, 0, size)
    end = np.clip(np.arange(size) + high, 0, size)
    sums = np.concatenate([np.zeros_like(values[:1]), np.cumsum(values, axis=0)])
    weights = np.concatenate([[0.0], np.cumsum(weight)])
    over = 1 + weights[end] - weights[begin]
    return np.asarray((sums[end] - sums[begin]) / (over if values.ndim == 1 else over[:, None]))
