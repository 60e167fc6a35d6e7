"""What there is to say of how two events compare, field by field.

A level is a number into `LEVELS[feature]`; what one of the rows lacks is a level too, so nothing is dropped.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.pairs.days import DATE_LEVELS
from docmine.reconcile.pairs.sides import SIDE_LEVELS
from docmine.reconcile.pairs.tolls import TOLL_LEVELS

Levels = dict[str, NDArray[np.uint8]]
Rows = NDArray[np.int32]

_DISTANCES = (
    "under 2 km",
    "under 4 km",
    "under 7 km",
    "under 15 km",
    "under 50 km",
    "under 150 km",
    "farther",
    "no point",
)
_NAMES = ("same name", "similar name", "somewhat similar name", "other name", "no name")
_WHERE = ("near", "not near", "no point")
_TYPES = (
    "same rare kind",
    "same kind",
    "same frequent kind",
    "kind left open",
    "related kind",
    "other kind",
    "no kind",
)
_SOURCES = ("same outlet", "other outlet", "not known")

LEVELS: dict[str, tuple[str, ...]] = {
    "date": DATE_LEVELS,
    "distance": tuple(f"{km}, {precision}" for km, precision in product(_DISTANCES, ("exact", "rough"))),
    "place name": tuple(f"{name}, {where}" for name, where in product(_NAMES, _WHERE)),
    "point of the name": tuple(f"{km}, {precision}" for km, precision in product(_DISTANCES, ("exact", "rough"))),
    "province": ("same", "other", "not known"),
    "country": ("same", "other", "not known"),
    "first side": SIDE_LEVELS,
    "second side": SIDE_LEVELS,
    "order of sides": ("as they stand", "crossed over"),
    "type": _TYPES,
    "killed": TOLL_LEVELS,
    "source": _SOURCES,
}
"""Feature -> its levels."""
