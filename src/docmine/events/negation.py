"""Whether an event is told not to have happened, by the writer or by somebody who denies it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from docmine.events import grammar
from docmine.events.frames import Frame
from docmine.events.modality import Judgement, Scope
from docmine.events.syntax import children, is_none, relation


def find(frame: Frame, scopes: Sequence[Scope]) -> Judgement | None:
    """Return whether an event is told as denied or negated, or None.

    Args:
        frame: the event.
        scopes: its trigger, then the words above it whose meaning reaches it, nearest first.
    """
    lists = grammar.load().status
    if denial := _denial(scopes, lists["denied"]):
        return Judgement("denied", denial)
    if _is_condition(frame.token):
        return None
    found = _negation(scopes, lists["negated"]) or _nobody(frame) or _broken_off(frame.token, lists["negated"])
    if found is None:
        return None
    return Judgement("denied" if _is_own(frame) or _is_insisted(frame.token) else "negated", found)


def _is_condition(token: Token) -> bool:
    """Say whether an event is a condition, which is open whether it is negated or not: *if they do not withdraw*."""
    return any(mark.lower_ in grammar.load().status["hypothetical"]["markers"] for mark in children(token, "mark"))


def _is_own(frame: Frame) -> bool:
    """Say whether the doers themselves speak: "We did not attack the convoy", "Our men did not …" are denials."""
    doers = [child for token in frame.heads for child in children(token, "nsubj")]
    owners = [owner for noun in doers for owner in children(noun, "nmod") if owner.tag_ == "PRP$"]
    return any(noun.lower_ in ("we", "i", "our", "my") for noun in (*doers, *owners))


def _is_insisted(token: Token) -> bool:
    """Say whether somebody insists that it did not happen, against those who say so."""
    return relation(token) == "ccomp" and grammar.among(token.head, grammar.load().status["denied"]["insisting"])


def _denial(scopes: Sequence[Scope], lists: dict[str, frozenset[str]]) -> Token | None:
    """Return the word by which somebody denies the event: *denied attacking*, *rejected claims of an attack*."""
    saying = False
    for token, _, governs in scopes[1:]:
        said = saying or any(_is_saying(thing, lists) for thing in children(token, "obj"))
        denies = grammar.among(token, lists["governors"]) or (said and _rejects(token, lists)) or _is_not_guilty(token)
        if governs and denies and (_is_not_guilty(token) or not own_negations(token)):
            return token
        saying = saying or _is_saying(token, lists)
        if _is_saying(token, lists) and relation(token) == "nsubj" and grammar.among(token.head, lists["false"]):
            return token.head  # *reports of an attack are untrue*
    return None


def _is_saying(token: Token, lists: dict[str, frozenset[str]]) -> bool:
    return token.lemma_.lower() in lists["sayings"]


def _is_not_guilty(token: Token) -> bool:
    """Say whether a word is the *guilty* of *pleaded not guilty to the murder*."""
    pleads = grammar.among(token.head, grammar.load().status["denied"]["pleading"])
    return token.lower_ == "guilty" and pleads and bool(own_negations(token))


def _rejects(token: Token, lists: dict[str, frozenset[str]]) -> bool:
    """Say whether a verb calls untrue what is said: *rejected claims*, *called the reports false*."""
    called = {word.lemma_.lower() for word in token.subtree} if grammar.among(token, lists["calling"]) else set()
    return grammar.among(token, lists["rejecting"]) or not lists["false"].isdisjoint(called)


def _negation(scopes: Sequence[Scope], lists: dict[str, frozenset[str]]) -> Token | None:
    """Return the nearest of an odd number of negations: *failed to prevent the attack* tells of an attack.

    A plan that is foiled and signs that there are none of negate what they are of; other words that do not prevent
    what they govern end the reach of negations.
    """
    cues: list[Token] = []
    for token, close, governs in scopes:
        prevents = governs and (grammar.among(token, lists["governors"]) or grammar.goes_with(token, lists["phrases"]))
        through = governs and token.pos_ == "NOUN" and token.lemma_.lower() in lists["through"]
        if not (close or prevents or through):
            break
        cues += [token] * prevents + own_negations(token)[:1]
    return cues[0] if len(cues) % 2 else None


def own_negations(token: Token) -> list[Token]:
    """Return the words that negate a word in its own clause: *not*, *yet to*, *instead of*, *nearly*."""
    lists = grammar.load().status["negated"]
    words = children(token, "advmod", "det", "cc", "case", "mark")
    adverbs = [word for word in children(token, "advmod") if word.lower_ not in lists["adding"]]
    words += [word for adverb in adverbs for word in children(adverb, "advmod") if word.i < adverb.i < token.i]
    yet_to = [word for word in words if word.lower_ == "yet" and word.doc[word.i + 1 : word.i + 2].text.lower() == "to"]
    plain = (word for word in words if word.lower_ in lists["words"] and not (_adds(word, lists) or _compares(word)))
    short = [word for word in adverbs if word.lower_ in lists["short_of"] and word.i + 1 == token.i]
    return [*yet_to, *plain, *short, *(word for word in words if _replaces(word, lists))]


def _adds(word: Token, lists: dict[str, frozenset[str]]) -> bool:
    """Say whether a negation only adds: *not only attacked*."""
    return word.doc[word.i + 1 : word.i + 2].text.lower() in lists["adding"]


def _compares(word: Token) -> bool:
    """Say whether a negation only bounds a number or a time: *no fewer than nine*, *no later than Friday*."""
    return word.doc[word.i + 2 : word.i + 3].text.lower() == "than"


def _replaces(word: Token, lists: dict[str, frozenset[str]]) -> bool:
    """Say whether a word puts another event in place of the trigger: *instead of attacking*."""
    following = word.doc[word.i + 1 : word.i + 2].text.lower()
    return word.lower_ in lists["replacing"] and following in ("of", "than")


def _broken_off(token: Token, lists: dict[str, frozenset[str]]) -> Token | None:
    """Return the *before* of what did not come about: *defused before it went off*, *turned back before attacking*."""
    above = token.head.head if relation(token) == "acl" else token.head  # the parse may hang it on the bomb
    ended = grammar.among(above, lists["finding"]) or grammar.goes_with(above, lists["phrases"])
    if relation(token) not in ("acl", "advcl") or not ended:
        return None
    return next((mark for mark in children(token, "mark") if mark.lower_ == "before"), None)


def _nobody(frame: Frame) -> Token | None:
    """Return the party of an event that is nobody: *no soldiers*, *hardly any of the rebels*."""
    parts = [child for token in frame.heads for child in children(token, "nsubj", "obj")]
    hardly = grammar.load().status["negated"]["hardly"]
    for noun in (*frame.agents, *frame.patients, *parts):
        words = (*children(noun, "advmod"), *(word for det in children(noun, "det") for word in det.children))
        if is_none(noun) or any(word.lower_ in hardly for word in words):
            return noun
    return None
