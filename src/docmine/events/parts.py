"""Numbers of people that another number of the sentence counts already: *including five children*."""

from __future__ import annotations

import re

from spacy.tokens import Span

from docmine.events import counts, toll, victims
from docmine.events.toll import SURFACE, Toll
from docmine.events.victims import Victims

_INCLUDING = re.compile(r"\b(?:including|includes?|among (?:them|whom)|(?:of|one of) (?:whom|them))\b", re.IGNORECASE)
_AMONG_THE = re.compile(r"\b(?:was|were|is|are|being)?\s*among\s+the\s+(?=\S*\d|\w+ )", re.IGNORECASE)
_OF_THE = re.compile(r"\W*of\s+(?:the|these|those)\s", re.IGNORECASE)
_WERE = re.compile(r"(?:\s+of\s+them)?\s+(?:are|had been|have been|was|were)\s+", re.IGNORECASE)
_PART_ENDS = re.compile(r"[;.]\s|,\s+\w+ing\b|\b(?:when|while|after|who|by|in|on|at)\b")
_PART = 80
"""Characters after *including* within which parts are read."""


def mark(sentence: Span, wholes: list[Toll]) -> list[Toll]:
    """Return a sentence's tolls in text order, with the parts of its wholes marked as such."""
    parts: list[Toll] = []
    for match in _INCLUDING.finditer(sentence.text):
        place = sentence.start_char + match.start()
        before = [one for one in wholes if one.casualty["start"] < place]
        if not before:
            continue
        whole, behind = before[-1], match[0].lower().startswith(("of", "one of"))
        if behind and _parts_before(sentence, match, whole.casualty["who"]):
            whole = before[-2] if len(before) > 1 and before[-1].casualty["end"] > place - 3 else whole
        if behind:
            read_parts = _parts_before(sentence, match, whole.casualty["who"])
        else:
            read_parts = _parts_after(sentence, match, _next_harm(wholes, sentence.start_char + match.end()))
        kind = whole.casualty["kind"]
        parts += [toll.of(whole.word, kind, people, SURFACE, part=True) for people in read_parts]
    parts += _among(sentence, wholes) or _of_the(sentence, wholes)
    spans = {one.casualty["start"] for one in parts}
    kept = [one for one in wholes if one.casualty["start"] not in spans]
    return sorted([*kept, *parts], key=lambda one: one.casualty["start"])


def _next_harm(wholes: list[Toll], offset: int) -> int | None:
    """Return where the next word of harm with people of its own begins: *including a boy, and wounding nine*."""
    return min((one.word.idx for one in wholes if offset <= one.word.idx < one.casualty["start"]), default=None)


def _parts_after(sentence: Span, match: re.Match[str], limit: int | None) -> list[Victims]:
    """Read *including five children and two women*, up to the end of the clause and before the offset `limit`."""
    offset = sentence.start_char + match.end()
    within = _PART if limit is None else min(_PART, limit - offset)
    text = _PART_ENDS.split(sentence.text[match.end() : match.end() + within])[0]
    window = sentence.doc.char_span(offset, offset + len(text), alignment_mode="contract")
    if window is None:
        return []
    found = [
        Victims(victims.moved(a, window.start_char), victims.who_after(window, a))
        for a in counts.parse_all(window.text)
    ]
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
        whole = next((one for one in wholes if place <= one.casualty["start"] <= place + 3), None)
        amounts = list(counts.parse_all(sentence.text[: match.start()]))
        if whole is None or not amounts:
            continue
        window = sentence.doc.char_span(
            sentence.start_char, sentence.start_char + match.start(), alignment_mode="contract"
        )
        kind = victims.who_after(window, amounts[-1]) if window is not None else "other"
        people = Victims(victims.moved(amounts[-1], sentence.start_char), kind)
        return [toll.of(whole.word, whole.casualty["kind"], people, SURFACE, part=True)]
    return []


def _of_the(sentence: Span, wholes: list[Toll]) -> list[Toll]:
    """Read *of the 60 people hurt, 25 were children*."""
    if not wholes or not _OF_THE.match(sentence.text):
        return []
    whole, text = wholes[0], sentence.text
    after = whole.casualty["end"] - sentence.start_char
    for amount in counts.parse_all(text[after:]):
        were = _WERE.match(text, after + amount.end)
        comma = text[after : after + amount.start].rstrip().endswith(",")
        if were is None or not comma:
            continue
        window = sentence.doc.char_span(sentence.start_char + were.end(), sentence.end_char, alignment_mode="contract")
        kind = victims.who(window[0]) if window else "other"
        people = Victims(victims.moved(amount, sentence.start_char + after), kind if kind != "other" else "all")
        return [toll.of(whole.word, whole.casualty["kind"], people, SURFACE, part=True)]
    return []
