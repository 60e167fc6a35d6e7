"""Labelled sentences as the trained component takes them: spaCy's pairs of what is there and what is right."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan
from spacy.training import Example as Pair

from docmine.errors import ResourceError
from docmine.labelled import Example


def make(nlp: Language, examples: Sequence[Example], component: str) -> list[Pair]:
    """Return a pair for each example; its layer says where the spans are written.

    What the component reads is put on each sentence here, once, and not in every pass, because nothing
    but the component learns: spaCy's listeners then take `doc.tensor` as it is.

    Raises:
        ResourceError: a span begins or ends inside a word.
    """
    docs = [nlp.make_doc(example.text) for example in examples]
    references = [_reference(doc, example) for doc, example in zip(docs, examples, strict=True)]
    with nlp.select_pipes(enable=_read_by(nlp, component)):
        return [Pair(doc, reference) for doc, reference in zip(nlp.pipe(docs), references, strict=True)]


def _read_by(nlp: Language, component: str) -> list[str]:
    """Return the components whose work another one reads.

    Names are found in the bare text, or in what an encoder gives; for phrases, tags, heads and names come before.
    """
    before = nlp.pipe_names[: nlp.pipe_names.index(component)]
    if component != "ner":
        return before
    return [name for name in before if component in getattr(nlp.get_pipe(name), "listening_components", ())]


def _reference(doc: Doc, example: Example) -> Doc:
    reference = doc.copy()
    spans = _spans(reference, example)
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
