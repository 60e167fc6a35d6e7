"""Which trigger of the lexicon a word is, in its company."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from docmine.events import grammar, hyphens
from docmine.events.anaphora import follow
from docmine.events.frames import carriers, that_clauses
from docmine.events.layers import Layers
from docmine.events.ontology import ARMED
from docmine.events.syntax import children, is_passive, objects, obliques, preposition, relation, subjects
from docmine.events.triggers import LEARNED, Lexicon, Trigger


def find(token: Token, lexicon: Lexicon, layers: Layers) -> Trigger | None:
    """Return the first trigger of the lexicon that a word, in its company, is."""
    candidates = _candidates(token, lexicon)
    if not any(one.is_narrow for one in candidates):
        return next((one for one in candidates if _has_particle(one, token)), None)
    company = _company(token, candidates[0].pos)
    return next((one for one in candidates if _has_particle(one, token) and _fits(one, token, company, layers)), None)


def readings(token: Token, lexicon: Lexicon, layers: Layers) -> list[tuple[Trigger, bool]]:
    """Return every trigger that a word may be and that names an event, and whether its company is there."""
    candidates = [one for one in _candidates(token, lexicon) if one.is_event and _has_particle(one, token)]
    company = _company(token, candidates[0].pos) if candidates else []
    return [(one, _fits(one, token, company, layers)) for one in candidates]


def _candidates(token: Token, lexicon: Lexicon) -> list[Trigger]:
    whole = lexicon.candidates(hyphens.joined(token), "")
    pos = whole[0].pos if whole else _part_of_speech(token)
    found = whole or lexicon.candidates(token.lower_, token.lemma_.lower())
    return [one for one in found if one.pos == pos]


def _company(token: Token, pos: str) -> list[Token]:
    company = _verb_company(token) if pos == "VERB" else _noun_company(token)
    return company + (children(token, "xcomp") if pos == "ADJ" else [])


def _has_particle(trigger: Trigger, token: Token) -> bool:
    """Say whether a trigger's particle goes with a word, or opens a phrase of it: *forced out of the town*."""
    if not trigger.particle or any(child.lower_ == trigger.particle for child in token.children):
        return True
    return any(preposition(child) == trigger.particle for child in children(token, "obl"))


def _fits(trigger: Trigger, token: Token, company: list[Token], layers: Layers) -> bool:
    """Say whether a word has one of the companions that the trigger asks for."""
    if not trigger.is_narrow:
        return True
    if trigger.pos == "VERB":
        company = company + obliques(token, trigger.patients)
    if any(noun.lower_ in ("news", "press") and noun.head in company for noun in company):
        return False  # a news conference is no talks
    if trigger.words and any(not trigger.words.isdisjoint((noun.lower_, noun.lemma_.lower())) for noun in company):
        return True
    return any(all(_cue_holds(cue, token, company, layers) for cue in cues) for cues in trigger.conditions)


def _cue_holds(cue: str, token: Token, company: list[Token], layers: Layers) -> bool:
    if cue.startswith("^"):
        return any(noun.lemma_.lower() == cue[1:] for noun in follow(subjects(token), layers))
    if not cue.startswith("@"):
        return any(noun.lemma_.lower() == cue for noun in company)
    if (check := _KINDS.get(cue)) is not None:
        nouns = follow(subjects(token), layers) if cue.startswith("@subj") else company
        return any(check(noun, layers) for noun in nouns if noun.head == token or not _is_owned(noun))
    if (shape := _SHAPES.get(cue)) is not None:
        return shape(token)
    return any(preposition(child) == cue[1:] for child in children(token, "obl", "nmod"))


def _must(verb: Token) -> bool:
    """Say whether a clause of a verb tells what must be done: *said that rebels must withdraw*."""
    clauses = [[child.lower_ for child in clause.children] for clause in children(verb, "ccomp")]
    return any("must" in words and "not" not in words for words in clauses)


def _is_place(noun: Token, layers: Layers) -> bool:
    """Say whether a noun is a place that can be fought over: countries are not captured."""
    span = layers.places.get(noun.i)
    if noun.i in layers.actors or noun.i in layers.latent:
        return False
    if span is None:
        return noun.ent_type_ in ("GPE", "LOC")
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


_SHAPES: dict[str, Callable[[Token], bool]] = {
    LEARNED: lambda _: False,  # left to `events.choice`
    "@alone": lambda token: not children(token, "obj"),
    "@xcomp": lambda token: bool(children(token, "xcomp")),
    "@clause": lambda token: bool(that_clauses(token)),
    "@must": _must,
    "@done": lambda token: relation(token) != "acl" or bool(obliques(token, frozenset({"by"}))),
}


def _part_of_speech(token: Token) -> str:
    """Return VERB, NOUN or ADJ as the parse has it where the tagger errs: nouns have no objects, verbs no modifiers."""
    if token.pos_ == "PROPN":
        return "" if token.ent_type_ in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP") else "NOUN"
    if token.pos_ != "VERB":
        return "VERB" if token.pos_ == "NOUN" and children(token, "obj") else str(token.pos_)
    if token.dep_ == "amod" and not children(token, "nsubj"):
        return "ADJ"
    modified = any(child.dep_ in ("det", "compound", "amod", "nmod") for child in token.children)
    if token.tag_ == "VBN" and children(token, "det") and relation(token) in ("nsubj", "obj", "obl", "nmod"):
        return ""  # *the displaced*
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
