"""The numbers of people harmed that a sentence tells: wholes, parts of them, and running totals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from docmine.events import counts, grammar, harm, parts, toll, victims
from docmine.events.counts import Amount
from docmine.events.harm import Harm, words
from docmine.events.syntax import is_passive
from docmine.events.toll import PARSED, SURFACE, Toll
from docmine.events.victims import Victims

_PERIOD = re.compile(
    r"\bsince\b|\bso far (?:this|in)\b|\bthis year\b|\bto date\b"
    r"|\b(?:in|over|during|within) the (?:last|past)\s+(?:\w+\s+)?(?:weeks?|months?|years?|decades?)\b"
    r"|\b(?:in|after|over|during) \w+ (?:weeks|months|years|decades) of\b",
    re.IGNORECASE,
)
"""Words by which a number is of more than one event."""


def read(sentence: Span, triggers: Sequence[Harm]) -> list[Toll]:
    """Return the numbers of people harmed in a sentence, in its order.

    `triggers` are the harms that its triggers tell of; other words of harm are found here. Where the parse gives a verb
    no counted victims, the number next to it counts: *killing 12*, *12 people were killed*.
    """
    told = {one.word.i: one for one in harm.find(sentence)}
    harms = {**told, **{one.word.i: one for one in triggers}}
    wholes: dict[int, Toll] = {}
    for _, one in sorted(harms.items()):
        people_of = victims.of_heads(one.heads) or victims.of_heads(told.get(one.word.i, one).heads)  # "55 deaths"
        close = _just_before(one.word)
        if close is not None and not any(people.holds(close) for people in people_of):
            people_of = []  # "two killed, 11 wounded": of the second the parse may give the first's
        found = [(people, PARSED) for people in people_of]
        found = found or [(people, SURFACE) for people in ([close] if close else _beside(one))]
        for people, method in found:
            if people.amount.start not in wholes and not _is_unit(people.amount, sentence):
                cumulative = one.running or _is_of_period(one.word, people.amount, sentence)
                kind = "harmed" if harm.is_either(one.word) else one.kind
                wholes[people.amount.start] = toll.of(one.word, kind, people, method, cumulative=cumulative)
    return parts.mark(sentence, [wholes[start] for start in sorted(wholes)])


def _beside(one: Harm) -> list[Victims]:
    """Read the number next to a verb of harm that the parse gives none, however lines and capitals mislead it."""
    if one.word.lower_ not in words().kinds["object"]:
        return []
    right = _right_of(one.word)
    if right is not None:
        return [right]
    left = _left_of(one.word) if is_passive(one.word) or _has_be(one.word) else None
    return [left] if left is not None else []


def _just_before(word: Token) -> Victims | None:
    """Read a note's *three dead, nine injured*."""
    number = word.doc[max(word.i - 1, word.sent.start) : word.i]
    if number.text.lower() in ("", "one") or word.tag_ not in ("VBN", "VBD", "JJ"):
        return None
    window = word.doc[victims.with_modifier(word.doc, number.start, word.sent.start) : word.i]
    amount = counts.parse(window.text)
    if amount is None or amount.start or amount.end < len(window.text):
        return None
    return Victims(victims.moved(amount, window.start_char), "all")


def _right_of(verb: Token) -> Victims | None:
    doc = verb.doc
    window = doc[verb.i + 1 : verb.i + 7]
    amount = counts.parse(window.text)
    if amount is None or window.text[: amount.start].strip() or window.text.lower().startswith("one another"):
        return None
    return Victims(victims.moved(amount, window.start_char), victims.who_after(window, amount))


def _left_of(verb: Token) -> Victims | None:
    """Read *at least six people (from the village) were killed*, back to the last stop, comma or verb."""
    doc, first = verb.doc, verb.i
    while first > 0 and verb.i - first < 14:
        word = doc[first - 1]
        if (word.is_punct and word.text not in ("-", "'", '"')) or word.text.count("\n") > 1:
            break
        first -= 1
    window = doc[first : verb.i]
    amount = next(iter(counts.parse_all(window.text)), None)
    if amount is None:
        return None
    between = window.text[amount.end :].lower().split()
    if window.text[: amount.start].lower().rstrip().endswith("no"):
        return None
    if set(between) & {"and", "but", "when", "after", "that", "said", "in", "on"} or not _has_be(verb):
        return None
    return Victims(victims.moved(amount, window.start_char), victims.who_after(window, amount))


def _has_be(verb: Token) -> bool:
    before = [word.lower_ for word in verb.doc[max(verb.i - 4, 0) : verb.i] if not word.is_space]
    return verb.tag_ in ("VBN", "VBD", "JJ") and bool(
        set(before[-2:]) & {"be", "been", "being", "is", "are", "was", "were"}
    )


def _is_unit(amount: Amount, sentence: Span) -> bool:
    """Say whether a number counts days, miles or houses."""
    following = next((word for word in sentence if word.idx >= amount.end and not word.is_space), None)
    return following is not None and not {following.lemma_.lower(), following.lower_}.isdisjoint(words().units)


def _is_of_period(word: Token, amount: Amount, sentence: Span) -> bool:
    """Say whether a word such as *since* makes a number one of a longer time than the event's."""
    text, place = sentence.text, word.idx - sentence.start_char
    for match in _PERIOD.finditer(text):
        clause = text[min(place, match.start()) : max(place, match.start())]
        if match[0].lower() == "since" and not _is_perfect(word):
            continue
        if not re.search(r"[;:]|, (?:and|but|while|when|after)\b", clause) and amount.end:
            return True
    return False


def _is_perfect(word: Token) -> bool:
    above = (word, *word.ancestors)
    return (
        any(child.lemma_.lower() in ("have", "'ve") for one in above for child in one.children) or word.pos_ != "VERB"
    )


def is_natural(sentence: Span) -> bool:
    """Say whether a sentence tells of weather, illness or an accident, whose dead belong to no event before it."""
    lists = grammar.load()
    return any(word.lemma_.lower() in lists.natural or grammar.among(word, lists.mishaps) for word in sentence)
