"""A text in words, for files that label words and not characters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import spacy
from spacy.tokenizer import Tokenizer

from docmine.labelled.example import Span


class Word(NamedTuple):
    """A word, a sign, or a run of whitespace; `space` says that one space follows, which is no word of its own."""

    start: int
    end: int
    space: bool


def words(text: str, spans: Sequence[Span]) -> list[Word]:
    """Return the words as spaCy divides English, divided further where a span begins or ends inside one.

    Together with the spaces they are the whole text.
    """
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    found: list[Word] = []
    for token in _tokenizer()(text):
        start, end = token.idx, token.idx + len(token.text)
        for edge in edges:
            if start < edge < end:
                found.append(Word(start, edge, space=False))
                start = edge
        found.append(Word(start, end, space=bool(token.whitespace_)))
    return found


@cache
def _tokenizer() -> Tokenizer:
    return spacy.blank("en").tokenizer
