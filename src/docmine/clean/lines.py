"""The lines of a raw text, and the units that they are judged in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from docmine.offsets import Edit

_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"[.!?…。؟][\"'”’»)\]\d]*$")
_DECORATION = " \t|»«›‹>•*·:;,.!…→←↑↓▶►▼#[]–—-_=~"
_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u2011", "-"), ("\u2010", "-"))
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


@dataclass
class Unit:
    """One or more raw lines that read as one (a hard-wrapped paragraph), as they stand in the clean text.

    `text` is what `edits` make of the lines, without white space and list bullets around it. `key` is the text for
    comparison: case-folded, quotes straight, no decoration around it, cut at 4,000 characters. `words` are case-folded.
    `ends_sentence` tells whether the text closes with the punctuation of a sentence, and `is_body` whether it reads
    like running text: what stands before the first such unit is the head of a report.

    Nothing of it changes once it is made. All of it is worked out at once: each is needed, and keeping it for when it
    is would take longer than most of it takes.
    """

    lines: tuple[RawLine, ...]
    edits: tuple[Edit, ...]
    text: str
    bullet: bool = False
    key: str = field(init=False, repr=False, compare=False)
    words: list[str] = field(init=False, repr=False, compare=False)
    ends_sentence: bool = field(init=False, repr=False, compare=False)
    is_body: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        folded = self.text.casefold()
        self.key = _key(folded if len(self.text) <= _KEY_CHARS else self.text[:_KEY_CHARS].casefold())
        self.words = _WORD.findall(folded)
        self.ends_sentence = _ENDS.search(self.text[-8:]) is not None
        self.is_body = len(self.words) >= (BODY_WORDS if self.ends_sentence else 2 * BODY_WORDS)

    @property
    def is_long_sentence(self) -> bool:
        """Whether the text is long and closes like a sentence."""
        return self.ends_sentence and len(self.words) >= SENTENCE_WORDS

    def alone(self, n: int) -> Unit:
        """Return the unit as the one line, with this number, that it makes of a clean text."""
        alone = object.__new__(Unit)  # what is known of the words holds, and is dear to find again
        alone.__dict__.update(self.__dict__, lines=(RawLine(n, 0, len(self.text)),), edits=(), bullet=False)
        return alone


def _key(folded: str) -> str:
    if not folded.isascii():
        for printed, straight in _STRAIGHT:  # faster than `translate`, which looks up every character
            folded = folded.replace(printed, straight)
    return " ".join(folded.split()).strip(_DECORATION)
