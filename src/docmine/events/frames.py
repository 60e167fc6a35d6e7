"""A trigger in a text with what the parse ties to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from docmine.events import grammar
from docmine.events.layers import Layers
from docmine.events.syntax import (
    children,
    is_passive,
    objects,
    obliques,
    preposition,
    preposition_or_marker,
    relation,
    subjects,
)
from docmine.events.triggers import Lexicon, Trigger
from docmine.extensions import Count


@dataclass(slots=True, eq=False)
class Frame:
    """An event in the making. `tokens` are all triggers that name it, the one it is called after first."""

    token: Token
    trigger: Trigger
    agents: list[Token] = field(default_factory=list)
    patients: list[Token] = field(default_factory=list)
    carriers: list[Token] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    place: Span | None = None
    place_reason: str | None = None
    date: Span | None = None
    date_reason: str | None = None
    weapon: str | None = None
    status: str = "factual"
    claimed_by: str | None = None
    claimant: Token | None = None

    @property
    def heads(self) -> list[Token]:
        """All words whose dependents belong to the event's clause."""
        return [*self.tokens, *self.carriers]


def find(token: Token, lexicon: Lexicon, layers: Layers) -> Trigger | None:
    """Return the first trigger of the lexicon that a word, in its company, is."""
    candidates = lexicon.candidates(token.lower_, token.lemma_.lower())
    pos = _part_of_speech(token)
    return next((one for one in candidates if one.pos == pos and fits(one, token, layers)), None)


def fits(trigger: Trigger, token: Token, layers: Layers) -> bool:
    """Say whether a word has the particle and one of the companions that the trigger asks for."""
    if trigger.particle and not any(child.lower_ == trigger.particle for child in token.children):
        return False
    if not trigger.cues:
        return True
    company = _verb_company(token) if trigger.pos == "VERB" else _noun_company(token)
    lemmas = {noun.lemma_.lower() for noun in company}
    return any(_cue_holds(cue, token, company, lemmas, layers) for cue in trigger.cues)


def _cue_holds(cue: str, token: Token, company: list[Token], lemmas: set[str], layers: Layers) -> bool:
    if not cue.startswith("@"):
        return cue in lemmas
    check = _KINDS.get(cue)
    if check is not None:
        return any(check(noun, layers) for noun in (subjects(token) if cue.startswith("@subj") else company))
    if cue == "@xcomp":
        return bool(children(token, "xcomp"))
    if cue == "@clause":
        return any(
            relation(child) in ("acl", "ccomp") and preposition_or_marker(child) == "that" for child in token.children
        )
    return any(preposition(child) == cue[1:] for child in children(token, "obl", "nmod"))


def _is_place(noun: Token, layers: Layers) -> bool:
    """Say whether a noun is a place that can be fought over: countries are not captured."""
    span = layers.places.get(noun.i)
    if span is None or noun.i in layers.actors:
        return False
    code = span._.place["feature_code"] if span._.place else None
    return not (code or "").startswith("PCL")


def _is_actor(noun: Token, layers: Layers) -> bool:
    return layers.actor(noun) is not None


def _is_person(noun: Token, layers: Layers) -> bool:
    return layers.is_person(noun)


_KINDS: dict[str, Callable[[Token, Layers], bool]] = {
    "@place": _is_place,
    "@subjplace": _is_place,
    "@actor": _is_actor,
    "@subjactor": _is_person,
    "@person": _is_person,
}


def _part_of_speech(token: Token) -> str:
    """Return VERB, NOUN or ADJ; gerunds that stand like nouns and capitalised nouns of headlines are nouns."""
    if token.pos_ == "PROPN":
        return "" if token.ent_type_ in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP") else "NOUN"
    if token.pos_ != "VERB":
        return str(token.pos_)
    if token.dep_ == "amod":
        return "ADJ"
    nominal = token.tag_ == "VBG" and bool(children(token, "det", "compound", "amod", "nmod"))
    return "NOUN" if nominal and not children(token, "obj", "nsubj") else "VERB"


def _verb_company(verb: Token) -> list[Token]:
    nouns = [*objects(verb), *(subjects(verb) if is_passive(verb) else ())]
    nested = [part for noun in nouns for part in (*children(noun, "compound"), *obliques(noun, frozenset({"of"})))]
    return [*nouns, *nested, *children(verb, "advmod", "xcomp")]


def _noun_company(noun: Token) -> list[Token]:
    company = [child for child in noun.children if relation(child) in ("compound", "amod") or child.dep_ == "nmod:poss"]
    return (
        company + obliques(noun, frozenset({"of"})) + [part for near in company for part in children(near, "compound")]
    )


def carriers(token: Token) -> list[Token]:
    """Return the verbs that carry a trigger: they control it, or it is the object of a verb that says little itself."""
    words = grammar.load()
    found: list[Token] = []
    while len(found) < 3 and token.head != token:
        head, kind = token.head, relation(token)
        light = kind in ("obj", "nsubj", "obl") and head.lemma_.lower() in words.doer | words.sufferer
        if not (head.pos_ == "VERB" and (kind == "xcomp" or light)) or (kind == "nsubj" and not is_passive(head)):
            break
        found.append(head)
        token = head
    return found
