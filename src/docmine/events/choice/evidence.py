"""What tells for one type of event or another: the arguments of its trigger and the words beside it, as short names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from docmine.events import grammar, harm
from docmine.events.frames import Frame
from docmine.events.layers import Layers
from docmine.events.syntax import children, is_passive, obliques, preposition, relation

_OPEN = frozenset({"NOUN", "ADJ", "VERB", "ADV"})
_MEANS = frozenset({"by", "from", "in", "using", "with"})


def evidence(frame: Frame, layers: Layers) -> list[str]:
    """Return facts of an event, the word itself first: `word raid NOUN`, `source state`, `with aircraft`."""
    found = [f"word {frame.trigger.lemma} {frame.trigger.pos}", *_form(frame)]
    for side, heads in (("source", frame.agents), ("target", frame.patients)):
        found += [f"{side} {kind}" for head in heads for kind in _kinds(head, layers)] or [f"no {side}"]
    found += [f"with {kind}" for kind in _weapons(frame)]
    found += [f"beside {word}" for word in _beside(frame)]
    return list(dict.fromkeys(found))


def _form(frame: Frame) -> Iterator[str]:
    if frame.trigger.pos == "VERB" and is_passive(frame.token):
        yield "passive"
    for head in frame.heads:
        for child in head.children:
            if relation(child) in ("obl", "nmod") and (word := preposition(child)):
                yield f"phrase {word}"
            if child.lower_ in harm.words().kinds["object"]:
                yield "harm"


def _kinds(head: Token, layers: Layers) -> Iterator[str]:
    """Yield what kinds of actor or thing a phrase names."""
    words, lemma = grammar.load(), head.lemma_.lower()
    actor = layers.actor(head)
    if actor is not None and (kind := layers.actor_type(actor)):
        yield kind
    lists = {"armed": words.armed, "protester": words.protesters, "crowd": words.crowds, "holding": words.holdings}
    yield from (name for name, nouns in lists.items() if lemma in nouns)
    if lemma in words.weapons:
        yield words.weapons[lemma]
    if layers.place(head) is not None:
        yield "place"
    elif layers.is_person(head):
        yield "person"


def _weapons(frame: Frame) -> Iterator[str]:
    """Yield the kinds of the weapons in the phrases and clauses of an event."""
    weapons = grammar.load().weapons
    for word in (*_near(frame.heads), *(part for act in frame.heads for part in obliques(act, _MEANS))):
        if kind := weapons.get(word.lemma_.lower()):
            yield kind


def _beside(frame: Frame) -> Iterator[str]:
    yield from (verb.lemma_.lower() for verb in frame.carriers)
    yield from (word.lemma_.lower() for word in _near(frame.heads) if word.pos_ in _OPEN)


def _near(heads: Iterable[Token]) -> Iterator[Token]:
    """Yield the words that hang on an event's own, and what their phrases are made of."""
    for head in heads:
        for child in head.children:
            yield child
            yield from children(child, "compound", "amod", "nmod", "obl", "nsubj", "obj")
