"""When an event happened, with the reason for the choice."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from docmine.events import grammar, location
from docmine.events.frames import Frame
from docmine.events.layers import Layers
from docmine.events.story import covers, is_below, is_simultaneous, is_told, spoken
from docmine.events.syntax import children, governors, is_possessor, is_simple_present, preposition, relation

_CARRIED = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE", "AID", "CONSULT"})
"""Types that may go on at the time of the sentence before; acts of speech often come later."""
_BOUNDS = frozenset({"ahead", "since", "till", "until"})
"""Prepositions of an event that bounds another: its date is its own."""


def find(
    frame: Frame, frames: Sequence[Frame], sentence: Span, previous: Span | None, layers: Layers
) -> tuple[Span | None, str]:
    """Return the time expression of an event, if the text ties one to it, and why it is this or none."""
    here = _dates(sentence, layers)
    clause = _clause(frame)
    for span in here:
        own = _holder(span.root, frames).i in clause and (span.root.head.i in clause or not _is_attribute(span.root))
        if own or _adjoins(span, frame):
            return span, "in the clause"
    near = _nearby(frame, frames, here)
    if near is not None:
        return near, "same sentence"
    if here:
        return None, "dates in the sentence belong to something else"
    told = _dates(previous, layers) if previous is not None and _goes_on(frame, previous, layers) else []
    before = [span for span in told if not _is_attribute(span.root)]
    if len(before) == 1 and frame.trigger.event_type in _CARRIED:
        return before[0], "previous sentence"
    return None, "no date in the clause or sentence"


def _nearby(frame: Frame, frames: Sequence[Frame], here: Sequence[Span]) -> Span | None:
    """Return a date that the event shares: one that opens the sentence, of a later predicate, or the only one above."""
    fronted = next((span for span in here if _is_fronted(span)), None)
    if fronted is not None and _is_coordinated(frame):
        return fronted
    if len(here) != 1 or (is_below(frame) and not _is_told_now(frame.token)):
        return None
    holder = _holder(here[0].root, frames)
    if holder in _predicates_after(frame.token):
        return here[0]
    own = {token.i for token in frame.tokens} | _clause(frame)
    others = {token.i for other in frames for token in other.tokens} - own
    free = holder.i not in others and not (spoken(here[0].root) or _is_attribute(here[0].root) or _is_of_noun(here[0]))
    return here[0] if free and not _is_alternative(frame.token) and covers(holder, frame) else None


def _is_told_now(noun: Token) -> bool:
    """Say whether the verb above a noun is in the present, so that a date is the noun's: *link it to a raid in May*."""
    verb = next((one for one in governors(noun) if one.pos_ in ("VERB", "AUX")), None)
    return verb is not None and is_simple_present(verb)


def _predicates_after(verb: Token) -> list[Token]:
    """Return the verbs coordinated with a verb that share its subject: *came to Ostra and met them on Monday*."""
    return [token for token in children(verb, "conj") if token.pos_ == "VERB" and not children(token, "nsubj")]


def _is_attribute(date: Token) -> bool:
    """Say whether a date belongs to the noun behind it: *the 1994 genocide*, *last month's poll*."""
    if date.doc[date.i + 1 : date.i + 2].text in ("'s", "’s"):
        return True  # however the parse hangs it
    if is_possessor(date):
        return date.i < date.head.i
    return relation(date) in ("compound", "amod", "nummod") and date.i < date.head.i and not preposition(date)


def _is_of_noun(date: Span) -> bool:
    """Say whether a date with a preposition hangs on a common noun before it: *the pullout from mid-August*."""
    return relation(date.root) == "nmod" and date.root.head.pos_ == "NOUN" and date.root.head.i < date.start


def _adjoins(date: Span, frame: Frame) -> bool:
    """Say whether a date stands between the noun that names the event and its place: *the raid last Sunday on …*."""
    following = date.doc[date.end : date.end + 1].text
    return frame.trigger.pos == "NOUN" and date.start == frame.token.i + 1 and following in grammar.load().locative


def _is_fronted(date: Span) -> bool:
    """Say whether a date opens its sentence, and so holds for all its coordinated clauses: *On Monday …*."""
    before = date.doc[date.sent.start : date.start]
    return all(token.pos_ in ("ADP", "PUNCT", "SPACE", "CCONJ", "ADV") for token in before)


def _is_coordinated(frame: Frame) -> bool:
    """Say whether the parse leads from a trigger to the root of its sentence through coordination alone."""
    token = frame.heads[-1] if frame.carriers else frame.token
    while relation(token) in ("conj", "parataxis"):
        token = token.head
    return token.head == token and frame.trigger.pos == "VERB"


