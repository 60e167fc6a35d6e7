"""Words that say that people were harmed, and the phrases that name them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from spacy.tokens import Span, Token

from docmine.events.frames import Frame
from docmine.events.grammar import FOLDER
from docmine.events.inflection import forms
from docmine.events.syntax import children, conjuncts, is_passive, objects, obliques, relation, subjects
from docmine.resources import read_toml

_OF = frozenset({"of"})
_REACHED = frozenset({"above", "at", "of", "past", "to"})
_CLASSES = ("object", "subject", "noun", "state")
_POS = {"object": "VERB", "subject": "VERB", "noun": "NOUN", "state": "ADJ"}


class Harm(NamedTuple):
    """A word of harm: what happened, to whom (heads of phrases), and whether it tells a running total."""

    word: Token
    kind: str  # killed injured detained displaced missing harmed
    heads: tuple[Token, ...]
    running: bool


class Words(NamedTuple):
    """The lists of `data/events/harm.toml`: forms of words of harm by class, and lemmas."""

    kinds: dict[str, dict[str, str]]
    running: frozenset[str]
    sums: frozenset[str]
    lives: frozenset[str]
    takers: frozenset[str]
    losers: frozenset[str]
    units: frozenset[str]
    groups: frozenset[str]
    kin: frozenset[str]
    who: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """Return the packaged lists, read once per process."""
    lists = read_toml(FOLDER / "harm.toml")
    odd = lists["irregular"]
    kinds = {
        name: {form: kind for kind, lemmas in lists[name].items() for form in _forms(lemmas, _POS[name], odd)}
        for name in _CLASSES
    }
    return Words(
        kinds,
        frozenset(lists["sum"]["running"]),
        frozenset((*lists["sum"]["running"], *lists["sum"]["plain"])),
        _forms(lists["lives"]["nouns"], "NOUN", odd),
        _forms(lists["lives"]["takers"], "VERB", odd),
        _forms(lists["lives"]["losers"], "VERB", odd),
        frozenset(lists["units"]["nouns"]),
        frozenset(lists["groups"]["nouns"]),
        frozenset(lists["kin"]["nouns"]),
        {name: frozenset(nouns) | _forms(nouns, "NOUN", odd) for name, nouns in lists["who"].items()},
    )


def _forms(lemmas: Iterable[str], pos: str, irregular: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in (*forms(lemma, pos), *irregular.get(lemma, ())))


def of_frame(frame: Frame) -> Harm | None:
    """Return the harm that a trigger with a count tells of: its targets were harmed."""
    if not frame.trigger.count:
        return None
    return Harm(frame.token, frame.trigger.count, tuple(frame.patients), running=False)


def find(sentence: Span) -> list[Harm]:
    """Return the harms that a sentence tells of, in the order of their words, however few triggers it has."""
    found = [harm for token in sentence if (harm := _of_word(token)) is not None]
    counted = {head.i for harm in found if harm.running for head in harm.heads}
    return [harm for harm in found if harm.running or not counted.intersection(head.i for head in harm.heads)]


def is_either(word: Token) -> bool:
    """Say whether a word is one of two kinds of harm that the text leaves open: *killed or injured*."""
    pairs = ((word.i + 1, word.i + 2), (word.i - 1, word.i - 2))
    near = [word.doc[other] for mid, other in pairs if 0 <= other < len(word.doc) and word.doc[mid].lower_ == "or"]
    own = _kinds(word)
    return bool(own) and any(kinds.isdisjoint(own) for one in near if (kinds := _kinds(one)))


def _kinds(word: Token) -> set[str]:
    return {kind for name in _CLASSES if (kind := words().kinds[name].get(word.lower_))}


def _of_word(token: Token) -> Harm | None:
    form, lists = token.lower_, words()
    if token.lemma_.lower() in lists.sums and token.pos_ in ("NOUN", "PROPN"):
        return _sum(token)
    if form in lists.lives:
        return _lives(token)
    for name in _CLASSES:
        kind = lists.kinds[name].get(form)
        if kind is not None and (heads := _READERS[name](token)) is not None:
            return Harm(token, kind, tuple(heads), running=False)
    return None


def _object(verb: Token) -> list[Token] | None:
    if verb.pos_ in ("NOUN", "ADJ", "PROPN") and not children(verb, "obj", "aux", "nsubj"):
        return None
    if is_passive(verb):
        return subjects(verb) if not _counts_itself(verb) else []
    return objects(verb) or _elided(verb)


def _elided(verb: Token) -> list[Token]:
    """Return the subject of a passive whose auxiliary is that of the clause before: *six were hurt and two killed*."""
    first = verb.head
    elided = relation(verb) == "conj" and verb.tag_ in ("VBD", "VBN") and first.pos_ == "VERB" and is_passive(first)
    return children(verb, "nsubj") if elided and not children(verb, "aux") else []


def _counts_itself(verb: Token) -> bool:
    """Say whether a participle has a number of its own instead of the shared subject: *and several injured*."""
    vague = ("another", "dozens", "hundreds", "many", "others", "scores", "several", "some")
    own = [*verb.lefts, *verb.doc[max(verb.i - 1, verb.sent.start) : verb.i]]
    return relation(verb) == "conj" and any(word.lower_ in vague or word.pos_ == "NUM" for word in own)


def _subject(verb: Token) -> list[Token] | None:
    return subjects(verb) if verb.pos_ in ("VERB", "AUX") else None


def _noun(noun: Token) -> list[Token] | None:
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    own = [noun] if children(noun, "nummod") else []
    return own or obliques(noun, _OF) or [child for child in noun.children if child.dep_ == "nmod:poss"]


def _state(word: Token) -> list[Token] | None:
    kind, head = relation(word), word.head
    if children(word, "nummod"):
        return [word]
    if kind == "amod":
        return conjuncts(head)
    if kind in ("xcomp", "advcl") or (kind == "advmod" and head.pos_ == "VERB"):  # "shot dead seven farmers"
        return objects(head) or subjects(head)
    if kind == "acl":
        return [head]
    return subjects(word)


_READERS = {"object": _object, "subject": _subject, "noun": _noun, "state": _state}


def _sum(noun: Token) -> Harm | None:
    """Read *the death toll rose to 45*, *bringing the number of dead to 45*, *a toll of 45*."""
    lists = words()
    near = [word.lower_ for word in noun.doc[max(noun.i - 2, noun.sent.start) : min(noun.i + 4, noun.sent.end)]]
    kinds = [kind for word in near for name in _CLASSES if (kind := lists.kinds[name].get(word))]
    if not kinds and noun.lemma_.lower() != "toll":
        return None
    verb = noun.head
    own = [child for child in obliques(noun, _OF) if child.pos_ == "NUM" or children(child, "nummod")]
    reached = [head for one in (verb, noun) for head in obliques(one, _REACHED - _OF) if head.pos_ in ("NUM", "NOUN")]
    exceeded = [child for child in children(verb, "obj") if child != noun and verb.pos_ == "VERB"]
    running = noun.lemma_.lower() in lists.running and not own
    heads = own or reached or exceeded
    return Harm(noun, kinds[0] if kinds else "killed", tuple(heads[:1]), running) if heads else None


def _lives(noun: Token) -> Harm | None:
    """Read *claimed 12 lives*, *the lives of 12 people*, *12 people lost their lives*."""
    lists, verb = words(), noun.head
    if verb.lower_ in lists.losers:
        heads = [noun] if children(noun, "nummod") else subjects(verb)
    elif verb.lower_ in lists.takers:
        heads = [noun] if children(noun, "nummod") else obliques(noun, _OF)
    else:
        return None
    return Harm(noun, "killed", tuple(heads), running=False)
