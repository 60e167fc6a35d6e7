"""How two events compare, field by field: each pair of rows gets one level for each feature, for all pairs at once.

A level is a number into `LEVELS[feature]`; what one of the rows lacks is a level too, so nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.names import similarities
from docmine.reconcile.pairs.columns import Columns, Floats
from docmine.reconcile.pairs.sides import SIDE_LEVELS, side_levels
from docmine.reconcile.pairs.wordings import Codes, Wordings, each_once

Levels = dict[str, NDArray[np.uint8]]
Rows = NDArray[np.int32]
Worth = Callable[[Rows, Rows, Levels], NDArray[np.bool_]]
Compared = tuple[Rows, Rows, Levels]

_KM = (2.0, 4.0, 7.0, 15.0, 50.0, 150.0)
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
_ALIKE = (0.97, 0.8, 0.6)
"""Similarity from which on names are the same, similar, somewhat similar."""
_WHERE = ("near", "not near", "no point")
_DATES = (
    "same day", "a day later", "a day earlier", "two or three days apart", "four or more days apart", "a year apart",
    "day within days", "day within a month", "day beside days",
    "same days", "days that begin or end on the day", "days around the day", "days that overlap", "days and a month",
    "days apart", "month around the day", "month around days", "months that overlap", "month apart",
    "long time around", "long time apart", "no date",
)  # fmt: skip
_KILLED = (
    "none in both", "none here, some there", "some here, none there", "same, 1 or 2", "same, 3 to 9",
    "same, 10 or more", "within the range here", "within the range there",
    "under half as many again, by few", "under half as many again",
    "under three times as many, by few", "under three times as many", "three times as many or more",
    "fewer by a third or more, by few", "fewer by a third or more", "no figure",
)  # fmt: skip
_FEW, _ROUNDING = 2, 0.1
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
    "date": _DATES,
    "distance": tuple(f"{km}, {precision}" for km, precision in product(_DISTANCES, ("exact", "rough"))),
    "place name": tuple(f"{name}, {where}" for name, where in product(_NAMES, _WHERE)),
    "point of the name": tuple(f"{km}, {precision}" for km, precision in product(_DISTANCES, ("exact", "rough"))),
    "province": ("same", "other", "not known"),
    "country": ("same", "other", "not known"),
    "first side": SIDE_LEVELS,
    "second side": SIDE_LEVELS,
    "order of sides": ("as they stand", "crossed over"),
    "type": _TYPES,
    "killed": _KILLED,
    "source": _SOURCES,
}
"""Feature -> its levels."""


def compare(one: Columns, other: Columns, a: Rows, b: Rows, *, wordings: Wordings, worth: Worth) -> Compared:
    """Return those pairs of rows `a` of `one` (extracted) and `b` of `other` (curated) that are worth it.

    Args:
        one: the extracted rows.
        other: the curated rows.
        a: numbers of extracted rows.
        b: numbers of curated rows beside them.
        wordings: the texts of both.
        worth: says which pairs are worth going on with, of which some levels are known; what tells most comes first, so
            that few distances and names have to be compared.
    """
    levels: Levels = {}
    steps: tuple[Callable[[Rows, Rows], Levels], ...] = (
        lambda a, b: _happened(one, other, a, b, wordings),
        lambda a, b: _lies(one, other, a, b),
        lambda a, b: _called(one, other, a, b, apart=levels["distance"] // 2, wordings=wordings),
    )
    for step in steps:
        levels |= step(a, b)
        kept = np.flatnonzero(worth(a, b, levels))
        a, b, levels = a[kept], b[kept], {feature: cells[kept] for feature, cells in levels.items()}
    return a, b, levels


def _happened(one: Columns, other: Columns, a: Rows, b: Rows, wordings: Wordings) -> Levels:
    first, second, turned = side_levels(one, other, a, b, wordings)
    return {
        "date": _date(one.earliest[a], one.latest[a], other.earliest[b], other.latest[b]),
        "province": _same_text(one.province[a], other.province[b]),
        "country": _same_text(one.country[a], other.country[b]),
        "type": _type(one, other, a, b),
        "killed": _killed(one.killed_low[a], one.killed_high[a], other, b),
        "first side": first,
        "second side": second,
        "order of sides": turned.astype(np.uint8),
    }


def _lies(one: Columns, other: Columns, a: Rows, b: Rows) -> Levels:
    lat, lon = other.lat[b], other.lon[b]
    rough = np.fmax(one.radius_km[a], other.radius_km[b]) > 50
    apart = _distance(km_between(one.lat[a], one.lon[a], lat, lon))
    named = _distance(km_between(one.named_lat[a], one.named_lon[a], lat, lon))
    return {
        "distance": (2 * apart + rough).astype(np.uint8),
        "point of the name": (2 * named + rough).astype(np.uint8),
    }


def _called(one: Columns, other: Columns, a: Rows, b: Rows, *, apart: NDArray[np.uint8], wordings: Wordings) -> Levels:
    where = np.select([apart <= 3, apart < 7], [0, 1], 2)
    return {
        "place name": (3 * _name(one.place[a], other.place[b], wordings) + where).astype(np.uint8),
        "source": _source(one.outlets[a], other.outlets[b], wordings),
    }


def km_between(lat: Floats, lon: Floats, lat2: Floats, lon2: Floats) -> Floats:
    """Return great-circle distances by the haversine formula; NaN where a point is missing."""
    first, second = np.radians(lat), np.radians(lat2)
    h = np.sin((second - first) / 2) ** 2 + np.cos(first) * np.cos(second) * np.sin(np.radians(lon2 - lon) / 2) ** 2
    return np.asarray(2 * 6371.0 * np.arcsin(np.sqrt(np.minimum(1.0, h))))


def _distance(km: Floats) -> NDArray[np.int64]:
    return np.where(np.isnan(km), len(_KM) + 1, np.searchsorted(_KM, km, side="right"))


def _date(first: Floats, last: Floats, first2: Floats, last2: Floats) -> NDArray[np.uint8]:
    """Return the level of intervals of days by how wide they are and how far apart.

    A bound alone, such as "before 2015", is a long time: it excludes what lies beyond it, and says nothing else.
    """
    wide, wide2 = last - first, last2 - first2
    gap = np.fmax(np.fmax(first2 - last, first - last2), 0)
    day, day2, few, few2, month = (
        wide == 0,
        wide2 == 0,
        (wide > 0) & (wide <= 10),
        wide2 <= 10,
        (wide > 10) & (wide <= 45),
    )
    apart = gap > 0
    at = {name: number for number, name in enumerate(_DATES)}
    steps = [
        (np.isnan(wide) & apart, "long time apart"),
        (np.isnan(wide) | np.isnan(wide2), "no date"),
        (day & (np.abs(gap - 365.5) <= 1), "a year apart"),
        (day & day2 & ~apart, "same day"),
        (day & day2 & (first - first2 == 1), "a day later"),
        (day & day2 & (gap == 1), "a day earlier"),
        (day & day2 & (gap <= 3), "two or three days apart"),
        (day & day2, "four or more days apart"),
        (day & apart, "day beside days"),
        (day & few2, "day within days"),
        (day, "day within a month"),
        (few & apart, "days apart"),
        (few & (first == first2) & (last == last2), "same days"),
        (few & day2 & ((first == first2) | (last == last2)), "days that begin or end on the day"),
        (few & day2, "days around the day"),
        (few & few2, "days that overlap"),
        (few, "days and a month"),
        (month & apart, "month apart"),
        (month & day2, "month around the day"),
        (month & few2, "month around days"),
        (month, "months that overlap"),
        (apart, "long time apart"),
    ]
    return np.select([where for where, _ in steps], [at[name] for _, name in steps], at["long time around"]).astype(
        np.uint8
    )


def _name(mine: Codes, theirs: Codes, wordings: Wordings) -> NDArray[np.uint8]:
    def levels(ones: list[int], others: list[int]) -> NDArray[np.uint8]:
        pairs = [
            (at, *names)
            for at, codes in enumerate(zip(ones, others, strict=True))
            for names in product(*map(wordings.places, codes))
        ]
        best = np.full(len(ones), -1.0)
        if pairs:
            at, left, right = zip(*pairs, strict=True)
            np.maximum.at(best, np.array(at), similarities(left, right))
        return np.select([best >= least for least in _ALIKE] + [best >= 0], range(len(_ALIKE) + 1), 4).astype(np.uint8)

    return each_once(mine, theirs, levels)


def _source(mine: Codes, theirs: Codes, wordings: Wordings) -> NDArray[np.uint8]:
    """Return whether one outlet reported both; most tables name none, and then there is nothing to compare."""

    def levels(ones: list[int], others: list[int]) -> NDArray[np.uint8]:
        pairs = zip(map(wordings.outlets, ones), map(wordings.outlets, others), strict=True)
        return np.fromiter((not one.share(other) for one, other in pairs), np.uint8, len(ones))

    found = np.full(len(mine), _SOURCES.index("not known"), np.uint8)
    known = np.flatnonzero((mine > 0) & (theirs > 0))
    found[known] = each_once(mine[known], theirs[known], levels)
    return found


def _same_text(mine: Codes, theirs: Codes) -> NDArray[np.uint8]:
    return np.where((mine == 0) | (theirs == 0), 2, mine != theirs).astype(np.uint8)


def _type(one: Columns, other: Columns, a: Rows, b: Rows) -> NDArray[np.uint8]:
    fine, fine2, broad, broad2 = one.fine[a], other.fine[b], one.broad[a], other.broad[b]
    share = np.bincount(other.fine, minlength=int(one.fine.max(initial=0)) + 1) / max(1, len(other.fine))
    rare = share[fine]
    same = (fine == fine2) & (fine > 0)
    open_ = (broad == broad2) & ((fine == 0) | (fine2 == 0))
    steps = [(broad == 0) | (broad2 == 0), same & (rare < 0.04), same & (rare < 0.12), same, open_, broad == broad2]
    return np.select(steps, [6, 0, 1, 2, 3, 4], 5).astype(np.uint8)


def _killed(low: Floats, high: Floats, other: Columns, b: Rows) -> NDArray[np.uint8]:
    """Return the level of figures; `killed` of the curated row is its best one.

    Figures differ "by few" where those who count the same dead do: one or two more die of their wounds, and large
    figures are rounded, by a tenth of the larger at most.
    """
    best, low2, high2 = other.killed[b], other.killed_low[b], other.killed_high[b]
    best = np.where(np.isnan(best), np.where(np.isnan(high2), low2, (low2 + high2) / 2), best)
    top = np.where(np.isnan(high), np.inf, high)
    larger = np.where(low > best, low, best)
    few = np.fmax(low - np.fmax(high2, best), np.fmin(low2, best) - top) <= np.maximum(_FEW, _ROUNDING * larger)
    at = {name: number for number, name in enumerate(_KILLED)}
    steps = [
        (np.isnan(best) | np.isnan(low), "no figure"),
        ((top == 0) & (best == 0), "none in both"),
        ((top == 0) & (best > 0), "none here, some there"),
        ((low > 0) & (best == 0), "some here, none there"),
        ((low == best) & (top == best) & (best < 3), "same, 1 or 2"),
        ((low == best) & (top == best) & (best < 10), "same, 3 to 9"),
        ((low == best) & (top == best), "same, 10 or more"),
        ((low <= best) & (best <= top), "within the range here"),
        ((low <= high2) & (low2 <= top), "within the range there"),
        ((low > best) & (low <= 1.5 * best) & few, "under half as many again, by few"),
        ((low > best) & (low <= 1.5 * best), "under half as many again"),
        ((low > best) & (low <= 3 * best) & few, "under three times as many, by few"),
        ((low > best) & (low <= 3 * best), "under three times as many"),
        (low > best, "three times as many or more"),
        ((top >= 0.67 * best) & few, "under half as many again, by few"),
        ((top >= 0.67 * best), "under half as many again"),
        (few, "fewer by a third or more, by few"),
    ]
    levels = [at[name] for _, name in steps]
    return np.select([where for where, _ in steps], levels, at["fewer by a third or more"]).astype(np.uint8)
