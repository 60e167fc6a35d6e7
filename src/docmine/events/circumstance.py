"""Where, when and with what an event happened, each with the reason for the choice."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from docmine.events import grammar
from docmine.events.frames import Frame
from docmine.events.layers import Layers
from docmine.events.syntax import children, governors, inside, is_possessor, preposition, relation

DIRECT = frozenset({"in the clause", "object of the trigger"})
"""Reasons that stand for what the clause itself says."""
_BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types whose target is where the event is, even when it is an actor: *bombed Syria*, but not *met Syria*."""
_SOMEWHERE = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE", "AID", "CONSULT"})
"""Types whose events happen at one place, so that a place elsewhere in the sentence may be theirs."""


_LINKING = frozenset({",", "and", "in", "of", "the", "province", "region", "state"})


def fill(frames: Sequence[Frame], sentence: Span, previous: Span | None, layers: Layers) -> None:
    """Set place, date and weapon of a sentence's frames; `previous` is the sentence before it in the same paragraph."""
    for frame in frames:
        frame.place, frame.place_reason = _place(frame, sentence, previous, layers)
        frame.date, frame.date_reason = _date(frame, frames, sentence, previous, layers)
        frame.weapon = _weapon(frame)


def _place(frame: Frame, sentence: Span, previous: Span | None, layers: Layers) -> tuple[Span | None, str]:
    found = _place_in_clause(frame, layers)
    if found is not None:
        return found, "in the clause"
    if frame.trigger.event_type not in _SOMEWHERE:
        return None, "no place in the clause"
    hit = [noun for noun in frame.patients if frame.trigger.event_type in _BODILY or noun.i not in layers.actors]
    found = next((span for noun in hit if (span := layers.place(noun) or _located(noun, layers))), None)
    if found is not None:
        return found, "object of the trigger"
    return _place_nearby(frame, sentence, previous, layers)


def _place_nearby(frame: Frame, sentence: Span, previous: Span | None, layers: Layers) -> tuple[Span | None, str]:
    """Return the only place of the sentence, else of the sentence before; of several places none is guessed."""
    here = _places(sentence, frame, layers)
    if here:
        one = len(here) == 1
        return (here[0], "same sentence") if one else (None, "several places in the sentence, none tied to the trigger")
    before = (
        _places(previous, frame, layers)
        if previous is not None and _is_told(frame) and frame.trigger.event_type != "CONSULT"
        else []
    )
    return (before[0], "previous sentence") if len(before) == 1 else (None, "no place in the clause or sentence")


def _place_in_clause(frame: Frame, layers: Layers) -> Span | None:
    locative = grammar.load().locative
    for head in frame.heads:
        for child in children(head, "obl", "nmod", "advmod"):
            if child.i in layers.dates:
                continue
            if preposition(child) in locative or (
                is_possessor(child) and head.pos_ == "NOUN" and child.i not in layers.actors
            ):
                found = layers.place(child)
                if found is not None:
                    return found
        for child in children(head, "compound", "amod") if head.pos_ != "VERB" else ():
            if child.i in layers.places and child.i not in layers.actors:
                return layers.places[child.i]
    return None


def _located(noun: Token, layers: Layers) -> Span | None:
    """Return the place in a participle of a noun: *rebels entrenched in Homs*."""
    locative = grammar.load().locative
    participles = [child for child in children(noun, "acl") if child.tag_ in ("VBG", "VBN")]
    places = [part for verb in participles for part in children(verb, "obl") if preposition(part) in locative]
    return next((span for part in places if (span := layers.place(part)) is not None), None)


def _places(sentence: Span, frame: Frame, layers: Layers) -> list[Span]:
    """Return one mention for each place in a sentence that is neither an actor nor where somebody spoke.

    A name stands once; of a list (*Homs, Hama and Idlib*) and of places within each other (*Ostra, in eastern Belda*)
    the first stands for all.
    """
    actors = {token.i for head in (*frame.agents, *frame.patients) for token in _name(head)}
    spans: dict[str, Span] = {}
    last = sentence
    for token in sentence:
        span = layers.places.get(token.i)
        if span is None or token.i in layers.actors or token.i in actors or _spoken(token):
            continue
        if not spans or not _continues(last, span):
            spans.setdefault(span.text.lower(), span)
        last = span
    return list(spans.values())


def _continues(last: Span, span: Span) -> bool:
    """Say whether only words of a list or of an address stand between two places."""
    if preposition(last.root) in ("between", "from"):
        return False
    between = span.doc[last.end : span.start]
    return all(token.lower_ in _LINKING or token.pos_ == "ADJ" for token in between)


def _name(head: Token) -> list[Token]:
    """Return the words of a phrase that say who it is, not where: *the president of Kenya*, but not *in Nairobi*."""
    locative = grammar.load().locative
    return [token for token in inside(head) if token == head or preposition(token) not in locative]


def _spoken(token: Token) -> bool:
    """Say whether a phrase belongs to a verb of reporting: *told reporters in Geneva*, *said on Tuesday*."""
    verb = next((head for head in governors(token) if head.pos_ == "VERB"), None)
    return verb is not None and verb.lemma_.lower() in grammar.load().reporting


def _is_taken(date: Token) -> bool:
    """Say whether a date belongs to a verb of reporting or to the noun behind it: *the 1994 genocide*."""
    attributive = relation(date) in ("compound", "amod", "nmod", "nummod") and date.i < date.head.i
    return _spoken(date) or (attributive and not preposition(date))


