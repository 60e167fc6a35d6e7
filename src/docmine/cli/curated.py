"""`docmine curated`: your own tables, before anything is linked with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.reconcile.check import Understood

_LONGEST = 60  # characters of a cell that are shown

app = typer.Typer(name="curated", no_args_is_help=True, help="Your own tables, which extracted rows are linked with.")


@app.callback()
def _curated() -> None:
    """Your own tables, which extracted rows are linked with. They are never written to."""


@app.command()
def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="CSV, also gzipped, XLSX or Parquet.", dir_okay=False)
    ],
    *,
    table: Annotated[
        str | None, typer.Option("--table", "-t", help="events, actors or places. Default: as the header says.")
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show what docmine understands of a table: its layout, its columns, three rows, and all that is wrong.

    Where the header is not known, it prints the beginning of a mapping for `pipeline/docmine.toml`.
    Nothing is written. The exit code is 1 when a file has problems.

        docmine curated check pipeline/curated/events.csv
        docmine curated check ~/data/ged241.csv.gz
    """
    from docmine.reconcile.check import understand
    from docmine.reconcile.curated import TABLES
    from docmine.reconcile.taxonomy import load

    if table not in (None, *TABLES):
        raise typer.BadParameter(f"tables are {', '.join(sorted(TABLES))}", param_hint="--table")
    config = settings(workspace)
    taxonomy = load(config.path("curated", "taxonomy.csv"))
    found = [understand(path, taxonomy, config.curated, table) for path in files]
    if as_json:
        typer.echo(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=1))
    for one in () if as_json else found:
        show(one)
    raise typer.Exit(int(any(one.problems for one in found)))


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


def _record(one: Understood) -> dict[str, object]:
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
