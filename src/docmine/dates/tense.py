"""Guess from the verbs of a sentence whether a bare date looks back or ahead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from spacy.tokens import Doc, Token

from docmine.dates import lexicon

Tense = Literal["past", "future"] | None
Found = Tense | Literal["either"]
TenseOf = Callable[[int, int], Tense]
"""Says the tense of what stands between two character offsets."""

_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“‘(])|\n\s*\n")
_WORD = re.compile(r"'?\w+")
_SOON = re.compile(r"\bas soon as\s+$", re.IGNORECASE)
_REACH = 160  # characters of context that are looked at
_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_AUXILIARIES = frozenset({"aux", "aux:pass", "auxpass", "cop"})
_ATTRIBUTES = frozenset({"compound", "amod", "nmod", "nummod", "poss", "nmod:poss", "det"})
_LIMITS = frozenset({"by", "until", "till"})
_WAS = frozenset({"was", "were", "been"})
_MODALS = frozenset({"will", "shall", "'ll"})


def by_words(text: str) -> TenseOf:
    """Return what reads the tense from the nearest telling words of the sentence."""

    def tense(start: int, end: int) -> Tense:
        before = _SENTENCE.split(text[max(0, start - _REACH) : start])[-1]
        after = _SENTENCE.split(text[end : end + _REACH], maxsplit=1)[0]
        if _SOON.search(before):
            return "future"
        left, right = _verbs(before), _verbs(after)
        backward = (_points(left, at) for at in range(len(left) - 1, -1, -1))
        forward = (_points(right, at) for at in range(len(right)))
        found: Found = next(filter(None, backward), None) or next(filter(None, forward), None)
        if found is None and left and left[-1] in _LIMITS:
            return "future"
        if found == "either" or (found == "past" and left[-1:] == ["until"]):
            return None
        return found

    return tense


def _verbs(text: str) -> list[str]:
    """Return the words of a text; names, which may look like verbs ("United"), are left out."""
    return [word.lower() for word in _WORD.findall(text) if word.islower() or text.startswith(word)]


def _points(words: list[str], at: int) -> Found:
    """Say where a word points, given those before it: "will stay shut" looks ahead, "been completed" back.

    What was expected or due may be over by now, or not: it points either way.
    """
    word, previous = words[at], words[at - 1] if at else ""
    future = lexicon.guard("future")
    if word in future or f"{previous}_{word}" in future:
        if previous == "to" and at > 1 and words[at - 2] in future:
            return None  # "was expected to be freed": the word before tells
        return "either" if previous in _WAS and word in lexicon.guard("expected") else "future"
    if word not in lexicon.guard("past") and not (word.endswith("ed") and len(word) > 4):
        return None
    if not _MODALS.isdisjoint(words[max(0, at - 2) : at]):
        return "future"
    return None if previous in {"be", "to"} else "past"


def by_parse(doc: Doc) -> TenseOf:
    """Return what reads the tense from the verb that governs a date; it counts where the nearest words agree."""
    text = doc.text
    words = by_words(text)

    def tense(start: int, end: int) -> Tense:
        span = doc.char_span(start, end, alignment_mode="expand")
        near = words(start, end)
        if span is None or near is None:
            return None
        if _SOON.search(text, max(0, start - _REACH), start):
            return "future"
        if span.root.dep_ in _ATTRIBUTES:  # "a 3 June hearing has been scheduled"
            return None
        verb = next((token for token in (span.root, *span.root.ancestors) if token.tag_ in _VERBS), None)
        return near if verb is None or _of_verb(verb) == near else None

    return tense


def _of_verb(verb: Token) -> Tense:
    """Read the tense from a verb and its auxiliaries; one that is joined to another shares them."""
    while True:
        helpers = [child for child in verb.children if child.dep_ in _AUXILIARIES or child.tag_ in {"MD", "TO"}]
        if verb.lower_ in lexicon.guard("future") or any(child.tag_ in {"MD", "TO"} for child in helpers):
            return "future"
        if verb.tag_ == "VBD" or any(child.tag_ in {"VBD", "VBN"} or child.lemma_ == "have" for child in helpers):
            return "past"
        shares = verb.tag_ == "VBG" or (verb.dep_ == "conj" and verb.tag_ in {"VB", "VBN"})
        if not shares or helpers or verb.head == verb or verb.head.tag_ not in _VERBS:
            return "past" if verb.tag_ == "VBN" else None
        verb = verb.head
