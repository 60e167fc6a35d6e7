"""Phrases of a document that may fill a role: names, and the noun phrases of the parse in all their lengths.

Corpora take *bomb* as well as *powerful bomb that exploded yesterday*; which length is right is learned, so all are
offered. Phrases that say the same are one candidate, whose mentions are all of its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from docmine.events.syntax import relation

LONGEST = 14
"""Words of the longest phrase that is looked at."""

Words = tuple[int, int]
"""A stretch of tokens, end exclusive."""

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "PRON"})
_LEFT = frozenset({"amod", "compound", "nummod", "flat", "nmod", "advmod", "acl", "appos"})
_RIGHT = frozenset({"flat", "nmod", "nummod", "compound", "appos", "acl", "fixed", "list"})
_ARTICLES = frozenset({"a", "an", "the"})
_LAYERS = ("actors", "conflict")
_SIGNS = re.compile(r"[^\w\s]|_")


def candidates(doc: Doc) -> dict[str, list[Words]]:
    """Return each phrase that may fill a role, as `key` writes it, with all of its places in text order."""
    text, bounds = doc.text, edges(doc)
    places = {place for start, end in set(_phrases(doc)) if (place := trimmed(bounds, start, end)) is not None}
    offsets = [(token.idx, token.idx + len(token)) for token in doc]
    found: dict[str, list[Words]] = {}
    for start, end in sorted(places):
        if name := key(text[offsets[start][0] : offsets[end - 1][1]]):
            found.setdefault(name, []).append((start, end))
    return {name: found[name] for name in sorted(found)}


def key(text: str) -> str:
    """Return a phrase in small letters, without signs, articles and line breaks: what makes two mentions the same."""
    words = _SIGNS.sub("", text.lower()).split()
    return " ".join(word for word in words if word not in _ARTICLES)


@dataclass(frozen=True, slots=True)
class Edges:
    """Whether each token may begin a phrase, and whether it may end one."""

    first: list[bool]
    last: list[bool]


def edges(doc: Doc) -> Edges:
    """Return what trims phrases of a document: one ends in a word, and begins with one that is no article."""
    last = [any(map(str.isalnum, token.text)) for token in doc]
    first = [is_word and token.lower_ not in _ARTICLES for is_word, token in zip(last, doc, strict=True)]
    return Edges(first, last)


def trimmed(bounds: Edges, start: int, end: int) -> Words | None:
    """Return a stretch without the articles and signs at its edges; None if nothing is left, or too much."""
    while start < end and not bounds.first[start]:
        start += 1
    while start < end and not bounds.last[end - 1]:
        end -= 1
    return (start, end) if 0 < end - start <= LONGEST else None


def _phrases(doc: Doc) -> Iterator[Words]:
    for token in doc:
        if token.pos_ in _NOMINAL and not token.is_space:
            yield from _lengths(token)
    for span in [*doc.ents, *(span for layer in _LAYERS for span in doc.spans.get(layer, ()))]:
        for start in range(span.start, span.end):
            if start == span.start or doc[start].pos_ == "PROPN":
                yield start, span.end


def _lengths(head: Token) -> Iterator[Words]:
    """Yield the stretches around a head: from each of its modifiers before, to each of those after it."""
    starts = {head.i, *(child.left_edge.i for child in head.lefts if relation(child) in _LEFT)}
    ends = {head.i}
    for child in head.rights:
        if relation(child) in _RIGHT:
            ends |= {child.i, child.right_edge.i}
    for start in starts:
        for end in ends:
            yield start, end + 1


def subsumes(one: str, other: str) -> bool:
    """Say whether one of two phrases, as `key` writes them, has all words of the other."""
    first, second = set(one.split()), set(other.split())
    return first <= second or second <= first
