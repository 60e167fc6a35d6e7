"""What is known of each word of a document, hashed; white space is no word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from docmine.events.fillers.wording import tie
from docmine.events.syntax import preposition

FACTS = 9
"""Hashed facts of a word."""


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words of a document.

    Attributes:
        tokens: for each word its token.
        before: for each token, and for the end, the number of words before it.
        facts: hashes, words × FACTS.
    """

    tokens: NDArray[np.int64]
    before: NDArray[np.int64]
    facts: NDArray[np.uint64]


def words_of(doc: Doc, actors: dict[int, str], before: Sequence[int]) -> KnownWords:
    """Return the words of an annotated document; `actors` are kinds by token, `before` is that of `wording.Words`."""
    tokens = [token for token in doc if not token.is_space]
    facts = [[get_string_id(fact) for fact in _facts(token, actors)] for token in tokens]
    return KnownWords(
        np.array([token.i for token in tokens], dtype=np.int64),
        np.array(before, dtype=np.int64),
        np.array(facts, dtype=np.uint64).reshape(-1, FACTS),
    )


def _facts(token: Token, actors: dict[int, str]) -> Iterator[str]:
    yield token.lower_
    yield token.lemma_.lower()
    yield token.pos_
    yield token.dep_
    yield token.ent_type_
    yield actors.get(token.i, "")
    yield tie(token)
    yield f"{token.dep_} {preposition(token)} {token.head.lemma_.lower()}"
    yield token.head.head.lemma_.lower()
