"""Every table, declared once: column, type, meaning.

The store's SQL, the checks, the CSV headers and `docs/tables.md` are all made from these declarations.
Column names and meanings are a contract; columns may be added, not renamed.
"""

from __future__ import annotations

from docmine.schema.events import (
    BOUNDS,
    CASUALTIES,
    CLAIMS,
    COUNTED,
    EVENT_CELLS,
    EVENT_MENTIONS,
    EVENTS,
    INCIDENTS,
    ROLE_FILLERS,
)
from docmine.schema.links import CONFLICTS, LINK_FEATURES, LINK_SUMMARY, LINKS, NEW_EVENTS
from docmine.schema.names import ACTORS, DATES, MENTIONS, NAME_LABELS, PLACES
from docmine.schema.reports import DOCUMENTS, ERRORS, LINES
from docmine.schema.table import Column, Dtype, Row, Table

__all__ = ["BOUNDS", "COUNTED", "NAME_LABELS", "TABLES", "Column", "Dtype", "Row", "Table", "as_markdown", "check"]

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        DOCUMENTS,
        LINES,
        MENTIONS,
        DATES,
        PLACES,
        ACTORS,
        EVENTS,
        EVENT_MENTIONS,
        CASUALTIES,
        CLAIMS,
        ROLE_FILLERS,
        EVENT_CELLS,
        INCIDENTS,
        LINKS,
        LINK_FEATURES,
        CONFLICTS,
        NEW_EVENTS,
        LINK_SUMMARY,
        ERRORS,
    )
}
"""All tables by name, in the order in which people read them."""


def check(table: Table, row: Row) -> None:
    """Raise ValueError when a row has a column that the table lacks, or lacks a value that it must have."""
    if unknown := row.keys() - set(table.names):
        raise ValueError(f"{table.name}: no such column: {', '.join(sorted(unknown))}")
    for column in table.columns:
        if not column.nullable and row.get(column.name) is None:
            raise ValueError(f"{table.name}.{column.name} must have a value: {row}")


def as_markdown() -> str:
    """Return `docs/tables.md`; a test holds the two together."""
    parts = [
        "# Tables",
        "",
        "Made from `src/docmine/schema/`. Each table is `output/<table>.csv` (UTF-8; several values in a cell are",
        "separated by `|`) and a table of `output/docmine.sqlite`. Absent values are empty. Nothing is filled in that",
        "the text does not say.",
    ]
    for table in TABLES.values():
        parts += ["", f"## {table.name}", "", f"A row is {table.row}. Key: {', '.join(table.key)}.", ""]
        parts += ["| column | type | meaning |", "|---|---|---|"]
        parts += [
            f"| `{c.name}` | {c.dtype}{'' if c.nullable else ', never empty'} | {c.meaning} |" for c in table.columns
        ]
    return "\n".join(parts) + "\n"
