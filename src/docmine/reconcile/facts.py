"""What two rows are compared on: extracted and curated rows in one form.

Dates are ordinal days, points are WGS84 degrees, names are folded. `shown` keeps each field as its
own table words it, for people to read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

Point = tuple[float, float]
"""Latitude and longitude, degrees."""

Range = tuple[int, int | None]
"""At least so many and at most so many; None where there is no upper bound."""


class Facts(Protocol):
    """What all kinds of rows have: an id, the row in words, its file if it is curated, its fields as it words them."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def words(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def shown(self) -> Mapping[str, str]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event. `earliest:latest` are days, both included; `sides` who did it and to whom, as `parties.side` writes.

    Of a date such as "before 2015" only one of the two is known: it is a bound, not a day. `best` is the figure of
    killed that the source prefers within the range; `outlets` are who reported it, as `outlets.listed` writes them.
    """

    id: str
    words: str
    earliest: int | None = None
    latest: int | None = None
    names: tuple[str, ...] = ()
    point: Point | None = None
    radius_km: float = 0.0
    admin1: str | None = None
    country: str | None = None
    sides: tuple[str, str] = ("", "")
    fine: str | None = None
    broad: str | None = None
    killed: Range | None = None
    best: int | None = None
    outlets: str | None = None
    shown: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class ActorFacts:
    """An actor. `names` begins with its name; `listed` is the curated id that extraction found it under.

    `state` is the country that it is, whether it is called "Mali", "Government of Mali" or "Malian authorities";
    `known` the `actor_id` of the actor in docmine's own table.
    """

    id: str
    words: str
    names: tuple[str, ...]
    type: str | None = None
    country: str | None = None
    listed: str | None = None
    state: str | None = None
    known: str | None = None
    shown: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A place. `area` is whether it is known to be a country or division; its point then lies somewhere in it."""

    id: str
    words: str
    names: tuple[str, ...]
    point: Point | None = None
    country: str | None = None
    area: bool = False
    shown: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
