"""Finds entities by their names: as they are spelled, as they sound, as they are mistyped, and as they begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile

from rapidfuzz import fuzz, process

_MOST = 25
"""Names that are merely similar, for each way of being so."""
_ALIKE = 70  # percent
_PART = 95  # percent

Fold = Callable[[str], str]


class NameIndex:
    """The names of a list, by which the numbers of its rows are found."""

    def __init__(self, names: Iterable[Sequence[str]], fold: Fold, skeleton: Fold) -> None:
        """Index the names of each row.

        Args:
            names: of each row, all its names.
            fold: makes spellings of one name one.
            skeleton: makes transliterations of one name one, and is empty for a name too short to compare so.
        """
        self._fold = fold
        self._skeleton = skeleton
        self._rows: dict[str, list[int]] = {}
        self._alike: dict[str, list[int]] = {}
        for number, row in enumerate(names):
            for name in row:
                _add(self._rows, fold(name), number)
                _add(self._alike, skeleton(name), number)
        self._names = list(self._rows)
        self._sorted = [_words_sorted(name) for name in self._names]
        self._beginnings = sorted(
            (" ".join(words[start:]), name)
            for name in self._names
            for words in [name.split()]
            for start in range(len(words))
        )

    def exact(self, text: str) -> list[int]:
        """Return the rows that have a name, spelled in any way."""
        return self._rows.get(self._fold(text), [])

    def sounding(self, text: str) -> list[int]:
        """Return the rows that have a name which the text may transliterate otherwise."""
        return self._alike.get(self._skeleton(text), [])

    def find(self, text: str) -> list[int]:
        """Return the rows that have a name like the text, likely ones before others."""
        folded = self._fold(text)
        if not folded:
            return []
        return list(dict.fromkeys([*self._rows.get(folded, ()), *self.sounding(text), *self._similar(folded)]))

    def starting(self, prefix: str, most: int) -> list[int]:
        """Return the rows of which a name, or a word of one, begins so: whole names first, shorter ones first."""
        folded = self._fold(prefix)
        if not folded:
            return []
        first = bisect_left(self._beginnings, (folded, ""))
        after = islice(self._beginnings, first, None)
        names = {name for _, name in takewhile(lambda pair: pair[0].startswith(folded), after)}
        ranked = sorted(names, key=lambda name: (not name.startswith(folded), len(name), name))
        return list(dict.fromkeys(number for name in ranked for number in self._rows[name]))[:most]

    def _similar(self, folded: str) -> Iterator[int]:
        """Yield the rows with a name of similar spelling, in any order of words, or that is part of the text."""
        spelled = process.extract(
            _words_sorted(folded), self._sorted, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST
        )
        parts = (
            process.extract(folded, self._names, scorer=fuzz.token_set_ratio, score_cutoff=_PART, limit=_MOST)
            if " " in folded
            else []
        )
        for _, _, place in (*spelled, *parts):
            yield from self._rows[self._names[place]]


def _add(index: dict[str, list[int]], key: str, number: int) -> None:
    if key and number not in index.setdefault(key, []):
        index[key].append(number)


def _words_sorted(name: str) -> str:
    return " ".join(sorted(name.split()))
