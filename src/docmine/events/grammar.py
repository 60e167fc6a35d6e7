"""The word lists of `data/events/grammar.toml` and `weapons.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from docmine.events.inflection import forms
from docmine.resources import DATA, read_csv, read_toml

if TYPE_CHECKING:  # incidents, which are told without any text, need its lists and no spaCy
    from spacy.tokens import Token

FOLDER = DATA / "events"
_VERBS = frozenset({"governors", "insisting", "pleading", "rejecting", "vowing", "norms", "skills"})
"""Lists of status whose words are looked up by their forms, too: capitals mislead a lemmatizer."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words that steer how the clause around a trigger is read, all as lower-case lemmas; weapons with their kind."""

    doer: frozenset[str]
    sufferer: frozenset[str]
    subject_control: frozenset[str]
    locative: frozenset[str]
    reporting: frozenset[str]
    people: frozenset[str]
    metonyms: frozenset[str]
    documents: frozenset[str]
    quantity: frozenset[str]
    shells: frozenset[str]
    holdings: frozenset[str]
    departures: frozenset[str]
    directions: frozenset[str]
    inhabitants: frozenset[str]
    affairs: frozenset[str]
    armed: frozenset[str]
    protesters: frozenset[str]
    crowds: frozenset[str]
    simultaneous: frozenset[str]
    natural: frozenset[str]
    mishaps: frozenset[str]
    telegraphic: frozenset[str]
    background: frozenset[str]
    weapons: dict[str, str]
    claims: dict[str, frozenset[str]]
    status: dict[str, dict[str, frozenset[str]]]


@cache
def load() -> Grammar:
    """Return the packaged word lists, read once per process."""
    lists = read_toml(FOLDER / "grammar.toml")
    return Grammar(
        doer=_inflected(lists["carriers"]["doer"]),
        sufferer=_inflected(lists["carriers"]["sufferer"]),
        subject_control=frozenset(lists["control"]["subject"]),
        locative=frozenset(lists["locative"]["prepositions"]),
        reporting=_inflected(lists["reporting"]["verbs"]),
        people=frozenset(lists["people"]["nouns"]),
        metonyms=frozenset(lists["metonyms"]["nouns"]),
        documents=frozenset(lists["documents"]["nouns"]),
        quantity=frozenset(lists["quantity"]["nouns"]),
        shells=frozenset(lists["shells"]["nouns"]),
        holdings=frozenset(lists["holdings"]["nouns"]),
        departures=frozenset(lists["departures"]["nouns"]),
        directions=frozenset(lists["directions"]["words"]),
        inhabitants=frozenset(lists["inhabitants"]["nouns"]),
        affairs=frozenset(lists["affairs"]["nouns"]),
        armed=frozenset(lists["armed"]["nouns"]),
        protesters=frozenset(lists["protesters"]["nouns"]),
        crowds=frozenset(lists["crowds"]["nouns"]),
        simultaneous=frozenset(lists["simultaneous"]["markers"]),
        natural=frozenset(lists["natural"]["causes"]),
        mishaps=_inflected(lists["natural"]["mishaps"]),
        telegraphic=_inflected(lists["telegraphic"]["verbs"]),
        background=frozenset(lists["background"]["markers"]),
        weapons={row["lemma"]: row["kind"] for row in read_csv(FOLDER / "weapons.csv", ("lemma", "kind"))},
        claims={
            kind: frozenset(words) if kind in ("hearsay", "sayings") else _inflected(words)
            for kind, words in lists["claims"].items()
        },
        status={
            name: {kind: _inflected(words) if kind in _VERBS else frozenset(words) for kind, words in kinds.items()}
            for name, kinds in lists["status"].items()
        },
    )


def among(token: Token, words: frozenset[str]) -> bool:
    """Say whether a verb is of a list, by its lemma or, where the lemmatizer errs, by its form."""
    return token.lemma_.lower() in words or token.lower_ in words


def goes_with(token: Token, phrases: frozenset[str]) -> bool:
    """Say whether a verb and a word that goes with it are of a list: *call off*, *stop short*."""
    verb = token.lemma_.lower()
    parts = (child for child in token.children if child.dep_ in ("compound:prt", "advmod", "xcomp"))
    return any(f"{verb} {part.lower_}" in phrases for part in parts)


def _inflected(lemmas: list[str]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in forms(lemma, "VERB"))
