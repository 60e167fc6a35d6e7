"""Find toponyms that the recogniser missed or took for something else, by the words around them.

Such a name counts only if the gazetteer has a place of that name in a country that the document speaks
of (see `document.resolve_mentions`), so this module may be generous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from docmine.places.mentions import is_locative
from docmine.places.names import fold
from docmine.places.words import words

_CAPITALISED = re.compile(r"[^\W\d_a-z][\w'’‘ʿ]*(?:-\w+)*$")
_ROAD = re.compile(r"[A-Z]{1,2}-?\d{1,3}$")
_LONGEST = 5
_BETWEEN = 4  # tokens from one name to the next: ", and then"
_APPOSITION = 4  # tokens from the comma to the type word: ", a small mining town"


def missed(doc: Doc, taken: Iterable[Span]) -> Iterator[Span]:
    """Yield names in capitals outside the taken spans that stand where a place's name stands.

    A name that does so once is yielded wherever else it stands in the document.

    Args:
        doc: with entities.
        taken: spans that are toponyms already.
    """
    ends = {span.end for span in taken}
    busy = {i for span in taken for i in range(span.start, span.end)}
    names = [span for span in _names(doc) if busy.isdisjoint(range(span.start, span.end))]
    meant: set[str] = set()
    for span in names:
        if stands_as_place(span) or _joined(span, ends):
            meant.add(span.text)
            ends.add(span.end)
    yield from (span for span in names if span.text in meant)


def stands_as_place(span: Span) -> bool:
    """Whether the words around a span are such as stand around the name of a place."""
    return is_locative(span) or _follows_capture(span) or explained(span) or _at_a_distance(span)


def _names(doc: Doc) -> Iterator[Span]:
    """Yield the runs of capitalised words that may be one name, in text order."""
    persons = {fold(ent[-1].text): fold(ent.text) for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1}
    start = 0
    while start < len(doc):
        if not _is_capitalised(doc[start]):
            start += 1
            continue
        end = start + 1
        while end < len(doc) and doc[end].ent_iob_ != "B" and _same(doc[start], doc[end]) and _goes_on(doc, end):
            end += 1
        span = doc[start:end]
        known = persons.get(fold(span[-1].text), "")
        if end - start <= _LONGEST and known in {"", fold(span.text)} and _may_be_town(span):
            yield span
        start = end


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether a word belongs to the name before it: another in capitals, or a particle before one ("Aita al-Shaab")."""
    while i < len(doc) and doc[i].lower_ in words().particles:
        i += 1
    return i < len(doc) and _is_capitalised(doc[i])


def _may_be_town(span: Span) -> bool:
    """Whether nothing speaks against a town: no article before it, no organisation's noun after it."""
    doc, start, end = span.doc, span.start, span.end
    if _is_quarter(span) or _is_road(span):
        return True
    article = start > 0 and doc[start - 1].lower_ in {"the", "a", "an"}
    organisation = end < len(doc) and doc[end].lower_ in words().after
    return not article and not organisation and fold(span.text) not in words().never | words().groups


def _is_capitalised(token: Token) -> bool:
    name = _ROAD.match(token.text) if token.is_upper else _CAPITALISED.match(token.text)
    return bool(name) and token.ent_type_ not in {"DATE", "TIME"}


def _same(first: Token, token: Token) -> bool:
    """Whether two words next to each other belong to one entity, or to none."""
    return bool(first.ent_type_ == token.ent_type_)


def _follows_capture(span: Span) -> bool:
    """Whether a verb that takes places for its object stands before: "took Ashby", "taking back Ashby"."""
    before = span.start - 1
    while before > 0 and span.doc[before].lower_ in words().between:
        before -= 1
    return before >= 0 and span.doc[before].lower_ in words().captured


def _joined(span: Span, ends: set[int]) -> bool:
    """Whether the name is the next one in a list of places: "Bere and Ashby", "Bere, and then Ashby"."""
    doc, before = span.doc, span.start - 1
    while before > 0 and span.start - before <= _BETWEEN and doc[before].lower_ in {",", "and", "then", "or"}:
        before -= 1
    return before + 1 < span.start and before + 1 in ends


def explained(span: Span) -> bool:
    """Whether the text says what kind of place a name is: "Ashby, a village on", but not "Ashby, a village elder"."""
    if _is_quarter(span) or _is_road(span):
        return True
    doc, start = span.doc, span.end + 1
    if start >= len(doc) or doc[span.end].text != "," or doc[start].lower_ not in {"a", "an", "the"}:
        return False
    kinds = (token.i for token in doc[start : start + _APPOSITION] if token.lower_ in words().kinds)
    after = next(kinds, len(doc)) + 1
    return after < len(doc) and (doc[after].is_punct or doc[after].lower_ in words().continuing)


def _is_quarter(span: Span) -> bool:
    """Whether a name is that of a part of a place: "the Ashby district of", but not "the Kurdish district of"."""
    doc, after = span.doc, span.end
    if after + 1 >= len(doc) or doc[after].lower_ not in words().quarter or doc[after + 1].lower_ not in {"of", "in"}:
        return False
    return span[-1].ent_type_ != "NORP" and fold(span.text) not in words().groups | words().part


def _is_road(span: Span) -> bool:
    """Whether a name is the number of a road: "the M5 highway", "the M5 between"."""
    after = span.end
    return bool(_ROAD.match(span.text)) and after < len(span.doc) and span.doc[after].lower_ in words().road


def _at_a_distance(span: Span) -> bool:
    """Whether the text says how far a name is from another: "Ashby, 20 km west of"."""
    doc, start = span.doc, span.end + 1
    if start + 1 >= len(doc) or doc[span.end].text != ",":
        return False
    return doc[start].like_num and doc[start + 1].lower_ in words().distance
