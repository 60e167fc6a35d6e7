"""The accurate model: an encoder that is done learning, and spaCy's components taught on what it gives."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.pipeline import Tok2Vec
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.augment import create_combined_augmenter

from docmine import transformer

ENCODER = "encoder"
"""Name of the component that the others listen to."""

WIDTH = 384
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": ENCODER}
_LETTERS = {
    "@architectures": "docmine.WordsInContext.v1",
    "tok2vec": _LISTENER,
    "width": 64,
    "depth": 1,
    "rows": [3000, 500, 1500, 500],
}
_CLASSES = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": _LISTENER}


_WORDS = {
    "@architectures": "docmine.WordsInContext.v1",
    "tok2vec": _LISTENER,
    "width": 96,
    "depth": 2,
    "rows": [5000, 1000, 2500, 2500],
}


def _transitions(state: str, width: int, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": width,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }


SYNTAX: dict[str, dict[str, Any]] = {
    "tagger": {"model": _CLASSES, "label_smoothing": 0.05},
    "morphologizer": {"model": _CLASSES, "label_smoothing": 0.05},
    "trainable_lemmatizer": {"model": {**_CLASSES, "tok2vec": _LETTERS}, "min_tree_freq": 3},
    "parser": {"model": _transitions("parser", 192, _LISTENER)},
}
NAMES: dict[str, dict[str, Any]] = {"ner": {"model": _transitions("ner", 96, _WORDS)}}
CONFLICT = {
    "docmine_conflict": {
        "model": {
            "@architectures": "docmine.PhraseTagger.v1",
            "width": 96,
            "depth": 3,
            "votes": 2,
            "dropout": 0.5,
            "tok2vec": _LISTENER,
        }
    }
}


def begin(network: bytes, tokenizer: str) -> Language:
    """Return a pipeline that holds the encoder alone."""
    nlp = spacy.blank("en")
    encoder: Any = nlp.add_pipe(
        "tok2vec", ENCODER, config={"model": {"@architectures": "docmine.OnnxTok2Vec.v1", "width": WIDTH}}
    )
    transformer.fill(encoder.model, network, tokenizer)
    return nlp


def encoded(nlp: Language, docs: Iterable[Doc], component: str = ENCODER) -> Iterator[Example]:
    """Yield examples whose predicted documents hold what the encoder, or another tok2vec, gives."""
    encoder = cast(Tok2Vec, nlp.get_pipe(component))
    batch: list[Doc] = []
    for doc in docs:
        batch.append(doc)
        if len(batch) == 64:
            yield from _encoded(encoder, batch)
            batch = []
    if batch:
        yield from _encoded(encoder, batch)


def _encoded(encoder: Tok2Vec, golds: Sequence[Doc]) -> Iterator[Example]:
    plain = [Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]) for doc in golds]
    encoder.set_annotations(plain, encoder.predict(plain))
    for doc, gold in zip(plain, golds, strict=True):
        yield Example(doc, gold)


def roughened(nlp: Language, docs: Iterable[Doc], seed: int) -> Iterator[Doc]:
    """Yield documents as they are, some in small letters, and some with line breaks and spaces put in between words."""
    state = random.getstate()
    random.seed(seed)  # spaCy's augmenters draw from the one generator of the process
    augment = create_combined_augmenter(
        lower_level=0.04,
        orth_level=0.0,
        orth_variants=None,
        whitespace_level=0.2,
        whitespace_per_token=0.03,
        whitespace_variants=["\n", "\n\n", " "],
    )
    for doc in docs:
        yield from (example.reference for example in augment(nlp, Example(nlp.make_doc(doc.text), doc)))
    random.setstate(state)
