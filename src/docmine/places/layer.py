"""One gazetteer file, and the places that a name may mean in it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from rapidfuzz import fuzz

from docmine.places import build
from docmine.places.names import skeleton, sounds

MATCHES = (
    "name",
    "alternate name",
    "name without type word",
    "transliteration",
    "similar spelling",
    "user",
)
"""What `build.MAIN` and the numbers after it mean."""
_COLUMNS = ", ".join(f"p.{column}" for column in build.COLUMNS)
_EXACT = f"SELECT n.kind, n.key, {_COLUMNS} FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT 60"  # noqa: E501, S608
_NAMES = "SELECT sounds, place FROM skeleton WHERE country = ? AND key = ?"
_BLOCK = "SELECT sounds, place FROM skeleton WHERE country = ? AND key >= ? AND key < ?"
_STARTING = f"SELECT min(n.kind), {_COLUMNS} FROM name n JOIN place p ON p.id = n.place WHERE n.key >= ? AND n.key < ? GROUP BY p.id ORDER BY p.population DESC, p.id LIMIT ?"  # noqa: E501, S608
_CODED = f"SELECT {_COLUMNS} FROM place p WHERE p.{{column}} IN ({{marks}}) ORDER BY p.id"  # noqa: S608
_LAST = chr(0x10FFFF)
_PLACE = f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?"  # noqa: S608
_ALIKE = 70  # rapidfuzz ratio of sounds; the key alone joins names that no reader would
_SIMILAR = 75  # the same, where not even the key is one
_TELLING = 4
_VOWEL = re.compile("[aiu]")
_WEAK = re.compile("[aiuyw ]")
_UNVOWELLED = 90
_MOST = 20


Code = Literal["geonameid", "pcode"]
"""A column by which places are known elsewhere."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, and how the name belongs to it (one of `MATCHES`).

    `likeness` is that of the name asked for and the name of the place that was found, from 0 to 1.
    """

    name: str
    lat: float
    lon: float
    feature_code: str
    country: str | None
    point: str
    admin1_code: str | None
    admin1: str | None
    admin2: str | None
    population: int
    geonameid: int | None
    pcode: str | None
    source: str
    licence: str
    match: str
    likeness: float = 1.0

    @property
    def is_country(self) -> bool:
        """Whether it is a country or territory."""
        return self.feature_code.startswith("PCL")

    @property
    def is_area(self) -> bool:
        """Whether it is a country or a division of one."""
        return self.is_country or self.feature_code.startswith("ADM")

    @property
    def key(self) -> tuple[str, float, float, str]:
        """What makes it the same place as another candidate."""
        return (self.name, self.lat, self.lon, self.feature_code)


class Layer:
    """A file written by `places.build`, read-only; `users` tells whether its names are the user's."""

    def __init__(self, connection: sqlite3.Connection, *, users: bool = False) -> None:
        self._connection = connection
        self.users = users or self.about().get("names") == "user"

    @classmethod
    def open(cls, path: Path) -> Layer:
        """Open a file.

        Raises:
            sqlite3.DatabaseError: it is no gazetteer.
        """
        return cls(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False))

    def exact(self, key: str) -> list[Candidate]:
        """Return the places of that folded name."""
        return [_candidate(values, kind) for kind, _, *values in self._connection.execute(_EXACT, (key,))]

    def alike(self, key: str, country: str) -> list[Candidate]:
        """Return the places of a country of which a name has the skeleton of the folded name and sounds like it."""
        found = self._connection.execute(_NAMES, (country, skeleton(key)))
        return self._ranked(sounds(key), found, build.TRANSLITERATION, _ALIKE)

    def similar(self, key: str, country: str) -> list[Candidate]:
        """Return the places of a country of which a name begins with the same consonant and sounds similar."""
        first = skeleton(key)[:1]
        block = self._connection.execute(_BLOCK, (country, first, chr(ord(first) + 1))) if first else ()
        return self._ranked(sounds(key), block, build.SIMILAR, _SIMILAR)

    def starting(self, key: str, most: int) -> list[Candidate]:
        """Return the most populous places that have a name which begins with a folded text."""
        found = self._connection.execute(_STARTING, (key, key + _LAST, most))
        return [_candidate(values, kind) for kind, *values in found]

    def coded(self, column: Code, codes: Iterable[int | str]) -> list[Candidate]:
        """Return the places that have one of some GeoNames ids, or P-codes; all places are looked through."""
        wanted = [*codes]
        query = _CODED.format(column=column, marks=", ".join("?" * len(wanted)))
        found = self._connection.execute(query, wanted)
        return [_candidate(values, build.MAIN) for values in found]

    def well_known(self) -> Iterator[str]:
        """Yield the folded names of all countries and regions, and of large cities and divisions."""
        return (key for (key,) in self._connection.execute("SELECT key FROM known"))

    def about(self) -> dict[str, str]:
        """Return the facts that are kept in the file."""
        return dict(self._connection.execute("SELECT key, value FROM about"))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _ranked(self, sounded: str, names: Iterable[tuple[str, int]], kind: int, least: int) -> list[Candidate]:
        """Return the places whose likest name is at least so like, the likest first, then the larger."""
        best: dict[int, float] = {}
        for name, place in names:
            ratio = _ratio(sounded, name, least)
            if ratio > best.get(place, 0.0):
                best[place] = ratio
        likest = sorted(best, key=lambda place: (-best[place], place))[:_MOST]
        found = [
            _candidate(self._connection.execute(_PLACE, (place,)).fetchone(), kind, best[place] / 100)
            for place in likest
        ]
        return sorted(found, key=lambda place: (-place.likeness, -place.population))


def _ratio(sounded: str, name: str, least: int) -> float:
    """Return the likeness of two names in percent, 0 below `least`.

    A name from a script without vowels says no more than its consonants; where many agree, that is enough.
    """
    if _VOWEL.search(name):
        return fuzz.ratio(sounded, name, score_cutoff=least)
    written = _WEAK.sub("", name)
    ratio = _UNVOWELLED * fuzz.ratio(_WEAK.sub("", sounded), written) / 100
    return ratio if ratio >= least and len(written) >= _TELLING else 0.0


def _candidate(values: list[Any] | tuple[Any, ...], kind: int, likeness: float = 1.0) -> Candidate:
    cells: tuple[Any, ...] = (*values, MATCHES[kind], round(likeness, 2))
    return Candidate(*cells)
