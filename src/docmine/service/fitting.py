"""Makes a judgement on a pair of rows a fit, and of several fits the answer to a query."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from docmine.reconcile.judge import Judgement
from docmine.reconcile.judge import weights as judged_by
from docmine.service.entities import Entity, Fit
from docmine.service.queries import Query
from docmine.service.vocabulary import weights

_NOISE = 0.02
"""Score below which an entity is nothing that a person should look at."""


def fit(
    entity: Entity,
    verdict: Judgement,
    levels: Mapping[str, str],
    kind: str = "actor",
    extra: float = 0.0,
    *,
    identified: bool = False,
) -> Fit:
    """Return how well an entity fits, with what the service adds to the points of the judgement.

    Args:
        entity: that was judged.
        verdict: on the entity and what is asked for.
        levels: field -> level, of which the agreement is told.
        kind: actor or place, whose weights the levels are of.
        extra: further points.
        identified: what was asked for is the id of the entity.
    """
    shared = weights()["shared"]
    points = verdict.points + extra + shared["curated"] * entity.own + shared["identifier"] * identified
    features = {field: float(judged_by()[kind][field][level]["agreement"]) for field, level in levels.items()}
    return Fit(entity, points, {**features, "identifier": float(identified)}, verdict.conflicts)


def answer(fits: Iterable[Fit], query: Query, least: float) -> list[tuple[Fit, bool]]:
    """Return the candidates, the best first, and whether each is what was asked for.

    As in a run, the best one is if its score is at least `least`, no field contradicts, and no other fits about as
    well. Types are a condition, or with `type_strict` "should" a wish, without which nothing is a match.
    """
    shared = weights()["shared"]
    ranked = sorted(_of_type(fits, query), key=lambda one: (-one.points, -one.entity.weight, one.entity.id))
    lead = ranked[0].points - ranked[1].points if len(ranked) > 1 else math.inf
    return [
        (one, not place and one.score >= least and not one.conflicts and lead >= shared["tie"] and _typed(one, query))
        for place, one in enumerate(ranked[: query.most])
        if one.score >= _NOISE
    ]


def _of_type(fits: Iterable[Fit], query: Query) -> Iterable[Fit]:
    for one in fits:
        if _typed(one, query):
            yield one
        elif query.type_strict == "should":
            yield replace(one, points=one.points + weights()["shared"]["other_type"])


def _typed(one: Fit, query: Query) -> bool:
    """Whether an entity is of one of the types asked for, or with `type_strict` "all" of all of them."""
    if not query.type:
        return True
    quantifier = all if query.type_strict == "all" else any
    return quantifier(kind in one.entity.types for kind in query.type)
