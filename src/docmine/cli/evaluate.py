"""`docmine evaluate`: how well names, role fillers and types of event are found."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.figures import between, console, numbers, show_mistakes, style
from docmine.cli.fillers import show_fillers
from docmine.cli.workspace import ModelOption, PatternsOption, WorkspaceOption, settings

if TYPE_CHECKING:
    from rich.table import Table

    from docmine.evaluate import Evaluation
    from docmine.scores import Tally


class Scored(StrEnum):
    """What is scored."""

    names = "names"
    conflict = "conflict"
    events = "events"


def evaluate(
    data: Annotated[
        list[Path] | None,
        typer.Argument(help="Labelled sentences. Default: what is held out of `pipeline/training/`."),
    ] = None,
    *,
    workspace: WorkspaceOption = None,
    model: ModelOption = None,
    layer: Annotated[
        Scored,
        typer.Option(
            "--layer", help="Names, the longer phrases of the conflict layer, or events: role fillers and types."
        ),
    ] = Scored.names,
    no_patterns: PatternsOption = False,
    tables: Annotated[
        Path, typer.Option("--tables", help="Tables that decisions about events are about.", file_okay=False)
    ] = Path("output"),
    errors: Annotated[
        int | None, typer.Option("--errors", "-e", min=0, help="Show the first so many errors, with their sentences.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print scores, confusions and errors as JSON.")] = False,
) -> None:
    """Score the names that model and patterns find against labelled sentences, or events against texts.

    A name counts as found when its first and last letter and its label are right. PLACE joins GPE, LOC
    and FAC; TEMPORAL joins DATE and TIME. Labels that the sentences never use are left out.

    Beside each F1 stands the range in which it would lie, 95 times in 100, with other documents of the
    same kind. A wide range says: label more sentences before you trust the figure.

    Of events, with `--layer events`, up to three tables: each role, by its fillers in each text; each type of event
    that the texts say they report; each type that people gave to an event in `pipeline/review/decisions.jsonl`.

    Sentences that the model has learned from flatter it: give it others.

        docmine evaluate
        docmine evaluate held-out.jsonl --errors 20
        docmine evaluate held-out.jsonl --model shipped --no-patterns
        docmine evaluate texts.jsonl --layer events --errors 20
    """
    from docmine.evaluate import evaluate as judge
    from docmine.models import choose

    config = settings(workspace)
    config = choose(config, model) if model else config
    if layer is Scored.events:
        show_fillers(config, data or [], tables, errors=errors, as_json=as_json)
        return
    result = judge(
        config, data or [], layer="conflict" if layer is Scored.conflict else "names", with_patterns=not no_patterns
    )
    if as_json:
        typer.echo(json.dumps(_plain(result, errors), ensure_ascii=False, indent=1))
    else:
        _show(result, errors or 0)


def _plain(result: Evaluation, errors: int | None) -> dict[str, object]:
    plain = result.as_dict()
    return {**plain, "errors": plain["errors"][:errors]}


def _show(result: Evaluation, errors: int) -> None:
    from docmine.significance import RESAMPLES

    to = console()
    to.print(f"model {result.model}, {result.texts} sentences of {result.documents} documents", markup=False)
    to.print(_figures(result.exact))
    if result.joined.names != result.exact.names:
        to.print("\nGPE, LOC and FAC as PLACE, DATE and TIME as TEMPORAL")
        to.print(_figures(result.joined))
    if result.documents > 1:
        to.print(f"\nranges: 95 % of {RESAMPLES} draws of {result.documents} documents")
    to.print("\nexpected (rows), and what was found in its place (columns)")
    to.print(_confusions(result.confusion))
    show_mistakes(to, result.mistakes[:errors])
    if (left := len(result.mistakes) - errors) > 0:
        to.print(f"{left} {'more ' if errors else ''}errors to read: --errors {len(result.mistakes)}")


def _figures(view: Tally) -> Table:
    from docmine.significance import estimates

    table = numbers("label", "names", "precision", "recall", "F1", "95 %")
    scores = {**view.labels, "micro": view.micro}
    for label, row in estimates(view).items():
        expected = f"{scores[label].expected}" if label in scores else ""
        values = (f"{item.value:.3f}" for item in row.values())
        table.add_row(label, expected, *values, between(row["f1"].interval), style=style(label))
    return table


def _confusions(confusion: dict[str, dict[str, int]]) -> Table:
    from docmine.scores import NOTHING

    labels = sorted({*confusion, *(label for row in confusion.values() for label in row)} - {NOTHING})
    table = numbers("", *labels, NOTHING)
    for gold in (*labels, NOTHING):
        row = confusion.get(gold, {})
        table.add_row(gold, *(str(row.get(label) or "·") for label in (*labels, NOTHING)))
    return table
