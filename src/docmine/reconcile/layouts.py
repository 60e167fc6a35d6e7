"""Which column of a curated table holds what: layouts that are recognised by their headers, and the user's mappings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from itertools import chain
from typing import Any

from docmine.config import CuratedConfig
from docmine.reconcile.cells import NOTHING, Parser, parser
from docmine.resources import DATA, read_toml

OWN = "docmine"
"""Name of docmine's own layout, whose column names are those of a mapping."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read a kind of table.

    `columns` says for each of docmine's fields which columns can hold it, the first that is there counts, and
    `a+b` joins the cells of two; of the fields in `every` all columns that are there count; `slack_days` and
    `radius_km` what precision codes mean; `codes` what a column may hold; `words` what the user's cells stand for;
    `dates` how days are written.
    """

    name: str
    table: str
    signature: tuple[str, ...]
    columns: Mapping[str, Sequence[str]]
    slack_days: Mapping[str, int] = field(default_factory=dict)
    radius_km: Mapping[str, float] = field(default_factory=dict)
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: str | None = None
    every: Sequence[str] = ()

    def fits(self, header: Sequence[str]) -> bool:
        """Tell whether a folded header has all columns by which the layout is known."""
        return set(self.signature) <= set(header)

    def at(self, header: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """Return where each field stands in a folded header: one cell, or those that are joined."""
        found = {}
        for name, choices in self.columns.items():
            parts = ([choice] if choice in header else choice.split("+") for choice in choices)
            there = [tuple(map(header.index, some)) for some in parts if all(part in header for part in some)]
            if there:
                found[name] = tuple(chain.from_iterable(there)) if name in self.every else there[0]
        return found

    def text(self, name: str, cells: Sequence[str]) -> str:
        """Return the cells of a field as one: an id of several is parted by `/`, what every column says by `;`."""
        stripped = [cell.strip() for cell in cells]
        if name in self.every:
            return ";".join(cell for cell in stripped if cell not in NOTHING)
        return "/".join(stripped)

    def parser(self, name: str) -> Parser:
        """Return what reads the cells of a field."""
        allowed = {"day_precision": tuple(self.slack_days), "point_precision": tuple(self.radius_km)}
        codes = allowed.get(name) or tuple(self.codes.get(name, ()))
        return parser(fields()[name], dates=self.dates, codes=codes, words=self.words.get(name, {}))


@cache
def _data() -> dict[str, Any]:
    return read_toml(DATA / "reconcile" / "layouts.toml")


@cache
def layouts() -> tuple[Layout, ...]:
    """Return the packaged layouts, in the order in which they are tried."""
    return tuple(Layout(**{**row, "signature": tuple(row["signature"])}) for row in _data()["layouts"])


def fields() -> Mapping[str, str]:
    """Return each of docmine's fields with its kind of cell."""
    fields: Mapping[str, str] = _data()["fields"]
    return fields


def meanings() -> Mapping[str, str]:
    """Return each of docmine's fields in words, with its unit."""
    meanings: Mapping[str, str] = _data()["meanings"]
    return meanings


def folded(header: Sequence[str]) -> list[str]:
    """Return the names of columns as they are compared: without case and outer spaces."""
    return [name.strip().casefold() for name in header]


def recognise(header: Sequence[str], table: str | None = None, mapping: CuratedConfig | None = None) -> Layout | None:
    """Return the layout of a table by its header, with the user's mapping laid over it; None if it is not known.

    Args:
        header: the header as the file has it.
        table: `events`, `actors` or `places`; any of them if it is not known.
        mapping: what the user says of the file in `docmine.toml`.
    """
    names = folded(header)
    known = (one for one in layouts() if table in (None, one.table) and one.fits(names))
    found = next(known, None)
    return _mapped(found, mapping) if mapping and mapping.columns else _worded(found, mapping)


def _mapped(found: Layout | None, mapping: CuratedConfig) -> Layout:
    """Return the layout that a mapping makes, of one that was recognised or of none."""
    own = own_layout(mapping.table)
    ours = {field_of(mapping.table, name): (theirs.strip().casefold(),) for name, theirs in mapping.columns.items()}
    base = found or replace(own, columns={})
    signature = tuple(theirs for (theirs,) in ours.values())
    name = f"{found.name}, mapped" if found else "mapped"
    layout = replace(base, name=name, signature=signature, columns={**base.columns, **ours})
    return _worded(layout, mapping) or layout


def _worded(layout: Layout | None, mapping: CuratedConfig | None) -> Layout | None:
    if layout is None or mapping is None:
        return layout
    words = {field_of(mapping.table, name): dict(codes) for name, codes in mapping.codes.items()}
    slack = dict(mapping.slack_days) or layout.slack_days
    radius = dict(mapping.radius_km) or layout.radius_km
    return replace(layout, words=words, dates=mapping.dates or layout.dates, slack_days=slack, radius_km=radius)


def own_layout(table: str) -> Layout:
    """Return docmine's own layout of a table."""
    return next(one for one in layouts() if (one.name, one.table) == (OWN, table))


def field_of(table: str, column: str) -> str:
    """Return the field that a column of docmine's own layout holds."""
    return next(name for name, choices in own_layout(table).columns.items() if column in choices)


def column_of(table: str, name: str) -> str:
    """Return the column of docmine's own layout that holds a field."""
    return own_layout(table).columns[name][0]


def guess(header: Sequence[str], table: str) -> dict[str, str]:
    """Return a mapping to correct, our column -> theirs, by what other layouts call the same and by spelling."""
    plain = {re.sub(r"[^a-z0-9]", "", name.casefold()): name for name in header if name}
    found: dict[str, str] = {}
    for name, (ours, *_) in own_layout(table).columns.items():
        called = [choice for one in layouts() if one.table == table for choice in one.columns.get(name, ())]
        words = [re.sub(r"[^a-z0-9]", "", word) for word in (*called, name, *_data()["synonyms"].get(name, ()))]
        theirs = next((word for word in words if word in plain), None) or _nearest(words, plain)
        if theirs and plain[theirs] not in found.values():
            found[ours] = plain[theirs]
    return found


def _nearest(words: Sequence[str], plain: Mapping[str, str]) -> str | None:
    near = (match for word in words for match in get_close_matches(word, plain, n=1, cutoff=0.85))
    return next(near, None)
