"""A trigger in a text with what the parse ties to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from docmine.events import grammar
from docmine.events.anaphora import follow
from docmine.events.layers import Layers
from docmine.events.ontology import ARMED
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
from docmine.extensions import Casualty, Count


@dataclass(slots=True, eq=False)
class Frame:
    """An event in the making. `tokens` are all triggers that name it, the one it is called after first.

    `deeds` are what an act of speech is about: what is threatened, demanded, agreed.
    """

    token: Token
    trigger: Trigger
    agents: list[Token] = field(default_factory=list)
    patients: list[Token] = field(default_factory=list)
    carriers: list[Token] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    deeds: list[Frame] = field(default_factory=list)
    casualties: list[Casualty] = field(default_factory=list)
    harms: list[int] = field(default_factory=list)  # the word of harm of each casualty
    counts: dict[str, Count] = field(default_factory=dict)
    place: Span | None = None
    place_reason: str | None = None
    date: Span | None = None
    date_reason: str | None = None
    weapon: str | None = None
    status: str = "factual"
    claimed_by: str | None = None

    @property
    def heads(self) -> list[Token]:
        """All words whose dependents belong to the event's clause."""
        return [*self.tokens, *self.carriers]


def find(token: Token, lexicon: Lexicon, layers: Layers) -> Trigger | None:
    """Return the first trigger of the lexicon that a word, in its company, is."""
    pos = _part_of_speech(token)
    candidates = [one for one in lexicon.candidates(token.lower_, token.lemma_.lower()) if one.pos == pos]
    if not any(one.words or one.conditions for one in candidates):
        return next((one for one in candidates if _has_particle(one, token)), None)
    company = _verb_company(token) if pos == "VERB" else _noun_company(token)
    return next((one for one in candidates if _has_particle(one, token) and _fits(one, token, company, layers)), None)


def _has_particle(trigger: Trigger, token: Token) -> bool:
    return not trigger.particle or any(child.lower_ == trigger.particle for child in token.children)


def _fits(trigger: Trigger, token: Token, company: list[Token], layers: Layers) -> bool:
    """Say whether a word has one of the companions that the trigger asks for."""
    if not (trigger.words or trigger.conditions):
        return True
    if trigger.pos == "VERB":
        company = company + obliques(token, trigger.patients)
    if trigger.words and not trigger.words.isdisjoint(noun.lemma_.lower() for noun in company):
        return True
    return any(all(_cue_holds(cue, token, company, layers) for cue in cues) for cues in trigger.conditions)


def _cue_holds(cue: str, token: Token, company: list[Token], layers: Layers) -> bool:
    if not cue.startswith("@"):
        return any(noun.lemma_.lower() == cue for noun in company)
    check = _KINDS.get(cue)
    if check is not None:
        nouns = follow(subjects(token), layers) if cue.startswith("@subj") else company
        return any(check(noun, layers) for noun in nouns if noun.head == token or not _is_owned(noun))
    if cue == "@alone":
        return not children(token, "obj")
    if cue == "@xcomp":
        return bool(children(token, "xcomp"))
    if cue == "@clause":
        return bool(that_clauses(token))
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


def _is_armed(noun: Token, layers: Layers) -> bool:
    actor = layers.actor(noun)
    return (actor is not None and layers.actor_type(actor) in ARMED) or noun.lemma_.lower() in grammar.load().armed


def _is_state(noun: Token, layers: Layers) -> bool:
    actor = layers.actor(noun)
    return actor is not None and layers.actor_type(actor) == "state"


def _is_owned(noun: Token) -> bool:
    """Say whether a noun only tells whose or what the thing before *of* is: *the bones of the prince*."""
    return preposition(noun) == "of" and noun.head.pos_ == "NOUN" and noun.head.lemma_ not in grammar.load().quantity


_KINDS: dict[str, Callable[[Token, Layers], bool]] = {
    "@place": _is_place,
    "@subjplace": _is_place,
    "@actor": _is_actor,
    "@subjactor": _is_person,
    "@subjarmed": _is_armed,
    "@subjstate": _is_state,
    "@person": _is_person,
}


def _part_of_speech(token: Token) -> str:
    """Return VERB, NOUN or ADJ as the parse has it where the tagger errs: nouns have no objects, verbs no modifiers."""
    if token.pos_ == "PROPN":
        return "" if token.ent_type_ in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP") else "NOUN"
    if token.pos_ != "VERB":
        return "VERB" if token.pos_ == "NOUN" and children(token, "obj") else str(token.pos_)
    if token.dep_ == "amod":
        return "ADJ"
    modified = any(child.dep_ in ("det", "compound", "amod", "nmod") for child in token.children)
    nominal = modified and token.tag_ in ("VBG", "VBZ", "VB", "VBP")
    return "NOUN" if nominal and not children(token, "obj", "nsubj", "aux") else "VERB"


def _verb_company(verb: Token) -> list[Token]:
    nouns = [*objects(verb), *(subjects(verb) if is_passive(verb) else ())]
    nested = [part for noun in nouns for part in (*children(noun, "compound"), *obliques(noun, frozenset({"of"})))]
    return [*nouns, *nested, *children(verb, "advmod", "xcomp")]


def _noun_company(noun: Token) -> list[Token]:
    company = [child for child in noun.children if relation(child) in ("compound", "amod") or child.dep_ == "nmod:poss"]
    company += [part for near in company for part in children(near, "compound")]
    return company + obliques(noun, frozenset({"of"})) + carriers(noun)


def carriers(token: Token) -> list[Token]:
    """Return the verbs that carry a trigger: they control it, or it is the object of a verb that says little itself."""
    found: list[Token] = []
    token = counted(token)
    relative = next((verb for verb in children(token, "acl") if is_light(verb) and token in objects(verb)), None)
    if relative is not None:
        return [relative]
    while len(found) < 3 and token.head != token:
        head, kind = token.head, relation(token)
        light = kind in ("obj", "nsubj", "obl") and is_light(head)
        if not (head.pos_ == "VERB" and (kind == "xcomp" or light)) or (kind == "nsubj" and not is_passive(head)):
            break
        found.append(head)
        token = head
    return found


def that_clauses(noun: Token) -> list[Token]:
    """Return the verbs of what a noun says (*its demand that Belda withdraw*), wherever the parse hangs them."""
    clauses = [clause for head in (noun, *carriers(noun)) for clause in children(head, "acl", "ccomp", "advcl")]
    return [clause for clause in clauses if preposition_or_marker(clause) == "that"]


def counted(noun: Token) -> Token:
    """Return the noun that counts an event, or the event's own: *a series of attacks*, *a bombing campaign*."""
    head, words = noun.head, grammar.load()
    several = relation(noun) == "nmod" and preposition(noun) == "of" and head.lemma_ in words.quantity
    shell = noun.dep_ == "compound" and head.lemma_ in words.shells
    return head if several or shell else noun


def is_light(verb: Token) -> bool:
    """Say whether a verb says little itself: *launch* an attack, *suffer* an attack."""
    words = grammar.load()
    return grammar.among(verb, words.doer) or grammar.among(verb, words.sufferer)
