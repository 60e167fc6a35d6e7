"""Capitalised sequences in plain text: what looks like a name to somebody who knows no names."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_INSIDE = frozenset({"of", "the", "for", "al", "el", "ul", "de", "du", "bin", "ibn", "ould", "ag"})
"""Words in lower case that names hold between their capitalised words."""
_HEADLINE = 0.8  # share of a line's longer words that are capitalised, from which on capitals tell nothing
_LONG_LINE = 200  # characters; longer lines are no headlines
_CLOSERS = (".", "!", "?", "”", '"')
_OPENERS = ".!?:;…\n\"“‘'(["


def sequences(text: str) -> Iterator[tuple[int, int]]:
    """Yield `(start, end)` of each run of capitalised words, outside headlines, without possessive ending."""
    run: list[tuple[int, int]] = []
    words = [*_WORD.finditer(text)]
    for word in words:
        joined = bool(run) and text[run[-1][1] : word.start()].isspace()
        if word[0][0].isupper():
            if not joined:
                yield from _closed(text, run)
                run = []
            run.append(word.span())
        elif joined and word[0] in _INSIDE:
            run.append(word.span())
        else:
            yield from _closed(text, run)
            run = []
    yield from _closed(text, run)


def _closed(text: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the run as one span, if there is one and no headline holds it."""
    while run and text[run[-1][0]].islower():
        run.pop()
    if run and not in_headline(text, run[0][0]):
        start, end = run[0][0], run[-1][1]
        possessive = _POSSESSIVE.search(text, start, end)
        yield start, possessive.start() if possessive else end


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether a word has its capital perhaps only because a sentence, line or quotation begins with it."""
    before = text[max(0, start - 20) : start].rstrip(" \t")
    return not before or before[-1] in _OPENERS


def in_headline(text: str, start: int) -> bool:
    """Tell whether most words of the line are capitalised, as in headlines, menus and tables."""
    low = text.rfind("\n", max(0, start - _LONG_LINE), start) + 1 or max(0, start - _LONG_LINE)
    high = text.find("\n", start, start + _LONG_LINE)
    line = text[low : high if high >= 0 else start + _LONG_LINE]
    if len(line) >= _LONG_LINE or (line.rstrip().endswith(_CLOSERS) and not line.isupper()):
        return False
    words = [word for word in line.split() if len(word) > 3]
    return sum(not word[0].islower() for word in words) >= _HEADLINE * len(words)
