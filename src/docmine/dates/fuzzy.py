"""What the fuzzy parts of a period mean, and when fiscal and academic years begin: docmine's table and the user's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from docmine.errors import ResourceError
from docmine.resources import DATA, read_toml

Parts = Mapping[str, Mapping[str, tuple[int, int]]]
"""Unit -> part -> first and last sub-unit, counted from 1; 0 is the last, -6 the seventh last."""

_SIZES = {"month": 31, "week": 7, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 10, "century": 100}
"""Sub-units of each unit."""

_IN_DAYS = frozenset({"month", "week"})
"""Units whose parts can begin so many days before the end."""

_PARTS = (
    *("early", "mid", "late", "first_half", "second_half", "final", "first_months"),
    *("first_week", "second_week", "third_week", "fourth_week", "last_week"),
)
_YEARS = ("fiscal", "academic")
_NAMED_BY = ("first", "last")


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal or academic year: its first and last month, and whether one number names its first or its last year."""

    start: int | None = None
    end: int | None = None
    named_by: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """The table in use. Each workspace has its own; it is passed to what needs it."""

    parts: Parts
    years: Mapping[str, Year]

    def over(self, data: Mapping[str, Any], where: str) -> Fuzzy:
        """Return this table with the entries of another of the same layout in place of its own.

        Args:
            data: tables as in `fuzzy.toml`; they need hold only what differs.
            where: what they are from, for errors.

        Raises:
            ResourceError: an unknown table or key, or a value that means nothing; names table, key and remedy.
        """
        parts, years = dict(self.parts), dict(self.years)
        for name, entries in data.items():
            if name not in _SIZES and name not in _YEARS:
                raise ResourceError("no such table", where=f"{where} [{name}]", remedy=_near(name, (*_SIZES, *_YEARS)))
            if not isinstance(entries, Mapping):
                raise ResourceError(f"{name} is not a table", where=where, remedy=f"write [{name}]")
            if name in _YEARS:
                years[name] = _year(years.get(name, Year()), entries, f"{where} [{name}]")
            else:
                own = {part: _ends(part, ends, name, f"{where} [{name}]") for part, ends in entries.items()}
                parts[name] = MappingProxyType({**parts.get(name, {}), **own})
        return Fuzzy(MappingProxyType(parts), MappingProxyType(years))


@cache
def packaged() -> Fuzzy:
    """Return docmine's own table, `data/dates/fuzzy.toml`."""
    path = DATA / "dates" / "fuzzy.toml"
    return Fuzzy({}, {}).over(read_toml(path), str(path))


def read(path: Path | None) -> Fuzzy:
    """Return docmine's own table with the entries of a user's file, if there is one, in place of its own.

    Raises:
        ResourceError: the file cannot be read or is not TOML; or see `Fuzzy.over`.
    """
    return packaged().over(read_toml(path), str(path)) if path else packaged()


def _ends(part: str, ends: object, unit: str, where: str) -> tuple[int, int]:
    if part not in _PARTS:
        raise ResourceError(f"{part}: no such part", where=where, remedy=_near(part, _PARTS))
    if not isinstance(ends, list | tuple) or len(ends) != 2 or not all(type(end) is int for end in ends):
        raise ResourceError(f"{part}: not two whole numbers", where=where, remedy=f"such as {part} = [1, 2]")
    first, last = ends
    size = _SIZES[unit]
    from_end = unit in _IN_DAYS and -size < first <= 0
    if not (0 <= last <= size) or not (from_end or 1 <= first <= (last or size)):
        remedy = f"first and last within 1 to {size}; 0 is the last" + (", -6 the seventh last" * (unit in _IN_DAYS))
        raise ResourceError(f"{part}: [{first}, {last}] is no part of a {unit}", where=where, remedy=remedy)
    return first, last


def _year(year: Year, entries: Mapping[str, Any], where: str) -> Year:
    for key, value in entries.items():
        if key not in {"start", "end", "named_by"}:
            raise ResourceError(f"{key}: no such key", where=where, remedy=_near(key, ("start", "end", "named_by")))
        if key == "named_by" and value not in _NAMED_BY:
            raise ResourceError(f"named_by: not {value!r}", where=where, remedy='write "first" or "last"')
        if key != "named_by" and (type(value) is not int or not 1 <= value <= 12):
            raise ResourceError(f"{key}: {value!r} is no month", where=where, remedy="write a number from 1 to 12")
    return replace(year, **entries)


def _near(name: str, known: Iterable[str]) -> str:
    known = list(known)
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
