"""What the line scorer sees of a text: for each unit a row of numbers and the keys of its words.

All units of a text are measured at once, with numpy over its characters: a loop over lines would cost more
than all the rest of cleaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from docmine.clean.characters import Kind, codes, kinds, lowered
from docmine.clean.lines import BODY_WORDS, RawLine, Unit

FIRST_WORDS = 24
"""So many words from the beginning of a unit are looked at one by one, and its last."""

KEY_BITS = 24
"""Words are known by a hash of so many bits."""

_LONG_WORD = 5
_LONGER_WORD = 7
_MANY = 4
_HASHED = 64
_PRIME = 1_000_003
_MIX = np.uint64(0x9E3779B97F4A7C15)
_POWERS = np.array([pow(_PRIME, k, 1 << 64) for k in range(_HASHED)], np.uint64)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Features:
    """The units of one text as the scorer sees them.

    `numbers` is units × `names()`; `words` is units × (`FIRST_WORDS` + 1), the keys of the first words and of the last,
    -1 where there is none.
    """

    numbers: Floats
    words: NDArray[np.int32]


def measure(units: Sequence[Unit], marked: Sequence[bool]) -> Features:
    """Return the features of the units of one text.

    Args:
        units: at least one unit.
        marked: whether a rule speaks against the unit already.
    """
    text = _Text([unit.text for unit in units])
    columns = [np.asarray(column, np.float32) for column in _columns(text, units, marked).values()]
    return Features(np.stack(columns, axis=1), text.word_keys)


@cache
def names() -> tuple[str, ...]:
    """Return the names of the numbers, in order."""
    return tuple(_columns(_Text(["x"]), [Unit((RawLine(1, 0, 1),), (), "x")], [False]))


class _Text:
    """The characters and words of all units. `starts:ends` are the characters of a unit, `first:last` its words."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        self.lengths = np.array([len(text) for text in texts], np.int64)
        self.ends = np.cumsum(self.lengths + 1) - 1
        self.starts = self.ends - self.lengths
        self.points = codes("\n".join(texts) + "\n")
        self.kinds = kinds(self.points)
        in_word = (self.kinds >= Kind.LOWER) & (self.kinds <= Kind.DIGIT)
        edges = np.flatnonzero(np.diff(in_word, prepend=False))
        self.word_starts, self.word_ends = edges[::2], edges[1::2]
        self.unit_of_word = np.searchsorted(self.ends, self.word_starts)
        self.first = np.searchsorted(self.word_starts, self.starts)
        self.last = np.searchsorted(self.word_starts, self.ends)

    @cached_property
    def n_words(self) -> Ints:
        return self.last - self.first

    @cached_property
    def word_lengths(self) -> Ints:
        return self.word_ends - self.word_starts

    @cached_property
    def counts(self) -> Floats:
        """How often each kind of character stands in each unit."""
        unit = np.repeat(np.arange(self.size), self.lengths + 1)
        cells = np.bincount(unit * len(Kind) + self.kinds, minlength=self.size * len(Kind))
        return cells.reshape(self.size, len(Kind)).astype(np.float32)

    @cached_property
    def keys(self) -> Ints:
        """The key of each word, whatever its case: a polynomial hash of its first 64 characters."""
        if not len(self.word_starts):
            return np.zeros(0, np.int64)
        bounds = np.cumsum(self.word_lengths) - self.word_lengths
        in_words = np.repeat(self.word_starts - bounds, self.word_lengths) + np.arange(self.word_lengths.sum())
        place = np.minimum(in_words - np.repeat(self.word_starts, self.word_lengths), _HASHED - 1)
        hashes = np.add.reduceat(lowered(self.points[in_words]) * _POWERS[place], bounds)
        return ((hashes * _MIX) >> np.uint64(64 - KEY_BITS)).astype(np.int64)

    @cached_property
    def word_keys(self) -> NDArray[np.int32]:
        """The keys of the first words of each unit, and of its last; -1 where there is none."""
        if not len(self.keys):
            return np.full((self.size, FIRST_WORDS + 1), -1, np.int32)
        places = self.first[:, None] + np.arange(FIRST_WORDS)
        first = np.where(places < self.last[:, None], self.keys[np.minimum(places, len(self.keys) - 1)], -1)
        last = np.where(self.n_words > 0, self.keys[np.maximum(0, self.last - 1)], -1)
        return np.column_stack([first, last]).astype(np.int32)

    @cached_property
    def ends_sentence(self) -> NDArray[np.bool_]:
        closing = np.isin(self.end_kind(1), (Kind.QUOTE, Kind.BRACKET, Kind.DIGIT))
        return np.asarray((self.end_kind(1) == Kind.STOP) | (closing & (self.end_kind(2) == Kind.STOP)))

    @cached_property
    def is_body(self) -> NDArray[np.bool_]:
        return (self.n_words >= BODY_WORDS) & (self.ends_sentence | (self.n_words >= 2 * BODY_WORDS))

    def end_kind(self, back: int) -> NDArray[np.uint8]:
        """Return the kind of the last character of each unit, or of one further back."""
        return np.asarray(self.kinds[np.maximum(self.starts, self.ends - back)])

    def per_unit(self, of_words: NDArray[np.bool_] | Ints) -> NDArray[np.float64]:
        """Return the sum over the words of each unit."""
        return np.bincount(self.unit_of_word, weights=of_words, minlength=self.size).astype(np.float64)


