"""Whether an event is told as a fact, and the word that says that it is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span, Token

from docmine.events import background, grammar, habit
from docmine.events.frames import Frame
from docmine.events.syntax import children, is_none, relation, subjects

STATUSES = ("factual", "negated", "denied", "hypothetical", "planned", "threatened", "historical", "generic")
_HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "THREATEN"})
_COMPLEMENTS = frozenset({"ccomp", "csubj", "obj", "obl", "advcl", "acl", "nmod"})


class Judgement(NamedTuple):
    """How an event is told, and the word that says so; a fact needs none."""

    status: str
    cue: Token | None


class _Scope(NamedTuple):
    """A word whose meaning reaches a trigger; `close` says whether it is in the trigger's own clause."""

    token: Token
    close: bool


def judge(frame: Frame, published: str | None) -> Judgement:
    """Return how an event is told: the first that holds of denied, negated, a modality, historical, generic, factual.

    Of threats, possibilities and plans the one nearest to the trigger decides (*may threaten to attack*: threatened).
    """
    lists = grammar.load().status
    scopes = [_Scope(frame.token, close=True), *_scopes(frame)]
    if cue := _denial(scopes, lists["denied"]):
        return Judgement("denied", cue)
    if cue := _negation(scopes, lists["negated"]) or _nobody(frame):
        return Judgement("negated", cue)
    if found := _modality(frame, scopes):
        return found
    if cue := _question(frame.token.sent):
        return Judgement("hypothetical", cue)
    if cue := background.cue(frame, published):
        return Judgement("historical", cue)
    if cue := habit.cue(frame):
        return Judgement("generic", cue)
    return Judgement("factual", None)


def _scopes(frame: Frame) -> Iterator[_Scope]:
    """Yield the words above a trigger whose meaning reaches it, nearest first.

    One clause is a trigger with the verbs that carry, control or coordinate it: their auxiliaries and negations are the
    trigger's own. Of a word that only takes it as object or clause (*condemned the attack*) its meaning alone counts.
    """
    token, close = frame.token, True
    carriers = {carrier.i for carrier in frame.carriers}
    while token.head != token:
        kind, head = relation(token), token.head
        shared = kind == "conj" and token.pos_ == head.pos_ and not children(token, "nsubj")
        participle = kind == "advcl" and token.tag_ == "VBG" and not children(token, "nsubj", "mark")
        exists = kind == "nsubj" and bool(children(head, "expl"))
        if head.i in carriers or kind == "xcomp" or shared or participle or exists:
            pass
        elif kind in _COMPLEMENTS or token.dep_ == "nsubj:pass":
            close = False
        else:
            return
        yield _Scope(head, close)
        token = head


def _denial(scopes: list[_Scope], lists: dict[str, frozenset[str]]) -> Token | None:
    """Return the word by which somebody denies the event: *denied attacking*, *rejected claims of an attack*."""
    saying = False
    for token, _ in scopes[1:]:
        denies = grammar.among(token, lists["governors"]) or (saying and grammar.among(token, lists["rejecting"]))
        if denies and not children(token, "det") and not _own_negations(token):
            return token
        if token.lemma_.lower() == "denial":
            return token
        saying = token.lemma_.lower() in lists["sayings"]
    return None


def _negation(scopes: list[_Scope], lists: dict[str, frozenset[str]]) -> Token | None:
    """Return the nearest of an odd number of negations: *failed to prevent the attack* tells of an attack."""
    cues: list[Token] = []
    for position, (token, close) in enumerate(scopes):
        governs = position > 0 and grammar.among(token, lists["governors"])
        if position > 0 and not close and not governs:
            break
        cues += [token] * governs + _own_negations(token)[:1]
    return cues[0] if len(cues) % 2 else None


def _own_negations(token: Token) -> list[Token]:
    lists = grammar.load().status["negated"]
    words = children(token, "advmod", "det", "cc", "case", "mark")
    return [word for word in words if word.lower_ in lists["words"] or _replaces(word, lists)]


def _replaces(word: Token, lists: dict[str, frozenset[str]]) -> bool:
    """Say whether a word puts another event in place of the trigger: *instead of attacking*."""
    following = word.doc[word.i + 1 : word.i + 2].text.lower()
    return word.lower_ in lists["replacing"] and following in ("of", "than")


def _nobody(frame: Frame) -> Token | None:
    return next((noun for noun in (*frame.agents, *frame.patients) if is_none(noun)), None)


def _modality(frame: Frame, scopes: list[_Scope]) -> Judgement | None:
    for position, (token, close) in enumerate(scopes):
        if position > 0 and (found := _governed(frame, token, scopes[position - 1].token)):
            return found
        if not close:
            return None
        if found := _own_modality(token):
            return _conditioned(token, found)
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
    if grammar.among(token, lists["hypothetical"]["governors"]):
        return Judgement("hypothetical", token)
    ahead = relation(below) in ("xcomp", "acl") or token.lemma_.lower() not in ("agree", "announce", "order", "set")
    return Judgement("planned", token) if ahead and grammar.among(token, lists["planned"]["governors"]) else None


def _is_own_deed(verb: Token, below: Token) -> bool:
    """Say whether somebody speaks of what they do themselves: *warned it would attack*, not *warned rebels may attack*."""
    if relation(below) != "ccomp":
        return relation(below) == "xcomp"
    speakers = {noun.lemma_.lower() for noun in subjects(verb)}
    doers = children(below, "nsubj")
    return any(noun.pos_ == "PRON" or noun.lemma_.lower() in speakers for noun in doers)


def _own_modality(token: Token) -> Judgement | None:
    """Judge by the auxiliaries, conjunctions and adjectives of a word itself."""
    lists = grammar.load().status
    for child in token.children:
        kind, word = relation(child), child.lower_
        if kind == "aux" and word in lists["hypothetical"]["auxiliaries"]:
            reported = word == "would" and relation(token) == "ccomp" and token.head.tag_ in ("VBD", "VBN")
            governed = reported and grammar.among(token.head, lists["threatened"]["vowing"])
            if not governed:
                return Judgement("planned" if reported else "hypothetical", child)
        if kind == "aux" and word in lists["planned"]["auxiliaries"]:
            return None if _is_feared(token) else Judgement("planned", child)
        if kind == "mark" and word in lists["hypothetical"]["markers"]:
            return Judgement("hypothetical", child)
        if kind == "mark" and word == "to" and token.tag_ == "VB" and relation(token) not in ("xcomp", "ccomp", "acl"):
            return Judgement("planned", child)
        if kind == "amod":
            for status in ("threatened", "hypothetical", "planned"):
                if word in lists[status]["modifiers"]:
                    return Judgement(status, child)
    return None


def _is_feared(token: Token) -> bool:
    """Say whether what *will* happen stands under a word of fear, threat or hope, which decides."""
    lists, head = grammar.load().status, token.head
    governors = lists["hypothetical"]["governors"] | lists["threatened"]["vowing"] | lists["threatened"]["governors"]
    return relation(token) in ("ccomp", "acl") and grammar.among(head, governors)


def _conditioned(token: Token, found: Judgement) -> Judgement:
    """Make a plan that hangs on a condition hypothetical: *if rebels attack, the army will strike*."""
    if found.status == "planned":
        for clause in children(token, "advcl"):
            if mark := next((one for one in children(clause, "mark") if one.lower_ in ("if", "unless")), None):
                return Judgement("hypothetical", mark)
    return found


def _question(sentence: Span) -> Token | None:
    last = next((token for token in reversed(sentence) if not token.is_space), None)
    return last if last is not None and last.text.endswith("?") else None
