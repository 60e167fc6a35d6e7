"""What was understood of a curated table, shown to people and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from docmine.reconcile.check import Understood

_LONGEST = 60  # characters of a cell that are shown


def show(one: Understood) -> None:
    """Print what was understood of a table, for people to read."""
    from docmine.cli.terminal import add_row, console, plain, table

    def line(text: str, style: str = "") -> None:
        console().print(plain(text), style=style, soft_wrap=True)

    named = f"{one.table} in the layout {one.layout}, {one.rows:,} rows" if one.layout else "not understood"
    line(f"{one.path}: {named}", "bold")
    if one.columns:
        shown = table("column", "means", *(f"row {row['line']}" for row in one.samples))
        for column in one.columns:
            cells = (_cell(row[column.field]) for row in one.samples)
            add_row(shown, column.name, column.meaning, *cells)
        console().print(shown)
    if one.unused:
        line(f"not read: {', '.join(one.unused)}")
    for note in one.notes:
        line(f"note: {note}")
    for problem in one.problems:
        line(f"problem: {problem}", "red")
    if one.mapping:
        _show_mapping(one)


def _show_mapping(one: Understood) -> None:
    from docmine.cli.terminal import plain

    cells = ", ".join(f"{ours} = {json.dumps(theirs, ensure_ascii=True)}" for ours, theirs in one.mapping.items())
    name = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in one.path.name.partition(".")[0])
    file = json.dumps(str(one.path.resolve()), ensure_ascii=True)
    typer.echo("if these columns are right, and no other is needed, put this into pipeline/docmine.toml:\n")
    typer.echo(plain(f"[curated.{name}]"))
    typer.echo(plain(f"file = {file}"))
    typer.echo(plain(f'table = "{one.table}"'))
    typer.echo(plain(f"columns = {{ {cells} }}"))


def _cell(value: object) -> str:
    from textwrap import shorten

    text = "|".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return shorten(text, _LONGEST, placeholder=" …")


def record(one: Understood) -> dict[str, object]:
    """Return what was understood of a table, with cells as text."""
    return {
        "path": str(one.path),
        "table": one.table,
        "layout": one.layout,
        "columns": [column._asdict() for column in one.columns],
        "not_read": one.unused,
        "rows": one.rows,
        "samples": [{name: _cell(value) for name, value in row.items()} for row in one.samples],
        "notes": one.notes,
        "problems": [{"where": problem.where, "text": problem.text} for problem in one.problems],
        "mapping": one.mapping,
    }
