"""What an actor was on a day: the same people may be rebels in one year and the government in the next."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from docmine.actors.lexicon import FOLDER
from docmine.errors import ResourceError
from docmine.resources import read_csv

SECTOR_OF_TYPE = {
    "state": "GOV",
    "military": "MIL",
    "rebel": "REB",
    "militia": "UAF",
    "civilian": "CVL",
    "organisation": "NGO",
    "media": "MED",
    "party": "PTY",
    "person": "ELI",
    "ethnic": "CVL",
    "religious": "REL",
    "other": "",
}
"""Sector code (CAMEO, PLOVER) of an actor of which only the type is known."""

SECTORS = frozenset(
    {"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "REB", "UAF", "CRM", "OPP", "PTY", "CVL", "ELI", "NGO", "IGO", "MED",
     "EDU", "BUS", "REL", "REF", "LAB", ""}
)  # fmt: skip
"""Sector codes that the tables may hold; empty where nothing is known."""


_COLUMNS = ("key", "sector", "country_iso3", "valid_from", "valid_to")


class Role(NamedTuple):
    """An actor's part: sector code and country (ISO 3166-1 alpha-3), either of which may be empty."""

    sector: str
    country: str


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A role held from `first` to `last`, both included."""

    role: Role
    first: date
    last: date


def load_affiliations() -> dict[str, tuple[Affiliation, ...]]:
    """Return the packaged affiliations of each key.

    Raises:
        ResourceError: a file is malformed.
    """
    found: dict[str, tuple[Affiliation, ...]] = {}
    for name in ("affiliations.csv", "officials.csv"):
        path = FOLDER / name
        try:
            found.update(affiliations(read_csv(path, _COLUMNS)))
        except ValueError as error:
            raise ResourceError(
                f"has an unusable date: {error}", where=str(path), remedy="dates are YYYY, YYYY-MM or YYYY-MM-DD"
            ) from error
    return found


def affiliations(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[Affiliation, ...]]:
    """Return the affiliations of each key, the latest begun first.

    Args:
        rows: with `key`, `sector`, `country_iso3`, `valid_from` and `valid_to`; a date may be a year
            or a month, which stands for all its days, or empty for an open end.

    Raises:
        ValueError: a date is none.
    """
    found: dict[str, list[Affiliation]] = {}
    for row in rows:
        role = Role(row["sector"], row["country_iso3"])
        held = Affiliation(role, first_day(row["valid_from"]), last_day(row["valid_to"]))
        found.setdefault(row["key"], []).append(held)
    return {key: tuple(sorted(held, key=lambda one: one.first, reverse=True)) for key, held in found.items()}


def role_on(held: Iterable[Affiliation], day: date) -> Role | None:
    """Return the role held on a day, None where none is known.

    Of several, the one begun last is returned, so a day of change belongs to the new role.
    """
    return next((one.role for one in held if one.first <= day <= one.last), None)


def first_day(text: str) -> date:
    """Return the first day of `2016`, `2016-07` or `2016-07-28`; of an open end, the first of all days."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1) if year else date.min


def last_day(text: str) -> date:
    """Return the last day of `2016`, `2016-07` or `2016-07-28`; of an open end, the last of all days."""
    year, month, day = _parts(text)
    if not year:
        return date.max
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int, int]:
    year, month, day = (*(int(part) for part in text.split("-") if part), 0, 0, 0)[:3]
    return year, month, day
