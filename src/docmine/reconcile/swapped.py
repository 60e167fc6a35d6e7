"""Finds coordinates the wrong way round that are possible coordinates all the same, but not in their country."""

from __future__ import annotations

from functools import cache

from docmine.reconcile.blocking import km_apart
from docmine.reconcile.facts import Point
from docmine.resources import DATA, read_csv

_FAR_KM = 1500.0
_NEAR_KM = 1000.0
_TIMES_NEARER = 3
"""Strict, as one wrong alarm stops all linking: no town of GeoNames' places of 500 people and more raises one."""


@cache
def country_middles() -> dict[str, Point]:
    """Return the middle of each country by its ISO 3166-1 alpha-3 code."""
    rows = read_csv(DATA / "places" / "country_points.csv", ("iso3", "lat", "lon"))
    return {row["iso3"]: (float(row["lat"]), float(row["lon"])) for row in rows}


def swapped(point: Point, country: str | None) -> bool:
    """Tell whether a point is far from its country's middle, but near it with latitude and longitude exchanged.

    Args:
        point: latitude and longitude, degrees.
        country: ISO 3166-1 alpha-3 code; of a country that is not known nothing can be told.
    """
    middle = country_middles().get(country or "")
    if middle is None or abs(point[1]) > 90:
        return False
    away, turned = km_apart(point, middle) or 0.0, km_apart((point[1], point[0]), middle) or 0.0
    return away > _FAR_KM and turned < _NEAR_KM and turned * _TIMES_NEARER < away
