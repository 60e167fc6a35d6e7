"""The spaCy component that fills `doc.spans["dates"]`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from docmine.dates.document import Found, resolve
from docmine.dates.find import find
from docmine.dates.values import date_value
from docmine.extensions import register

_NOT_MONTHS = {"may": {"MD"}, "march": {"VB", "VBP", "NN"}, "second": {"JJ"}}


@Language.factory("docmine_dates", default_config={"group": "dates", "parts_group": "timexes"})
def make_dates(nlp: Language, name: str, group: str, parts_group: str) -> Callable[[Doc], Doc]:
    """Make the component.

    It needs no other component; where a tagger ran, its tags tell the verbs "may" and "march" from the months.

    Args:
        nlp: the pipeline.
        name: name of the component in it.
        group: key of `doc.spans` for the expressions, ranges and open bounds as a whole.
        parts_group: key for the same expressions as TIMEX3 annotates them: the dates that a range or bound is made
            of stand there in its place.
    """
    register()
    return DateFinder(group, parts_group)


class DateFinder:
    """Finds, resolves and records the time expressions of a document."""

    def __init__(self, group: str, parts_group: str) -> None:
        self.group = group
        self.parts_group = parts_group

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        items = [item for item in find(text) if not _is_verb(doc, item.start, item.end)]
        whole: list[Span] = []
        parts: list[Span] = []
        for found, inner in resolve(text, items, doc._.published):
            span = _mark(doc, found, whole)
            if inner:
                for part in inner:
                    _mark(doc, part, parts)
            elif span is not None:
                parts.append(span)
        doc.spans[self.group] = whole
        doc.spans[self.parts_group] = parts
        return doc

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Return nothing: the word lists are package data."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> DateFinder:
        """Return the component as it is."""
        return self


def _is_verb(doc: Doc, start: int, end: int) -> bool:
    word = doc.text[start:end].lower()
    if word not in _NOT_MONTHS:
        return False
    span = doc.char_span(start, end, alignment_mode="expand")
    return span is not None and span[0].tag_ in _NOT_MONTHS[word]


def _mark(doc: Doc, found: Found, spans: list[Span]) -> Span | None:
    """Add a span with its date to `spans`, unless it shares a token with the last one there."""
    item, reading = found
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    if span is None or (spans and span.start < spans[-1].end):
        return None
    span.label_ = reading.type
    span._.date = date_value(reading)
    spans.append(span)
    return span
