"""Labelled sentences as the trained component takes them: spaCy's pairs of what is there and what is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan
from spacy.training import Example as Pair

from docmine.errors import ResourceError
from docmine.labelled import Example

ENCODER = "encoder"
"""The component that only reads: where there is one, the others learn from what it writes to `doc.tensor`."""


def make(nlp: Language, examples: Sequence[Example]) -> list[Pair]:
    """Return a pair for each example; its layer says where the spans are written.

    The encoder of a model that has one runs here, once for each sentence, and not in every pass:
    it does not learn, and spaCy's listeners then take `doc.tensor` as it is.

    Raises:
        ResourceError: a span begins or ends inside a word.
    """
    docs = [nlp.make_doc(example.text) for example in examples]
    references = [_reference(doc, example) for doc, example in zip(docs, examples, strict=True)]
    if ENCODER in nlp.pipe_names:
        encoder: Any = nlp.get_pipe(ENCODER)
        docs = list(encoder.pipe(docs))
    return [Pair(doc, reference) for doc, reference in zip(docs, references, strict=True)]


def _reference(doc: Doc, example: Example) -> Doc:
    reference = doc.copy()
    spans = list(_spans(reference, example))
    if example.layer == "names":
        reference.set_ents(spans)
    else:
        reference.spans[example.layer] = spans
    return reference


def _spans(doc: Doc, example: Example) -> list[SpacySpan]:
    spans = []
    for span in example.spans:
        tokens = doc.char_span(span.start, span.end, label=span.label)
        if tokens is None:
            raise ResourceError(
                f"{example.text[span.start : span.end]!r} begins or ends inside a word",
                where=example.where,
                remedy="label whole words",
            )
        spans.append(tokens)
    return spans