Columns = dict[str, NDArray[np.generic]]


def _columns(text: _Text, units: Sequence[Unit], marked: Sequence[bool]) -> Columns:
    itself = _sizes(text) | _ends(text) | _shares(text)
    return itself | _places(units, text) | _echoes(text) | _likeness(text) | _whole(units, marked)


def _sizes(text: _Text) -> Columns:
    words = text.n_words
    return {
        "characters": np.log1p(text.lengths),
        "words": np.log1p(words),
        "words_1": words == 1,
        "words_2_3": (words >= 2) & (words <= 3),
        "words_4_7": (words >= 4) & (words <= 7),
        "words_8_12": (words >= 8) & (words <= 12),
        "words_25": words >= 25,
        "body": text.is_body,
    }


def _ends(text: _Text) -> Columns:
    first, last = text.kinds[text.starts], text.end_kind(1)
    opening = (Kind.LOWER, Kind.UPPER, Kind.DIGIT, Kind.QUOTE, Kind.BRACKET, Kind.SEPARATOR, Kind.OTHER)
    closing = (Kind.COLON, Kind.COMMA, Kind.DIGIT, Kind.BRACKET, Kind.QUOTE, Kind.SEPARATOR)
    question = text.points[np.maximum(text.starts, text.ends - 1)] == ord("?")
    return {
        "ends_sentence": text.ends_sentence,
        "ends_question": question,
        **{f"starts_{kind.name.lower()}": first == kind for kind in opening},
        **{f"ends_{kind.name.lower()}": last == kind for kind in closing},
    }


def _shares(text: _Text) -> Columns:
    counts = text.counts
    size, words = np.maximum(1, text.lengths), np.maximum(1, text.n_words)
    capitals = text.kinds[text.word_starts] == Kind.UPPER
    numbers = text.kinds[text.word_starts] == Kind.DIGIT
    few = {
        f"some_{kind.name.lower()}": np.minimum(_MANY, counts[:, kind]) / _MANY
        for kind in (Kind.STOP, Kind.COMMA, Kind.COLON, Kind.SEPARATOR, Kind.QUOTE, Kind.BRACKET, Kind.OTHER)
    }
    shares = {
        f"share_{kind.name.lower()}": counts[:, kind] / size
        for kind in (Kind.DIGIT, Kind.UPPER, Kind.LETTER, Kind.SEPARATOR, Kind.SPACE)
    }
    return {
        **few,
        **shares,
        "stops_a_word": np.minimum(_MANY, counts[:, Kind.STOP]) / words,
        "commas_a_word": np.minimum(_MANY, counts[:, Kind.COMMA]) / words,
        "capitalised": text.per_unit(capitals) / words,
        "numbers": text.per_unit(numbers) / words,
        "longer_words": text.per_unit(text.word_lengths >= _LONGER_WORD) / words,
        "word_length": text.per_unit(text.word_lengths) / words / 10,
        "all_capitals": counts[:, Kind.UPPER] >= 0.7 * np.maximum(1, counts[:, Kind.UPPER] + counts[:, Kind.LOWER]),
    }


