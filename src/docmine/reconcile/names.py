"""Names in a form that can be compared, whatever their spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from docmine.actors.names import bones, initials
from docmine.resources import DATA, read_csv, read_toml

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"['`’‘ʻʼ´]")


@cache
def terms() -> dict[str, Any]:
    """Return the packaged word lists that names are compared with."""
    return read_toml(DATA / "reconcile" / "terms.toml")


@cache
def countries() -> tuple[dict[str, str], frozenset[str]]:
    """Return `(code or folded name -> ISO 3166-1 alpha-3, words that are demonyms)`."""
    codes: dict[str, str] = {}
    demonyms: set[str] = set()
    for row in read_csv(DATA / "countries.csv", ("iso3", "iso2", "name", "aliases", "demonyms")):
        people = [fold(word) for word in row["demonyms"].split("|") if word]
        demonyms.update(word for name in people for word in name.split())
        for name in (row["iso3"], row["iso2"], row["name"], *row["aliases"].split("|")):
            codes.setdefault(fold(name), row["iso3"])
    codes.pop("", None)
    return codes, frozenset(demonyms)


def country_code(text: str | None) -> str | None:
    """Return the ISO 3166-1 alpha-3 code of a country given by name, alpha-2 or alpha-3 code; None if unknown."""
    return countries()[0].get(fold(text)) if text else None


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return `text` in plain lower-case letters and digits, one space between words.

    >>> fold("Hay’at Taḥrīr al-Shām")
    'hayat tahrir al sham'
    """
    return " ".join(_WORD.findall(anyascii(_APOSTROPHE.sub("", text)).lower()))


@lru_cache(maxsize=200_000)
def fold_place(text: str) -> str:
    """Return a place name folded, without articles and words such as "city"; as it is when nothing would be left.

    >>> fold_place("near the town of Al-Bāb")
    'bab'
    """
    words = fold(text).split()
    dropped = {*terms()["place_words"], *terms()["articles"]}
    return " ".join([word for word in words if word not in dropped] or words)


@lru_cache(maxsize=100_000)
def unnamed(folded: str) -> str | None:
    """Return the kind of people (`civilian`, `armed`, …) that a folded name stands for, or None if it names a group.

    "unidentified armed group" is `armed`; "sahel liberation front" names somebody.
    """
    lists: dict[str, list[str]] = terms()["unnamed"]
    words = [word for word in folded.split() if word not in countries()[1] and word not in lists["any"]]
    if not words:
        return "any"
    kinds = [kind for kind, listed in lists.items() if all(word in listed for word in words)]
    if kinds:
        return kinds[0]
    return "any" if all(any(word in listed for listed in lists.values()) for word in words) else None


def state_named(names: Sequence[str], kind: str | None, country: str | None) -> str | None:
    """Return the country that an actor is: it bears its name, or is called its government; None if it is no state.

    Args:
        names: its name, then other names.
        kind: its type; forces of a state are not the state.
        country: its country, of which "the authorities" are those.
    """
    if kind not in (None, "state"):
        return None
    for name in (fold(_REMARK.sub("", name)) for name in names):
        for prefix in terms()["governments"]:
            if code := country_code(name.removeprefix(prefix)):
                return code
    words = set(fold(names[0]).split()) - countries()[1] - {"the"}
    return country if kind and words and words <= set(terms()["rulers"]) else None


_REMARK = re.compile(r"\(.*?\)")
"""What UCDP adds: "Government of Russia (Soviet Union)"."""
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{2})")


def consonants(name: str) -> str:
    """Return the skeleton of a name, also of one in Arabic script, by which transliterations meet; empty if too short.

    >>> consonants("Jaish an-Nasr") == consonants("Jaysh al-Nasr") == consonants("جيش النصر")
    True
    """
    return bones(_ARABIC_ARTICLE.sub("", name))


@lru_cache(maxsize=500_000)
def similarity(one: str, other: str) -> float:
    """Return how alike two folded names are, 0 to 1: spelling, whatever the order of the words.

    A name that is part of the other counts less than a name that is the other's spelling variant.
    """
    if one == other:
        return 1.0
    spelled = fuzz.token_sort_ratio(one, other)
    part = fuzz.token_set_ratio(one, other) if " " in one and " " in other else 0.0
    joined = fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))
    return float(max(spelled, 0.85 * part, joined)) / 100


def similarities(ones: Sequence[str], others: Sequence[str]) -> NDArray[np.float64]:
    """Return `similarity` of each name and the one beside it, of many names in a fraction of the time."""
    spaced = np.array([" " in one and " " in other for one, other in zip(ones, others, strict=True)], np.bool_)
    spelled = cpdist(ones, others, scorer=fuzz.token_sort_ratio, dtype=np.float64)
    part = np.where(spaced, 0.85 * cpdist(ones, others, scorer=fuzz.token_set_ratio, dtype=np.float64), 0)
    close = ([name.replace(" ", "") for name in names] for names in (ones, others))
    joined = cpdist(*close, scorer=fuzz.ratio, dtype=np.float64)
    same = np.array([one == other for one, other in zip(ones, others, strict=True)], np.bool_)
    return np.where(same, 1.0, np.maximum(np.maximum(spelled, part), joined) / 100)


def short_forms(names: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return which of the names are abbreviations, and what the others could be abbreviated to, folded.

    >>> short_forms(["IS", "Islamic State"])
    ({'is'}, {'is'})
    """
    short = {fold(name) for name in names if is_abbreviation(name)}
    return short, {fold(made) for name in names if not is_abbreviation(name) and len(made := initials(name)) > 1}


def is_abbreviation(name: str) -> bool:
    """Tell whether a name is one short word in capitals, such as `HTS` or `FAMa`."""
    return len(name) <= 6 and name.isalnum() and sum(map(str.isupper, name)) >= 2
