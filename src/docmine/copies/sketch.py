"""MinHash sketches of the passages of a clean text, by which near-identical ones are found without comparing all.

A passage is a sentence, or a few short ones: sites that copy a report break its paragraphs anew. Its sketch is a row
of 32-bit numbers, one for each band of minima (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive
Datasets, chapter 3). Passages that share a number are worth comparing.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

MIN_WORDS = 10
"""Shorter passages (headings, "Read more") are alike for other reasons than copying."""

BANDS = 24
_ROWS = 4
"""Minima in a band. Of two passages that share 70 % of their pairs of words, 99.8 % meet in a band; of two that
share 10 %, 0.2 %."""

_SEED = 1
METHOD = f"rensa-{RMinHash.ALGORITHM_VERSION}-{BANDS}x{_ROWS}"
"""Names the way of sketching; sketches that were made in another way cannot be compared."""

_WORD = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+")
_MIX = np.uint64(0x9E3779B97F4A7C15)  # Knuth's multiplier: 2**64 divided by the golden ratio


@dataclass(frozen=True, slots=True)
class Place:
    """Where a raw line stands: its number, and its span in the clean text."""

    n: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sketch:
    """A passage: the raw line that it begins in, its span in the clean text, its words, their digest, and its bands.

    Equal digests mean equal words (64 bits: among three million passages a chance of 1 in 4 million that any two
    are confused); `bands` are little-endian 32-bit numbers.
    """

    line: int
    start: int
    end: int
    words: int
    digest: bytes
    bands: bytes


def words(text: str) -> list[str]:
    """Return the words of a text, case-folded; punctuation and white space do not count."""
    return _WORD.findall(text.casefold())


def sketches(text: str, lines: Iterable[Place]) -> list[Sketch]:
    """Return the sketches of the passages of a clean text.

    Args:
        text: the clean text.
        lines: the raw lines that are in it, in order.
    """
    kept = list(lines)
    starts = [line.start for line in kept]
    found = [(start, end, words(text[start:end])) for start, end in passages(text)]
    bands = band_numbers([own for _, _, own in found])
    return [
        Sketch(kept[max(0, bisect_right(starts, start) - 1)].n, start, end, len(own), _digest(own), row.tobytes())
        for (start, end, own), row in zip(found, bands, strict=True)
    ]


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the passages: sentences of one paragraph, as few as have `MIN_WORDS` words together.

    What is left at the end of a paragraph joins the passage before it; a paragraph with fewer words has none.
    """
    for paragraph in _PARAGRAPH.finditer(text):
        cuts = [match.end() for match in _SENTENCE_END.finditer(text, *paragraph.span())]
        ends = _grouped(text, paragraph.start(), [*cuts, paragraph.end()])
        yield from pairwise([paragraph.start(), *ends] if ends else [])


def _grouped(text: str, start: int, cuts: Sequence[int]) -> list[int]:
    """Return the ends of the groups that sentences, given by their ends, make; none if all are too short."""
    ends: list[int] = []
    at = start
    for cut in cuts:
        if len(_WORD.findall(text, at, cut)) >= MIN_WORDS:
            ends.append(cut)
            at = cut
    return [*ends[:-1], cuts[-1]] if ends else []


def band_numbers(texts: Sequence[Sequence[str]]) -> NDArray[np.uint32]:
    """Return a row of `BANDS` numbers for each list of words; order within a text counts only from word to word."""
    if not texts:
        return np.empty((0, BANDS), dtype="<u4")
    pairs = [[f"{one} {two}" for one, two in pairwise(text)] for text in texts]
    matrix = RMinHash.digest_matrix_from_token_sets(pairs, BANDS * _ROWS, _SEED)
    minima = np.array(matrix.to_rows(), dtype=np.uint64).reshape(len(texts), BANDS, _ROWS)
    mixed = np.zeros((len(texts), BANDS), dtype=np.uint64)
    for row in range(_ROWS):
        mixed = (mixed ^ minima[:, :, row]) * _MIX  # wraps around, the same on every machine
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype("<u4")


def _digest(own: Sequence[str]) -> bytes:
    return hashlib.blake2b(" ".join(own).encode("utf-8", "surrogatepass"), digest_size=8).digest()
