"""`docmine train`: teach the model your names."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.train import TrainingReport


def train(
    data: Annotated[
        list[Path] | None, typer.Argument(help="Labelled sentences, JSONL. Default: `pipeline/training/*.jsonl`.")
    ] = None,
    *,
    workspace: WorkspaceOption = None,
    name: Annotated[str | None, typer.Option(help="Name of the new model. Default: made from what it learned.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed, sentences and model give the same new model.")] = 0,
    force: Annotated[bool, typer.Option("--force", help="Use the new model even if it does worse.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Teach the model your conflict's names, from 50 labelled sentences on.

    A line is a sentence and *every* name in it, as Prodigy writes it:

        {"text": "The Kessen Guard left Ossul.", "spans": [{"start": 4, "end": 16, "label": "ORG"}, {"start": 22, "end": 27, "label": "GPE"}]}

    A fifth of the sentences is held out to test on. The new model goes to `pipeline/models/`, and the
    next `docmine run` uses it, unless it does worse on that fifth; then it is kept, but not used.
    Exit code 1 says so. Delete `pipeline/models/current.json` to go back to the shipped model.

        docmine train
        docmine train names.jsonl more-names.jsonl --name kessen-2024
    """  # noqa: E501  a line of JSONL has no line break
    from docmine.cli.progress import progress
    from docmine.train import train as teach

    config = settings(workspace)
    with progress("steps", quiet=quiet or as_json) as advance:
        report = teach(config, data or [], name=name, seed=seed, force=force, progress=advance)
    if as_json:
        typer.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
    elif not quiet:
        _show(report)
    raise typer.Exit(0 if report.promoted else 1)


def _show(report: TrainingReport) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 100)
    console.print(f"learned from {report.learned} sentences, tested on {report.held_out} others")
    table = Table("label", "names", "F1 before", "F1 after", box=None, pad_edge=False, header_style="bold")
    rows = [(label, report.before.labels.get(label), score) for label, score in report.after.labels.items()]
    for label, before, after in [*rows, ("all", report.before.micro, report.after.micro)]:
        table.add_row(label, f"{after.expected}", f"{before.f1 if before else 0:.3f}", f"{after.f1:.3f}")
    for column in table.columns[1:]:
        column.justify = "right"
    console.print(table)
    console.print(f"old names: {report.kept.micro.f1:.1%} of the answers on other text are as before (F1)")
    if report.promoted:
        console.print(f"in use from now on: {report.folder}\nnext: docmine run", markup=False)
    else:
        console.print(f"kept, but not used, because it does worse: {report.folder}", markup=False)
        console.print("next: docmine evaluate --errors 20, correct or add sentences, or docmine train --force")
