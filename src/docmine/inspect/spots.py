"""Where the chosen rows lie on the map, those that are close at a zoom drawn as one."""

from __future__ import annotations

from dataclasses import dataclass

from docmine.inspect.choice import Choice
from docmine.inspect.listing import patiently
from docmine.store import Store

MOST = 50_000
"""Rows that are put on the map; of more it is said that these are not all."""

_CELL = 45.0
"""Degrees of the side of a cell at zoom 0, in which rows are drawn as one; each zoom halves it."""

RADIUS_KM = {1: 2, 2: 12, 3: 25, 4: 100, 5: 250, 6: 500}
"""Kilometres around a point within which the place may lie, by UCDP's location precision: only drawn."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Rows that are drawn as one. `precision` is the coarsest of theirs; `name` is theirs if all have the same."""

    lat: float
    lon: float
    rows: int
    precision: int | None
    name: str | None
    box: tuple[float, float, float, float]

    def as_json(self) -> dict[str, object]:
        """Return what the page draws."""
        return {
            "lat": round(self.lat, 4),
            "lon": round(self.lon, 4),
            "rows": self.rows,
            "km": RADIUS_KM.get(self.precision or 0),
            "name": self.name,
            "box": ",".join(f"{side:.4f}" for side in self.box),
        }


def spots(store: Store, choice: Choice, zoom: int) -> tuple[list[Spot], bool]:
    """Return the spots of the chosen rows, and whether these are of all of them.

    Args:
        store: the tables.
        choice: rows of a table with `lat` and `lon`, or with a `place_id`.
        zoom: that of web maps, 0 for the whole world.
    """
    where = choice.where()
    own = "lat" in choice.table.names
    place, join = ("t", "") if own else ("p", "JOIN places p ON p.place_id = t.place_id")
    cell = _CELL / 2 ** min(max(zoom, 0), 18)
    rows = (
        f"SELECT {place}.lat AS lat, {place}.lon AS lon, {place}.where_prec AS prec, {place}.name AS name"  # noqa: S608
        f" FROM {choice.table.name} t {join} WHERE {place}.lat IS NOT NULL AND {where.sql} LIMIT {MOST + 1}"
    )
    sql = (
        f"SELECT avg(lat), avg(lon), count(*), max(prec), min(name), max(name), min(lat), min(lon), max(lat), max(lon)"  # noqa: S608
        f" FROM ({rows}) GROUP BY cast((lat + 90) / {cell} AS INTEGER), cast((lon + 180) / {cell} AS INTEGER)"
    )
    found, whole = patiently(store, sql, where.values)
    made = [
        Spot(lat, lon, n, prec, first if first == last else None, (south, west, north, east))
        for lat, lon, n, prec, first, last, south, west, north, east in found
    ]
    return made, whole and sum(spot.rows for spot in made) <= MOST
