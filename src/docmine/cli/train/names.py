"""`docmine train names`: teach the model your names."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.terminal import plain
from docmine.cli.train.recipe import ShippedName, rebuild
from docmine.cli.workspace import LayerName, WorkspaceOption, settings

if TYPE_CHECKING:
    from rich.console import Console

    from docmine.config import Config
    from docmine.labelled import Example
    from docmine.train import TrainingReport


def names(
    data: Annotated[
        list[Path] | None, typer.Argument(help="Files of labelled sentences. Default: `pipeline/training/*`.")
    ] = None,
    *,
    workspace: WorkspaceOption = None,
    layer: Annotated[
        LayerName, typer.Option(help="What is learned: names, or the longer phrases of the conflict layer.")
    ] = LayerName.names,
    name: Annotated[str | None, typer.Option(help="Name of the new model. Default: made from what it learned.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed, sentences and model give the same new model.")] = 0,
    restart: Annotated[bool, typer.Option("--restart", help="Begin anew where a training was interrupted.")] = False,
    promote: Annotated[bool, typer.Option("--promote/--no-promote", help="Use the new model from now on.")] = True,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Tables that decisions are about; with --corpora, where models go.")
    ] = Path("output"),
    corpora: Annotated[
        Path | None, typer.Option(help="Make the models that ship, from the corpora in this folder.", file_okay=False)
    ] = None,
    models: Annotated[
        list[ShippedName] | None, typer.Option("--model", "-m", help="With --corpora: only this model.")
    ] = None,
    steps: Annotated[
        int | None, typer.Option(min=1, help="With --corpora: end each training after so many steps, to try it out.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Teach the model your conflict's names, from 50 labelled sentences on.

    A line is a sentence and *every* name in it, as Prodigy writes it, with the report that it is from:

        {"text": "Rebels left Ossul.", "spans": [{"start": 12, "end": 17, "label": "GPE"}], "doc": "ossul.html"}

    Other formats are in docs/formats.md. What people decided in `pipeline/review/decisions.jsonl` is
    learned too.

    A fifth of the reports is held out to test on. The new model goes to `pipeline/models/`, and the
    next `docmine run` uses it, unless it does worse on that fifth; then it is kept, but not used, and
    the exit code is 1. `docmine promote --rollback` goes back to the former model.

    A training that is stopped goes on where it was when you type the same again.

        docmine train
        docmine train names.jsonl more-names.jsonl --name kessen-2024
        docmine train --layer conflict --no-promote
        docmine train --corpora corpora -o built
    """
    if corpora:
        rebuild(corpora, output, models, steps, quiet=quiet)
        return
    if models or steps:
        raise typer.BadParameter("--model and --steps go with --corpora")
    from docmine.cli.progress import progress
    from docmine.cli.terminal import STOPPED
    from docmine.train import train as teach

    config = settings(workspace)
    corrected = _corrected(config, output)
    try:
        with progress("steps", quiet=quiet) as advance:
            report = teach(
                config,
                data or [],
                layer=layer.value,
                corrected=corrected,
                name=name,
                seed=seed,
                restart=restart,
                promote=promote,
                progress=advance,
            )
    except KeyboardInterrupt:
        typer.echo("stopped; what is learned is kept, and the same `docmine train` goes on from here", err=True)
        raise typer.Exit(STOPPED) from None
    if as_json:
        typer.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
    elif not quiet:
        _show(report)
    raise typer.Exit(1 if report.refusal else 0)


def _corrected(config: Config, output: Path) -> list[Example]:
    """Return the sentences that people corrected; decisions that cannot be used are named."""
    from docmine.corrections import examples

    found, problems = examples(config, output)
    for problem in problems:
        typer.echo(f"left out: {plain(str(problem))}", err=True)
    return found


def _show(report: TrainingReport) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 100, highlight=False)
    if report.resumed:
        console.print(f"went on after {report.resumed} passes that were done before")
    console.print(f"learned from {report.learned} sentences, tested on {report.held_out} others")
    if report.other_layer:
        console.print(f"left out: {report.other_layer} sentences that label the other layer; see --layer")
    table = Table("label", report.layer, "F1 before", "F1 after", box=None, pad_edge=False, header_style="bold")
    rows = [(label, report.before.labels.get(label), score) for label, score in report.after.labels.items()]
    for label, before, after in [*rows, ("all", report.before.micro, report.after.micro)]:
        table.add_row(label, f"{after.expected}", f"{before.f1 if before else 0:.3f}", f"{after.f1:.3f}")
    for column in table.columns[1:]:
        column.justify = "right"
    console.print(table)
    console.print(f"old names: {report.kept.micro.f1:.1%} of the answers on other text are as before (F1)")
    _say_what_next(console, report)


def _say_what_next(console: Console, report: TrainingReport) -> None:
    if report.promoted:
        console.print(f"in use from now on: {report.folder}\nnext: docmine run", markup=False)
    elif report.refusal:
        console.print(f"kept, but not used: {report.folder}\nbecause {report.refusal}", markup=False)
        console.print(
            "next: docmine evaluate --errors 20, correct or add sentences, or docmine promote --force --reason …"
        )
    else:
        console.print(
            f"kept, but not used yet: {report.folder}\nnext: docmine compare, then docmine promote {report.name}",
            markup=False,
        )
