"""Compares two events, field by field: each pair of rows gets one level for each feature, for all pairs at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.names import similarities
from docmine.reconcile.pairs.columns import Columns, Floats, Tolls
from docmine.reconcile.pairs.days import date_levels
from docmine.reconcile.pairs.joining import Several
from docmine.reconcile.pairs.levels import LEVELS, Levels, Rows
from docmine.reconcile.pairs.once import Asked, Codes, Once
from docmine.reconcile.pairs.sides import party_levels, side_levels
from docmine.reconcile.pairs.tolls import toll_levels
from docmine.reconcile.pairs.wordings import Wordings

Worth = Callable[[Rows, Rows, Levels], NDArray[np.bool_]]
Compared = tuple[Rows, Rows, Levels]

_KM = (2.0, 4.0, 7.0, 15.0, 50.0, 150.0)
_ALIKE = (0.97, 0.8, 0.6)
"""Similarity from which on names are the same, similar, somewhat similar."""
_RARE, _FREQUENT = 0.04, 0.12
"""Shares of curated rows below which a kind is rare, and from which on it is frequent."""


class Comparison:
    """Compares extracted with curated rows."""

    def __init__(self, one: Columns, other: Columns, wordings: Wordings, tolls: Tolls) -> None:
        """Take the extracted and the curated rows, and the texts and the figures that numbers in them stand for."""
        self._one, self._other, self._wordings, self._tolls = one, other, wordings, tolls
        self._share = np.bincount(other.fine, minlength=int(one.fine.max(initial=0)) + 1) / max(1, len(other.fine))
        self._broads = int(max(one.broad.max(initial=0), other.broad.max(initial=0))) + 1
        self._kinds = [rows.fine * self._broads + rows.broad for rows in (one, other)]
        self._kind_levels = Once(self._kind, *(int(kinds.max(initial=0)) + 1 for kinds in self._kinds))
        self._toll_levels = Once(self._toll, *[len(tolls[0])] * 2)
        self._party_levels = Once(party_levels(wordings), *[wordings.count("side")] * 2)
        self._name_levels = Once(self._name, *[wordings.count("place")] * 2)
        places = wordings.places()
        self._spelled = np.array([name for names in places for name in names], object)
        owners = np.repeat(np.arange(len(places)), [len(names) for names in places])
        self._names = Several(owners, np.arange(len(owners)), len(places))
        self._outlet_levels = Once(self._outlet, *[wordings.count("outlets")] * 2)

    def levels(self, a: Rows, b: Rows, worth: Worth) -> Compared:
        """Return those pairs of rows that are worth it, and their levels.

        Args:
            a: numbers of extracted rows.
            b: numbers of curated rows beside them.
            worth: says which pairs are worth going on with, of which some levels are known; what tells most comes
                first, so that few distances and names have to be compared.
        """
        levels: Levels = {}
        for step in (self._happened, self._lies, self._called):
            levels |= step(a, b, levels)
            kept = np.flatnonzero(worth(a, b, levels))
            a, b, levels = a[kept], b[kept], {feature: cells[kept] for feature, cells in levels.items()}
        return a, b, levels

    def _happened(self, a: Rows, b: Rows, _: Levels) -> Levels:
        one, other = self._one, self._other
        sides = (one.side_a[a], one.side_b[a]), (other.side_a[b], other.side_b[b])
        first, second, turned = side_levels(*sides, self._party_levels)
        return {
            "date": date_levels(one.earliest[a], one.latest[a], other.earliest[b], other.latest[b]),
            "province": _same_text(one.province[a], other.province[b]),
            "country": _same_text(one.country[a], other.country[b]),
            "type": self._kind_levels(self._kinds[0][a], self._kinds[1][b]),
            "killed": self._toll_levels(one.toll[a], other.toll[b]),
            "first side": first,
            "second side": second,
            "order of sides": turned.astype(np.uint8),
        }

    def _lies(self, a: Rows, b: Rows, _: Levels) -> Levels:
        one, other = self._one, self._other
        lat, lon = other.lat[b], other.lon[b]
        rough = np.fmax(one.radius_km[a], other.radius_km[b]) > 50
        apart = _distance(km_between(one.lat[a], one.lon[a], lat, lon))
        named = _distance(km_between(one.named_lat[a], one.named_lon[a], lat, lon))
        return {
            "distance": (2 * apart + rough).astype(np.uint8),
            "point of the name": (2 * named + rough).astype(np.uint8),
        }

    def _called(self, a: Rows, b: Rows, known: Levels) -> Levels:
        apart = known["distance"] // 2
        where = np.select([apart <= 3, apart < 7], [0, 1], 2)
        names = self._name_levels(self._one.place[a], self._other.place[b])
        return {"place name": (3 * names + where).astype(np.uint8), "source": self._sources(a, b)}

    def _sources(self, a: Rows, b: Rows) -> NDArray[np.uint8]:
        """Return whether one outlet reported both; most tables name none, and then there is nothing to compare."""
        mine, theirs = self._one.outlets[a], self._other.outlets[b]
        found = np.full(len(a), LEVELS["source"].index("not known"), np.uint8)
        known = np.flatnonzero((mine > 0) & (theirs > 0))
        found[known] = self._outlet_levels(mine[known], theirs[known])
        return found

    def _outlet(self, ones: Asked, others: Asked) -> NDArray[np.uint8]:
        mine, theirs = (map(self._wordings.outlets, codes.tolist()) for codes in (ones, others))
        return np.fromiter((not one.share(other) for one, other in zip(mine, theirs, strict=True)), np.uint8, len(ones))

    def _name(self, ones: Asked, others: Asked) -> NDArray[np.uint8]:
        pair, mine = self._names.of(ones)
        at, theirs = self._names.of(others[pair])
        alike = similarities(*(self._spelled[names].tolist() for names in (mine[at], theirs)))
        best = np.full(len(ones), -1.0)
        np.maximum.at(best, pair[at], alike)
        return np.select([best >= least for least in _ALIKE] + [best >= 0], range(len(_ALIKE) + 1), 4).astype(np.uint8)

    def _toll(self, ones: Asked, others: Asked) -> NDArray[np.uint8]:
        mine, theirs = ([figures[codes] for figures in self._tolls] for codes in (ones, others))
        return toll_levels(*mine[1:], *theirs)

    def _kind(self, ones: Asked, others: Asked) -> NDArray[np.uint8]:
        (fine, broad), (fine2, broad2) = (np.divmod(kinds, self._broads) for kinds in (ones, others))
        share, same = self._share[fine], (fine == fine2) & (fine > 0)
        open_ = (broad == broad2) & ((fine == 0) | (fine2 == 0))
        steps = [
            ((broad == 0) | (broad2 == 0), "no kind"),
            (same & (share < _RARE), "same rare kind"),
            (same & (share < _FREQUENT), "same kind"),
            (same, "same frequent kind"),
            (open_, "kind left open"),
            (broad == broad2, "related kind"),
        ]
        at = LEVELS["type"].index
        return np.select([where for where, _ in steps], [at(name) for _, name in steps], at("other kind")).astype(
            np.uint8
        )


def km_between(lat: Floats, lon: Floats, lat2: Floats, lon2: Floats) -> Floats:
    """Return great-circle distances by the haversine formula; NaN where a point is missing."""
    first, second = np.radians(lat), np.radians(lat2)
    h = np.sin((second - first) / 2) ** 2 + np.cos(first) * np.cos(second) * np.sin(np.radians(lon2 - lon) / 2) ** 2
    return np.asarray(2 * 6371.0 * np.arcsin(np.sqrt(np.minimum(1.0, h))))


def _distance(km: Floats) -> NDArray[np.int64]:
    return np.where(np.isnan(km), len(_KM) + 1, np.searchsorted(_KM, km, side="right"))


def _same_text(mine: Codes, theirs: Codes) -> NDArray[np.uint8]:
    return np.where((mine == 0) | (theirs == 0), 2, mine != theirs).astype(np.uint8)
