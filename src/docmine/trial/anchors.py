"""What a text must hold for a pattern line to match in it: read off the line, so that other texts are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docmine.patterns import Line

_LITERAL = ("ORTH", "TEXT", "LOWER")
_ONCE_OR_MORE = (None, "1", "+")
_ANNOTATED = {
    "POS", "TAG", "MORPH", "DEP", "LEMMA", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID", "IS_SENT_START", "SENT_START",
    "_",
}  # fmt: skip
_WORD = re.compile(r"\w+")


def reads_annotation(line: Line) -> bool:
    """Tell whether a line asks for more than the words themselves: tags, lemmas, entities, sentences."""
    tokens = line.pattern if isinstance(line.pattern, list) else []
    return any(key.upper() in _ANNOTATED for token in tokens for key in token)


class Anchors:
    """Strings of which a text must hold at least one, in any case, for any of the lines to match."""

    def __init__(self, lines: Iterable[Line]) -> None:
        found = [_anchors(line) for line in lines]
        self._always = not all(found)
        self._anchors = sorted({anchor for anchors in found for anchor in anchors})

    def may_match(self, text: str) -> bool:
        """Tell whether a line can match in the text; True where that cannot be told."""
        lowered = text.lower()
        return self._always or any(anchor in lowered for anchor in self._anchors)


def _anchors(line: Line) -> tuple[str, ...]:
    """Return strings in lower case of which every match holds one; nothing where there are none."""
    if isinstance(line.pattern, str):
        words = _WORD.findall(line.words.lower()) or line.words.lower().split()
        return (max(words, key=len),)
    return max(map(_literals, line.pattern), key=lambda words: min(map(len, words), default=0))


def _literals(token: Mapping[str, Any]) -> tuple[str, ...]:
    if token.get("OP") not in _ONCE_OR_MORE:
        return ()
    return next((words for key in _LITERAL if (words := tuple(_texts(token.get(key))))), ())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value.lower()
    elif isinstance(value, dict) and set(value) == {"IN"}:
        yield from (word.lower() for word in value["IN"])
