"""Choose what each toponym of a document means, all of them together.

Each name is scored by what is known of its candidates (population, kind of feature), then again with
what the other names of the document say (country, division, distance), as in Lieberman and Samet,
"Adaptive context features for toponym resolution in streaming news" (SIGIR 2012). A name has one
sense in a document (Gale, Church and Yarowsky 1992), but "Aleppo" and "Aleppo governorate" are two names.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from docmine.places.gazetteer import Candidate
from docmine.places.mentions import Kind

_ROUNDS = 4
# What the rest of the document may add to a score; a candidate with a hundred times the people has 0.25 more.
_STATED = 0.5
_COUNTRY = 0.5
_DIVISION = 0.6
_NEARNESS = 0.3
_INSIDE = 1.2
_SHARPNESS = 0.2  # of the scores that become a probability
_NEAR_KM = 100.0
_OBSCURE = 15_000  # a place with fewer people is not chosen without any context
_ELSEWHERE = 3  # other places that say where a document is set
_LOOSE = frozenset({"alternate name", "name without type word", "transliteration"})
_LARGEST = 8.0  # log10 of a population that counts fully


@dataclass(frozen=True, slots=True)
class Name:
    """A toponym to resolve: its candidates, the class of feature asked for, and the names that it lies in ("X, Y")."""

    candidates: tuple[Candidate, ...]
    kind: Kind | None = None
    within: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a toponym means, or why that cannot be said; `score` is a probability, `margin` a difference of them."""

    place: Candidate | None
    score: float = 0.0
    runner_up: Candidate | None = None
    margin: float | None = None
    reason: str | None = None


@dataclass(slots=True)
class _Context:
    """Which places the document is about, as far as is known."""

    stated: Mapping[str, float]
    chosen: dict[int, tuple[Candidate, float]] = field(default_factory=dict)


def resolve(names: Sequence[Name], countries: Mapping[str, float]) -> list[Resolution]:
    """Return what each name means, in order.

    Args:
        names: the distinct toponyms of one document.
        countries: ISO 3166-1 alpha-3 code -> how much speaks for that country beforehand (demonyms,
            the home of the source), 0 to 1.
    """
    context = _Context(countries)
    priors = [[_prior(name, candidate) for candidate in name.candidates] for name in names]
    scores = priors
    for _ in range(_ROUNDS):
        scores = [_scored(names, i, priors[i], context) for i in range(len(names))]
        for i, name in enumerate(names):
            if name.candidates:
                best = max(range(len(scores[i])), key=scores[i].__getitem__)
                context.chosen[i] = (name.candidates[best], _probability(scores[i], best))
    return [_decide(name, scores[i], context) for i, name in enumerate(names)]


def _prior(name: Name, candidate: Candidate) -> float:
    """Return the score of a candidate regardless of the document."""
    score = math.log10(candidate.population + 10) / _LARGEST
    code = candidate.feature_code
    if candidate.is_country:
        score += 0.5
    elif code == "ADM1":
        score += 0.05 if not _has_seat(name, candidate) else -0.2
    elif code == "PPLC":
        score += 0.25
    elif code == "ADM2":
        score += 0.1
    elif not code.startswith("PPL"):
        score += 1.1  # regions and waters: few, and all of them known
    return score + _MATCH[candidate.match] + _asked(name.kind, candidate)


_MATCH = {
    "name": 0.0,
    "alternate name": -0.2,
    "name without type word": -0.05,
    "transliteration": -0.3,
    "user": 2.0,
}


def _has_seat(name: Name, division: Candidate) -> bool:
    """Whether a large city of the same name lies in a division, so that the bare name means the city."""
    return any(
        other.admin1_code == division.admin1_code
        and other.feature_code.startswith("PPL")
        and other.population * 20 > division.population
        for other in name.candidates
    )


