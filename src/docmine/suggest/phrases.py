"""Finds many phrases in a text at once: by the first word, then the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")


class Phrases:
    """Phrases to be found as whole words; spaces in them match any white space, letters their own case only."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[str, re.Pattern[str], int]]] = {}
        for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
            first = _WORD.search(phrase)
            if first:
                spaced = r"\s+".join(map(re.escape, phrase.split()))
                # The ends of a phrase may be signs, which have no word boundary of their own.
                whole = re.compile(rf"(?<!\w){spaced}(?!\w)")
                self._by_word.setdefault(first[0], []).append((phrase, whole, first.start()))

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield `(phrase, start, end)` for each place, longest first where several begin; they may overlap."""
        for word in _WORD.finditer(text):
            for phrase, whole, lead in self._by_word.get(word[0], ()):
                if found := whole.match(text, max(0, word.start() - lead)):
                    yield phrase, found.start(), found.end()
