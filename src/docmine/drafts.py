"""Sentences with the names that the pipeline finds in them, for people to correct.

The rarest names come first: a name that the texts have only once is the likeliest to be unknown to the
model, and to be wrong. Names that the user's patterns found are known, and count for nothing; nor do
dates, times and amounts, which are all rare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from docmine.evaluate import spans_of
from docmine.labelled import Example, Layer, Span
from docmine.nlp import OnError, pipe

_NO_NAMES = {"DATE", "TIME", "TEMPORAL", "MONEY", "QUANTITY"}

Text = tuple[str, str]
"""A document's id and its clean text."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence, and the forms of those of its names that no pattern knows."""

    example: Example
    unknown: tuple[str, ...]


def drafts(nlp: Language, texts: Iterable[Text], layer: Layer, on_error: OnError) -> Iterator[Draft]:
    """Yield the sentences of texts in order, but for those without a letter.

    Args:
        nlp: a pipeline as `nlp.load_names` returns it.
        texts: the documents.
        layer: whose spans the sentences are to carry.
        on_error: is told of each document that fails; `doc._.doc_id` is its id.
    """
    for doc in pipe(nlp, _docs(nlp, texts), on_error):
        yield from _sentences(doc, layer)


def useful_first(found: Iterable[Draft], limit: int | None = None) -> list[Example]:
    """Return the sentences, those with the rarest names first; the same words are there only once.

    A name is as rare as the number of sentences that have it, in whatever capitals. Sentences of equal
    worth stay in order; those without names, and those whose names are all known, are last.
    """
    first: dict[str, Draft] = {}
    for draft in found:
        first.setdefault(draft.example.text, draft)
    once = list(first.values())
    counts = Counter(form for draft in once for form in set(draft.unknown))
    ranked = sorted(once, key=lambda draft: min((counts[form] for form in draft.unknown), default=len(once) + 1))
    return [draft.example for draft in ranked[:limit]]


def _docs(nlp: Language, texts: Iterable[Text]) -> Iterator[Doc]:
    for doc_id, text in texts:
        doc = nlp.make_doc(text)
        doc._.doc_id = doc_id
        yield doc


def _sentences(doc: Doc, layer: Layer) -> Iterator[Draft]:
    spans = list(spans_of(doc, layer))
    # A span across two sentences joins them.
    starts = [s.start_char for s in doc.sents if not any(x.start_char < s.start_char < x.end_char for x in spans)]
    for begin, end in pairwise([*starts, len(doc.text)]):
        text = doc.text[begin:end].strip()
        if not any(character.isalpha() for character in text):
            continue
        first = begin + len(doc.text[begin:end]) - len(doc.text[begin:end].lstrip())
        inside = [span for span in spans if first <= span.start_char < end]
        names = tuple(Span(span.start_char - first, span.end_char - first, span.label_) for span in inside)
        names_only = [span for span in inside if not span.id_ and span.label_ not in _NO_NAMES]
        unknown = tuple(" ".join(span.text.split()).casefold() for span in names_only)
        yield Draft(Example(text, names, doc=doc._.doc_id, layer=layer, offset=first), unknown)
