"""What a table is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Dtype = Literal["text", "integer", "real", "boolean", "list"]
"""Types of cells; a `list` cell holds several texts, separated by `|` in CSV."""

Row = dict[str, Any]
"""One row: column name -> value; columns that are not named are null."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table."""

    name: str
    dtype: Dtype
    meaning: str
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its key and its columns in order."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def column(name: str, dtype: Dtype, meaning: str) -> Column:
    """Return a column whose cells may be empty."""
    return Column(name, dtype, meaning)


def key(name: str, dtype: Dtype, meaning: str) -> Column:
    """Return a column that is never empty."""
    return Column(name, dtype, meaning, nullable=False)


PROVENANCE = (
    key("doc_id", "text", "the document"),
    key("start", "integer", "first character in the clean text"),
    key("end", "integer", "one past the last character in the clean text"),
    key("raw_start", "integer", "first character in the decoded raw text"),
    key("raw_end", "integer", "one past the last character in the decoded raw text"),
    key("text", "text", "the words themselves, as the clean text has them"),
    key("method", "text", "rule or model that made the row"),
    key("score", "real", "how sure it is, 0 to 1"),
)
"""Columns of what stands in a report: where, by what it was made, and how sure it is."""
