"""What is known of each phrase that may fill a role: vectors, hashed facts and numbers.

The vectors are the model's own, at the phrase's head, at its first word and at the word that governs it, and their
means over its sentence and over the document. Nothing else depends on capital letters, but through the parse.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import HEAD
from spacy.strings import get_string_id
from spacy.tokens import Doc

from docmine.events.fillers import wording
from docmine.events.fillers.phrases import LONGEST, candidates
from docmine.events.fillers.words import KnownWords, words_of

WIDTH = 384
"""Width of the vectors of the accurate model."""

PLACES = 5
"""Vectors of a phrase: head, first word, governor, the sentence, the whole document."""

FACTS = 14
"""Hashed facts of a phrase."""

NUMBERS = wording.FLAGS + 6 + 4
"""Numbers of a phrase."""

_SHOWN = 5  # words of a phrase whose parts of speech make its pattern
_LOGARITHMS = np.array([0.0, *map(math.log, range(1, LONGEST + 1))])  # of the number of words


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
        sentences: the first token of each sentence.
    """

    names: list[str]
    name: NDArray[np.int64]
    words: NDArray[np.int64]
    facts: NDArray[np.uint64]
    numbers: NDArray[np.float32]
    vectors: NDArray[np.float16]
    every: KnownWords
    sentences: NDArray[np.int64]

    def seen(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors of some rows, side by side."""
        first, _, head, governor, sentence = self.words[rows].T
        whole = np.broadcast_to(self.mean, (len(rows), WIDTH))
        parts = (self.vectors[head], self.vectors[first], self.vectors[governor], self._means()[sentence], whole)
        return np.concatenate(parts, axis=1, dtype=np.float32)

    def _means(self) -> NDArray[np.float32]:
        """Return the mean vector of each sentence."""
        sums = np.add.reduceat(self.vectors, self.sentences, axis=0, dtype=np.float32)
        lengths = np.diff(self.sentences, append=len(self.vectors))
        return np.asarray(sums / lengths[:, None], dtype=np.float32)

    @property
    def mean(self) -> NDArray[np.float32]:
        """The mean vector of the document."""
        return np.asarray(self.vectors.mean(axis=0, dtype=np.float32))


def measure(doc: Doc) -> Phrases:
    """Return what is known of each candidate phrase of an annotated document; `doc.tensor` holds the vectors."""
    found = candidates(doc)
    names = [number for number, places in enumerate(found.values()) for _ in places]
    places = [place for all_of_one in found.values() for place in all_of_one]
    words, sentences = wording.words(doc), wording.sentences(doc)
    actors = _actors(doc)
    heads = list(_heads(doc, places, actors))
    inside = [sentences.number(start) for start, _ in places]
    facts = [
        [*_facts(place, head, words, sentences.facts[number])]
        for place, head, number in zip(places, heads, inside, strict=True)
    ]
    stretches = [
        (*place, head.i, head.governor, number) for place, head, number in zip(places, heads, inside, strict=True)
    ]
    return Phrases(
        list(found),
        np.array(names, dtype=np.int64),
        np.array(stretches, dtype=np.int64).reshape(-1, 5),
        np.array(facts, dtype=np.uint64).reshape(-1, FACTS),
        _numbers(places, heads, words, sentences, inside),
        np.asarray(doc.tensor, dtype=np.float16),
        words_of(doc, actors, words.before),
        np.array(sentences.starts, dtype=np.int64),
    )


def _heads(doc: Doc, places: Sequence[tuple[int, int]], actors: dict[int, str]) -> Iterator[wording.Head]:
    """Yield the head of each phrase: the word that depends on none of its others; if there are several, the first."""
    above = (doc.to_array(HEAD).astype(np.int64) + np.arange(len(doc))).tolist()
    known: dict[int, wording.Head] = {}
    for start, end in places:
        i = next(i for i in range(start, end) if above[i] == i or not start <= above[i] < end)
        if i not in known:
            known[i] = wording.head(doc[i], actors)
        yield known[i]


def _actors(doc: Doc) -> dict[int, str]:
    """Return the kinds of actors by token."""
    spans = [span for span in doc.spans.get("actors", ()) if span._.actor]
    types = {actor_id: identity["type"] for actor_id, identity in doc._.actors.items()}
    return {i: types.get(span._.actor["actor_id"], "") for span in spans for i in range(span.start, span.end)}


def _facts(
    place: tuple[int, int], head: wording.Head, words: wording.Words, sentence: tuple[int, int]
) -> Iterator[int]:
    start, end = place
    first, last = words.before[start], words.before[end]
    before, after = words.beside(start, end)
    yield head.lemma
    yield get_string_id(" ".join(words.lower[first:last]))
    yield from head.links
    yield get_string_id(before)
    yield get_string_id(after)
    yield get_string_id(words.lower[first])
    yield get_string_id(" ".join(words.pos[first : min(last, first + _SHOWN)]))
    left, right = head.edges
    yield get_string_id(f"{head.dep} {left < start} {right >= end} {after in ('of', ',', 'and')}")
    yield from sentence
    yield head.ending


def _numbers(
    places: Sequence[tuple[int, int]],
    heads: Sequence[wording.Head],
    words: wording.Words,
    sentences: wording.Sentences,
    inside: Sequence[int],
) -> NDArray[np.float32]:
    """Return the numbers of phrases; `inside` are those of their sentences."""
    stretches = np.array(places, dtype=np.int64).reshape(-1, 2)
    first, last = np.array(words.before)[stretches].T
    upto = np.concatenate([np.zeros((1, words.signs.shape[1]), dtype=np.int64), words.signs.cumsum(axis=0)])
    counts, length, size = upto[last] - upto[first], last - first, len(words.before) - 1
    columns = [
        np.array([head.flags for head in heads], dtype=float).reshape(-1, wording.FLAGS),
        counts[:, :1] == length[:, None],  # all are proper nouns
        counts[:, 1:] > 0,
        np.array([[sentences.is_violent[number]] for number in inside], dtype=bool).reshape(-1, 1),
        _LOGARITHMS[length][:, None],
        stretches[:, :1] / max(size, 1),
        np.array([[math.log1p(number)] for number in inside], dtype=float).reshape(-1, 1),
        np.full((len(places), 1), size / 500),
    ]
    return np.concatenate(columns, axis=1).astype(np.float32)
