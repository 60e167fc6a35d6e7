"""Where, when and with what an event happened."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from docmine.events import grammar, location, timing
from docmine.events.frames import Frame
from docmine.events.layers import Layers
from docmine.events.syntax import children, preposition, relation


def fill(frames: Sequence[Frame], sentence: Span, previous: Span | None, layers: Layers) -> None:
    """Set place, date and weapon of a sentence's frames; `previous` is the sentence before it in the same paragraph."""
    for frame in frames:
        frame.place, frame.place_reason = location.find(frame, frames, sentence, previous, layers)
        frame.date, frame.date_reason = timing.find(frame, frames, sentence, previous, layers)
        frame.weapon = _weapon(frame)


def _weapon(frame: Frame) -> str | None:
    weapons = grammar.load().weapons
    for head in frame.heads:
        for child in head.children:
            kind = relation(child)
            instrument = kind == "obl" and preposition(child) in ("with", "by", "in")
            named = kind in ("compound", "nsubj", "obj") or (kind == "nmod" and preposition(child) == "with")
            if child.lemma_.lower() in weapons and (instrument or named):
                return _phrase(child)
        for verb in children(head, "advcl", "acl"):
            if verb.lemma_.lower() in ("use", "arm", "employ"):
                nouns = children(verb, "obj", "obl")
                found = next((noun for noun in nouns if noun.lemma_.lower() in weapons), None)
                if found is not None:
                    return _phrase(found)
    return None


def _phrase(noun: Token) -> str:
    """Return a weapon with the nouns that say of what kind it is (*barrel bombs*), without its owner."""
    owners = grammar.load().metonyms | grammar.load().people
    parts = [child.i for child in children(noun, "compound") if child.lemma_.lower() not in owners]
    return str(noun.doc[min([*parts, noun.i]) : noun.i + 1].text)
