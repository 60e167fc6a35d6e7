"""`docmine run`: the main job."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import OutputOption, WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.plan import Mode, Summary


def run(
    raw: Annotated[Path, typer.Argument(metavar="RAW", help="Folder of reports (to any depth), or one file.")] = Path(
        "raw"
    ),
    output: OutputOption = Path("output"),
    *,
    workspace: WorkspaceOption = None,
    workers: Annotated[int | None, typer.Option(min=0, help="Processes; 0 means one for each core.")] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Work again on reports that failed before.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Work again on every report.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Turn a folder of reports into tables: `OUTPUT/*.csv` and `OUTPUT/docmine.sqlite`.

    Reads .txt .md .html .htm .xhtml .pdf .jsonl and .jsonl.gz. What you know of the sources goes
    into `RAW/sources.csv` (file,url,publisher,title,published,language). `RAW` is never written to.

    A second run works only on what is new or changed, or on everything when the settings or the
    model changed. A run that is stopped, or killed, goes on where it was when you run it again.

        docmine run
        docmine run ~/archive/2016 -o tables --workers 4
    """
    from docmine.cli.gazetteer import prepare_gazetteer
    from docmine.cli.progress import progress
    from docmine.cli.terminal import STOPPED, plain
    from docmine.runner import run as run_job

    config = settings(workspace)
    if workers is not None:
        config = config.model_copy(update={"run": config.run.model_copy(update={"workers": workers})})
    prepare_gazetteer(config, quiet=quiet or as_json)
    mode: Mode = "all" if everything else "retry" if retry else "new"
    try:
        with progress("reports", quiet=quiet or as_json) as advance:
            summary = run_job(raw, output, config, progress=advance, mode=mode)
    except KeyboardInterrupt:
        typer.echo("stopped; what is done is kept, and `docmine run` goes on from here", err=True)
        raise typer.Exit(STOPPED) from None
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
    from docmine.cli.terminal import plain
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
