"""What stands before a person's name: a title, and the country whose office it is."""

from __future__ import annotations

from spacy.tokens import Doc

from docmine.actors.lexicon import lexicon
from docmine.actors.mention import Mention
from docmine.actors.names import fold, without_titles

MAX_TITLE = 4
"""Tokens between a demonym and the name of a person whose title it belongs to."""

_MAX_WORDS = 3  # of a title


def title_of(doc: Doc, one: Mention) -> str:
    """Return the folded title that stands before a name or begins it, the longest one, or an empty string."""
    form = " ".join(doc[one.start : one.end].text.split())
    bare = without_titles(form, lexicon().titles)
    inside = form[: len(form) - len(bare)]
    before = [*doc[max(0, one.start - _MAX_WORDS) : one.start].text.split(), *inside.split()]
    for length in range(_MAX_WORDS, 0, -1):
        words = fold(" ".join(before[-length:])) if len(before) >= length else ""
        if words in lexicon().titles:
            return words
    return ""


def nationality(doc: Doc, one: Mention, nations: dict[int, str]) -> str:
    """Return the country whose office a person is said to hold: `Gambian President Dawda …`.

    Args:
        doc: the document.
        one: the name.
        nations: end of each country's name or demonym in the document -> ISO 3166-1 alpha-3.
    """
    if one.label != "PERSON":
        return ""
    for gap in range(min(MAX_TITLE, one.start) + 1):
        if one.start - gap in nations:
            between = doc[one.start - gap : one.end].text
            return nations[one.start - gap] if without_titles(between, lexicon().titles) != between else ""
    return ""
