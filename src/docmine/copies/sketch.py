"""MinHash sketches of the paragraphs of a clean text, by which near-identical ones are found without comparing all.

A sketch is a row of 32-bit numbers, one for each band of minima (Broder 1997; Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, chapter 3). Paragraphs that share a number are worth comparing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

MIN_WORDS = 10
"""Shorter paragraphs (headings, datelines, "Read more") are alike for other reasons than copying."""

BANDS = 24
_ROWS = 4
"""Minima in a band. Of two paragraphs that share 70 % of their pairs of words, 99.8 % meet in a band; of two
that share 10 %, 0.2 %."""

_SEED = 1
METHOD = f"rensa-{RMinHash.ALGORITHM_VERSION}-{BANDS}x{_ROWS}"
"""Names the way of sketching; sketches that were made in another way cannot be compared."""

_WORD = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"[^\n]+")
_MIX = np.uint64(0x9E3779B97F4A7C15)  # Knuth's multiplier: 2**64 divided by the golden ratio


@dataclass(frozen=True, slots=True)
class Place:
    """Where a raw line stands: its number, and its span in the clean text."""

    n: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sketch:
    """A paragraph's raw lines, its span in the clean text, its number of words, their digest, and its bands.

    Equal digests mean equal words (64 bits: among a million paragraphs a chance of 1 in 30 million that any
    two are confused); `bands` are little-endian 32-bit numbers.
    """

    first_line: int
    last_line: int
    start: int
    end: int
    words: int
    digest: bytes
    bands: bytes


def words(text: str) -> list[str]:
    """Return the words of a text, case-folded; punctuation and white space do not count."""
    return _WORD.findall(text.casefold())


def sketches(text: str, lines: Iterable[Place]) -> list[Sketch]:
    """Return the sketches of the paragraphs of a clean text that have at least `MIN_WORDS` words.

    Args:
        text: the clean text; a paragraph is what stands between two line breaks.
        lines: the raw lines that are in it, in order.
    """
    found = [(*place, words(text[place[2] : place[3]])) for place in _paragraphs(text, list(lines))]
    long = [paragraph for paragraph in found if len(paragraph[4]) >= MIN_WORDS]
    bands = band_numbers([paragraph[4] for paragraph in long])
    return [
        Sketch(first, last, start, end, len(own), _digest(own), row.tobytes())
        for (first, last, start, end, own), row in zip(long, bands, strict=True)
    ]


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


def _paragraphs(text: str, lines: Sequence[Place]) -> Iterator[tuple[int, int, int, int]]:
    """Yield first line, last line, start and end of each paragraph that has a raw line."""
    at = 0
    for match in _PARAGRAPH.finditer(text):
        while at < len(lines) and lines[at].end <= match.start():
            at += 1
        first = at
        while at < len(lines) and lines[at].start < match.end():
            at += 1
        if at > first:
            yield lines[first].n, lines[at - 1].n, *match.span()


def _digest(own: Sequence[str]) -> bytes:
    return hashlib.blake2b(" ".join(own).encode("utf-8", "surrogatepass"), digest_size=8).digest()