def _date(
    frame: Frame, frames: Sequence[Frame], sentence: Span, previous: Span | None, layers: Layers
) -> tuple[Span | None, str]:
    here = _dates(sentence, layers)
    clause = _clause(frame)
    for span in here:
        if _holder(span.root, frames) in clause or _adjoins(span, frame):
            return span, "in the clause"
    if here and _is_fronted(here[0]) and _is_coordinated(frame):
        return here[0], "same sentence"
    others = {token.i for other in frames if other is not frame for token in other.tokens} - clause
    free = [span for span in here if _holder(span.root, frames) not in others and not _is_taken(span.root)]
    if len(free) == 1 and len(here) == 1:
        return free[0], "same sentence"
    if here:
        return None, "dates in the sentence belong to something else"
    before = _dates(previous, layers) if previous is not None and _goes_on(frame, previous, layers) else []
    if len(before) == 1 and frame.trigger.event_type in _SOMEWHERE:
        return before[0], "previous sentence"
    return None, "no date in the clause or sentence"


def _goes_on(frame: Frame, previous: Span, layers: Layers) -> bool:
    """Say whether a trigger goes on with the story of the sentence before: it is told, and not of another place."""
    if not _is_told(frame):
        return False
    elsewhere = [span.text for span in _places(previous, frame, layers)]
    return frame.place is None or not elsewhere or frame.place.text in elsewhere


def _is_told(frame: Frame) -> bool:
    """Say whether the trigger goes on with a story: a verb in the past or a noun with *the* or *this*."""
    token = frame.token
    if frame.trigger.pos == "VERB":
        present = (frame.trigger.lemma, f"{frame.trigger.lemma}s")
        return token.tag_ in ("VBD", "VBN") or (token.tag_ != "VBG" and token.lower_ not in present)
    return any(child.lower_ in ("the", "this", "these", "that", "those") for child in children(token, "det"))


def _dates(sentence: Span, layers: Layers) -> list[Span]:
    """Return the dates of a sentence: first those whose value is known, else in text order."""
    spans = {layers.dates[token.i].start: layers.dates[token.i] for token in sentence if token.i in layers.dates}
    return sorted(spans.values(), key=lambda span: span._.date["earliest"] is None)


def _holder(token: Token, frames: Sequence[Frame]) -> int:
    """Return the index of the trigger or verb that a time expression depends on, through nominals."""
    triggers = {own.i for frame in frames for own in frame.tokens}
    for head in governors(token):
        if head.i in triggers or head.pos_ in ("VERB", "AUX"):
            return head.i
    return token.sent.root.i


def _adjoins(date: Span, frame: Frame) -> bool:
    """Say whether a date stands between the noun that names the event and its place: *the raid last Sunday on …*."""
    following = date.doc[date.end : date.end + 1].text
    return frame.trigger.pos == "NOUN" and date.start == frame.token.i + 1 and following in grammar.load().locative


def _is_fronted(date: Span) -> bool:
    """Say whether a date opens its sentence, and so holds for all its coordinated clauses: *On Monday …*."""
    return all(
        token.pos_ in ("ADP", "PUNCT", "SPACE", "CCONJ", "ADV") for token in date.doc[date.sent.start : date.start]
    )


def _is_coordinated(frame: Frame) -> bool:
    """Say whether the parse leads from a trigger to the root of its sentence through coordination alone."""
    token = frame.heads[-1] if frame.carriers else frame.token
    while relation(token) in ("conj", "parataxis"):
        token = token.head
    return token.head == token and frame.trigger.pos == "VERB"


def _clause(frame: Frame) -> set[int]:
    """Return the words whose time is the event's time: its own, and those whose time its form shares."""
    shared = {head.i for head in frame.heads}
    token = frame.heads[-1] if frame.carriers else frame.token
    while relation(token) in ("conj", "advcl") and token.head.pos_ == "VERB" and _shares_time(token):
        token = token.head
        shared.add(token.i)
    return shared


def _shares_time(verb: Token) -> bool:
    """Say whether a clause has its time from the one above it: it has no subject, or says *while*, *when*."""
    markers = [child.lower_ for child in children(verb, "mark", "advmod")]
    if relation(verb) == "advcl" and any(word in grammar.load().simultaneous for word in markers):
        return True
    return not children(verb, "nsubj", "mark")


def _weapon(frame: Frame) -> str | None:
    weapons = grammar.load().weapons
    for head in frame.heads:
        for child in head.children:
            kind = relation(child)
            instrument = kind == "obl" and preposition(child) in ("with", "by", "in")
            named = kind in ("compound", "nsubj", "obj") or (kind == "nmod" and preposition(child) == "with")
            if child.lemma_.lower() in weapons and (instrument or named):
                return _phrase(child)
        for verb in children(head, "advcl", "acl"):
            if verb.lemma_.lower() in ("use", "arm", "employ"):
                nouns = children(verb, "obj", "obl")
                found = next((noun for noun in nouns if noun.lemma_.lower() in weapons), None)
                if found is not None:
                    return _phrase(found)
    return None


def _phrase(noun: Token) -> str:
    """Return a weapon with the nouns that say of what kind it is (*barrel bombs*), without its owner."""
    owners = grammar.load().metonyms | grammar.load().people
    parts = [child.i for child in children(noun, "compound") if child.lemma_.lower() not in owners]
    return str(noun.doc[min([*parts, noun.i]) : noun.i + 1].text)
