"""The numbers of people harmed that a sentence tells: wholes, parts of them, and running totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Span, Token

from docmine.events import counts, grammar, harm, victims
from docmine.events.counts import Amount
from docmine.events.harm import Harm, words
from docmine.events.syntax import is_passive
from docmine.events.victims import Victims
from docmine.extensions import Casualty

PARSED, SURFACE = "parse", "surface"

_INCLUDING = re.compile(r"\b(?:including|includes?|among (?:them|whom)|(?:of|one of) (?:whom|them))\b", re.IGNORECASE)
_AMONG_THE = re.compile(r"\b(?:was|were|is|are|being)?\s*among\s+the\s+(?=\S*\d|\w+ )", re.IGNORECASE)
_PERIOD = re.compile(
    r"\bsince\b|\bso far (?:this|in)\b|\bthis year\b|\bto date\b"
    r"|\b(?:in|over|during|within) the (?:last|past)\s+(?:\w+\s+)?(?:weeks?|months?|years?|decades?)\b"
    r"|\b(?:in|after|over|during) \w+ (?:weeks|months|years|decades) of\b",
    re.IGNORECASE,
)
"""Words by which a number is of more than one event."""
_PART_ENDS = re.compile(r"[;.]\s|,\s+\w+ing\b|\b(?:when|while|after|who|by|in|on|at)\b")
_PART = 80
"""Characters after *including* within which parts are read."""


class Toll(NamedTuple):
    """A casualty with the word of harm that it goes with."""

    word: Token
    casualty: Casualty


def read(sentence: Span, triggers: Sequence[Harm]) -> list[Toll]:
    """Return the numbers of people harmed in a sentence, in its order.

    `triggers` are the harms that its triggers tell of; other words of harm are found here. Where the parse gives a verb
    no counted victims, the number next to it counts: *killing 12*, *12 people were killed*.
    """
    own = {one.word.i for one in triggers}
    harms = [*triggers, *(one for one in harm.find(sentence) if one.word.i not in own)]
    wholes: dict[int, Toll] = {}
    for one in sorted(harms, key=lambda each: each.word.i):
        found = [(people, PARSED) for people in victims.of_heads(one.heads)]
        found = found or [(people, SURFACE) for people in _beside(one)]
        for people, method in found:
            if people.amount.start not in wholes and not _is_unit(people.amount, sentence):
                cumulative = one.running or _is_of_period(one.word, people.amount, sentence)
                casualty = _casualty(one.kind, people, method, cumulative=cumulative)
                wholes[people.amount.start] = Toll(one.word, casualty)
    return _with_parts(sentence, [wholes[start] for start in sorted(wholes)])


def _casualty(kind: str, people: Victims, method: str, *, part: bool = False, cumulative: bool = False) -> Casualty:
    low, best, high, start, end = people.amount
    return Casualty(
        kind=kind,
        who=people.who,
        low=low,
        best=best,
        high=high,
        start=start,
        end=end,
        part=part,
        cumulative=cumulative,
        method=method,
    )


def _beside(one: Harm) -> list[Victims]:
    """Read the number next to a verb of harm that the parse gives none, however lines and capitals mislead it."""
    if one.word.lower_ not in words().kinds["object"]:
        return []
    right = _right_of(one.word)
    if right is not None:
        return [right]
    left = _left_of(one.word) if is_passive(one.word) or _has_be(one.word) else None
    return [left] if left is not None else []


def _right_of(verb: Token) -> Victims | None:
    doc = verb.doc
    window = doc[verb.i + 1 : verb.i + 7]
    amount = counts.parse(window.text)
    if amount is None or window.text[: amount.start].strip() or window.text.lower().startswith("one another"):
        return None
    return Victims(victims.moved(amount, window.start_char), _who_after(window, amount))


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
    return Victims(victims.moved(amount, window.start_char), _who_after(window, amount))


def _has_be(verb: Token) -> bool:
    before = [word.lower_ for word in verb.doc[max(verb.i - 4, 0) : verb.i] if not word.is_space]
    return verb.tag_ in ("VBN", "VBD") and bool(set(before[-2:]) & {"be", "been", "being", "is", "are", "was", "were"})


def _who_after(window: Span, amount: Amount) -> str:
    """Return who is counted: the first noun after a number that says so, else *all* right after it, else other."""
    nouns = []
    for word in window:
        if word.idx - window.start_char < amount.end or word.is_space:
            continue
        if word.is_punct or word.lower_ in ("and", "in", "on", "when", "were", "was", "by", "at"):
            break
        if word.lower_ != "of":
            nouns.append(word)
    kinds = [victims.who(word) for word in nouns]
    return next((kind for kind in kinds if kind != "other"), "other" if nouns else "all")


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


def _with_parts(sentence: Span, wholes: list[Toll]) -> list[Toll]:
    parts: list[Toll] = []
    for match in _INCLUDING.finditer(sentence.text):
        place = sentence.start_char + match.start()
        before = [toll for toll in wholes if toll.casualty["start"] < place]
        if not before:
            continue
        whole, behind = before[-1], match[0].lower().startswith(("of", "one of"))
        if behind and _parts_before(sentence, match, whole.casualty["who"]):
            whole = before[-2] if len(before) > 1 and before[-1].casualty["end"] > place - 3 else whole
        read_parts = _parts_before(sentence, match, whole.casualty["who"]) if behind else _parts_after(sentence, match)
        kind = whole.casualty["kind"]
        parts += [Toll(whole.word, _casualty(kind, people, SURFACE, part=True)) for people in read_parts]
    parts += _among(sentence, wholes)
    spans = {toll.casualty["start"] for toll in parts}
    kept = [toll for toll in wholes if toll.casualty["start"] not in spans]
    return sorted([*kept, *parts], key=lambda toll: toll.casualty["start"])


def _parts_after(sentence: Span, match: re.Match[str]) -> list[Victims]:
    """Read *including five children and two women*, up to the end of the clause."""
    text = _PART_ENDS.split(sentence.text[match.end() : match.end() + _PART])[0]
    offset = sentence.start_char + match.end()
    window = sentence.doc.char_span(offset, offset + len(text), alignment_mode="contract")
    if window is None:
        return []
    found = [Victims(victims.moved(a, window.start_char), _who_after(window, a)) for a in counts.parse_all(window.text)]
    heads = [word for word in window if word.pos_ == "NOUN"]
    known = {people.amount.start for people in found}
    alone = (people for head in heads for people in victims.of_heads([head]))  # "…, the army said" is no part
    singles = [people for people in alone if people.amount[:3] == (1, 1, 1)]
    return found + [people for people in singles if people.amount.start not in known]


def _parts_before(sentence: Span, match: re.Match[str], whole: str) -> list[Victims]:
    """Read *five of them children*, *two of whom were soldiers*; of the whole's people unless it says other."""
    amounts = list(counts.parse_all(sentence.text[: match.start()]))
    if not amounts or sentence.text[amounts[-1].end : match.start()].strip():
        return []
    window = sentence.doc.char_span(sentence.start_char + match.end(), sentence.end_char, alignment_mode="contract")
    nouns = (
        [word for word in window if word.is_alpha and word.lower_ not in ("were", "was", "are")][:1] if window else []
    )
    kind = victims.who(nouns[0]) if nouns and nouns[0].pos_ == "NOUN" else "other"
    return [Victims(victims.moved(amounts[-1], sentence.start_char), kind if kind != "other" else whole)]


def _among(sentence: Span, wholes: list[Toll]) -> list[Toll]:
    """Read *40 children were among the 51 people killed*."""
    for match in _AMONG_THE.finditer(sentence.text):
        place = sentence.start_char + match.end()
        whole = next((toll for toll in wholes if place <= toll.casualty["start"] <= place + 3), None)
        amounts = list(counts.parse_all(sentence.text[: match.start()]))
        if whole is None or not amounts:
            continue
        window = sentence.doc.char_span(
            sentence.start_char, sentence.start_char + match.start(), alignment_mode="contract"
        )
        kind = _who_after(window, amounts[-1]) if window is not None else "other"
        people = Victims(victims.moved(amounts[-1], sentence.start_char), kind)
        return [Toll(whole.word, _casualty(whole.casualty["kind"], people, SURFACE, part=True))]
    return []


def is_natural(sentence: Span) -> bool:
    """Say whether a sentence tells of weather, illness or an accident, whose dead belong to no event before it."""
    lists = grammar.load()
    return any(word.lemma_.lower() in lists.natural or grammar.among(word, lists.mishaps) for word in sentence)
