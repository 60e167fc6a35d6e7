"""Places of the gazetteer and of the user's list as entities, and what they are compared on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from docmine.places.gazetteer import Candidate
from docmine.reconcile.facts import PlaceFacts
from docmine.reconcile.names import fold_place
from docmine.resources import DATA, read_csv
from docmine.schema import Row
from docmine.service.entities import Entity, Value, given

_TYPES = (("PCL", "country"), ("TERR", "country"), ("ADM", "division"), ("PPL", "settlement"))
"""Beginnings of GeoNames' feature codes -> type."""
_SETTLEMENT = "PPL"


def of_gazetteer(place: Candidate) -> Entity:
    """Return a place of the gazetteer; how it was found does not matter."""
    values = given(
        name=place.name,
        country=place.country,
        country_name=_countries().get(place.country or ""),
        admin1=place.admin1,
        admin2=place.admin2,
        lat=place.lat,
        lon=place.lon,
        feature_code=place.feature_code,
        population=place.population or None,
        geonameid=place.geonameid,
        pcode=place.pcode,
        source=place.source,
        licence=place.licence,
    )
    return _entity(_id(place), values, place.feature_code, float(place.population), own=place.match == "user")


def of_list(row: Row) -> Entity:
    """Return a row of the user's list; what does not say what it is, is taken for a settlement."""
    values = given(
        name=row["name"] or row["id"],
        aliases=row["aliases"],
        country=row["country"],
        country_name=_countries().get(row["country"] or ""),
        admin1=row.get("admin1"),
        lat=row["lat"],
        lon=row["lon"],
        feature_code=row["feature"],
        source="pipeline/curated/places.csv",
    )
    return _entity(row["id"], values, row["feature"] or _SETTLEMENT, 0.0, own=True)


def names(entity: Entity) -> tuple[str, ...]:
    """Return the names of a place, its own first."""
    return (entity.name, *map(str, entity.values.get("aliases", ())))


def facts(entity: Entity, also: Sequence[str] = ()) -> PlaceFacts:
    """Return what a place is compared on; `also` are folded names that it is known to bear."""
    listed = dict.fromkeys((*map(fold_place, names(entity)), *also))
    lat, lon, country = (first(entity.values, pid) for pid in ("lat", "lon", "country"))
    point = None if lat is None or lon is None else (float(lat), float(lon))
    area = entity.types[-1] in ("country", "division")
    return PlaceFacts(entity.id, entity.name, tuple(listed), point, str(country) if country else None, area)


def first(values: Mapping[str, tuple[Value, ...]], pid: str) -> Value | None:
    """Return the first value of a property."""
    return next(iter(values.get(pid, ())), None)


def _id(place: Candidate) -> str:
    """Return an id that stays: that of GeoNames, the P-code, or name and point."""
    if place.geonameid:
        return f"geonames:{place.geonameid}"
    return f"pcode:{place.pcode}" if place.pcode else f"name:{place.name}@{place.lat:g},{place.lon:g}"


def _entity(key: str, values: Mapping[str, tuple[Value, ...]], code: str, weight: float, *, own: bool) -> Entity:
    kind = next((kind for start, kind in _TYPES if code.startswith(start)), "feature")
    name = str(values["name"][0])
    told = (first(values, pid) for pid in ("admin2", "admin1", "country_name"))
    within = dict.fromkeys(str(part) for part in told if part and part != name)
    return Entity(key, name, ("place", kind), ", ".join((kind, *within)), values, weight, own)


@cache
def _countries() -> Mapping[str, str]:
    return {row["iso3"]: row["name"] for row in read_csv(DATA / "countries.csv", ("iso3", "name"))}
