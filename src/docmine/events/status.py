"""Whether an event is told as a fact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Span, Token

from docmine.events import grammar
from docmine.events.frames import Frame
from docmine.events.story import DIRECT
from docmine.events.syntax import children, governors, is_none, preposition_or_marker, relation

OLD = timedelta(days=60)
"""An event in the background that is older than this on the day of publication is history (PLOVER 0.8)."""

_Scope = tuple[Token, bool]


def judge(frame: Frame, published: str | None) -> str:
    """Return factual, negated, hypothetical, future, historical or generic."""
    lists = grammar.load().status
    scopes = [(frame.token, True), *_scopes(frame)]
    if _is_negated(scopes, lists["negated"]) or _has_no(frame):
        return "negated"
    if _is_modal(scopes, lists["hypothetical"]) or _is_asked(frame.token.sent):
        return "hypothetical"
    if _is_modal(scopes, lists["future"]) or any(close and _is_purpose(token) for token, close in scopes):
        return "future"
    if _is_past(frame, published):
        return "historical"
    return "generic" if _is_generic(frame, lists["generic"]) else "factual"


def _is_asked(sentence: Span) -> bool:
    last = next((token for token in reversed(sentence) if not token.is_space), None)
    return last is not None and last.text.endswith("?")


def _scopes(frame: Frame) -> Iterator[_Scope]:
    """Yield the words above a trigger whose meaning reaches it, nearest first, and whether each is in its clause.

    One clause is a trigger with the verbs that carry, control or coordinate it: their auxiliaries and negations are the
    trigger's own. Of a word that only takes it as object or clause (*condemned the attack*) its meaning alone counts.
    """
    token, close = frame.token, True
    carriers = {carrier.i for carrier in frame.carriers}
    while token.head != token:
        kind, head = relation(token), token.head
        shared = kind == "conj" and token.pos_ == head.pos_ and not children(token, "nsubj")
        participle = kind == "advcl" and token.tag_ == "VBG" and not children(token, "nsubj", "mark")
        if head.i in carriers or kind == "xcomp" or shared or participle:
            pass
        elif kind in ("ccomp", "csubj", "obj", "obl", "advcl", "acl") or token.dep_ == "nsubj:pass" or kind == "nmod":
            close = False
        else:
            return
        yield head, close
        token = head


def _is_negated(scopes: list[_Scope], lists: dict[str, frozenset[str]]) -> bool:
    """Say whether an odd number of negations reaches a trigger: *failed to prevent the attack* tells of an attack."""
    count = 0
    for position, (token, close) in enumerate(scopes):
        governs = position > 0 and token.lemma_.lower() in lists["governors"]
        if position > 0 and not close and not governs:
            break
        words = children(token, "advmod", "det", "cc", "case", "mark")
        count += governs + any(word.lower_ in lists["words"] or _replaces(word, lists) for word in words)
    return count % 2 == 1


def _replaces(word: Token, lists: dict[str, frozenset[str]]) -> bool:
    """Say whether a word puts another event in place of the trigger: *instead of attacking*."""
    following = word.doc[word.i + 1 : word.i + 2].text.lower()
    return word.lower_ in lists["replacing"] and following in ("of", "than")


def _is_modal(scopes: list[_Scope], lists: dict[str, frozenset[str]]) -> bool:
    for position, (token, close) in enumerate(scopes):
        if position > 0 and grammar.among(token, lists["governors"]):
            return True
        if not close:
            return False
        if any(child.lower_ in lists["auxiliaries"] for child in children(token, "aux")):
            return True
        if any(child.lower_ in lists.get("markers", ()) for child in children(token, "mark")):
            return True
        if any(child.lower_ in lists["modifiers"] for child in children(token, "amod")):
            return True
    return False


def _has_no(frame: Frame) -> bool:
    return any(is_none(noun) for noun in (*frame.agents, *frame.patients))


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
