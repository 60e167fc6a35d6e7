"""Find the toponyms of a document and what the words around them say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from docmine.places.names import fold
from docmine.places.precision import Relation
from docmine.places.relation import relation
from docmine.places.typewords import kind_around
from docmine.places.words import Kind, words

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_NAMES = frozenset({"ORG", "NORP", "PERSON", "EVENT", "PRODUCT", "MISC"})
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: (?:of |and |the |al-|el-)?[^\W\d_a-z][\w'’.-]*)*")
_PIECE = re.compile(r"\S+")
_TAIL = re.compile(r"(?:['’][sS]|[.'’-])+$")
_LEADING = frozenset({"the", "a", "an", "in", "of"})
_TRAILING = frozenset({"'s", "’s", "'", "’"})
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym and how the text speaks of it.

    `names` are the forms to look up, the whole first; `kind` is the class of feature that a type word
    asks for ("Idlib governorate"); `labelled` is false where the recogniser took it for something else, and
    `missed` true where only the words around it say that it is a place.
    """

    span: Span
    names: tuple[str, ...]
    kind: Kind | None = None
    relation: Relation = "at"
    labelled: bool = True
    missed: bool = False


def describe(span: Span, text: str) -> Mention:
    """Return the mention that a span is, with what its own words and its neighbours in the document's text say."""
    listed, doc = words(), span.doc
    kind = kind_around(text, span.start_char, span.end_char)
    around = relation(text, span.start_char, span.end_char)
    start, end = span.start, span.end
    while end - start > 1 and (first := doc[start].lower_) in {"the", *listed.part}:
        around = "part" if around == "at" and first in listed.part else around
        start += 1
    if end - start > 2 and doc[start + 1].lower_ == "of" and doc[start].lower_ in listed.kinds:
        kind, start = listed.kinds[doc[start].lower_], start + 2
    elif end - start > 1 and (last := doc[end - 1].lower_) in listed.kinds:
        kind, end = listed.kinds[last], end - 1
    elif end - start > 1 and last in listed.facility:
        around, end = "near", end - 1
    bare = doc[start:end].text
    names = (span.text, listed.abbreviations.get(bare.lower(), bare))
    return Mention(span, tuple(dict.fromkeys(names)), kind, around)


def find(doc: Doc, well_known: frozenset[str]) -> Iterator[Mention]:
    """Yield the toponyms among the entities, and well-known names that no entity covers, in text order.

    Args:
        doc: with entities.
        well_known: folded names of countries, regions and large cities.
    """
    text = doc.text  # joined anew at each access
    broken = [*_broken(doc, well_known)]
    halves = {i for span in broken for i in _tokens(span)}
    whole = broken + [span for span in _unlabelled(doc, text, well_known) if halves.isdisjoint(_tokens(span))]
    covered = {i for span in whole for i in _tokens(span)}
    ents = (ent for ent in doc.ents if covered.isdisjoint(_tokens(ent)))
    spans = [trimmed for ent in ents if (trimmed := _of_entity(ent, well_known))] + whole
    persons = _persons(doc) - well_known
    for span in sorted(spans, key=lambda span: span.start):
        person = fold(span.text) in persons and _word_before(span) not in words().inside
        if not person and not _is_forename(span) and not _in_organisation(span):
            yield replace(describe(span, text), labelled=span.label_ in _LABELS)


def _tokens(span: Span) -> range:
    return range(span.start, span.end)


def _broken(doc: Doc, well_known: frozenset[str]) -> Iterator[Span]:
    """Yield well-known names of two words that the end of a line breaks: a recogniser takes the halves for two."""
    for gap in doc:
        if gap.text == "\n" and 0 < gap.i < len(doc) - 1 and _capital(gap.nbor(-1)) and _capital(gap.nbor()):
            span = Span(doc, gap.i - 1, gap.i + 2, label="GPE")
            if fold(span.text) in well_known:
                yield span


def _is_forename(span: Span) -> bool:
    """Whether a country or city that is also a forename stands before a surname ("Israel Fernandez")."""
    doc, after = span.doc, span.end
    if fold(span.text) not in words().persons or after >= len(doc):
        return False
    return doc[after].is_alpha and doc[after].is_title and doc[after].ent_type_ not in _LABELS


def _persons(doc: Doc) -> set[str]:
    """Return the folded surnames of the document: last words of persons that are not oftener taken for places."""
    counts: Counter[str] = Counter()
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            counts[fold(ent[-1].text)] += 1
        elif ent.label_ in _LABELS and len(ent) == 1:
            counts[fold(ent.text)] -= 1
    return {name for name, count in counts.items() if count >= 0}


def is_locative(span: Span) -> bool:
    """Whether the word before the span says that a place follows ("in", "near", "of")."""
    return _word_before(span) in words().locative


