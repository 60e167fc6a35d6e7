"""Component `docmine_entities`: the model's names and the user's patterns become `doc.ents`.

One rule of priority: a span of `doc.spans["ruler"]` always wins over the model's; among the spans
of one origin the longest wins, then the first. What the patterns found is kept as it is, with its
`id`; what the model found has its label mapped and its edges trimmed, and is dropped if it is junk.

Beside the names lies the conflict layer, `doc.spans["conflict"]` (see `conflict`). Where the two and the patterns meet,
one rule holds: patterns first, then names, then phrases. A pattern of a kind that both layers have (weapons,
platforms, money, quantities) is a phrase too, and phrases that overlap it give way; a phrase may hold names, and it
is widened where it would cut one in two. A phrase never changes `doc.ents`.

A model that reads sentence by sentence contradicts itself. Within a document the same form gets the
same label, that of most of its mentions ("one sense per discourse", Gale, Church & Yarowsky 1992),
and "X and Y" is two names where X or Y is a name elsewhere in the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from docmine.resources import DATA, read_toml

_TEMPORAL = {"DATE", "TIME"}
_BOTH_LAYERS = {"WEAPON", "MIL_PLATFORM", "MONEY", "QUANTITY"}
_NUMERIC = _TEMPORAL | {"MONEY", "QUANTITY"}
_NAMES = {"PERSON", "ORG", "GPE", "LOC", "FAC"}  # labels that a model mistakes for each other
_NO_NAME = {"VERB", "AUX", "PRON", "DET", "ADP", "ADV", "CCONJ", "SCONJ", "PART", "INTJ"}
_YEARS = range(1000, 2200)
_CAPITALS = 0.8  # share of a headline's letters that are capitals
_HEADLINE_WORDS = 4  # shorter lines in capitals may be a name alone


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of `data/entities.toml`, in lower case."""

    determiners: frozenset[str]
    with_article: frozenset[str]
    possessives: frozenset[str]
    titles: frozenset[str]
    nameless: frozenset[str]
    labels: dict[str, str]
    heads: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """Read `data/entities.toml`, once in a process."""
    data = read_toml(DATA / "entities.toml")
    return Lexicon(
        determiners=frozenset(data["determiners"]),
        with_article=frozenset(data["with_article"]),
        possessives=frozenset(data["possessives"]),
        titles=frozenset(data["titles"]),
        nameless=frozenset(data["titles"]) | frozenset(data["junk"]),
        labels=data["labels"],
        heads={head: label for label, heads in data["heads"].items() for head in heads},
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
    found = [span for entity in doc.ents for span in _pieces(entity, labels)]
    senses = _senses(found)
    agreed = [part for span in found for part in _agree(span, senses)]
    doc.set_ents(_decided(doc, prefer(doc.spans.get("ruler", ()), agreed)))
    if "conflict" in doc.spans:
        doc.spans["conflict"] = list(_phrases(doc))
    return doc


def prefer(ruled: Iterable[Span], found: Iterable[Span]) -> list[Span]:
    """Return the entities of a document, by the rule of priority: the patterns' spans, then the model's."""
    chosen = filter_spans(ruled)
    taken = {token.i for span in chosen for token in span}
    free = [span for span in found if not taken.intersection(range(span.start, span.end))]
    return [*chosen, *filter_spans(_without_headlines(free))]


def _decided(doc: Doc, entities: list[Span]) -> list[Span]:
    """Return the entities as people say that they are: a decided name takes the place of all that it overlaps."""
    for one in doc._.decisions:
        span = doc.char_span(one["start"], one["end"], alignment_mode="expand") if one["kind"] == "entity" else None
        if span is None:
            continue
        label, old = one["row"]["label"], one["row"].get("replaces")
        shift = one["start"] - one["row"]["start"]  # the text may have moved since
        stretches = [(span.start_char, span.end_char), *([(old[0] + shift, old[1] + shift)] if old else [])]
        entities = [
            ent
            for ent in entities
            if (ent.start_char, ent.end_char) not in stretches
            and not (label and ent.start < span.end and span.start < ent.end)
        ]
        if label:
            entities.append(Span(doc, span.start, span.end, label=label))
    return sorted(entities)


def _phrases(doc: Doc) -> Iterator[Span]:
    """Yield the conflict layer as it is beside patterns and names (see above), in order."""
    ruled = filter_spans(doc.spans.get("ruler", ()))
    fixed = [_labelled(span, span.label_) for span in ruled if span.label_ in _BOTH_LAYERS]
    taken = {token.i for span in fixed for token in span}
    named = {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}
    wide = (_holding_names(phrase, named) for phrase in doc.spans["conflict"])
    free = filter_spans(span for span in wide if not taken.intersection(range(span.start, span.end)))
    yield from sorted([*fixed, *free])


def _holding_names(phrase: Span, named: dict[int, Span]) -> Span:
    """Return the phrase, widened to the whole of the names that its edges lie in; `named` holds names by token."""
    start, end = named.get(phrase.start, phrase).start, named.get(phrase.end - 1, phrase).end
    return Span(phrase.doc, start, end, label=phrase.label)


def _pieces(entity: Span, labels: dict[str, str]) -> Iterator[Span]:
    """Yield the parts of an entity that lie in one paragraph or column each, mapped, trimmed, and without junk."""
    label = labels.get(entity.label_, entity.label_)
    if not label:
        return
    doc = entity.doc
    cuts = [token.i for token in entity[1:] if _parts(token)]
    for start, end in zip([entity.start, *cuts], [*cuts, entity.end], strict=True):
        piece = trim(Span(doc, start, end, label=label, kb_id=entity.kb_id, span_id=entity.id))
        if len(piece) and not is_junk(piece):
            yield _by_title(_by_head(piece))


def _parts(token: Token) -> bool:
    """Tell whether a paragraph, or a column of a table or menu, begins at the token."""
    before = token.nbor(-1)
    return before.is_space and (bool(token.is_sent_start) or "\n" not in before.text)


def _by_head(span: Span) -> Span:
    """Return the span with the label that its last word demands, if it is a name of several words."""
    label = lexicon().heads.get(span[-1].lower_) if len(span) > 1 and span[-1].is_title else None
    return _labelled(span, label) if label and span.label_ in _NAMES else span


def _by_title(span: Span) -> Span:
    """Return the span as a person where a place's name begins with a person's title: "Prince Orlan"."""
    titled = span.label_ == "GPE" and len(span) > 1 and span[0].lower_ in lexicon().titles
    return _labelled(span, "PERSON") if titled else span


def _labelled(span: Span, label: str) -> Span:
    return Span(span.doc, span.start, span.end, label=label, kb_id=span.kb_id, span_id=span.id)


def _senses(spans: list[Span]) -> dict[str, str]:
    """Return the label that most mentions of each form carry; of equally many, the first one's."""
    votes: dict[str, Counter[str]] = {}
    for span in spans:
        if span.label_ in _NAMES:
            votes.setdefault(span.text.casefold(), Counter())[span.label_] += 1
    return {form: counts.most_common(1)[0][0] for form, counts in votes.items()}


def _agree(span: Span, senses: dict[str, str]) -> Iterator[Span]:
    """Yield the span with the label of its form, or its two halves where one of them is a name of its own."""
    if span.label_ not in _NAMES:
        yield span
        return
    halves = _halves(span)
    known = [senses[half.text.casefold()] for half in halves if half.text.casefold() in senses]
    if not known:
        yield _labelled(span, senses[span.text.casefold()])
        return
    for half in halves:
        yield _labelled(half, senses.get(half.text.casefold(), known[0]))


def _halves(span: Span) -> tuple[Span, ...]:
    """Return X and Y of a name "X and Y"; nothing of another name."""
    joints = [token.i for token in span if token.lower_ == "and"]
    if len(joints) != 1 or not span.start < joints[0] < span.end - 1:
        return ()
    return span.doc[span.start : joints[0]], span.doc[joints[0] + 1 : span.end]


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
    if token.lower_ in lexicon().possessives:
        return True
    closes = token.text in (")", "]") and any(other.text in ("(", "[") for other in span)
    return _is_sign(token) and not closes


def _is_sign(token: Token) -> bool:
    return not any(character.isalnum() for character in token.text)


def _starts_badly(token: Token, span: Span) -> bool:
    if _is_sign(token):
        return True
    if span.label_ in _TEMPORAL or token.lower_ not in lexicon().determiners:
        return False
    if token.is_lower:
        return True
    return bool(token.is_sent_start) and span.text.lower() not in lexicon().with_article


def is_junk(span: Span) -> bool:
    """Tell whether a span names nothing.

    So does a name without letters, one common word, a title alone, a word of the page's chrome, and a
    date that is a bare number but no year.
    """
    if span.label_ in _TEMPORAL and len(span) == 1 and span[0].like_num:
        return not (span.text.isdecimal() and int(span.text) in _YEARS)
    if span.label_ in _NUMERIC:
        return not any(character.isalnum() for character in span.text)
    if not any(character.isalpha() for character in span.text) or span.text.lower() in lexicon().nameless:
        return True
    return len(span) == 1 and (span[0].is_lower or span[0].pos_ in _NO_NAME)


def _without_headlines(spans: list[Span]) -> list[Span]:
    """Drop what swallows most of a headline in capitals, where a model has no letters' case to go by."""
    text = spans[0].doc.text if spans else ""  # joined anew at each access
    return [span for span in spans if not (span.text.isupper() and _swallows_headline(span, text))]


def _swallows_headline(span: Span, text: str) -> bool:
    begin = text.rfind("\n", 0, span.start_char) + 1
    end = text.find("\n", span.end_char)
    line = text[begin : end if end >= 0 else len(text)]
    letters = [character for character in line if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    words = len(line.split())
    return words >= _HEADLINE_WORDS and capitals >= _CAPITALS * len(letters) and 2 * len(span) > words
