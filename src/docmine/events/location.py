"""Where an event happened, with the reason for the choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from docmine.events import elsewhere, grammar
from docmine.events.frames import Frame
from docmine.events.layers import Layers
from docmine.events.story import covers, is_below, is_told, spoken
from docmine.events.syntax import children, governors, inside, is_possessor, objects, preposition, relation

_BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types whose events happen on the ground: their target is where they are (*bombed Syria*, but not *met Syria*), and
what tells of them often names the place in another clause."""
_SOMEWHERE = _BODILY | {"RETREAT", "MOBILIZE", "AID", "CONSULT"}
"""Types whose events happen at one place."""
_LINKING = frozenset({",", "and", "in", "of", "the", "province", "region", "state"})
_TOWARDS = frozenset({"into", "to", "toward", "towards"})
"""Prepositions of the place where a way ends."""
_MATTERS = frozenset({"about", "against", "over"})
"""Prepositions of what a talk or a pact is about: *talks over Ostra*."""


def find(
    frame: Frame, frames: Sequence[Frame], sentence: Span, previous: Span | None, layers: Layers
) -> tuple[Span | None, str]:
    """Return the place of an event, if the text tells one, and why it is this or none."""
    found = next(_in_clause(frame, frames, layers), None)
    if found is not None:
        return found, "in the clause"
    stays = [noun for agent in frame.agents for noun in children(agent, "nmod") if preposition(noun) in elsewhere.REST]
    found = next((span for noun in stays if noun.i not in layers.dates and (span := layers.place(noun))), None)
    if found is not None and frame.trigger.pos == "VERB":
        return found, "beside the source"
    if frame.trigger.event_type not in _SOMEWHERE:
        return None, "no place in the clause"
    hit = [noun for noun in frame.patients if frame.trigger.event_type in _BODILY or noun.i not in layers.actors]
    found = next((span for noun in hit if (span := layers.place(noun) or _located(noun, layers))), None)
    if found is not None:
        return found, "object of the trigger"
    return _nearby(frame, frames, sentence, previous, layers)


def _nearby(
    frame: Frame, frames: Sequence[Frame], sentence: Span, previous: Span | None, layers: Layers
) -> tuple[Span | None, str]:
    """Return the only place of the sentence, else of the sentence before; of several places none is guessed."""
    bodily = frame.trigger.event_type in _BODILY
    here = [span for span in mentioned(sentence, frame, layers) if bodily or _is_above(span.root, frame)]
    locative = _locative(frame)
    here = [span for span in here if not elsewhere.is_apart(span.root, frame, frames, locative)]
    if here:
        if is_below(frame):
            return None, "places in the sentence are those of the verb above"
        one = len(here) == 1
        return (here[0], "same sentence") if one else (None, "several places in the sentence, none tied to the trigger")
    goes_on = previous is not None and bodily and is_told(frame)
    before = mentioned(previous, frame, layers) if previous is not None and goes_on else []
    return (before[0], "previous sentence") if len(before) == 1 else (None, "no place in the clause or sentence")


def _is_above(token: Token, frame: Frame) -> bool:
    if preposition(token) in _MATTERS:
        return False
    verb = next((head for head in governors(token) if head.pos_ in ("VERB", "AUX")), None)
    return verb is None or covers(verb, frame)


def _in_clause(frame: Frame, frames: Sequence[Frame], layers: Layers) -> Iterator[Span]:
    """Yield the places that stand in phrases of the trigger and the words that carry it, or of a verb's object."""
    for head in frame.heads:
        for noun in _phrases(head, layers, _locative(frame)):
            if frame.trigger.event_type not in _SOMEWHERE and relation(noun) in ("compound", "amod"):
                continue  # *the Belden call*: who calls
            found = layers.place(noun)
            if found is not None:
                yield found
    for head in frame.heads:
        for thing in objects(head) if head.pos_ == "VERB" else ():
            for noun in children(thing, "nmod"):
                somewhere = frame.trigger.event_type in _SOMEWHERE
                rests = preposition(noun) in elsewhere.REST and noun.i not in layers.dates
                found = layers.place(noun) if rests else None
                if found is not None and (somewhere or not elsewhere.is_of_another(noun, frame, frames)):
                    yield found


def _locative(frame: Frame) -> frozenset[str]:
    """Return the prepositions behind which the event's place stands; where people are driven to is not where."""
    if frame.trigger.event_type not in _SOMEWHERE:
        return elsewhere.REST
    locative = grammar.load().locative if frame.trigger.event_type in _BODILY else grammar.load().locative - _MATTERS
    return locative - _TOWARDS if frame.trigger.mode in ("deport", "displacement") else locative


def _phrases(head: Token, layers: Layers, locative: frozenset[str]) -> Iterator[Token]:
    nominal = head.pos_ != "VERB"
    for child in children(head, "obl", "nmod", "advmod"):
        owner = is_possessor(child) and nominal and child.i not in layers.actors
        if (owner or preposition(child) in locative) and child.i not in layers.dates:
            yield child
    for child in children(head, "compound", "amod") if nominal else ():
        if child.i in layers.places and child.i not in layers.actors:
            yield child


def _located(noun: Token, layers: Layers) -> Span | None:
    """Return the place in a participle of a noun: *rebels entrenched in Homs*; where a way begins or ends is none."""
    locative = grammar.load().locative - _TOWARDS - {"from"}
    participles = [child for child in children(noun, "acl") if child.tag_ in ("VBG", "VBN")]
    places = [part for verb in participles for part in children(verb, "obl") if preposition(part) in locative]
    return next((span for part in places if (span := layers.place(part)) is not None), None)


def mentioned(sentence: Span, frame: Frame, layers: Layers) -> list[Span]:
    """Return one mention for each place in a sentence that is neither an actor nor where somebody spoke.

    A name stands once; of a list (*Homs, Hama and Idlib*) and of places within each other (*Ostra, in eastern Belda*)
    the first stands for all.
    """
    actors = {token.i for head in (*frame.agents, *frame.patients) for token in _name(head)}
    spans: dict[str, Span] = {}
    last = sentence
    for token in sentence:
        span = layers.places.get(token.i)
        if span is None or token.i in layers.actors or token.i in actors:
            continue
        if spoken(token) or layers.describes(span.root):
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
