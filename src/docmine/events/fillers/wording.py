"""A document's words and sentences, read once: its phrases overlap, and ask about the same words many times."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from docmine.events import triggers
from docmine.events.syntax import preposition, relation

ENTITIES = ("PERSON", "ORG", "GPE", "LOC", "NORP", "")
RELATIONS = ("nsubj", "obj", "obl", "nmod", "compound", "appos", "flat")

_CLIMB = 4  # links of the parse up to the trigger that a phrase may belong to


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document; line breaks and other blanks are no words.

    Attributes:
        before: for each token, and the document's end, the number of words before it.
        lower: the words in small letters.
        pos: their parts of speech.
        signs: words × 5: whether each is a proper noun, a number, *of*, a verb, or joins words (a comma, *and*).
    """

    before: list[int]
    lower: list[str]
    pos: list[str]
    signs: NDArray[np.bool_]

    def beside(self, start: int, end: int) -> tuple[str, str]:
        """Return the words before and behind the tokens `start` to `end`; an empty string where there is none."""
        first, last = self.before[start], self.before[end]
        return self.lower[first - 1] if first else "", self.lower[last] if last < len(self.lower) else ""


def words(doc: Doc) -> Words:
    """Read the words of a document."""
    found = [token for token in doc if not token.is_space]
    counts = np.zeros(len(doc) + 1, dtype=np.int64)
    counts[[token.i + 1 for token in found]] = 1
    lower, pos = [token.lower_ for token in found], [token.pos_ for token in found]
    signs = [
        (kind == "PROPN", token.like_num, word == "of", kind == "VERB", word in (",", "and"))
        for token, word, kind in zip(found, lower, pos, strict=True)
    ]
    return Words(counts.cumsum().tolist(), lower, pos, np.array(signs, dtype=bool).reshape(-1, 5))


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a document: where each begins, whether it tells of violence, hashes of its trigger and root."""

    starts: list[int]
    is_violent: list[bool]
    facts: list[tuple[int, int]]

    def number(self, i: int) -> int:
        """Return the number of the sentence that a token stands in."""
        return bisect_right(self.starts, i) - 1


def sentences(doc: Doc) -> Sentences:
    """Read the sentences of a document."""
    found = list(doc.sents)
    kinds = [_kind_in(sentence) for sentence in found]
    roots = [sentence.root.lemma_.lower() for sentence in found]
    facts = [(get_string_id(kind), get_string_id(root)) for kind, root in zip(kinds, roots, strict=True)]
    return Sentences([sentence.start for sentence in found], [kind.startswith("ASSAULT") for kind in kinds], facts)


def _kind_in(sentence: Span) -> str:
    """Return the kind of the first violence that a sentence names, else of the first event, or an empty string."""
    named = [kind for token in sentence if (kind := kind_of(token.lower_, token.lemma_.lower()))]
    return next((kind for kind in named if kind.startswith("ASSAULT")), named[0] if named else "")


@dataclass(frozen=True, slots=True)
class Head:
    """A word that has phrases around it, and what those share: hashed facts, numbers, its edges in the parse."""

    i: int
    governor: int
    dep: str
    edges: tuple[int, int]
    lemma: int
    links: tuple[int, ...]
    ending: int
    flags: list[bool]


def head(token: Token, actors: dict[int, str]) -> Head:
    """Read a word; `actors` are kinds of actors by token."""
    governor, dep = token.head, token.dep_
    links = (
        f"{dep} {preposition(token)} {governor.lemma_.lower()}",
        f"{governor.dep_} {governor.head.lemma_.lower()}",
        tie(token),
        f"{token.ent_type_} {actors.get(token.i, '')}",
    )
    hashed = [get_string_id(fact) for fact in (token.lemma_.lower(), *links, token.lower_[-3:])]
    edges = token.left_edge.i, token.right_edge.i
    return Head(
        token.i,
        governor.i,
        dep,
        edges,
        hashed[0],
        (hashed[1], hashed[2], hashed[3], hashed[4]),
        hashed[5],
        list(_flags(token)),
    )


def _flags(token: Token) -> Iterator[bool]:
    entity, kind = token.ent_type_, relation(token)
    yield from (entity == one for one in ENTITIES)
    yield from (kind == one for one in RELATIONS)
    yield token.dep_ == "nsubj:pass"
    yield token.pos_ == "PROPN"
    yield "Number=Plur" in str(token.morph)


FLAGS = len(ENTITIES) + len(RELATIONS) + 3
"""Numbers of a head."""


def tie(token: Token) -> str:
    """Return the kind of event that the nearest trigger above a word names, and by which links the word hangs on it."""
    for length in range(_CLIMB):
        above = token.head
        if above == token:
            break
        if kind := kind_of(above.lower_, above.lemma_.lower()):
            return f"{kind} {token.dep_} {preposition(token)} {length}"
        token = above
    return ""


@lru_cache(maxsize=1)
def _lexicon() -> triggers.Lexicon:
    return triggers.load()


@lru_cache(maxsize=50_000)
def kind_of(form: str, lemma: str) -> str:
    """Return the type and mode of the event that a word may name, or an empty string."""
    return next((f"{one.event_type} {one.mode}" for one in _lexicon().candidates(form, lemma)), "")
