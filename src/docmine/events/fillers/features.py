"""What is known of each phrase that may fill a role: vectors, hashed facts and numbers.

The vectors are the model's own, at the phrase's head, at its first word and at the word that governs it, and their
mean over the document. Nothing else depends on capital letters, but through the parse.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from docmine.events.fillers.phrases import candidates
from docmine.events.fillers.setting import Setting, setting_of, tie
from docmine.events.fillers.words import Words, words_of
from docmine.events.syntax import preposition, relation

WIDTH = 384
"""Width of the vectors of the accurate model."""

PLACES = 4
"""Vectors of a phrase: head, first word, governor, the whole document."""

FACTS = 14
"""Hashed facts of a phrase."""

_SHOWN = 5  # words of a phrase whose parts of speech make its pattern
_ENTITIES = ("PERSON", "ORG", "GPE", "LOC", "NORP", "")
_RELATIONS = ("nsubj", "obj", "obl", "nmod", "compound", "appos", "flat")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The candidate phrases of a document, a row for each place where one stands.

    Attributes:
        names: the phrases as `phrases.key` writes them, each once.
        name: for each row the index of its phrase in `names`.
        words: for each row its first token, the one after its last, its head, its governor, and its sentence's number.
        facts: hashes, rows × FACTS.
        numbers: rows × NUMBERS.
        vectors: of all tokens of the document, in 16 bits.
        every: all words of the document.
    """

    names: list[str]
    name: NDArray[np.int64]
    words: NDArray[np.int64]
    facts: NDArray[np.uint64]
    numbers: NDArray[np.float32]
    vectors: NDArray[np.float16]
    every: Words

    def seen(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of some rows, side by side."""
        first, _, head, governor, _ = self.words[rows].T
        whole = np.broadcast_to(self.mean, (len(rows), WIDTH))
        parts = (self.vectors[head], self.vectors[first], self.vectors[governor], whole)
        return np.concatenate(parts, axis=1, dtype=np.float32)

    @property
    def mean(self) -> NDArray[np.float32]:
        """The mean vector of the document."""
        return np.asarray(self.vectors.mean(axis=0, dtype=np.float32))


def measure(doc: Doc) -> Phrases:
    """Return what is known of each candidate phrase of an annotated document; `doc.tensor` holds the vectors."""
    setting = setting_of(doc)
    found = candidates(doc)
    spans = [(number, doc[start:end]) for number, places in enumerate(found.values()) for start, end in places]
    heads = [head_of(span) for _, span in spans]
    facts = [
        [get_string_id(fact) for fact in _facts(span, head, setting)]
        for (_, span), head in zip(spans, heads, strict=True)
    ]
    numbers = [_numbers(span, head, setting) for (_, span), head in zip(spans, heads, strict=True)]
    words = [
        (span.start, span.end, head.i, head.head.i, setting.sentence[span.start])
        for (_, span), head in zip(spans, heads, strict=True)
    ]
    return Phrases(
        list(found),
        np.array([number for number, _ in spans], dtype=np.int64),
        np.array(words, dtype=np.int64).reshape(-1, 5),
        np.array(facts, dtype=np.uint64).reshape(-1, FACTS),
        np.array(numbers, dtype=np.float32).reshape(-1, NUMBERS),
        np.asarray(doc.tensor, dtype=np.float16),
        words_of(doc, setting),
    )


def head_of(span: Span) -> Token:
    """Return the word of a phrase that depends on none of its others; where there are several, the first."""
    return next(token for token in span if token.head == token or not span.start <= token.head.i < span.end)


def _facts(span: Span, head: Token, setting: Setting) -> Iterator[str]:
    doc, governor = span.doc, head.head
    number = setting.sentence[span.start]
    after = _beside(doc, span.end, 1)
    yield head.lemma_.lower()
    yield " ".join(token.lower_ for token in span if not token.is_space)
    yield f"{head.dep_} {preposition(head)} {governor.lemma_.lower()}"
    yield f"{governor.dep_} {governor.head.lemma_.lower()}"
    yield tie(head)
    yield f"{head.ent_type_} {setting.actors.get(head.i, '')}"
    yield _beside(doc, span.start - 1, -1)
    yield after
    yield span[0].lower_
    yield " ".join([token.pos_ for token in span if not token.is_space][:_SHOWN])
    yield f"{head.dep_} {head.left_edge.i < span.start} {head.right_edge.i >= span.end} {after in ('of', ',', 'and')}"
    yield setting.kinds[number]
    yield setting.roots[number]
    yield head.lower_[-3:]


def _beside(doc: Doc, i: int, step: int) -> str:
    while 0 <= i < len(doc) and doc[i].is_space:
        i += step
    return doc[i].lower_ if 0 <= i < len(doc) else ""


def _numbers(span: Span, head: Token, setting: Setting) -> list[float]:
    words = [token for token in span if not token.is_space]
    flags = [
        *(head.ent_type_ == kind for kind in _ENTITIES),
        *(relation(head) == kind for kind in _RELATIONS),
        head.dep_ == "nsubj:pass",
        head.pos_ == "PROPN",
        "Number=Plur" in str(head.morph),
        all(token.pos_ == "PROPN" for token in words),
        any(token.like_num for token in words),
        any(token.lower_ == "of" for token in words),
        any(token.pos_ == "VERB" for token in words),
        any(token.lower_ in (",", "and") for token in words),
        bool(setting.kinds[setting.sentence[span.start]].startswith("ASSAULT")),
    ]
    place = [span.start / len(span.doc), math.log1p(setting.sentence[span.start]), len(span.doc) / 500]
    return [*map(float, flags), math.log(len(words)), *place]


NUMBERS = len(_ENTITIES) + len(_RELATIONS) + 9 + 4
"""Numbers of a phrase."""
