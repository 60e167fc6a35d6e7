"""What of a table is chosen: words, filters, days, a part of the map, order and page; from an address to SQL and back.

The views share what is chosen: the map and the time line show the rows that a table would list, and each can narrow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from urllib.parse import urlencode

from docmine.errors import DocmineError
from docmine.schema import TABLES, Column, Table

SIZE = 50
"""Rows of a page."""

_DAYS = ("from", "to")
_OWN = frozenset({"words", "sort", "page", "box", *_DAYS})
_ABSENT = "-"
"""Stands in an address for an empty cell."""

Box = tuple[float, float, float, float]
"""A part of the map: south, west, north, east, in degrees."""


class ChoiceError(DocmineError):
    """An address asks for something that there is not."""


@dataclass(frozen=True, slots=True)
class Where:
    """A condition in SQL about the alias `t`, and its values."""

    sql: str
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen of one table.

    Attributes:
        table: the table.
        words: all of these must stand in one of the row's texts, whatever their case.
        equal: column and value; a value of None chooses rows without one, of a list one member is enough.
        first: only rows that can be of this day or a later one.
        last: only rows that can be of this day or an earlier one.
        box: only rows with a place in this part of the map.
        sort: column to order by; None is the order of the table.
        descending: whether the greatest come first.
        page: from 1.
    """

    table: Table
    words: str = ""
    equal: tuple[tuple[str, str | None], ...] = ()
    first: str | None = None
    last: str | None = None
    box: Box | None = None
    sort: str | None = None
    descending: bool = False
    page: int = 1

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows it."""
        return not (self.words or self.equal or self.first or self.last or self.box)

    def where(self) -> Where:
        """Return the condition that chosen rows of the table fulfil."""
        parts = [*self._words(), *self._equal(), *self._days(), *self._box()]
        sql = " AND ".join(f"({part.sql})" for part in parts) or "1"
        return Where(sql, tuple(value for part in parts for value in part.values))

    def order(self) -> str:
        """Return the order in SQL; rows without a value come last either way, and the key settles ties."""
        keys = [f't."{key}"' for key in self.table.key]
        if self.sort is None:
            return ", ".join(keys if "start" not in self.table.names else ("t.doc_id", "t.start", *keys))
        way = "DESC" if self.descending else "ASC"
        return ", ".join([f't."{self.sort}" {way} NULLS LAST', *keys])

    def address(self, **changes: object) -> str:
        """Return the query part of the address of this choice, with changes to it."""
        one = replace(self, **changes)  # type: ignore[arg-type]
        pairs = [("words", one.words), *((name, value or _ABSENT) for name, value in one.equal)]
        pairs += [("from", one.first or ""), ("to", one.last or "")]
        pairs += [("box", ",".join(f"{side:g}" for side in one.box) if one.box else "")]
        pairs += [("sort", ("-" if one.descending else "") + one.sort if one.sort else "")]
        pairs += [("page", str(one.page) if one.page > 1 else "")]
        return urlencode([(name, value) for name, value in pairs if value])

    def without(self, column: str) -> Choice:
        """Return the choice with nothing asked of a column."""
        return replace(self, equal=tuple(pair for pair in self.equal if pair[0] != column), page=1)

    def having(self, column: str, value: str | None) -> Choice:
        """Return the choice narrowed to one value of a column."""
        return replace(self, equal=(*self.without(column).equal, (column, value)), page=1)

    def _words(self) -> Iterable[Where]:
        texts = [f't."{column.name}"' for column in self.table.columns if _is_searched(column)]
        for word in self.words.split():
            like = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
            yield Where(" OR ".join(f"{text} LIKE ? ESCAPE '\\'" for text in texts), (like,) * len(texts))

    def _equal(self) -> Iterable[Where]:
        dtypes = {column.name: column.dtype for column in self.table.columns}
        for name, value in self.equal:
            if value is None:
                yield Where(f't."{name}" IS NULL', ())
            elif dtypes[name] == "list":
                yield Where(f"instr('|' || t.\"{name}\" || '|', ?)", (f"|{value}|",))
            else:
                yield Where(f't."{name}" = ?', (value,))

    def _days(self) -> Iterable[Where]:
        if "earliest" in self.table.names:
            if self.first:
                yield Where("t.latest >= ?", (self.first,))
            if self.last:
                yield Where("t.earliest <= ?", (self.last,))
        elif "published" in self.table.names:
            if self.first:
                yield Where("t.published >= ?", (self.first,))
            if self.last:
                yield Where("t.published <= ? || '~'", (self.last,))

    def _box(self) -> Iterable[Where]:
        if self.box is None:
            return
        south, west, north, east = self.box
        inside = "{0}.lat BETWEEN ? AND ? AND {0}.lon BETWEEN ? AND ?"
        values = (south, north, west, east)
        if "lat" in self.table.names:
            yield Where(inside.format("t"), values)
        elif "place_id" in self.table.names:
            yield Where(f"t.place_id IN (SELECT p.place_id FROM places p WHERE {inside.format('p')})", values)  # noqa: S608


def choose(table: str, address: Mapping[str, str]) -> Choice:
    """Read what an address chooses of a table.

    Raises:
        ChoiceError: there is no such table or column, or a value is none of its kind.
    """
    if table not in TABLES:
        raise ChoiceError(f"there is no table {table}", where=f"/tables/{table}", remedy=f"one of {', '.join(TABLES)}")
    known = TABLES[table]
    sort = address.get("sort", "")
    column = sort.removeprefix("-") or None
    equal = tuple(
        (name, None if value == _ABSENT else value) for name, value in address.items() if name not in _OWN and value
    )
    if unknown := {*(name for name, _ in equal), column or known.names[0]} - set(known.names):
        raise _wrong(table, f"it has no column {', '.join(sorted(unknown))}")
    return Choice(
        known,
        address.get("words", "").strip(),
        equal,
        _day(table, address.get("from")),
        _day(table, address.get("to")),
        _box(table, address.get("box")),
        column,
        sort.startswith("-"),
        _page(table, address.get("page")),
    )


def _is_searched(column: Column) -> bool:
    ids = column.name.endswith(("_id", "_ids", "sha256"))
    return column.dtype in ("text", "list") and not ids


def _day(table: str, value: str | None) -> str | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise _wrong(table, f"{value!r} is no day; write it as 2016-12-05") from error


def _box(table: str, value: str | None) -> Box | None:
    if not value:
        return None
    try:
        south, west, north, east = (float(side) for side in value.split(","))
    except ValueError as error:
        raise _wrong(table, f"{value!r} is no part of the map") from error
    if not all(map(isfinite, (south, west, north, east))) or south > north or west > east:
        raise _wrong(table, f"{value!r} is no part of the map")
    return south, west, north, east


def _page(table: str, value: str | None) -> int:
    if not value:
        return 1
    if not value.isdecimal() or not 1 <= int(value) <= 10**9:
        raise _wrong(table, f"there is no page {value!r}")
    return int(value)


def _wrong(table: str, message: str) -> ChoiceError:
    return ChoiceError(message, where=f"/tables/{table}", remedy="take the parts that you do not need off the address")
