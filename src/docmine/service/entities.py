"""What the service answers with: an entity and its values, and how well it fits what was asked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from docmine.service.queries import Query

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Entity:
    """One row of a list. `types` are ids, the widest first; `values` are those of its properties, by id.

    `weight` puts entities that fit equally well in order, the weightier first; `own` is whether the row is the user's.
    """

    id: str
    name: str
    types: tuple[str, ...]
    description: str = ""
    values: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    weight: float = 0.0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an entity fits a query: points in log-odds, what they are made of, and the fields that contradict.

    `features` are agreements of fields, 0 to 1.
    """

    entity: Entity
    points: float
    features: Mapping[str, float]
    conflicts: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The points as a share, 0 to 1, by the logistic function."""
        return 1 / (1 + math.exp(-self.points))


class Source(Protocol):
    """A list that is asked."""

    def fits(self, query: Query) -> Iterable[Fit]:
        """Return the entities that may be what is asked for, in any order."""

    def entities(self, ids: Sequence[str]) -> Mapping[str, Entity]:
        """Return the entities that have these ids; ids of none are left out."""

    def starting(self, prefix: str, most: int) -> Sequence[Entity]:
        """Return the entities of which a name begins so, the best first."""


def given(**values: Value | Sequence[Value] | None) -> dict[str, tuple[Value, ...]]:
    """Return the values of properties, without those that are not known."""
    listed = {
        name: () if value is None or value == "" else (value,) if isinstance(value, str | int | float) else tuple(value)
        for name, value in values.items()
    }
    return {name: value for name, value in listed.items() if value}
