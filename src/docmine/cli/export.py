"""`docmine export`: the tables in other formats, and the texts that they point into."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from docmine.cli.workspace import OutputOption


class Format(StrEnum):
    """What can be exported."""

    xlsx = "xlsx"
    parquet = "parquet"
    csv = "csv"
    text = "text"


def export(
    output: OutputOption = Path("output"),
    *,
    to: Annotated[Path | None, typer.Option("--to", help="Folder to write to. Default: OUTPUT/export.")] = None,
    formats: Annotated[
        list[Format], typer.Option("--format", "-f", help="May be given several times.", case_sensitive=False)
    ] = [Format.xlsx, Format.parquet],  # noqa: B006 - typer copies it
    one_a_day: Annotated[
        bool,
        typer.Option("--one-a-day", help="Also one_a_day.csv: one row per day, type, source, target and place."),
    ] = False,
) -> None:
    """Write the tables for other programs.

    xlsx: one workbook, a sheet each; every text is a text cell, none runs as a formula.
    parquet: one file each, for pandas, DuckDB, R.
    csv: for spreadsheets (byte order mark, formulas disarmed); `OUTPUT/*.csv` are for machines.
    text: the texts that offsets count in, texts/<doc_id>.raw.txt and .clean.txt.

        docmine export -f xlsx --to ~/Desktop
    """
    from docmine import one_a_day as days
    from docmine.export import write_csv, write_parquet, write_texts, write_xlsx
    from docmine.schema import TABLES
    from docmine.store import Store

    folder = to or output / "export"
    with Store(output, readonly=True) as store, store.snapshot():
        if store.meta("unfinished"):
            typer.echo("note: the last run has not ended, and these tables are not whole: docmine run", err=True)
        for kind in dict.fromkeys(formats):
            if kind is Format.xlsx:
                write_xlsx(folder / "docmine.xlsx", store)
                typer.echo(f"written  {folder / 'docmine.xlsx'}")
            elif kind is Format.parquet:
                write_parquet(folder, store)
                typer.echo(f"written  {folder}/*.parquet")
            elif kind is Format.text:
                write_texts(folder / "texts", store)
                typer.echo(f"written  {folder / 'texts'}/*.txt")
            else:
                for name, table in TABLES.items():
                    write_csv(folder / f"{name}.csv", table, store.cells(name), spreadsheet=True)
                typer.echo(f"written  {folder}/*.csv")
        if one_a_day:
            write_csv(folder / "one_a_day.csv", days.ONE_A_DAY, days.one_a_day(store), spreadsheet=True)
            typer.echo(f"written  {folder / 'one_a_day.csv'}")
