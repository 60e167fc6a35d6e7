"""Who says what about an event: asserts that it happened, denies it, blames somebody for it, or claims it.

Claims are read from the words above an event's trigger (*police said …*, *denied shelling …*, *blamed rebels for …*,
*according to …*, *claimed responsibility for …*) and from clauses that go on with it (*Moscow denied it*, *the rebels
accused the army*), which count for the last event before them in the sentence, or in the sentence before in the
paragraph. Each claimant has a claim of its own; nobody's (*no group claimed the attack*) is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Span, Token

from docmine.events import grammar
from docmine.events.anaphora import follow
from docmine.events.frames import Frame
from docmine.events.layers import Layers
from docmine.events.syntax import (
    children,
    conjuncts,
    governors,
    is_none,
    is_passive,
    is_possessor,
    objects,
    obliques,
    preposition,
    relation,
    subjects,
)
from docmine.extensions import Claim, EventValue

_LONGEST = 12
"""Tokens that a claimant's phrase may have before it is cut to its head's own words."""
_SPOKEN = frozenset({"ACCUSE", "REJECT"})
"""Types of events that are claims themselves, and are not what a claim goes on with."""
_THIS = frozenset({"it", "that", "them", "this"})
_BY = frozenset({"by"})
METHOD = "parse"


class _Speech(NamedTuple):
    """A word by which somebody says something, what he does by it, and whom he accuses."""

    word: Token
    stance: str
    speakers: list[Token]
    accused: list[Token]


def of_frame(frame: Frame, layers: Layers) -> list[Claim]:
    """Return the claims that stand over an event, the nearest first."""
    found = list(_reports(frame))
    return [claim for speech in found for claim in _claims(speech, layers)] or _hearsay(frame)


def go_on(sentence: Span, events: Sequence[EventValue], previous: Span | None, layers: Layers) -> None:
    """Give the events of a sentence and of the one before it the claims of clauses that go on with them."""
    first = previous.start_char if previous is not None else sentence.start_char
    told = [event for event in events if event["start"] >= first and event["event_type"] not in _SPOKEN]
    taken = {claim["end"] for event in told for claim in event["claims"]}
    for word in sentence:
        speech = _loose(word)
        before = [event for event in told if event["start"] < word.idx]
        if speech is None or not before:
            continue
        event = max(before, key=lambda each: each["start"])
        event["claims"] += [one for one in _claims(speech, layers) if one["end"] not in taken]


def claimed_by(frame: Frame) -> str | None:
    """Return the reporting phrase that an event stands under (*police said*, *according to activists*), or None."""
    below = frame.token
    for token in (frame.token, *governors(frame.token)):
        if relation(token) in ("ccomp", "parataxis") and (phrase := _reporter(token.head)):
            return phrase
        for child in token.children:
            if relation(child) == "parataxis" and (phrase := _reporter(child)):
                return phrase
            if relation(child) in ("obl", "nmod") and (first := _according(child)) is not None:
                return str(child.doc[first.i : child.i + 1].text)
        if token.lemma_.lower() in ("accuse", "blame") and token != frame.token and relation(below) != "conj":
            return _reporter(token, any_verb=True)
        below = token
    return None


def _reporter(verb: Token, *, any_verb: bool = False) -> str | None:
    if not any_verb and verb.lemma_.lower() not in grammar.load().reporting:
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return None
    phrase = _phrase(subject)
    words = (verb.text, phrase.text) if verb.i < subject.i else (phrase.text, verb.text)
    return " ".join(words)


def _phrase(noun: Token) -> Span:
    first = _first(noun)
    phrase = noun.doc[first : noun.right_edge.i + 1]
    return phrase if len(phrase) <= _LONGEST else noun.doc[first : noun.i + 1]


def _first(noun: Token) -> int:
    """Return where a phrase begins; a parse at times gives it the comma before it."""
    return next(word.i for word in noun.doc[noun.left_edge.i : noun.i + 1] if word == noun or word.text not in ",;:")


def _according(noun: Token) -> Token | None:
    return next((child for child in noun.children if child.lower_ == "according"), None)


def _reports(frame: Frame) -> Iterator[_Speech]:
    """Yield the speeches over a trigger: of the words above it, and beside them in parataxis."""
    below = frame.token
    for token in (frame.token, *governors(frame.token)):
        if token != frame.token and relation(below) != "conj" and (speech := _over(token, below)) is not None:
            yield speech
        for child in token.children:
            if relation(child) == "parataxis" and child != below and grammar.among(child, grammar.load().reporting):
                yield _Speech(child, "asserts", subjects(child), [])
            if relation(child) in ("obl", "nmod") and (first := _according(child)) is not None:
                yield _Speech(first, "asserts", conjuncts(child), [])
        below = below if _is_blamed_for(token, below) else token


def _over(word: Token, below: Token) -> _Speech | None:
    """Return what a word says of the clause or noun below it."""
    lists = grammar.load().claims
    if grammar.among(word, lists["denies"]) or (grammar.among(word, lists["rejects"]) and _is_saying(below)):
        return _Speech(word, "denies", subjects(word), [])
    if (blamed := _blamed(word)) and below not in blamed:
        return _Speech(word, "blames", subjects(word), blamed)
    if _is_saying(word) and relation(below) in ("acl", "ccomp", "nmod"):
        speakers = obliques(word, _BY) + [child for child in word.children if is_possessor(child)]
        return _Speech(word, "blames", speakers, subjects(below)) if speakers else None
    if grammar.among(word, lists["claims"]) and _is_claimed(word, below):
        return _Speech(word, "claims", subjects(word), [])
    reported = relation(below) in ("ccomp", "parataxis") and grammar.among(word, grammar.load().reporting)
    return _Speech(word, "asserts", subjects(word), []) if reported else None


def _is_blamed_for(word: Token, below: Token) -> bool:
    """Say whether the parse hangs on those blamed what they are blamed for: *held rebels responsible for the raid*."""
    responsible = word.lower_ == "responsible"
    return preposition(below) == "for" and (responsible or word in _blamed(word.head))


def _is_saying(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in grammar.load().claims["sayings"]


def _blamed(verb: Token) -> list[Token]:
    """Return whom a verb blames: *accused X*, *held X responsible*."""
    lists = grammar.load().claims
    holds = grammar.among(verb, lists["holds"]) and any(word.lower_ == "responsible" for word in verb.subtree)
    if not (holds or grammar.among(verb, lists["blames"])) or verb.pos_ not in ("VERB", "AUX"):
        return []
    return subjects(verb) if is_passive(verb) else objects(verb)


def _is_claimed(verb: Token, below: Token) -> bool:
    responsible = any(child.lemma_.lower() in ("responsibility", "credit") for child in children(verb, "obj"))
    return (relation(below) == "obj" and below.pos_ in ("NOUN", "PROPN")) or (
        responsible and preposition(below) == "for"
    )


def _loose(word: Token) -> _Speech | None:
    """Return a denial or an accusation that names no deed of its own: *denied it*, *accused the army*."""
    lists = grammar.load().claims
    if grammar.among(word, (lists["denies"] | lists["rejects"])) and word.pos_ == "VERB":
        named = [child for child in children(word, "obj", "ccomp", "xcomp") if not _goes_on(child)]
        denies = grammar.among(word, lists["denies"]) or children(word, "obj")
        return _Speech(word, "denies", subjects(word), []) if denies and not named else None
    blamed = _blamed(word)
    return _Speech(word, "blames", subjects(word), blamed) if blamed and not is_passive(word) else None


def _goes_on(noun: Token) -> bool:
    """Say whether a denial's object only takes up what was told: *it*, *the allegation*, *any role*."""
    if relation(noun) != "obj" or children(noun, "acl"):
        return False
    bare = not children(noun, "nmod", "compound") and any(child.lower_ == "any" for child in children(noun, "det"))
    return noun.lower_ in _THIS or _is_saying(noun) or bare


