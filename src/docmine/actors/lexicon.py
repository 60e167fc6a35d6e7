"""The word lists and generic phrases of `data/actors/`, read once per process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from docmine.actors.names import fold
from docmine.resources import DATA, read_csv, read_toml

_HEAD = re.compile(r" (?:of|on|in|for|between) ")
FOLDER = DATA / "actors"


@dataclass(frozen=True, slots=True)
class Generic:
    """A class of common nouns that name actors: `rebels`, `government forces`."""

    key: str
    type: str
    name: str
    role: str  # any, argument, party, definite, country, anaphor, event
    local: bool  # of the document's country when nothing else is said


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded word lists; what each is for is said in `lexicon.toml`."""

    titles: frozenset[str]
    acts: frozenset[str]
    stative_verbs: frozenset[str]
    motion_verbs: frozenset[str]
    address_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    word_acronyms: frozenset[str]
    other_acronyms: frozenset[str]
    supported: frozenset[str]
    acting_prepositions: frozenset[str]
    backing: frozenset[str]
    between: frozenset[str]
    junk: frozenset[str]
    not_actors: frozenset[str]
    types: dict[str, frozenset[str]]
    anaphors: dict[str, frozenset[str]]  # folded noun -> types of what it may go on with
    generics: dict[str, tuple[Generic, ...]]  # folded phrase -> classes; the first whose role fits is meant


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the packaged lexicon."""
    lists: dict[str, Any] = read_toml(FOLDER / "lexicon.toml")
    types = {kind: _folded(words) for kind, words in lists.pop("types").items()}
    anaphors = {fold(noun): frozenset(kinds) for noun, kinds in lists.pop("anaphors").items()}
    words = {name: _folded(listed) for name, listed in lists.items()}
    return Lexicon(**words, types=types, anaphors=anaphors, generics=_generics())


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _generics() -> dict[str, tuple[Generic, ...]]:
    found: dict[str, tuple[Generic, ...]] = {}
    for row in read_csv(FOLDER / "generics.csv", ("class", "type", "name", "role", "local", "phrases")):
        generic = Generic(row["class"], row["type"], row["name"], row["role"], row["local"] == "yes")
        for phrase in row["phrases"].split("|"):
            key = fold(phrase)
            if generic not in found.get(key, ()):
                found[key] = (*found.get(key, ()), generic)
    return found


def type_of(name: str, default: str) -> str:
    """Return the type that an unknown name's words tell, or `default`."""
    padded = f" {fold(name)} "
    for kind, words in lexicon().types.items():
        if any(f" {word} " in padded for word in words):
            return kind
    return default


def is_junk(name: str) -> bool:
    """Say whether what a model took for a name cannot be one: page chrome, calendar words, addresses, numbers."""
    key = fold(name)
    letters = sum(letter.isalpha() for letter in name)
    return (
        key in lexicon().junk
        or key in lexicon().other_acronyms
        or _HEAD.split(key)[0].rpartition(" ")[2] in lexicon().not_actors
        or len(name) < 2
        or not letters
        or letters * 3 < len(name.replace(" ", ""))
        or "://" in name
        or "@" in name
        or "www." in name
        or name.islower()
        or len(name) > MAX_NAME
    )


MAX_NAME = 90
"""Longer strings are sentences or tables that a model took for a name."""
