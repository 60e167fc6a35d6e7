"""Guess from the verbs of a sentence whether a bare date looks back or ahead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from spacy.tokens import Doc, Token

from docmine.dates import lexicon

Tense = Literal["past", "future"] | None
TenseOf = Callable[[int, int], Tense]
"""Says the tense of what stands between two character offsets."""

_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“‘(])|\n\s*\n")
_WORD = re.compile(r"'?\w+")
_REACH = 160  # characters of context that are looked at
_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_AUXILIARIES = frozenset({"aux", "aux:pass", "auxpass", "cop"})
_ATTRIBUTES = frozenset({"compound", "amod", "nmod", "nummod", "poss", "nmod:poss", "det"})
_AHEAD = frozenset({"until", "till", "by"})


def by_words(text: str) -> TenseOf:
    """Return what reads the tense from the nearest telling words of the sentence."""

    def tense(start: int, end: int) -> Tense:
        before = _SENTENCE.split(text[max(0, start - _REACH) : start])[-1]
        after = _SENTENCE.split(text[end : end + _REACH], maxsplit=1)[0]
        left, right = _verbs(before), _verbs(after)
        if left and (left[-1] in _AHEAD or left[-3:] == ["as", "soon", "as"]):
            return "future"
        backward = (_points(left[at], left[at - 1] if at else "") for at in range(len(left) - 1, -1, -1))
        forward = (_points(right[at], right[at - 1] if at else "") for at in range(len(right)))
        return next(filter(None, backward), None) or next(filter(None, forward), None)

    return tense


def _verbs(text: str) -> list[str]:
    """Return the words of a text; names, which may look like verbs ("United"), are left out."""
    return [word.lower() for word in _WORD.findall(text) if word.islower() or text.startswith(word)]


def _points(word: str, previous: str) -> Tense:
    """Say where a word points, given the one before it: "be completed" ahead, "been completed" back."""
    if word in lexicon.guard("future") or f"{previous}_{word}" in lexicon.guard("future"):
        return "future"
    if previous not in {"be", "to"} and (word in lexicon.guard("past") or (word.endswith("ed") and len(word) > 4)):
        return "past"
    return None


def by_parse(doc: Doc) -> TenseOf:
    """Return what reads the tense from the verb that governs a date; it counts where the nearest words agree."""
    words = by_words(doc.text)

    def tense(start: int, end: int) -> Tense:
        span = doc.char_span(start, end, alignment_mode="expand")
        near = words(start, end)
        if span is None or near is None:
            return None
        before = [token.lower_ for token in doc[max(0, span.start - 3) : span.start]]
        if before[-1:] in (["until"], ["till"]) or before == ["as", "soon", "as"]:
            return "future"
        if span.root.dep_ in _ATTRIBUTES:  # "a 3 June hearing has been scheduled"
            return None
        verb = next((token for token in (span.root, *span.root.ancestors) if token.tag_ in _VERBS), None)
        return near if verb is None or _of_verb(verb) == near else None

    return tense


def _of_verb(verb: Token) -> Tense:
    """Read the tense from a verb and its auxiliaries; one that is joined to another shares them."""
    helpers = [child for child in verb.children if child.dep_ in _AUXILIARIES or child.tag_ in {"MD", "TO"}]
    if any(child.tag_ in {"MD", "TO"} for child in helpers):
        return "future"
    if verb.tag_ == "VBD" or any(child.tag_ in {"VBD", "VBN"} or child.lemma_ == "have" for child in helpers):
        return "past"
    governed = verb.head != verb and verb.head.tag_ in _VERBS and not helpers
    if governed and verb.dep_ == "conj" and verb.tag_ in {"VB", "VBN", "VBG"}:
        return _of_verb(verb.head)
    if verb.tag_ == "VBN":
        return "past"
    if verb.tag_ == "VBG" and governed:
        return _of_verb(verb.head)
    return None
