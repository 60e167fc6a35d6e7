"""`docmine compare`: two models side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.figures import between, console, numbers, show_mistakes, style
from docmine.cli.workspace import LayerName, LayerOption, PatternsOption, WorkspaceOption, settings

if TYPE_CHECKING:
    from rich.table import Table

    from docmine.compare import Comparison, Sentence

_ALPHA = 0.05  # a p below it is called a difference


def compare(
    first: Annotated[str | None, typer.Argument(metavar="A", help="A model. Default: the one in use.")] = None,
    second: Annotated[
        str | None, typer.Argument(metavar="B", help="Another. Default: the newest that is not in use.")
    ] = None,
    data: Annotated[
        list[Path] | None,
        typer.Argument(help="Labelled sentences. Default: what is held out of `pipeline/training/`."),
    ] = None,
    *,
    workspace: WorkspaceOption = None,
    layer: LayerOption = LayerName.names,
    no_patterns: PatternsOption = False,
    errors: Annotated[
        int, typer.Option("--errors", "-e", min=0, help="Show the first so many sentences that only one gets right.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Compare two models on the same labelled sentences, and say whether chance explains the difference.

    A and B are `shipped`, folders in `pipeline/models/`, other folders, or spaCy packages. With A alone,
    it is compared with the model in use.

    p is the share of cases in which the difference would be at least as large if the two were equally
    good. Below 0.05 it is called a difference; above, label more sentences before you believe in it.

        docmine compare
        docmine compare kessen-2024
        docmine compare shipped kessen-2024 held-out.jsonl --errors 10
    """
    from docmine.compare import compare as judge

    if first and not second:
        first, second = None, first
    result = judge(settings(workspace), first, second, data or [], layer=layer.value, with_patterns=not no_patterns)
    if as_json:
        typer.echo(json.dumps(result.as_dict(), ensure_ascii=False, indent=1))
    else:
        _show(result, errors)


def _show(result: Comparison, errors: int) -> None:
    from docmine.significance import RESAMPLES

    to = console()
    one, other = result.names
    to.print(f"A: {one} ({result.first.model})\nB: {other} ({result.second.model})", markup=False)
    to.print(f"{result.first.texts} sentences of {result.first.documents} documents")
    to.print(_figures(result, merged=False))
    if result.first.joined.names != result.first.exact.names:
        to.print("\nGPE, LOC and FAC as PLACE, DATE and TIME as TEMPORAL")
        to.print(_figures(result, merged=True))
    to.print(f"\nranges and p: {RESAMPLES} draws of whole documents (approximate randomisation)")
    for letter, sentences in (("A", result.only_first), ("B", result.only_second)):
        _show_sentences(letter, sentences, errors)
    to.print(_verdict(result), markup=False)


def _show_sentences(letter: str, sentences: tuple[Sentence, ...], errors: int) -> None:
    to = console()
    to.print(f"\nonly {letter} gets right: {len(sentences)} sentences" + (", --errors N shows them" * (not errors)))
    for sentence in sentences[:errors]:
        show_mistakes(to, sentence.mistakes)


def _figures(result: Comparison, *, merged: bool) -> Table:
    from docmine.significance import figures

    table = numbers("label", "names", "F1 of A", "F1 of B", "B - A", "95 %", "p")
    one, other = (view.joined if merged else view.exact for view in (result.first, result.second))
    values = [figures(view.counts.sum(axis=0))[:, -1] for view in (one, other)]
    names = {**one.labels, "micro": one.micro}
    for row, (label, item) in enumerate(result.differences(merged=merged).items()):
        expected = f"{names[label].expected}" if label in names else ""
        f1 = (f"{value[row]:.3f}" for value in values)
        table.add_row(
            label, expected, *f1, f"{item.value:+.3f}", between(item.interval, "+"), f"{item.p:.3f}", style=style(label)
        )
    return table


def _verdict(result: Comparison) -> str:
    micro = result.differences()["micro"]
    if micro.p >= _ALPHA:
        return f"\nno difference that chance does not explain (p = {micro.p:.3f})\nnext: label more sentences"
    if micro.value < 0:
        return f"\nA does better (p = {micro.p:.3f}): {result.names[0]}"
    return f"\nB does better (p = {micro.p:.3f})\nnext: docmine promote {result.names[1]}"