def _places(units: Sequence[Unit], text: _Text) -> Columns:
    """Where the unit stands: in the text, beside blank lines, before or behind the body."""
    n = np.arange(text.size)
    starts = np.array([unit.lines[0].n for unit in units])
    ends = np.array([unit.lines[-1].n for unit in units])
    gap = np.append(starts[1:] > ends[:-1] + 1, False)
    body = np.flatnonzero(text.is_body)
    first, last = (body[0], body[-1]) if len(body) else (text.size, -1)
    return {
        "gap_above": np.roll(gap, 1),
        "gap_below": gap,
        "joined": ends > starts,
        "place": n / max(1, text.size - 1),
        "from_start": np.log1p(n) / 5,
        "from_end": np.log1p(n[::-1]) / 5,
        "head": n < first,
        "tail": n > last,
        "off_body": np.log1p(np.maximum(0, np.maximum(first - n, n - last))) / 4,
        "gaps": np.full(text.size, gap.mean()),
        "bodies": np.full(text.size, text.is_body.mean()),
    }


def _echoes(text: _Text) -> Columns:
    """How many of the longer words of a unit the body has elsewhere: a subhead shares its words, a link does not."""
    is_long = text.word_lengths >= _LONG_WORD
    keys, units = text.keys[is_long], text.unit_of_word[is_long]
    size = np.bincount(units, minlength=text.size)
    words, word = np.unique(keys, return_inverse=True)
    in_body = _units_with(word, units, text.is_body, len(words), text.size)
    in_rest = _units_with(word, units, ~text.is_body, len(words), text.size)

    def mean(of_words: NDArray[np.generic]) -> NDArray[np.float64]:
        return np.bincount(units, weights=of_words, minlength=text.size) / np.maximum(1, size)

    return {
        "echoed": mean(in_body > 0),
        "echoed_often": mean(np.minimum(_MANY, in_body) / _MANY),
        "echoed_outside": mean(in_rest > 0),
        "no_long_word": size == 0,
    }


def _likeness(text: _Text) -> Columns:
    """How many units begin, end, or begin and end with the same words: entries, comments and links do."""
    first, second, last = (text.word_keys[:, n].astype(np.int64) for n in (0, 1, FIRST_WORDS))
    return {
        "begins_like": np.log(_times((first << KEY_BITS) + second)),
        "ends_like": np.log(_times(last)),
        "framed_like": np.log(_times((first << KEY_BITS) + last)),
    }


def _times(keys: Ints) -> Ints:
    """Return how often each key occurs."""
    _, place, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return counts[place.ravel()]


def _units_with(word: Ints, units: Ints, among: NDArray[np.bool_], n_words: int, n_units: int) -> Ints:
    """Return for each word of a unit in how many units, of those `among` which one looks, it stands besides its own."""
    cells = word * n_units + units
    counted = np.unique(cells[among[units]])
    return np.bincount(counted // n_units, minlength=n_words)[word] - among[units]


def _whole(units: Sequence[Unit], marked: Sequence[bool]) -> Columns:
    """What rules say, and what the text is like as a whole."""
    size = len(units)
    counts = Counter(unit.key for unit in units)
    bullets = np.array([unit.bullet for unit in units])
    return {
        "marked": np.array(marked),
        "marked_share": np.full(size, np.mean(marked)),
        "repeated": np.log([counts[unit.key] for unit in units]),
        "bullet": bullets,
        "bullets": np.full(size, bullets.mean()),
        "size": np.full(size, np.log1p(size) / 6),
    }
