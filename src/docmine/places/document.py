"""From the mentions of a document to the names that are resolved together, and back."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from docmine.places.attach import attach
from docmine.places.evidence import Name
from docmine.places.gaps import bond, owns
from docmine.places.gazetteer import Candidate, Gazetteer
from docmine.places.mentions import Mention
from docmine.places.names import fold
from docmine.places.resolve import Resolution, resolve
from docmine.places.words import Kind, words

_Key = tuple[str, Kind | None]

_ABBREVIATION = 3
_EVIDENT = 200_000  # people of a city that speaks for its country


def resolve_mentions(
    mentions: Sequence[Mention],
    text: str,
    gazetteer: Gazetteer,
    stated: Mapping[str, float],
) -> list[tuple[Mention, Resolution]]:
    """Return each mention with what it means; mentions of one name and kind mean the same.

    Args:
        mentions: of one document, in text order.
        text: of that document.
        gazetteer: where the names are looked up.
        stated: ISO 3166-1 alpha-3 code -> how much speaks for the country, 0 to 1 (see `resolve`).
    """
    names, indices = to_names(mentions, text, gazetteer, stated)
    resolutions = resolve(names, stated)
    return attach([(mention, resolutions[i]) for mention, i in zip(mentions, indices, strict=True)], text)


def to_names(
    mentions: Sequence[Mention],
    text: str,
    gazetteer: Gazetteer,
    stated: Mapping[str, float],
) -> tuple[list[Name], list[int]]:
    """Return the distinct names of a document, and for each mention the place of its name among them."""
    keys: list[_Key] = [(fold(mention.names[-1]), mention.kind) for mention in mentions]
    first: dict[_Key, Mention] = {}
    # The surest mention stands for its name: in a dateline in capitals "GAO" may be taken for an abbreviation.
    for key, mention in sorted(zip(keys, mentions, strict=True), key=lambda pair: _doubt(pair[1])):
        first.setdefault(key, mention)
    index = {key: i for i, key in enumerate(first)}
    indices = [index[key] for key in keys]
    within, beside = _containers(indices, mentions, text), _beside(indices, len(first))
    counts = Counter(keys)
    found = {key: _lookup(mention, gazetteer, frozenset()) for key, mention in first.items()}
    countries = frozenset(stated) | _evident(found[key] for key, mention in first.items() if not mention.missed)
    foreign = countries - words().english
    names = []
    for i, (key, mention) in enumerate(first.items()):
        if mention.missed:
            candidates = tuple(place for place in found[key] if place.country in foreign)
        else:
            candidates = found[key] or _lookup(mention, gazetteer, countries)
        names.append(Name(candidates, mention.kind, tuple(sorted(within[i])), beside[i], math.sqrt(counts[key])))
    return names, indices


def _beside(indices: Sequence[int], count: int) -> list[tuple[int, ...]]:
    """Return for each name those mentioned next before or after it."""
    beside: list[set[int]] = [set() for _ in range(count)]
    for one, other in pairwise(indices):
        if one != other:
            beside[one].add(other)
            beside[other].add(one)
    return [tuple(sorted(others)) for others in beside]


def _doubt(mention: Mention) -> tuple[bool, bool]:
    return mention.missed, mention.span.text.isupper()


def _containers(indices: Sequence[int], mentions: Sequence[Mention], text: str) -> defaultdict[int, set[int]]:
    """Return for each name those that the text says it lies in ("X, Y", "X in Y", "Y's X")."""
    within: defaultdict[int, set[int]] = defaultdict(set)
    for i in range(len(mentions) - 1):
        start, end = mentions[i].span.end_char, mentions[i + 1].span.start_char
        if indices[i] == indices[i + 1]:
            continue
        if bond(text, start, end) == "inside":
            within[indices[i]].add(indices[i + 1])
        elif owns(text, start, end):
            within[indices[i + 1]].add(indices[i])
    return within


def _lookup(mention: Mention, gazetteer: Gazetteer, countries: frozenset[str]) -> tuple[Candidate, ...]:
    """Return the candidates of the first form of a name that has any."""
    for name in mention.names:
        if found := gazetteer.candidates(name, countries):
            # A short word in capitals is an abbreviation: "EU" is not the town of Eu.
            short = name.isupper() and len(fold(name)) <= _ABBREVIATION
            return tuple(c for c in found if not c.feature_code.startswith("PPL")) if short else found
    return ()


def _evident(found: Iterable[tuple[Candidate, ...]]) -> frozenset[str]:
    """Return the countries that large places of the document lie in."""
    firsts = (candidates[0] for candidates in found if candidates)
    return frozenset(c.country for c in firsts if c.country and (c.is_area or c.population >= _EVIDENT))
