"""`docmine status`: what is done and what a run would do."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from docmine.cli.workspace import OutputOption, WorkspaceOption, settings


def status(
    raw: Annotated[Path, typer.Argument(metavar="RAW", help="Folder of reports.")] = Path("raw"),
    output: OutputOption = Path("output"),
    *,
    workspace: WorkspaceOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Say what is in the tables, what failed, and what the next run would work on. Nothing is changed.

    docmine status
    """
    from docmine.cli.figures import in_copies
    from docmine.cli.terminal import plain
    from docmine.commit import sum_up
    from docmine.plan import preview
    from docmine.store import Store

    with Store(output, readonly=True) as store:
        summary = preview(store, raw, settings(workspace))
        sum_up(store, summary)
        stopped = store.meta("unfinished") is not None
    to_do = summary.new + summary.changed + summary.redone
    if as_json:
        typer.echo(json.dumps({**asdict(summary), "to_do": to_do, "stopped": stopped}, ensure_ascii=False, indent=1))
        return
    typer.echo(", ".join(f"{count:,} {name}" for name, count in summary.counts.items()))
    if copies := in_copies(summary):
        typer.echo(copies)
    for note in summary.notes:
        typer.echo(note)
    typer.echo(f"reports: {summary.done} done, {summary.skipped} skipped by rule, {summary.failed} failed")
    for error in summary.errors:
        typer.echo(plain(f"problem: {error['path']}: {error['message']} ({error['remedy']})"))
    if stopped:
        typer.echo("the last run did not end")
    if to_do:
        typer.echo(
            f"to do: {summary.new} new, {summary.changed} changed, {summary.redone} to do again{summary.because}"
        )
    typer.echo("next: docmine run" if to_do or stopped else f"next: open {output / 'events.csv'}")