def _goes_on(frame: Frame, previous: Span, layers: Layers) -> bool:
    """Say whether a trigger goes on with the story of the sentence before: it is told, and not of another place."""
    if not is_told(frame):
        return False
    elsewhere = [span.text for span in location.mentioned(previous, frame, layers)]
    return frame.place is None or not elsewhere or frame.place.text in elsewhere


def _dates(sentence: Span, layers: Layers) -> list[Span]:
    """Return the dates of a sentence: first those whose value is known, else in text order."""
    spans = {layers.dates[token.i].start: layers.dates[token.i] for token in sentence if token.i in layers.dates}
    return sorted(spans.values(), key=lambda span: span._.date["earliest"] is None)


def _holder(token: Token, frames: Sequence[Frame]) -> Token:
    """Return the trigger or verb that a time expression depends on, through nominals."""
    triggers = {own.i for frame in frames for own in frame.tokens}
    for head in governors(token):
        if head.i in triggers or head.pos_ in ("VERB", "AUX"):
            return (
                _bound(token)
                or _enclosed(token, head)
                or _told_of(token, head, triggers)
                or _inner(token, head)
                or head
            )
    return token.sent.root


def _enclosed(date: Token, verb: Token) -> Token | None:
    """Return the verb of a relative clause that stands before a date and its verb: *who had met on Sunday marched*."""
    if date.i > verb.i:
        return None
    before = date.doc[verb.sent.start : date.i]
    for token in reversed(before):
        if token.is_punct or token.is_sent_start:
            return None
        if token.dep_ == "acl:relcl":
            return token if token.head.i > verb.head.i or token.head.head in (verb, token.head) else None
    return None


def _inner(date: Token, verb: Token) -> Token | None:
    """Return the verb of the clause that ends where a date begins: *fled after rebels had come on Sunday*.

    A participle of a noun has a date only if its verb has another: *rejected on Friday the plan sent on Monday*.
    """
    first = date.left_edge
    before = first.nbor(-1) if first.i else first
    dated = any(child.ent_type_ == "DATE" and child != date for child in verb.children)
    for token in (before, *governors(before)):
        if token.i <= verb.i or token.is_punct:
            return None
        clause = relation(token) == "advcl" and children(token, "nsubj") and children(token, "mark")
        if clause or (dated and relation(token) == "acl" and not date.is_ancestor(token)):
            return token
    return None


def _told_of(date: Token, verb: Token, triggers: set[int]) -> Token | None:
    """Return the noun that names an event before a date, if its verb has a date already or speaks of the event.

    *Condemned on Thursday the killing of nurses on 2 May*; *held talks on the raid last month*.
    """
    topic = _topic(date)
    if topic is not None and topic.i in triggers:
        return topic
    earlier = [child for child in verb.children if verb.i < child.i < date.i and child.ent_type_ == "DATE"]
    nouns = [child for child in children(verb, "obj") if child.i in triggers and child.i < date.i]
    return nouns[0] if nouns and any(child.i < nouns[0].i for child in earlier) else None


def _topic(date: Token) -> Token | None:
    """Return the noun right before a date with which *on* or *about* says what the talk is of."""
    noun = _noun_before(date)
    return noun if noun is not None and preposition(noun) in ("on", "about", "over") else None


def _bound(date: Token) -> Token | None:
    """Return the event right before a date up to or from which another lasts: *fought since the split in 1947*."""
    noun = _noun_before(date)
    return noun if noun is not None and preposition(noun) in _BOUNDS else None


def _noun_before(date: Token) -> Token | None:
    first = date.left_edge
    noun = first.nbor(-1) if first.i else first
    return noun if noun.pos_ == "NOUN" and noun.head != date else None


def _clause(frame: Frame) -> set[int]:
    """Return the words whose time is the event's time: its own, and those whose time its form shares."""
    shared = {head.i for head in frame.heads}
    token = frame.heads[-1] if frame.carriers else frame.token
    while relation(token) in ("conj", "advcl") and token.head.pos_ == "VERB" and _shares_time(token):
        token = token.head
        shared.add(token.i)
    return shared


def _shares_time(verb: Token) -> bool:
    return is_simultaneous(verb) or not (_is_alternative(verb) or children(verb, "nsubj", "mark"))


def _is_alternative(verb: Token) -> bool:
    """Say whether a clause tells of what is done instead: *will form a cabinet by Sunday or call for a vote*."""
    return any(word.lower_ == "or" for word in children(verb, "cc"))