def _claims(speech: _Speech, layers: Layers) -> Iterator[Claim]:
    if any(child.lower_ in ("not", "n't", "never") for child in children(speech.word, "advmod")):
        return
    for speaker in (noun for noun in speech.speakers if not is_none(noun)):
        phrase = _phrase(speaker)
        ends = (phrase.start_char, phrase.end_char, speech.word.idx, speech.word.idx + len(speech.word))
        accused = [noun for noun in follow(speech.accused, layers) if not is_none(noun)]
        yield Claim(
            start=min(ends),
            end=max(ends),
            claimant=_party(follow([speaker], layers)[0], layers),
            stance=speech.stance,
            accused=[_party(noun, layers) for noun in accused],
            method=METHOD,
        )


def _party(noun: Token, layers: Layers) -> tuple[int, int, str | None]:
    """Return an actor's mention, or the words of a phrase up to its head where it is no known actor."""
    actor = layers.actor(noun)
    if actor is not None:
        return actor.start_char, actor.end_char, actor._.actor["actor_id"]
    words = [word for word in noun.doc[_first(noun) : noun.i + 1] if relation(word) != "det"]
    return words[0].idx, noun.idx + len(noun), None


def _hearsay(frame: Frame) -> list[Claim]:
    """Return the claim of nobody in particular: *reportedly*."""
    hearsay = grammar.load().claims["hearsay"]
    adverbs = (child for token in frame.heads for child in children(token, "advmod", "amod"))
    word = next((child for child in adverbs if child.lower_ in hearsay), None)
    if word is None:
        return []
    end = word.idx + len(word)
    return [Claim(start=word.idx, end=end, claimant=None, stance="asserts", accused=[], method=METHOD)]
