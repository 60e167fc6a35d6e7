"""Who says that an event happened, in the words of the text."""

from __future__ import annotations

from spacy.tokens import Token

from docmine.events import grammar
from docmine.events.frames import Frame
from docmine.events.syntax import governors, relation

_LONGEST = 12
"""Tokens that a claimant's phrase may have before it is cut to its head's own words."""


def claimed_by(frame: Frame) -> str | None:
    """Return the reporting phrase that an event stands under (*police said*, *according to activists*), or None."""
    below = frame.token
    for token in (frame.token, *governors(frame.token)):
        if relation(token) in ("ccomp", "parataxis") and (phrase := _reporter(token.head)):
            return phrase
        for child in token.children:
            if relation(child) == "parataxis" and (phrase := _reporter(child)):
                return phrase
            if relation(child) in ("obl", "nmod") and (phrase := _according(child)):
                return phrase
        if token.lemma_.lower() in ("accuse", "blame") and token != frame.token and relation(below) != "conj":
            return _reporter(token, any_verb=True)
        below = token
    return None


def _reporter(verb: Token, *, any_verb: bool = False) -> str | None:
    if not any_verb and verb.lemma_.lower() not in grammar.load().reporting:
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return None
    phrase = verb.doc[subject.left_edge.i : subject.right_edge.i + 1]
    if len(phrase) > _LONGEST:
        phrase = verb.doc[subject.left_edge.i : subject.i + 1]
    words = (verb.text, phrase.text) if verb.i < subject.i else (phrase.text, verb.text)
    return " ".join(words)


def _according(noun: Token) -> str | None:
    first = next((child.i for child in noun.children if child.lower_ == "according"), None)
    return str(noun.doc[first : noun.i + 1].text) if first is not None else None
