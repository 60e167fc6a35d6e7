"""The lines of a raw text, and the units that they are judged in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from docmine.offsets import Edit

_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[.!?…。؟][\"'”’»)\]\d]*$")
_DECORATION = " \t|»«›‹>•*·:;,.!…→←↑↓▶►▼#[]–—-_=~"
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u2011": "-", "\u2010": "-"})
_KEY_CHARS = 4000

BODY_WORDS = 10
"""A unit of at least this many words that ends a sentence, or of twice as many, is body."""

SENTENCE_WORDS = 15
"""A unit of at least this many words that ends a sentence is never dropped by its score alone."""


class RawLine(NamedTuple):
    """One line of a raw text: its number, counted from 1, and its span without the line break."""

    n: int
    start: int
    end: int


def split(text: str) -> list[RawLine]:
    """Return the lines of `text`, broken wherever `str.splitlines` breaks."""
    lines = []
    at = 0
    for n, (line, with_break) in enumerate(zip(text.splitlines(), text.splitlines(keepends=True), strict=True), 1):
        lines.append(RawLine(n, at, at + len(line)))
        at += len(with_break)
    return lines


@dataclass(frozen=True)
class Unit:
    """One or more raw lines that read as one (a hard-wrapped paragraph), as they stand in the clean text.

    `text` is what `edits` make of the lines, without white space and list bullets around it.
    """

    lines: tuple[RawLine, ...]
    edits: tuple[Edit, ...]
    text: str
    bullet: bool = False

    @cached_property
    def key(self) -> str:
        """The text for comparison: case-folded, quotes straight, no decoration around it; cut at 4,000 characters."""
        plain = self.text[:_KEY_CHARS].casefold()
        if not plain.isascii():  # translating is slow, and most lines need none
            plain = plain.translate(_STRAIGHT)
        return " ".join(plain.split()).strip(_DECORATION)

    @cached_property
    def words(self) -> list[str]:
        """The words of the text, case-folded."""
        return _WORD.findall(self.text.casefold())

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the text closes with the punctuation of a sentence."""
        return bool(_ENDS.search(self.text[-8:]))

    @cached_property
    def is_body(self) -> bool:
        """Whether the text reads like running text: what stands before the first such unit is the head of a report."""
        return len(self.words) >= BODY_WORDS and (self.ends_sentence or len(self.words) >= 2 * BODY_WORDS)

    @property
    def is_long_sentence(self) -> bool:
        """Whether the text is long and closes like a sentence."""
        return self.ends_sentence and len(self.words) >= SENTENCE_WORDS

    def alone(self, n: int) -> Unit:
        """Return the unit as the one line, with this number, that it makes of a clean text."""
        alone = Unit((RawLine(n, 0, len(self.text)),), (), self.text)
        alone.__dict__.update(key=self.key, words=self.words, ends_sentence=self.ends_sentence)  # dear to find again
        return alone