def _asked(kind: Kind | None, candidate: Candidate) -> float:
    """Return how well a candidate fits the type word beside the name."""
    if kind is None:
        return 0.0
    code = candidate.feature_code
    fits = {
        "country": candidate.is_country,
        "admin1": code == "ADM1",
        "admin2": code == "ADM2",
        "city": code.startswith("PPL"),
    }[kind]
    return 1.0 if fits else -0.3


def _scored(names: Sequence[Name], i: int, priors: list[float], context: _Context) -> list[float]:
    """Return the scores of the candidates of a name with what the rest of the document says."""
    name = names[i]
    others = [pair for j, pair in context.chosen.items() if j != i]
    containers = [candidate for j in name.within for candidate in names[j].candidates if candidate.is_area]
    total = sum(weight for _, weight in others) or 1.0
    by_country: defaultdict[str | None, float] = defaultdict(float)
    by_admin1: defaultdict[str | None, float] = defaultdict(float)
    for other, weight in others:
        by_country[other.country] += weight / total
        by_admin1[other.admin1_code] += weight / total
    spots = [pair for pair in others if not pair[0].is_area]
    scores = []
    for prior, candidate in zip(priors, name.candidates, strict=True):
        score = prior + _STATED * context.stated.get(candidate.country or "", 0.0)
        if candidate.country:
            score += _COUNTRY * by_country[candidate.country]
        if candidate.admin1_code:
            score += _DIVISION * by_admin1[candidate.admin1_code]
        if not candidate.is_country:
            score += _NEARNESS * min(1.0, sum(weight * _closeness(candidate, other) for other, weight in spots))
        if any(contains(container, candidate) for container in containers):
            score += _INSIDE
        scores.append(score)
    return scores


def contains(area: Candidate, candidate: Candidate) -> bool:
    """Whether a candidate lies in a country or first-order division, and is not that itself."""
    if area.key == candidate.key or area.country != candidate.country:
        return False
    if area.is_country:
        return True
    return area.admin1_code == candidate.admin1_code and candidate.feature_code != "ADM1"


def _closeness(one: Candidate, other: Candidate) -> float:
    """Return 1 for places at one point, falling to 0 over some hundred kilometres."""
    lat = (one.lat - other.lat) * 111.2
    if abs(lat) > 4 * _NEAR_KM:
        return 0.0
    lon = (abs(one.lon - other.lon + 180) % 360 - 180) * 111.2 * math.cos(math.radians(one.lat))
    return math.exp(-math.hypot(lat, lon) / _NEAR_KM)


def _probability(scores: Sequence[float], i: int) -> float:
    return 1.0 / sum(math.exp(min(50.0, (score - scores[i]) / _SHARPNESS)) for score in scores)


def _decide(name: Name, scores: list[float], context: _Context) -> Resolution:
    if not name.candidates:
        return Resolution(None, reason="not in the gazetteer")
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    best = name.candidates[order[0]]
    second = next((i for i in order[1:] if name.candidates[i].key != best.key), None)
    runner_up = None if second is None else name.candidates[second]
    score = _probability(scores, order[0])
    margin = None if second is None else round(score - _probability(scores, second), 3)
    if _obscure(name, best, context):
        return Resolution(None, round(score, 3), best, margin, _why_open(name))
    return Resolution(best, round(score, 3), runner_up, margin)


def _why_open(name: Name) -> str:
    many = len({candidate.key for candidate in name.candidates})
    return f"ambiguous: {many} places, none large, no context" if many > 1 else "unlikely: far from all that is told"


def _obscure(name: Name, best: Candidate, context: _Context) -> bool:
    """Whether only chance would pick this one: a small place in a country not spoken of.

    It must have namesakes elsewhere, or bear the name only as another one of its own, or the document must be
    about other countries.
    """
    if best.population >= _OBSCURE or best.is_area or not best.feature_code.startswith("PPL") or name.within:
        return False
    others = [place.country for place, _ in context.chosen.values() if place.key != best.key]
    if best.country in {*others, *context.stated}:
        return False
    namesakes = {candidate.country for candidate in name.candidates}
    return len(namesakes) > 1 or best.match in _LOOSE or len(others) >= _ELSEWHERE
