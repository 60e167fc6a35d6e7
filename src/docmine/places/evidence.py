"""What speaks for each candidate of each name of a document, as numbers.

Part of it is known of the candidate alone (people, kind of feature, how it bears the name). The rest is what the
other names of the document say, each with all of its candidates as far as they are believed: country, division,
distance, as in Lieberman and Samet, "Adaptive context features for toponym resolution in streaming news" (SIGIR 2012).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from docmine.places.gazetteer import Candidate
from docmine.places.words import Kind, words

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

FEATURES = (
    "population", "country", "first_order", "second_order", "capital", "loose", "kind", "inside", "stated",
    "same_country", "same_division", "nearness", "beside",
)  # fmt: skip
"""Columns of the table of evidence, in order: the names of the weights in `data/places/weights.toml`."""
_OF_THE_NAMES = 4  # the last columns, which depend on what the other names are believed to mean

_LARGEST = 8.0  # log10 of a population that counts fully
_KNOWN = 8.0  # the same for a region or a sea: there are few, and all of them are known
_NEAR_KM = 100.0
_KM = 111.2  # of a degree of latitude
_DOUBT = 0.3  # power of a probability: of two villages that lie close, neither need be likely yet
_NEVER = 1e-9
_BELIEVED = 0.05  # what is less likely says nothing of where others lie
_LOOSE = {"alternate name": 1.0, "name without type word": 0.25, "transliteration": 1.5}
_SEATED = -3.0  # outweighs that the seat bears the name only in another spelling
_SEAT = 0.05  # a city of the same name with this share of a division's people is meant by the bare name


@dataclass(frozen=True, slots=True)
class Name:
    """A toponym to resolve.

    `kind` is the class of feature asked for, `within` are the names that it lies in ("X, Y"), `beside` those that
    stand next to it, `weight` how much it tells about the others.
    """

    candidates: tuple[Candidate, ...]
    kind: Kind | None = None
    within: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    weight: float = 1.0


class Evidence:
    """The table of evidence of a document: a row for each candidate of each name, in order."""

    def __init__(self, names: Sequence[Name], stated: Mapping[str, float]) -> None:
        self._candidates = [candidate for name in names for candidate in name.candidates]
        self.owner: Ints = np.repeat(np.arange(len(names)), [len(name.candidates) for name in names])
        """The name that each row belongs to."""
        rows = [_alone(names, name, candidate, stated) for name in names for candidate in name.candidates]
        self._alone: Floats = np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES) - _OF_THE_NAMES)
        self._country = _numbered([candidate.country for candidate in self._candidates])
        self._division = _numbered([candidate.admin1_code for candidate in self._candidates])
        self._others, self._beside = _neighbours(names)
        self._lat = np.array([candidate.lat for candidate in self._candidates])
        self._lon = np.array([candidate.lon for candidate in self._candidates])
        self._spot = np.array([_is_spot(candidate) for candidate in self._candidates], dtype=bool)

    def table(self, belief: Floats) -> Floats:
        """Return the evidence, given how likely each candidate is thought to be (rows of one name sum to 1)."""
        divisions = self._mass(self._division, belief)
        columns = [
            self._agreement(self._others, self._mass(self._country, belief), self._country),
            self._agreement(self._others, divisions, self._division),
            self._nearness(self.softmax(_DOUBT * np.log(belief + _NEVER))),
            self._agreement(self._beside, divisions, self._division),
        ]
        return np.column_stack([self._alone, *columns])

    def softmax(self, scores: Floats) -> Floats:
        """Return the probability of each candidate among those of its name."""
        top = np.full(len(self._others), -np.inf)
        np.maximum.at(top, self.owner, scores)
        raised = np.exp(scores - top[self.owner])
        total = np.bincount(self.owner, raised, len(self._others))
        return np.asarray(raised / total[self.owner], dtype=np.float64)

    def _mass(self, group: Ints, belief: Floats) -> Floats:
        """Return how likely each name (row) lies in each group (column); group 0 is none."""
        mass = np.zeros((len(self._others), group.max(initial=0) + 1))
        np.add.at(mass, (self.owner, group), belief)
        mass[:, 0] = 0.0
        return mass

    def _agreement(self, others: Floats, mass: Floats, group: Ints) -> Floats:
        return (others @ mass)[self.owner, group]

    def _nearness(self, belief: Floats) -> Floats:
        """Return how close the likely candidates of other names are: 0 to 1."""
        near = np.zeros(len(belief))
        spots, likely = np.flatnonzero(self._spot), np.flatnonzero(self._spot & (belief > _BELIEVED))
        lat = (self._lat[spots, None] - self._lat[likely]) * _KM
        turn = (self._lon[spots, None] - self._lon[likely] + 180) % 360 - 180
        km = np.hypot(lat, turn * _KM * np.cos(np.radians(self._lat[spots, None])))
        close = (
            np.exp(-km / _NEAR_KM) * belief[likely] * (self._others > 0)[self.owner[spots, None], self.owner[likely]]
        )
        near[spots] = np.minimum(1.0, close.sum(axis=1))
        return near


def kilometres(one: Candidate, other: Candidate) -> float:
    """Return the distance between the points of two places, exact enough below some hundred kilometres."""
    turn = (one.lon - other.lon + 180) % 360 - 180
    return _KM * math.hypot(one.lat - other.lat, turn * math.cos(math.radians(one.lat)))


def contains(area: Candidate, candidate: Candidate) -> bool:
    """Whether a candidate lies in a country or first-order division, and is not that itself."""
    if area.key == candidate.key or area.country != candidate.country:
        return False
    if area.is_country:
        return True
    return area.admin1_code == candidate.admin1_code and candidate.feature_code != "ADM1"


def _alone(names: Sequence[Name], name: Name, candidate: Candidate, stated: Mapping[str, float]) -> tuple[float, ...]:
    """Return what is known of a candidate whatever the other names mean, in the order of `FEATURES`."""
    code = candidate.feature_code
    region = not candidate.is_area and not code.startswith("PPL")
    containers = [area for i in name.within for area in names[i].candidates if area.is_area]
    return (
        _KNOWN / _LARGEST if region else math.log10(candidate.population + 10) / _LARGEST,
        float(candidate.is_country),
        (_SEATED if _has_seat(name, candidate) else 1.0) if code == "ADM1" else 0.0,
        float(code == "ADM2"),
        float(code == "PPLC"),
        _looseness(candidate),
        _asked(name.kind, candidate),
        float(any(contains(area, candidate) for area in containers)),
        stated.get(candidate.country or "", 0.0) + stated.get(candidate.admin1_code or "", 0.0),
    )


def _has_seat(name: Name, division: Candidate) -> bool:
    """Whether the bare name means a city and no division: a large one in it, or the capital ("Washington")."""
    return any(
        (other.feature_code == "PPLC" and other.country == division.country)
        or (
            other.admin1_code == division.admin1_code
            and other.feature_code.startswith("PPL")
            and other.population > _SEAT * division.population
        )
        for other in name.candidates
    )


def _looseness(candidate: Candidate) -> float:
    """Return how little the name is that of the place; English-speaking towns hardly go by a second one."""
    loose = _LOOSE.get(candidate.match, 0.0)
    return 2 * loose if candidate.country in words().english and candidate.feature_code.startswith("PPL") else loose


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


def _is_spot(candidate: Candidate) -> bool:
    """Whether the point of a place says where it is."""
    return not candidate.is_country and candidate.feature_code != "ADM1" and candidate.point != "parent"


def _numbered(values: Sequence[str | None]) -> Ints:
    """Return a number for each value, the same for the same; 0 for None."""
    numbers: dict[str | None, int] = {None: 0}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.intp)


def _neighbours(names: Sequence[Name]) -> tuple[Floats, Floats]:
    """Return for each name (row) the shares of the others in what the document, and what stands beside it, says."""
    has_any = np.array([bool(name.candidates) * name.weight for name in names])
    others = np.tile(has_any, (len(names), 1))
    np.fill_diagonal(others, 0.0)
    beside = np.zeros_like(others)
    for i, name in enumerate(names):
        beside[i, list(name.beside)] = has_any[list(name.beside)]
    return _shares(others), _shares(beside)


def _shares(weights: Floats) -> Floats:
    total = weights.sum(axis=1, keepdims=True)
    return np.asarray(weights / np.where(total > 0, total, 1.0), dtype=np.float64)
