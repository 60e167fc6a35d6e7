"""Whether an event is planned, threatened or merely possible, by the words that govern its trigger."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Span, Token

from docmine.events import grammar
from docmine.events.frames import Frame
from docmine.events.syntax import children, preposition, relation, subjects

_WILL = frozenset({"will", "wo", "would"})
_INVERTED = frozenset({"had", "should", "were"})
"""Auxiliaries that open a condition without *if*."""
_HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "THREATEN"})


class Judgement(NamedTuple):
    """How an event is told, and the word that says so; a fact needs none."""

    status: str
    cue: Token | None


class Scope(NamedTuple):
    """A word whose meaning reaches a trigger.

    `close` says whether it is in the trigger's own clause, `governs` whether the word below it is its complement.
    """

    token: Token
    close: bool
    governs: bool


def find(frame: Frame, scopes: list[Scope]) -> Judgement | None:
    """Return how an event is told by the nearest threat, possibility or plan, or None."""
    below = frame.token
    for token, close, governs in scopes:
        if governs and (found := _governed(frame, token, below)):
            return found
        if not close:
            return None
        if found := _own_modality(token) or _exhortation(token) or _inverted(token):
            return _conditioned(frame, token, found)
        below = token
    return None


def _governed(frame: Frame, token: Token, below: Token) -> Judgement | None:
    """Judge by a word that takes the event as its complement: *plan to attack*, *the threat of an attack*."""
    lists = grammar.load().status
    hostile = frame.trigger.event_type in _HOSTILE
    if grammar.among(token, lists["threatened"]["governors"]):
        return Judgement("threatened", token)
    if grammar.among(token, lists["threatened"]["vowing"]):
        if hostile and _is_own_deed(token, below):
            return Judgement("threatened", token)
        return Judgement("hypothetical" if token.lemma_.lower() == "warn" else "planned", token)
    if _is_called(token, below):
        return Judgement("planned", token)
    if grammar.among(token, lists["hypothetical"]["governors"]) or _is_case(token):
        return Judgement("hypothetical", token)
    ahead = relation(below) in ("xcomp", "acl") or token.lemma_.lower() not in ("agree", "announce", "order", "set")
    return Judgement("planned", token) if ahead and grammar.among(token, lists["planned"]["governors"]) else None


def _is_called(verb: Token, below: Token) -> bool:
    """Say whether an event is called: *called a strike for Thursday*, but *called for a strike*."""
    return verb.lemma_.lower() == "call" and relation(below) in ("obj", "nsubj") and below.pos_ == "NOUN"


def _is_case(noun: Token) -> bool:
    """Say whether a noun makes a condition of what it is of: *in the event of an attack*."""
    return noun.lemma_.lower() in grammar.load().status["hypothetical"]["cases"] and preposition(noun) == "in"


def _is_own_deed(verb: Token, below: Token) -> bool:
    """Say whether somebody speaks of what they do themselves: *warned it would attack*, not *rebels may*."""
    if relation(below) != "ccomp":
        return relation(below) == "xcomp" or (relation(below) == "obj" and verb.lemma_.lower() != "warn")
    if children(verb, "obj", "iobj"):  # who is warned of what *will* be done is threatened
        return any(child.lower_ in _WILL for child in children(below, "aux"))
    speakers = {noun.lemma_.lower() for noun in subjects(verb)}
    doers = children(below, "nsubj")
    return any(noun.pos_ == "PRON" or noun.lemma_.lower() in speakers for noun in doers)


def _own_modality(token: Token) -> Judgement | None:
    """Judge by the auxiliaries, conjunctions and adjectives of a word itself."""
    lists = grammar.load().status
    for child in token.children:
        kind, word = relation(child), child.lower_
        if kind == "aux" and word == "would" and (often := _often(token)):
            return Judgement("generic", often)
        if kind == "aux" and word in lists["hypothetical"]["auxiliaries"]:
            reported = word == "would" and relation(token) == "ccomp" and token.head.tag_ in ("VBD", "VBN")
            return (
                None if reported and _is_feared(token) else Judgement("planned" if reported else "hypothetical", child)
            )
        if kind == "aux" and word in lists["planned"]["auxiliaries"]:
            return None if _is_feared(token) else Judgement("planned", child)
        if kind == "mark" and (found := _of_marker(token, child)):
            return found
        if kind == "amod":
            for status in ("threatened", "hypothetical", "planned"):
                if word in lists[status]["modifiers"]:
                    return Judgement(status, child)
    return None


def _of_marker(token: Token, mark: Token) -> Judgement | None:
    """Judge by the word that introduces a clause: *if*, *about to*, the *to* of a purpose."""
    lists = grammar.load().status["hypothetical"]
    if mark.lower_ in lists["markers"] or (mark.lower_ in lists["times"] and _is_ahead(token)):
        return Judgement("hypothetical", mark)
    if mark.lower_ != "to":
        return None
    purpose = token.tag_ == "VB" and relation(token) not in ("xcomp", "ccomp", "acl")
    return _about_to(mark) or (Judgement("planned", mark) if purpose else None)


def _often(token: Token) -> Token | None:
    """Return the word that makes a habit of what *would* be done: *they would often attack*."""
    words = grammar.load().status["generic"]["words"]
    return next((child for child in children(token, "advmod") if child.lower_ in words), None)


def _is_ahead(token: Token) -> bool:
    """Say whether a clause of time belongs to one that tells what will be: *once arrested, they will explain*."""
    ahead = grammar.load().status["planned"]["auxiliaries"] | {"must", "should"}
    future = any(child.lower_ in ahead for child in children(token.head, "aux"))
    return relation(token) == "advcl" and token.tag_ != "VBD" and future and not children(token, "aux")


def _about_to(mark: Token) -> Judgement | None:
    """Judge by the word before *to*, however the parse hangs it: *about to*, *used to*."""
    lists, before = grammar.load().status, mark.doc[max(mark.i - 1, 0)]
    if before.lower_ in lists["threatened"]["leading"]:
        return Judgement("threatened", before) if _is_undaunted(before) else None
    status = next((name for name in ("planned", "generic") if before.lower_ in lists[name]["leading"]), None)
    return Judgement(status, before) if status else None


def _is_undaunted(verb: Token) -> bool:
    """Say whether somebody *will* or *would not hesitate* to do something; *did not hesitate to* tells that he did."""
    return bool(children(verb, "advmod")) and any(aux.lower_ in _WILL for aux in children(verb, "aux"))


def _exhortation(token: Token) -> Judgement | None:
    """Judge by a *let* that nobody does: *let them come and fight*."""
    let = token.lower_ == "let" and not children(token, "nsubj", "aux")
    return Judgement("hypothetical", token) if let else None


def _inverted(token: Token) -> Judgement | None:
    """Judge by the order of words: *had the rebels attacked, …*, and not as a question."""
    words = [word for word in token.sent if word.is_alpha]
    if words and words[0].lower_ in _INVERTED and words[0].i < token.i and not _asks(token.sent):
        comma = next((word.i for word in token.sent if word.text == ","), 0)
        return Judgement("hypothetical", words[0]) if token.i < comma else None
    doer = next(iter(children(token, "nsubj")), token)
    first = next((aux for aux in children(token, "aux") if aux.lower_ in _INVERTED and aux.i < doer.left_edge.i), None)
    clause = relation(token) == "advcl" and doer != token
    return Judgement("hypothetical", first) if first is not None and clause else None


def _asks(sentence: Span) -> bool:
    return any(word.text == "?" for word in sentence)


def _is_feared(token: Token) -> bool:
    """Say whether what *will* happen stands under a word of fear, threat or hope, which decides."""
    lists, head = grammar.load().status, token.head
    governors = lists["hypothetical"]["governors"] | lists["threatened"]["vowing"] | lists["threatened"]["governors"]
    return relation(token) in ("ccomp", "acl") and grammar.among(head, governors)


def _conditioned(frame: Frame, token: Token, found: Judgement) -> Judgement:
    """Judge a plan that hangs on a condition: *will strike if …* is hypothetical, *will strike unless …* a threat."""
    if found.status != "planned":
        return found
    for clause in children(token, "advcl"):
        for mark in children(clause, "mark"):
            if mark.lower_ == "unless" and frame.trigger.event_type in _HOSTILE:
                return Judgement("threatened", mark)
            if mark.lower_ in ("if", "unless"):
                return Judgement("hypothetical", mark)
    return found
