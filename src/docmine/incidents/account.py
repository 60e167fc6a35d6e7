"""An event as one document tells it, as far as it is compared with those of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from docmine.events.deeds import has_sides
from docmine.incidents.party import Parties

LONGEST = timedelta(days=7)
"""An interval of at most so many days says when an event was; a longer one says too little to tell two apart."""

COUNTRY = "PCL"
"""How the codes of countries begin among GeoNames' feature codes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was: ids are null where the gazetteer has no such place."""

    name: str
    geonameid: int | None
    feature_code: str
    country: str
    admin1: str

    @property
    def area(self) -> str:
        """What the place is looked up by: its first-order division, or itself where it has none."""
        if self.geonameid is None:
            return self.name.lower()
        return f"{self.country}.{self.admin1}" if self.admin1 else str(self.geonameid)

    @property
    def is_country(self) -> bool:
        """Whether it is a country, which says too little of where."""
        return self.feature_code.startswith(COUNTRY)

    @property
    def is_capital(self) -> bool:
        """Whether it is a country's capital, where much happens in a day."""
        return self.feature_code == "PPLC"

    def meets(self, other: Place) -> bool:
        """Say whether two places are the same, or one is the first-order division in which the other lies."""
        if self.geonameid is None or other.geonameid is None:
            return self.name.lower() == other.name.lower()
        within = self.admin1 and (self.country, self.admin1) == (other.country, other.admin1)
        return self.geonameid == other.geonameid or bool(within and "ADM1" in (self.feature_code, other.feature_code))


@dataclass(frozen=True, slots=True)
class Account:
    """One event of one document that is no copy.

    `persons` are those of its targets who are persons, `means` with what it was done, `known` tells of all actors what
    they are.
    """

    event_id: str
    doc_id: str
    event_type: str
    mode: str | None
    happened: bool
    sources: frozenset[str]
    targets: frozenset[str]
    persons: frozenset[str]
    place: Place | None
    earliest: date | None
    latest: date | None
    numbers: tuple[int | None, ...]  # best, by kind
    means: str | None = None
    known: Parties = field(default_factory=dict)

    @property
    def sides(self) -> frozenset[str]:
        """All who can be a side of what has no direction: not people at large, whom a battle kills."""
        everybody = self.sources | self.targets
        return frozenset(one for one in everybody if one not in self.known or not self.known[one].is_at_large)

    @property
    def on_one_day(self) -> bool:
        """Whether its day is known."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def has_sides(self) -> bool:
        """Whether it matters who is source and who is target."""
        return has_sides(self.event_type, self.mode)

    def days(self) -> Iterator[date]:
        """Yield the days on which it can have been, if it is known to the week."""
        if self.earliest and self.latest and self.latest - self.earliest < LONGEST:
            for n in range((self.latest - self.earliest).days + 1):
                yield self.earliest + timedelta(days=n)
