"""Component `docmine_entities`: the model's names and the user's patterns become `doc.ents`.

One rule of priority: a span of `doc.spans["ruler"]` always wins over the model's; among the spans
of one origin the longest wins, then the first. What the patterns found is kept as it is, with its
`id`; what the model found has its label mapped and its edges trimmed, and is dropped if it is junk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from docmine.resources import DATA, read_toml

_TEMPORAL = {"DATE", "TIME"}
_NUMERIC = _TEMPORAL | {"MONEY", "QUANTITY"}
_CAPITALS = 0.8  # share of a headline's letters that are capitals
_HEADLINE_WORDS = 4  # shorter lines in capitals may be a name alone


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of `data/entities.toml`, in lower case."""

    determiners: frozenset[str]
    with_article: frozenset[str]
    possessives: frozenset[str]
    nameless: frozenset[str]
    labels: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """Read `data/entities.toml`, once in a process."""
    data = read_toml(DATA / "entities.toml")
    return Lexicon(
        determiners=frozenset(data["determiners"]),
        with_article=frozenset(data["with_article"]),
        possessives=frozenset(data["possessives"]),
        nameless=frozenset(data["titles"]) | frozenset(data["junk"]),
        labels=data["labels"],
    )


@Language.factory("docmine_entities", assigns=["doc.ents"], default_config={"labels": {}})
def make_entities(nlp: Language, name: str, labels: dict[str, str]) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Return the component; `labels` maps a model's labels to docmine's, and "" drops an entity."""
    mapping = {**lexicon().labels, **labels}

    def component(doc: Doc) -> Doc:
        return set_entities(doc, mapping)

    return component


def set_entities(doc: Doc, labels: dict[str, str]) -> Doc:
    """Merge what the model and the patterns found into `doc.ents`."""
    ruled = filter_spans(doc.spans.get("ruler", ()))
    taken = {token.i for span in ruled for token in span}
    found = (span for entity in doc.ents for span in _pieces(entity, labels))
    free = [span for span in found if not taken.intersection(range(span.start, span.end))]
    doc.set_ents([*ruled, *filter_spans(_without_headlines(free))])
    return doc


def _pieces(entity: Span, labels: dict[str, str]) -> Iterator[Span]:
    """Yield the parts of an entity that lie in one paragraph each, mapped, trimmed, and without junk."""
    label = labels.get(entity.label_, entity.label_)
    if not label:
        return
    doc = entity.doc
    cuts = [token.i for token in entity[1:] if token.is_sent_start and doc[token.i - 1].is_space]
    for start, end in zip([entity.start, *cuts], [*cuts, entity.end], strict=True):
        piece = trim(Span(doc, start, end, label=label, kb_id=entity.kb_id, span_id=entity.id))
        if len(piece) and not is_junk(piece):
            yield piece


def trim(span: Span) -> Span:
    """Return the span without determiners, possessive endings, punctuation and whitespace at its edges.

    It may come out empty. A time expression keeps its determiner ("this morning").
    """
    start, end = span.start, span.end
    while end > start and _ends_badly(span.doc[end - 1], span.doc[start:end]):
        end -= 1
    while start < end and _starts_badly(span.doc[start], span):
        start += 1
    return Span(span.doc, start, end, label=span.label, kb_id=span.kb_id, span_id=span.id)


def _ends_badly(token: Token, span: Span) -> bool:
    if token.is_space or token.lower_ in lexicon().possessives:
        return True
    closes = token.text in (")", "]") and any(other.text in ("(", "[") for other in span)
    return bool(token.is_punct) and not closes


def _starts_badly(token: Token, span: Span) -> bool:
    if token.is_space or token.is_punct:
        return True
    if span.label_ in _TEMPORAL or token.lower_ not in lexicon().determiners:
        return False
    if token.is_lower:
        return True
    return bool(token.is_sent_start) and span.text.lower() not in lexicon().with_article


def is_junk(span: Span) -> bool:
    """Tell whether a span names nothing: no letters, one common word, a title alone, a word of the page's chrome."""
    if span.label_ in _NUMERIC:
        return not any(character.isalnum() for character in span.text)
    if not any(character.isalpha() for character in span.text):
        return True
    return (len(span) == 1 and span[0].is_lower) or span.text.lower() in lexicon().nameless


def _without_headlines(spans: list[Span]) -> list[Span]:
    """Drop what swallows most of a headline in capitals, where a model has no letters' case to go by."""
    return [span for span in spans if not (span.text.isupper() and _swallows_headline(span))]


def _swallows_headline(span: Span) -> bool:
    text = span.doc.text
    begin = text.rfind("\n", 0, span.start_char) + 1
    end = text.find("\n", span.end_char)
    line = text[begin : end if end >= 0 else len(text)]
    letters = [character for character in line if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    words = len(line.split())
    return words >= _HEADLINE_WORDS and capitals >= _CAPITALS * len(letters) and 2 * len(span) > words
