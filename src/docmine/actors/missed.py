"""Actors whom the recogniser missed: persons by their titles, words and company, groups by their abbreviations."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from docmine.actors.abbreviations import definitions
from docmine.actors.lexicon import is_junk, lexicon, type_of
from docmine.actors.names import fold, is_acronym

_LONGEST = 4
_APPOSITION = 3  # tokens between the comma and the title: "X, the group's director"
_SHORTEST = 3  # letters of an acronym


def missed_acronyms(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Yield unknown acronyms with the article: "separatists of the CSP", but not "the LNG terminal".

    Args:
        doc: with entities.
        taken: tokens that are names already.
    """
    for token in doc[1:]:
        if token.i in taken or token.ent_type_ or token.nbor(-1).text not in {"the", "The"}:
            continue
        if _is_group(token) and token.dep_ not in {"compound", "amod"}:
            yield doc[token.i : token.i + 1]


def missed_abbreviations(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Yield abbreviations that the text explains as the name of an organisation, all over the text, and that name.

    Args:
        doc: with entities.
        taken: tokens that are names already.
    """
    shorts = set()
    for one in definitions(doc.text):
        full = doc.char_span(*one.long)
        short = doc.text[slice(*one.short)]
        if full is None or not _names_a_body(full) or short.lower() in lexicon().other_acronyms:
            continue
        shorts.add(short)
        if taken.isdisjoint(range(full.start, full.end)):
            yield full
    if shorts:
        yield from (doc[token.i : token.i + 1] for token in doc if token.text in shorts and token.i not in taken)


def _names_a_body(full: Span) -> bool:
    """Whether its words or the model say so."""
    return not is_junk(full.text) and (bool(type_of(full.text, "")) or any(t.ent_type_ == "ORG" for t in full))


def missed_persons(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Yield names of two to four capitalised words that the sentence treats as a person.

    A title stands before or after the name, a verb of saying beside it, or a person is joined to it by "and".

    Args:
        doc: with entities.
        taken: tokens that are names already.
    """
    start = 0
    while start < len(doc):
        end = start
        while end < len(doc) and end not in taken and _is_name_word(doc[end]):
            end += 1
        first = start + (end > start and _only_begins(doc[start]))
        if 2 <= end - first <= _LONGEST:
            span = doc[first:end]
            if _is_told_of(span) and not type_of(span.text, ""):
                yield span
        start = max(end, start + 1)


def _is_group(token: Token) -> bool:
    acronym = is_acronym(token.text) and token.is_alpha and len(token) >= _SHORTEST
    return acronym and token.lower_ not in lexicon().other_acronyms


def _is_name_word(token: Token) -> bool:
    if token.ent_type_ or not token.text[:1].isupper() or is_acronym(token.text):
        return False
    return token.text[-1:].isalpha()


def _only_begins(token: Token) -> bool:
    """Whether a word has its capital only because a sentence begins with it."""
    return bool(token.is_sent_start) and token.pos_ not in {"PROPN", ""}


def _is_told_of(span: Span) -> bool:
    doc, words = span.doc, lexicon()
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if before is not None:
        if before.lower_ in words.titles or before.lower_ in words.speech_verbs:
            return True
        if before.lower_ == "and" and before.i and before.nbor(-1).ent_type_ == "PERSON":
            return True
    if after is None:
        return False
    return after.lower_ in words.speech_verbs or (after.text == "," and _has_title(doc[span.end + 1 :]))


def _has_title(rest: Span) -> bool:
    """Whether a person's office comes first: ", a spokesman for", ", director of"."""
    for token in rest[: _APPOSITION + 1]:
        if fold(token.text) in lexicon().titles:
            return True
        if token.is_punct or token.pos_ in {"VERB", "AUX"}:
            return False
    return False
