"""How far the words around a trigger belong to its event."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from docmine.events import grammar
from docmine.events.frames import Frame
from docmine.events.syntax import children, governors, relation

DIRECT = frozenset({"in the clause", "object of the trigger"})
"""Reasons that stand for what the clause itself says."""


def is_told(frame: Frame) -> bool:
    """Say whether the trigger goes on with a story: a verb in the past or a noun with *the* or *this*."""
    token = frame.token
    if any(helper.tag_ == "MD" for helper in children(token, "aux")):
        return False  # *should be executed*
    if frame.trigger.pos == "VERB":
        present = (frame.trigger.lemma, f"{frame.trigger.lemma}s")
        return token.tag_ in ("VBD", "VBN") or (token.tag_ != "VBG" and token.lower_ not in present)
    return any(child.lower_ in ("the", "this", "these", "that", "those") for child in children(token, "det"))


def spoken(token: Token) -> bool:
    """Say whether a phrase belongs to a verb of reporting: *told reporters in Geneva*, *said on Tuesday*."""
    verb = next((head for head in governors(token) if head.pos_ == "VERB"), None)
    return verb is not None and grammar.among(verb, grammar.load().reporting)


def covers(verb: Token, frame: Frame) -> bool:
    """Say whether a clause holds a trigger: it is its own or one above it, or of the same time as one."""
    above = {head.i for token in frame.heads for head in _scope(token)}
    return verb.i in above or (is_simultaneous(verb) and verb.head.i in above)


def _scope(token: Token) -> Iterator[Token]:
    """Yield a word and those above it, up to the first clause that tells of another time: *after …*, *which …*."""
    yield token
    while token.head != token:
        apart = relation(token) == "advcl" and children(token, "nsubj") and not is_simultaneous(token)
        if apart or token.dep_ == "acl:relcl":
            return
        token = token.head
        yield token


def is_simultaneous(verb: Token) -> bool:
    """Say whether a clause tells of the time of the one above it: *while*, *when*, *as* …."""
    if relation(verb) != "advcl":
        return False
    start = next((token for token in verb.doc[verb.left_edge.i : verb.i] if not token.is_punct), verb)
    return any(word.lower_ in grammar.load().simultaneous for word in (start, *children(verb, "mark", "advmod")))


def is_below(frame: Frame) -> bool:
    """Say whether a noun below a verb names the event, which then was before what the verb tells, or elsewhere.

    So the kidnapping in *disclosed the kidnapping on Sunday*, and not in *the kidnapping shocked the town on Sunday*.
    """
    return frame.trigger.pos == "NOUN" and not frame.carriers and relation(frame.token) not in ("nsubj", "ROOT")
