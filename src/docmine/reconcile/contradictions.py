"""What the cells of a curated row say against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docmine.reconcile.swapped import swapped
from docmine.schema import Row


def contradictions(row: Row, column: Callable[[str], str]) -> list[str]:
    """Return what is wrong with a row whose cells can all be read, each alone.

    Args:
        row: its cells by field; those that could not be read are not there.
        column: gives what the file calls the column of a field.
    """
    return [*_days(row, column), *_point(row, column), *_figures(row, column)]


def _days(row: Row, column: Callable[[str], str]) -> Iterator[str]:
    start, end = row.get("start"), row.get("end")
    if "start" in row and start is None:
        yield f"{column('start')}: is empty; every event needs a day"
    if start and end and end < start:
        yield f"{column('end')}: {end} is before {start}"


def _point(row: Row, column: Callable[[str], str]) -> Iterator[str]:
    if "lat" not in row or "lon" not in row:
        return
    lat, lon, columns = row["lat"], row["lon"], f"{column('lat')}, {column('lon')}"
    if (lat is None) != (lon is None):
        yield f"{columns}: one of them is empty; give both or none"
    if lat is None or lon is None:
        return
    if lat == lon == 0:
        yield f"{columns}: 0, 0 is in the open sea; leave both empty where the point is not known"
    elif swapped((lat, lon), row.get("country")):
        yield f"{columns}: {lat:g}, {lon:g} is far from {row['country']}; latitude and longitude may be swapped"


def _figures(row: Row, column: Callable[[str], str]) -> Iterator[str]:
    low, high = row.get("killed_low"), row.get("killed_high")
    if low is not None and high is not None and low > high:
        yield f"{column('killed_low')}: {low} is more than {column('killed_high')}, {high}"