def _word_before(span: Span) -> str:
    """Return the word before the span and its modifiers: "in" for "in the northern Aleppo countryside"."""
    before = span.start - 1
    while before > 0 and span.doc[before].lower_ in {"the", *words().part}:
        before -= 1
    return str(span.doc[before].lower_) if before >= 0 else ""


def _of_entity(ent: Span, well_known: frozenset[str]) -> Span | None:
    """Return the part of an entity that is a toponym, None when there is none.

    Recognisers take places for persons and organisations; a well-known name is taken back, and any
    name after "in" or "near".
    """
    span = _trim(ent)
    if span is None or not _is_name(span.text):
        return None
    if ent.label_ in _LABELS:
        return span
    if ent.label_ not in _OTHER_NAMES or (ent.label_ == "PERSON" and fold(span.text) in words().persons):
        return None
    return span if fold(span.text) in well_known or _word_before(span) in words().inside else None


def _trim(span: Span) -> Span | None:
    """Return the span without articles and possessives at its ends."""
    doc, start, end = span.doc, span.start, span.end
    while start < end and (doc[start].lower_ in _LEADING or _is_gap(doc[start])):
        start += 1
    if start < end and start and _begins_name(doc[start - 1]):
        start -= 1
    while start < end and (doc[end - 1].lower_ in _TRAILING or _is_gap(doc[end - 1])):
        end -= 1
    return Span(doc, start, end, label=span.label) if start < end else None


def _begins_name(token: Token) -> bool:
    """Whether a word without a label is the first of the name after it: "El" of "El Fasher", "A" of "A Nang Pa"."""
    if token.ent_type_ or token.lower_ not in words().leading or not _capital(token):
        return False
    return not token.is_sent_start and token.i > 0 and token.nbor(-1).is_alpha


def _is_gap(token: Token) -> bool:
    return bool(token.is_punct or token.is_space)


def _is_name(text: str) -> bool:
    """Whether a text looks like a name at all: some capital, and no word that hardly ever is a place."""
    if text.islower() or not any(c.isalpha() for c in text):
        return False
    return text.isupper() or fold(text) not in words().never


def _unlabelled(doc: Doc, text: str, well_known: frozenset[str]) -> Iterator[Span]:
    """Yield well-known names in capitals that no entity covers or goes beyond, the longest at each place."""
    for match in _CAPITALISED.finditer(text):
        pieces = [piece.span() for piece in _PIECE.finditer(text, match.start(), match.end())]
        start = 0
        while start < len(pieces):
            if text[slice(*pieces[start])] == "THE":  # in capitals an article looks like a name
                start += 1
                continue
            for stop in range(min(len(pieces), start + _LONGEST), start, -1):
                at = pieces[start][0]
                span = _known(doc, at, text[at : pieces[stop - 1][1]], well_known)
                if span is not None and _is_free(span):
                    yield span
                    start = stop - 1
                    break
            start += 1


def _is_free(span: Span) -> bool:
    """Whether a name meets no entity, or only shorter ones: a recogniser parts "CENTRAL" from "AFRICAN REPUBLIC"."""
    start, end = span.start, span.end
    if not any(token.ent_type_ for token in span):
        return True
    doc, beyond = span.doc, start > 0 and span.doc[start].ent_iob_ == "I" and span.doc[start - 1].lower_ not in _LEADING
    inside = not beyond and (end == len(doc) or doc[end].ent_iob_ != "I" or doc[end].lower_ in _TRAILING)
    return inside and len(span) > 1 and any(token.ent_iob_ != "I" for token in span[1:])


def _known(doc: Doc, start: int, text: str, well_known: frozenset[str]) -> Span | None:
    """Return the span of a text that is a well-known name, without a possessive or full stop."""
    text = _TAIL.sub("", text)
    if (key := fold(text)) not in well_known or key in words().persons or not _is_name(text):
        return None
    # The full stop of "U.S." belongs to it, that of a sentence does not: the tokens know.
    return doc.char_span(start, start + len(text)) or doc.char_span(start, start + len(text) + 1)


def _in_organisation(span: Span) -> bool:
    """Whether the span is part of the name of an organisation ("Damascus University", "Bank of England")."""
    doc, listed = span.doc, words()
    if len(span) > 1 and span[-1].lower_ in listed.after:
        return True
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and (after.lower_ in listed.unit or (_capital(after) and after.lower_ in listed.after)):
        return True
    if span.start < 2 or doc[span.start - 1].lower_ != "of":
        return False
    return _capital(doc[span.start - 2]) and doc[span.start - 2].lower_ in listed.before_of


def _capital(token: Token) -> bool:
    return bool(token.text[:1].isupper())
