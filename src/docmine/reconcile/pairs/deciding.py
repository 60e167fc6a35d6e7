"""Says of each pair whether it is a match, a conflict, possible or not shown, and how the two events are related."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from docmine.config import ReconcileConfig
from docmine.reconcile.pairs.columns import Floats
from docmine.reconcile.pairs.judging import Judged
from docmine.reconcile.pairs.levels import LEVELS, Levels
from docmine.reconcile.pairs.model import probability

DECISIONS = ("none", "possible", "conflict", "match")
RELATIONS = ("same", "a_part_of_b", "b_part_of_a")
"""Part-of relations: the extracted event a is a day of the curated episode b, or sums up several curated events."""

TIE = 0.75
"""Log-odds by which the best curated row must be ahead; otherwise the next one fits about as well."""

MAX_FURTHER = 3
"""So many curated rows are proposed beside the best one."""

_SERIOUS: Mapping[str, tuple[str, ...]] = {
    "date": (
        "two or three days apart",
        "four or more days apart",
        "a year apart",
        "days apart",
        "week apart",
        "month apart",
        "long time apart",
    ),
    "killed": (
        "none here, some there",
        "some here, none there",
        "under half as many again",
        "under three times as many",
        "three times as many or more",
        "fewer by a third or more",
    ),
    "type": ("other kind",),
    "country": ("other",),
}
"""Feature -> levels at which two rows that are the same contradict each other, so that a person should look."""

_MINOR: Mapping[str, tuple[str, ...]] = {
    "date": ("a day later", "a day earlier", "day beside days"),
    "killed": (
        "under half as many again, by few",
        "under three times as many, by few",
        "fewer by a third or more, by few",
    ),
    "type": ("related kind",),
    "distance": ("under 50 km, exact", "under 150 km, exact", "farther, exact"),
}
"""Feature -> levels that are worth mentioning and do not keep a pair from being a match."""

_IN_DAYS = ("days that begin or end on the day", "days around the day")
_IN_EPISODE = ("day within days",)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which on a pair is a match, is possible, and is a match that nobody need look at."""

    match: float
    possible: float
    automatic: float

    @classmethod
    def of(cls, config: ReconcileConfig) -> Self:
        """Return those of the settings."""
        return cls(config.match, config.possible, config.automatic)


@dataclass(frozen=True, slots=True)
class Decided:
    """The pairs that are shown, best first in each extracted row: index among the judged, rank from 1, verdict.

    `to_review` are those that a person should look at: conflicts, and all that is shown of a row whose best pair is not
    sure enough.
    """

    index: NDArray[np.int64]
    rank: NDArray[np.int64]
    decision: NDArray[np.uint8]
    relation: NDArray[np.uint8]
    score: Floats
    to_review: NDArray[np.bool_]


def decide(judged: Judged, thresholds: Thresholds) -> Decided:
    """Return the links: of each extracted row the best pair and up to three further ones that are possible.

    Further pairs are matches too where the extracted row sums up several days, and else possible. Pairs that fit about
    as well as the best are possible where those that can be shown are together: the more twins a curated row has, the
    less each is it.
    """
    likely, alike = probability(judged.log_odds) >= thresholds.possible, _alike(judged)
    kept = np.flatnonzero(likely | alike)  # no other pair is shown, or ahead of one that is
    judged, likely, alike = judged.at(kept), likely[kept], alike[kept]
    score = probability(judged.log_odds)
    order = np.lexsort((-judged.log_odds, judged.a))  # stable: pairs are in the order of their rows
    rank = _ranks(judged.a[order])
    close = _close(judged, order, rank)
    can_be_shown = np.empty(len(rank), np.bool_)
    can_be_shown[order] = rank <= 1 + MAX_FURTHER
    likely |= _tied(judged, alike, score * can_be_shown, thresholds.possible)
    shown = (likely & can_be_shown)[order]
    index, rank, close = order[shown], rank[shown], close[shown]
    relation = relations(judged.levels)[index]
    serious = contradicts(judged.levels, _SERIOUS)[index]
    several = relation == RELATIONS.index("b_part_of_a")
    sure = (score[index] >= thresholds.match) & ((rank == 1) & ~close | several)
    decision = np.where(sure, np.where(serious, 2, 3), 1).astype(np.uint8)
    to_review = _to_review(decision, score[index], rank, thresholds)
    return Decided(kept[index], rank, decision, relation, score[index], to_review)


def _close(judged: Judged, order: NDArray[np.int64], rank: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which pairs, best first in each row, lead the next one of their row by less than `TIE`."""
    fits = judged.log_odds[order]
    has_next = np.r_[rank[1:] > 1, np.zeros(min(1, len(rank)), np.bool_)]
    return np.asarray(has_next & (fits - np.r_[fits[1:], fits[:1]] < TIE))


def contradicts(levels: Levels, listed: Mapping[str, tuple[str, ...]]) -> NDArray[np.bool_]:
    """Return which pairs are at one of the listed levels of any feature."""
    found = np.zeros(len(levels["date"]), np.bool_)
    for feature, names in listed.items():
        found |= np.isin(levels[feature], [LEVELS[feature].index(name) for name in names])
    return found


def contradictions() -> list[tuple[str, str, str]]:
    """Return feature, level and severity (`serious` or `minor`) of all that counts as a contradiction."""
    return [
        (feature, level, severity)
        for severity, listed in (("serious", _SERIOUS), ("minor", _MINOR))
        for feature, levels in listed.items()
        for level in levels
    ]


def _alike(judged: Judged) -> NDArray[np.bool_]:
    """Return which pairs fit about as well as the best of their row."""
    best = np.full(int(judged.a.max(initial=-1)) + 1, -np.inf)
    np.maximum.at(best, judged.a, judged.log_odds)
    return np.asarray(judged.log_odds > best[judged.a] - TIE)


def _tied(judged: Judged, alike: NDArray[np.bool_], score: Floats, least: float) -> NDArray[np.bool_]:
    """Return which pairs fit about as well as the best of their row, where these are together likely enough."""
    together = np.bincount(judged.a, score * alike)
    return np.asarray(alike & (together[judged.a] >= least))


def _to_review(
    decision: NDArray[np.uint8], score: Floats, rank: NDArray[np.int64], thresholds: Thresholds
) -> NDArray[np.bool_]:
    """Return which pairs a person should look at; where the best of a row is sure, what is else possible is not."""
    first = np.maximum.accumulate(np.where(rank == 1, np.arange(len(rank)), 0))
    doubtful = score < thresholds.automatic
    possible, conflict = (decision == DECISIONS.index(name) for name in ("possible", "conflict"))
    return np.asarray(doubtful[first] | conflict | (doubtful & ~possible))


def _ranks(rows: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return 1, 2, … for the pairs of each row; pairs of a row follow each other."""
    if not len(rows):
        return np.zeros(0, np.int64)
    first = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
    return np.arange(len(rows)) - np.repeat(first, np.diff(np.r_[first, len(rows)])) + 1


def relations(levels: Levels) -> NDArray[np.uint8]:
    """Return how the two events of each pair are related, as numbers into `RELATIONS`."""
    names = LEVELS["date"]
    inside = np.isin(levels["date"], [names.index(level) for level in _IN_EPISODE])
    around = np.isin(levels["date"], [names.index(level) for level in _IN_DAYS])
    return np.where(inside, 1, np.where(around, 2, 0)).astype(np.uint8)
