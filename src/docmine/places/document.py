"""From the mentions of a document to the names that are resolved together, and back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from docmine.places.gazetteer import Candidate, Gazetteer
from docmine.places.mentions import Kind, Mention, words
from docmine.places.names import fold
from docmine.places.resolve import Name, Resolution, resolve

_Key = tuple[str, Kind | None]

_INSIDE = re.compile(r"\s*,\s*|\s*\(\s*|,? in (?:the )?(?:\w+ern )?")  # between "X" and the "Y" that it lies in
_LONGEST_GAP = 20
_ABBREVIATION = 3
_EVIDENT = 200_000  # people of a city that speaks for its country


def resolve_mentions(
    mentions: Sequence[Mention], text: str, gazetteer: Gazetteer, stated: Mapping[str, float]
) -> list[tuple[Mention, Resolution]]:
    """Return each mention with what it means; mentions of one name and kind mean the same.

    Args:
        mentions: of one document, in text order.
        text: of that document.
        gazetteer: where the names are looked up.
        stated: ISO 3166-1 alpha-3 code -> how much speaks for the country, 0 to 1 (see `resolve`).
    """
    keys: list[_Key] = [(fold(mention.names[-1]), mention.kind) for mention in mentions]
    first: dict[_Key, Mention] = {}
    # The surest mention stands for its name: in a dateline in capitals "GAO" may be taken for an abbreviation.
    for key, mention in sorted(zip(keys, mentions, strict=True), key=lambda pair: _doubt(pair[1])):
        first.setdefault(key, mention)
    index = {key: i for i, key in enumerate(first)}
    within = _containers([index[key] for key in keys], mentions, text)
    found = {key: _lookup(mention, gazetteer, frozenset()) for key, mention in first.items()}
    countries = frozenset(stated) | _evident(found[key] for key, mention in first.items() if not mention.missed)
    foreign = countries - words().english
    names = []
    for i, (key, mention) in enumerate(first.items()):
        if mention.missed:
            candidates = tuple(place for place in found[key] if place.country in foreign)
        else:
            candidates = found[key] or _lookup(mention, gazetteer, countries)
        names.append(Name(candidates, mention.kind, tuple(sorted(within[i]))))
    resolutions = resolve(names, stated)
    return [(mention, resolutions[index[key]]) for mention, key in zip(mentions, keys, strict=True)]


def _doubt(mention: Mention) -> tuple[bool, bool]:
    return mention.missed, mention.span.text.isupper()


def _containers(indices: Sequence[int], mentions: Sequence[Mention], text: str) -> defaultdict[int, set[int]]:
    """Return for each name those that the text says it lies in ("X, Y", "X in Y")."""
    within: defaultdict[int, set[int]] = defaultdict(set)
    for i in range(len(mentions) - 1):
        start, end = mentions[i].span.end_char, mentions[i + 1].span.start_char
        near = end - start < _LONGEST_GAP and indices[i] != indices[i + 1]
        if near and _INSIDE.fullmatch(text, start, end):
            within[indices[i]].add(indices[i + 1])
    return within


def _lookup(mention: Mention, gazetteer: Gazetteer, countries: frozenset[str]) -> tuple[Candidate, ...]:
    """Return the candidates of the first form of a name that has any."""
    for name in mention.names:
        if found := gazetteer.candidates(name, countries):
            # A short word in capitals is an abbreviation: "EU" is not the town of Eu.
            short = name.isupper() and len(fold(name)) <= _ABBREVIATION
            return tuple(c for c in found if c.is_area) if short else found
    return ()


def _evident(found: Iterable[tuple[Candidate, ...]]) -> frozenset[str]:
    """Return the countries that large places of the document lie in."""
    firsts = (candidates[0] for candidates in found if candidates)
    return frozenset(c.country for c in firsts if c.country and (c.is_area or c.population >= _EVIDENT))
