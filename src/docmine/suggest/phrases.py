"""Finds many phrases in a text at once: by the first word, then the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")


class Phrases:
    """Phrases to be found as whole words, letters in their own case; a line break counts as a space."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[str, int]]] = {}
        for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
            if first := _WORD.search(phrase):
                self._by_word.setdefault(first[0], []).append((phrase, first.start()))

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield `(phrase, start, end)` for each place, longest first where several begin; they may overlap."""
        line = text.replace("\n", " ")
        for word in _WORD.finditer(line):
            for phrase, lead in self._by_word.get(word[0], ()):
                start = word.start() - lead
                end = start + len(phrase)
                if start >= 0 and line.startswith(phrase, start) and _is_whole(line, start, end):
                    yield phrase, start, end


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether no word goes on at either end."""
    begins = start == 0 or not (_is_word(text[start]) and _is_word(text[start - 1]))
    return begins and (end == len(text) or not (_is_word(text[end - 1]) and _is_word(text[end])))


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
