"""The word lists around toponyms (`data/places/words.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from docmine.resources import DATA, read_toml

Kind = Literal["country", "admin1", "admin2", "city"]
"""The class of feature that a type word beside a name asks for."""


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `data/places/words.toml`, in lower case."""

    kinds: dict[str, Kind]
    facility: frozenset[str]
    inside: frozenset[str]
    locative: frozenset[str]
    part: frozenset[str]
    near: frozenset[str]
    near_of: frozenset[str]
    surroundings: frozenset[str]
    countryside: frozenset[str]
    rural: frozenset[str]
    abbreviations: dict[str, str]
    sites: frozenset[str]
    after: frozenset[str]
    unit: frozenset[str]
    before_of: frozenset[str]
    never: frozenset[str]
    persons: frozenset[str]
    captured: frozenset[str]
    between: frozenset[str]
    groups: frozenset[str]
    particles: frozenset[str]
    continuing: frozenset[str]
    leading: frozenset[str]
    distance: frozenset[str]
    quarter: frozenset[str]
    road: frozenset[str]
    english: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the packaged word lists, read once."""
    data = read_toml(DATA / "places/words.toml")
    return Words(
        kinds={word: kind for kind, listed in data["types"].items() for word in listed},
        facility=frozenset(data["facility"]["words"]),
        inside=frozenset(data["modifier"]["inside"]),
        locative=frozenset(data["modifier"]["inside"] + data["modifier"]["locative"]),
        part=frozenset(data["modifier"]["part"]),
        near=frozenset(data["modifier"]["near"]),
        near_of=frozenset(data["modifier"]["near_of"]),
        surroundings=frozenset(data["modifier"]["surroundings"]),
        countryside=frozenset(data["modifier"]["countryside"]),
        rural=frozenset(data["modifier"]["rural"]),
        abbreviations=data["abbreviations"],
        sites=frozenset(data["facility"]["sites"]),
        after=frozenset(data["organisation"]["after"]),
        unit=frozenset(data["organisation"]["unit"]),
        before_of=frozenset(data["organisation"]["before_of"]),
        never=frozenset(data["never"]["names"]),
        persons=frozenset(data["never"]["persons"]),
        captured=frozenset(data["missed"]["captured"]),
        between=frozenset(data["missed"]["between"]),
        groups=frozenset(data["missed"]["groups"]),
        particles=frozenset(data["missed"]["particles"]),
        continuing=frozenset(data["missed"]["continuing"]),
        leading=frozenset(data["missed"]["leading"]),
        distance=frozenset(data["missed"]["distance"]),
        quarter=frozenset(data["missed"]["quarter"]),
        road=frozenset(data["missed"]["road"]),
        english=frozenset(data["missed"]["english"]),
    )


def alternatives(listed: Iterable[str]) -> str:
    """Return a pattern that matches any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))
