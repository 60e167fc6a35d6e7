"""Points on the earth and the cells of a grid that they lie in, so that what is near can be looked up."""

from __future__ import annotations

import numpy as np

from docmine.reconcile.pairs.columns import Floats
from docmine.reconcile.pairs.joining import Numbers, Rows, spread

_CELLS = 8
"""Cells per degree of latitude and longitude."""
_KM = 111.2
"""Kilometres of a degree of latitude, a little more than there are on a sphere of 6371 km."""


def cells_of(lat: Floats, lon: Floats) -> tuple[Numbers, Numbers]:
    """Return row and column of the cells of points."""
    return np.floor(lat * _CELLS).astype(np.int64), np.floor(lon * _CELLS).astype(np.int64)


def numbered(i: Numbers, j: Numbers) -> Numbers:
    """Return one number for each cell, so that cells near each other mostly have numbers near each other."""
    return (j + 180 * _CELLS) * (180 * _CELLS + 1) + i + 90 * _CELLS


def cells_within(lat: Floats, lon: Floats, km: float) -> tuple[Numbers, Numbers, Numbers]:
    """Return row and column of all cells that come within `km` of points, after the places of the points."""
    tall = km / _KM
    wide = np.minimum(180, tall / np.maximum(0.05, np.cos(np.radians(np.minimum(89, np.abs(lat) + tall)))))
    (south, west), (north, east) = cells_of(lat - tall, lon - wide), cells_of(lat + tall, lon + wide)
    row, i = spread(south, north)
    column, j = spread(west[row], east[row])
    return row[column], i[column], (j + 540 * _CELLS) % (360 * _CELLS) - 180 * _CELLS


def within_km(one: tuple[Floats, Floats], other: tuple[Floats, Floats], at: Numbers, b: Rows, km: float) -> Numbers:
    """Return the places of those pairs of points `one[at]` and `other[b]` that a square of `km` either way holds."""
    degrees = km / _KM
    aside = degrees / np.maximum(1e-9, np.cos(np.radians(one[0])))
    near = np.flatnonzero(np.abs(other[0][b] - one[0][at]) <= degrees)
    at, b = at[near], b[near]
    turn = np.abs(other[1][b] - one[1][at])
    return np.asarray(near[np.minimum(turn, 360 - turn) <= aside[at]])
