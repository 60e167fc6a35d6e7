"""Sentences with the model's own answers, taken before training: what it must keep."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language

from docmine import replay
from docmine.evaluate import predict
from docmine.labelled import Example, Layer


def prepare(nlp: Language, number: int, seed: int, layer: Layer) -> list[Example]:
    """Return so many rehearsal sentences as the model answers them now; the same seed gives the same ones."""
    return answered(nlp, replay.sentences(number, seed), layer)


def answered(nlp: Language, texts: Sequence[str], layer: Layer) -> list[Example]:
    """Return the texts with the spans that the model finds in them."""
    found = predict(nlp, texts, layer)
    return [Example(text, spans, layer=layer) for text, spans in zip(texts, found, strict=True)]
