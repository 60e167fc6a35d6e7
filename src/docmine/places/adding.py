"""Make an addition to the gazetteer of a workspace from files of GeoNames, or from the user's tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from docmine.errors import ResourceError
from docmine.places import dumps
from docmine.places.additions import Addition, read_table
from docmine.places.build import Place, Progress, write
from docmine.places.columns import countries
from docmine.places.same import joined, known_places, shipped_places, with_names
from docmine.places.sources import GEONAMES, division_names
from docmine.places.spreadsheet import SUFFIXES

_NOT_STATED = "not stated"
_NAME = re.compile(r"[\w][\w.-]*")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user asks for: files, the name of the addition, and what the files do not say themselves.

    `within` are ISO 3166 codes: of a dump, the countries that are wanted; of a table, the one that it is about.
    """

    paths: Sequence[Path]
    name: str | None = None
    within: Collection[str] = ()
    source: str | None = None
    licence: str | None = None
    every: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What was added: how many places are shipped ones too, and the names of those left out for want of a point."""

    addition: Addition
    joined: int
    left_out: Sequence[str] = ()


def add(folder: Path, given: Given, shipped: Path, progress: Progress | None = None) -> Added:
    """Write an addition to a folder, in place of one of the same name; nothing is written if a file is malformed.

    Args:
        folder: `pipeline/gazetteer` of a workspace.
        given: the files and what is to be known of them.
        shipped: the gazetteer that they are joined with.
        progress: called with the number of places written.

    Raises:
        ResourceError: a file cannot be read, is of no known kind, or has a malformed row.
    """
    path = folder / f"{_name(given)}.sqlite"
    within = frozenset(_country(code) for code in given.within)
    tables = [path for path in given.paths if path.name.casefold().endswith(SUFFIXES)]
    if tables and len(tables) < len(given.paths):
        raise ResourceError("tables and files of GeoNames do not mix", where=str(path), remedy="add them one by one")
    if tables:
        return _add_tables(path, given, within, shipped, progress)
    places = _of_dumps(given, within, shipped)
    about = {"names": "shipped", "source": given.source or GEONAMES[0], "licence": given.licence or GEONAMES[1]}
    return Added(_written(path, places, about, progress), 0)


def _add_tables(path: Path, given: Given, within: frozenset[str], shipped: Path, progress: Progress | None) -> Added:
    if len(within) > 1:
        raise ResourceError("a table is about one country", where="--country", remedy="give one, or a column iso3")
    country = next(iter(within), None)
    rows = list(chain.from_iterable(read_table(table, country) for table in given.paths))
    known = known_places(shipped, {place.country for place in rows})
    places = joined(rows, known)
    source = given.source or ", ".join(table.name for table in given.paths)
    licence = given.licence or next((place.licence for place in places if place.licence), _NOT_STATED)
    pointed = [_labelled(place, given.source, licence) for place in places if place.point != "unknown"]
    left_out = [place.name for place in places if place.point == "unknown"]
    addition = _written(path, pointed, {"names": "user", "source": source, "licence": licence}, progress)
    return Added(addition, sum(1 for place in pointed if place.borrowed), left_out)


def _labelled(place: Place, source: str | None, licence: str) -> Place:
    return place._replace(source=source or place.source, licence=place.licence or licence)


def _of_dumps(given: Given, within: frozenset[str], shipped: Path) -> Iterator[Place]:
    """Return the places of files of GeoNames, or shipped ones under the alternate names that the files have."""
    kinds = {path: dumps.kind(path) for path in given.paths}
    for path, kind in kinds.items():
        if kind is None:
            raise ResourceError(
                "is neither a file of GeoNames nor a table",
                where=str(path),
                remedy=f"tables must end in {', '.join(SUFFIXES)}; the forms are in docs/places.md",
            )
    of = {wanted: [path for path in kinds if kinds[path] == wanted] for wanted in kinds.values()}
    known = known_places(shipped, within or {*countries().values(), None})
    if countries_ := of.get("places"):
        ids = set().union(*(dumps.read_ids(path, within) for path in countries_)) if "alternate names" in of else set()
        names = dumps.read_names(of.get("alternate names", ()), ids)
        divisions = division_names() | dumps.read_divisions(of.get("divisions", ()))
        read = (dumps.read_places(path, names, divisions, within, every=given.every) for path in countries_)
        return with_names(chain.from_iterable(read), known)
    if "alternate names" not in of:
        raise ResourceError(
            "holds names of divisions only, which docmine has",
            where=str(given.paths[0]),
            remedy="add it together with the file of a country, such as SY.txt",
        )
    names = dumps.read_names(of["alternate names"], {place.geonameid for place in known if place.geonameid})
    found = (place._replace(aliases=tuple(names[place.geonameid or 0])) for place in shipped_places(shipped, names))
    return with_names(found, known)


def _written(path: Path, places: Iterable[Place], about: dict[str, str], progress: Progress | None) -> Addition:
    first = next(iter(places := iter(places)), None)
    if first is None:
        raise ResourceError("no place is left to add", where=path.stem, remedy="look at the files and at --country")
    number = write(path, chain([first], places), progress, users=about["names"] == "user", about=about)
    return Addition(path.stem, path, number, about["source"], about["licence"])


def _name(given: Given) -> str:
    name = given.name or given.paths[0].name.partition(".")[0]
    if not _NAME.fullmatch(name):
        raise ResourceError(f"{name!r} cannot name a file", where="--name", remedy="use letters, digits, - and _")
    return name


def _country(code: str) -> str:
    try:
        return countries()[code.upper()]
    except KeyError:
        raise ResourceError(
            f"{code!r} is no country", where="--country", remedy="give ISO 3166 codes, such as SYR"
        ) from None
