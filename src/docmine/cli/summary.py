"""What a run did, as commands say it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from docmine.cli.terminal import plain

if TYPE_CHECKING:
    from docmine.plan import Summary


def tell(summary: Summary, output: Path, *, quiet: bool, as_json: bool) -> None:
    """Print what a run did, as a table or as JSON, or only its errors, and end the command with its exit code."""
    if as_json:
        typer.echo(json.dumps({**asdict(summary), "exit_code": summary.exit_code}, ensure_ascii=False, indent=1))
    elif not quiet:
        _show(summary, output)
    for error in summary.errors if quiet else ():
        typer.echo(plain(f"{error['path']}: {error['message']}"), err=True)
    raise typer.Exit(summary.exit_code)


def _show(summary: Summary, output: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    from docmine.cli.figures import in_copies
    from docmine.schema import TABLES

    console = Console(width=None if sys.stdout.isatty() else 100, highlight=False)
    worked = [f"{count} {kind}" for kind in ("new", "changed", "redone") if (count := getattr(summary, kind))]
    console.print(f"reports: {', '.join(worked) or 'none new'}{summary.because}, {summary.unchanged} unchanged", end="")
    console.print(f", {summary.removed} removed" if summary.removed else "")
    table = Table("table", "rows", "a row is", box=None, pad_edge=False, header_style="bold")
    table.columns[1].justify = "right"
    for name, count in summary.counts.items():
        table.add_row(name, f"{count:,}", TABLES[name].row)
    console.print(table)
    if copies := in_copies(summary):
        console.print(copies, soft_wrap=True)
    for note in summary.notes:
        console.print(note, markup=False, soft_wrap=True)
    if summary.skipped:
        files = "1 file was" if summary.skipped == 1 else f"{summary.skipped} files were"
        console.print(f"{files} skipped by rule; documents.csv says why, in the column error")
    for error in summary.errors[:10]:
        problem = plain(f"problem: {error['path']}: {error['message']} ({error['remedy']})")
        console.print(problem, markup=False, style="red", soft_wrap=True)
    if len(summary.errors) > 10:
        console.print(f"… and {len(summary.errors) - 10} more in {output / 'errors.csv'}")
    console.print(f"next: open {output / 'events.csv'}, or type: docmine export -o {output}", markup=False)
