"""Whether an event is told as a fact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Token

from docmine.events import grammar
from docmine.events.circumstance import DIRECT
from docmine.events.frames import Frame
from docmine.events.syntax import children, governors, preposition_or_marker, relation

OLD = timedelta(days=60)
"""An event in the background that is older than this on the day of publication is history (PLOVER 0.8)."""

_MODALS = ("negated", "hypothetical", "future")


def judge(frame: Frame, published: str | None) -> str:
    """Return factual, negated, hypothetical, future, historical or generic."""
    lists = grammar.load().status
    chain = [frame.token, *_scopes(frame.token)]
    for name in _MODALS:
        if any(_marked(token, lists[name], governs=token != frame.token) for token in chain):
            return name
    if any(child.lower_ == "no" for noun in (*frame.agents, *frame.patients) for child in children(noun, "det")):
        return "negated"
    if frame.token.sent.text.rstrip().endswith("?"):
        return "hypothetical"
    if any(_is_purpose(token) for token in chain):
        return "future"
    if _is_past(frame, published):
        return "historical"
    return "generic" if _is_generic(frame, lists["generic"]) else "factual"


def _scopes(token: Token) -> Iterator[Token]:
    """Yield the words whose negation, mood and meaning reach a trigger, nearest first."""
    while token.head != token:
        kind, head = relation(token), token.head
        clausal = kind in ("xcomp", "ccomp", "csubj")
        object_of = kind in ("obj", "obl", "nsubj") and head.pos_ == "VERB"
        shared = kind == "conj" and token.pos_ == head.pos_ and not children(token, "nsubj")
        participle = kind == "advcl" and token.tag_ == "VBG" and not children(token, "nsubj")
        gerund = kind in ("advcl", "acl") and preposition_or_marker(token) in ("of", "from", "to")
        if not (clausal or object_of or shared or participle or gerund):
            return
        yield head
        token = head


def _marked(token: Token, lists: dict[str, frozenset[str]], *, governs: bool) -> bool:
    words, auxiliaries = lists.get("words", frozenset()), lists.get("auxiliaries", frozenset())
    for child in token.children:
        kind, lemma, form = relation(child), child.lemma_.lower(), child.lower_
        if kind in ("advmod", "det", "cc", "case", "mark") and (form in words or lemma in words):
            return True
        if kind == "aux" and (form in auxiliaries or lemma in auxiliaries):
            return True
        if kind == "mark" and form in lists.get("markers", ()):
            return True
        if kind == "amod" and lemma in lists.get("modifiers", ()):
            return True
    return governs and token.lemma_.lower() in lists.get("governors", ())


def _is_purpose(verb: Token) -> bool:
    """Say whether a verb is an infinitive of purpose: *sent troops to retake the town*."""
    if verb.tag_ != "VB" or relation(verb) == "xcomp":
        return False
    return any(child.lower_ == "to" for child in children(verb, "mark"))


def _is_past(frame: Frame, published: str | None) -> bool:
    latest = frame.date._.date["latest"] if frame.date is not None else None
    if latest is None or published is None or len(published) < 7:
        return False
    day = date.fromisoformat(published if len(published) == 10 else f"{published}-01")
    return date.fromisoformat(latest) < day - OLD and _in_background(frame.token)


def _in_background(token: Token) -> bool:
    markers = grammar.load().background
    return any(
        preposition_or_marker(one) in markers
        or any(child.lemma_ == "have" and child.tag_ == "VBD" for child in one.children)
        for one in (token, *governors(token))
        if relation(one) in ("obl", "nmod", "advcl") or one == token
    )


def _is_generic(frame: Frame, lists: dict[str, frozenset[str]]) -> bool:
    pinned = frame.date is not None or frame.counts or frame.place_reason in DIRECT
    token = frame.token
    if any(child.lower_ in lists["words"] for child in token.children):
        return True
    if pinned and frame.place_reason != "object of the trigger":
        return False
    if frame.trigger.pos == "VERB":
        habitual = token.tag_ in ("VBP", "VBZ") and not children(token, "aux")
        return habitual and not pinned and not (frame.agents and frame.patients)
    lasting = relation(token) == "nmod" and token.head.lemma_.lower() in lists["spans"]
    bare = not any(relation(child) in ("det", "nummod") for child in token.children)
    return lasting or (not pinned and bare and token.tag_ in ("NNS", "NNPS") and not (frame.agents and frame.patients))
