"""`docmine evaluate`: how well names are found."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.evaluate import Evaluation, Score


def evaluate(
    data: Annotated[
        list[Path] | None, typer.Argument(help="Labelled sentences, JSONL. Default: `pipeline/training/*.jsonl`.")
    ] = None,
    *,
    workspace: WorkspaceOption = None,
    errors: Annotated[int, typer.Option("--errors", "-e", min=0, help="Show the first so many errors.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print scores and errors as JSON.")] = False,
) -> None:
    """Score the names that model and patterns find against labelled sentences.

    A name counts as found when its first and last letter and its label are right. PLACE joins GPE, LOC
    and FAC; TEMPORAL joins DATE and TIME. Labels that the sentences never use are left out.

    Sentences that the model has learned from flatter it: give it others.

        docmine evaluate held-out.jsonl --errors 20
    """
    from docmine.evaluate import evaluate as judge

    result = judge(settings(workspace), data or [])
    if as_json:
        typer.echo(json.dumps(_plain(result, errors), ensure_ascii=False, indent=1))
    else:
        _show(result, errors)


def _plain(result: Evaluation, errors: int) -> dict[str, object]:
    from dataclasses import asdict

    return {**result.as_dict(), "errors": [asdict(mistake) for mistake in result.mistakes[:errors]]}


def _show(result: Evaluation, errors: int) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 100)
    console.print(f"model {result.model}, {result.texts} texts", markup=False)
    table = Table("label", "names", "precision", "recall", "F1", box=None, pad_edge=False, header_style="bold")
    for column in table.columns[1:]:
        column.justify = "right"
    for label, score in result.labels.items():
        table.add_row(label, *_cells(score))
    table.add_row("all", *_cells(result.micro), style="bold")
    for label in ("PLACE", "TEMPORAL"):
        if label in result.merged:
            table.add_row(label, *_cells(result.merged[label]))
    table.add_row("all, merged", *_cells(result.merged_micro), style="bold")
    console.print(table)
    for mistake in result.mistakes[:errors]:
        line = f"{mistake.where}: {mistake.kind}: expected {mistake.expected or 'nothing'}"
        console.print(f"{line}, found {mistake.found or 'nothing'}\n    {mistake.context}", markup=False)


def _cells(score: Score) -> list[str]:
    return [f"{score.expected}", f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}"]
