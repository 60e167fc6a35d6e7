"""Choose what each toponym of a document means, all of them together.

The candidates of a name are scored by the evidence for each (see `evidence`), weighted as `data/places/weights.toml`
says, and made probabilities; what is likely of one name is evidence for the others, so this is done several times.
A name has one sense in a document (Gale, Church and Yarowsky 1992), but "Aleppo" and "Aleppo governorate" are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from docmine.places.evidence import FEATURES, Evidence, Floats, Name
from docmine.places.gazetteer import Candidate
from docmine.resources import DATA, read_toml

_ROUNDS = 4
_WINDOW = 200  # names; the work grows with the square of it
_USER = 12.0  # a place of the user's own table wins
OBSCURE = 15_000
"""A place with fewer people is not chosen without any context."""
_ELSEWHERE = 3  # other places that say where a document is set
_LOOSE = frozenset({"alternate name", "name without type word", "transliteration"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a toponym means, or why that cannot be said; `score` is a probability, `margin` a difference of them."""

    place: Candidate | None
    score: float = 0.0
    runner_up: Candidate | None = None
    margin: float | None = None
    reason: str | None = None


@lru_cache(maxsize=1)
def weights() -> Floats:
    """Return the weights of `data/places/weights.toml` in the order of `FEATURES`."""
    data = read_toml(DATA / "places/weights.toml")
    return np.array([float(data[feature]) for feature in FEATURES])


def resolve(names: Sequence[Name], stated: Mapping[str, float]) -> list[Resolution]:
    """Return what each name means, in order.

    Args:
        names: the distinct toponyms of one document.
        stated: ISO 3166-1 alpha-3 code of a country, or GeoNames code of a first-order division -> how much speaks
            for it beforehand (demonyms, the home of the source), 0 to 1.
    """
    return [resolution for own, window in _windows(names) for resolution in _resolve(window, stated)[:own]]


def _windows(names: Sequence[Name]) -> Iterator[tuple[int, list[Name]]]:
    """Yield parts of a long document that are resolved by themselves, and how many of their names are their own.

    The rest are names of other parts that these lie in or stand next to.
    """
    for start in range(0, len(names), _WINDOW):
        own = range(start, min(start + _WINDOW, len(names)))
        linked = sorted({j for i in own for j in (*names[i].within, *names[i].beside)}.difference(own))
        at = {j: position for position, j in enumerate((*own, *linked))}
        yield len(own), [_renumbered(names[j], at) for j in at]


def _renumbered(name: Name, at: Mapping[int, int]) -> Name:
    within = tuple(at[j] for j in name.within if j in at)
    return replace(name, within=within, beside=tuple(at[j] for j in name.beside if j in at))


def _resolve(names: Sequence[Name], stated: Mapping[str, float]) -> list[Resolution]:
    evidence = Evidence(names, stated)
    likely = likelihood(evidence, _own(names), weights())
    chances = [likely[evidence.owner == i] for i in range(len(names))]
    chosen = [
        name.candidates[int(chance.argmax())] if name.candidates else None
        for name, chance in zip(names, chances, strict=True)
    ]
    return [_decide(names[i], chances[i], chosen, stated) for i in range(len(names))]


def likelihood(evidence: Evidence, own: Floats, weighted: Floats, rounds: int = _ROUNDS) -> Floats:
    """Return the probability of each candidate among those of its name, after some rounds of mutual evidence."""
    likely = np.zeros(len(own))
    for _ in range(rounds + 1):
        likely = evidence.softmax(evidence.table(likely) @ weighted + own)
    return likely


def _own(names: Sequence[Name]) -> Floats:
    return np.array([_USER * (place.match == "user") for name in names for place in name.candidates], dtype=np.float64)


def _decide(name: Name, chance: Floats, chosen: Sequence[Candidate | None], stated: Mapping[str, float]) -> Resolution:
    if not name.candidates:
        return Resolution(None, reason="not in the gazetteer")
    order = [int(i) for i in np.argsort(-chance, kind="stable")]
    best = name.candidates[order[0]]
    second = next((i for i in order[1:] if name.candidates[i].key != best.key), None)
    runner_up = None if second is None else name.candidates[second]
    score = round(float(chance[order[0]]), 3)
    margin = None if second is None else round(float(chance[order[0]] - chance[second]), 3)
    if _obscure(name, best, chosen, stated):
        return Resolution(None, score, best, margin, _why_open(name))
    return Resolution(best, score, runner_up, margin)


def _why_open(name: Name) -> str:
    many = len({candidate.key for candidate in name.candidates})
    return f"ambiguous: {many} places, none large, no context" if many > 1 else "unlikely: far from all that is told"


def _obscure(name: Name, best: Candidate, chosen: Sequence[Candidate | None], stated: Mapping[str, float]) -> bool:
    """Whether only chance would pick this one: a small place in a country not spoken of.

    It must have namesakes elsewhere, or bear the name only as another one of its own, or the document must be
    about other countries.
    """
    if best.population >= OBSCURE or best.is_area or not best.feature_code.startswith("PPL") or name.within:
        return False
    others = [place.country for place in chosen if place is not None and place.key != best.key]
    if best.country in {*others, *stated} or best.admin1_code in stated:
        return False
    namesakes = {candidate.country for candidate in name.candidates}
    return len(namesakes) > 1 or best.match in _LOOSE or len(others) >= _ELSEWHERE
