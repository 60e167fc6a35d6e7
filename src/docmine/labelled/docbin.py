"""spaCy's `.spacy` files (`DocBin`): names in `doc.ents`, the conflict layer in `doc.spans["conflict"]`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from docmine import extensions
from docmine.errors import ResourceError
from docmine.labelled.example import Example, Layer, Span
from docmine.labelled.words import words

_OFFSET = "docmine_offset"  # key of the text's place in its document, in `doc.user_data`


def read(path: Path) -> Iterator[Example]:
    """Yield an example for each layer that a document has, labels as they are.

    Raises:
        ResourceError: it is no such file, or names are marked in a part of a document only.
    """
    extensions.register()
    try:
        docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    except Exception as error:  # whatever zlib, msgpack and spaCy raise is about the file
        raise ResourceError(
            f"cannot be read: {error}", where=str(path), remedy="it must be a DocBin of spaCy 3"
        ) from error
    for number, doc in enumerate(docs, 1):
        yield from _examples(doc, f"{path}: document {number}")


def write(examples: Iterable[Example], stream: BinaryIO) -> None:
    """Write a document for each example."""
    extensions.register()
    vocab = spacy.blank("en").vocab
    stream.write(DocBin(docs=(_doc(example, vocab) for example in examples), store_user_data=True).to_bytes())


def _examples(doc: Doc, where: str) -> Iterator[Example]:
    labelled = [layer for layer in _LAYERS if _has(doc, layer)]
    if not labelled:
        raise ResourceError(
            'has neither ents nor spans["conflict"]', where=where, remedy="mark names with doc.set_ents, even if none"
        )
    if "names" in labelled and not doc.has_annotation("ENT_IOB", require_complete=True):
        raise ResourceError("has words of which no label is known", where=where, remedy="mark them as no names")
    for layer in labelled:
        found = doc.ents if layer == "names" else doc.spans["conflict"]
        spans = tuple(Span(item.start_char, item.end_char, item.label_) for item in found)
        yield Example(doc.text, spans, where, doc._.doc_id, layer, doc.user_data.get(_OFFSET))


_LAYERS: tuple[Layer, ...] = ("names", "conflict")


def _has(doc: Doc, layer: Layer) -> bool:
    return bool(doc.has_annotation("ENT_IOB")) if layer == "names" else "conflict" in doc.spans


def _doc(example: Example, vocab: Vocab) -> Doc:
    found = words(example.text, example.spans)
    texts = [example.text[word.start : word.end] for word in found]
    doc = Doc(vocab, words=texts, spaces=[word.space for word in found])
    # A span begins and ends with words, so there is one for each.
    spans = [x for item in example.spans if (x := doc.char_span(item.start, item.end, label=item.label)) is not None]
    if example.layer == "names":
        doc.set_ents(spans)
    else:
        doc.spans["conflict"] = spans
    doc._.doc_id = example.doc
    if example.offset is not None:
        doc.user_data[_OFFSET] = example.offset
    return doc
