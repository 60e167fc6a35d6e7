"""`docmine review actors`: the actors that no list has."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import OutputOption, WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.unlisted import Unlisted

_LONGEST = 240  # characters of a sentence that are shown


def actors(
    output: OutputOption = Path("output"),
    *,
    workspace: WorkspaceOption = None,
    top: Annotated[int, typer.Option(min=0, help="Show the first so many; 0 for all.")] = 30,
    who: Annotated[str, typer.Option(help="Whose decisions they will be: stands in the lines to add.")] = "me",
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
) -> None:
    """List the actors that no list has, the most frequent first, each with the listed actor that it may be.

    Below each stand the first sentence that names it, and the line to add if it is that actor
    (to `pipeline/review/decisions.jsonl`) or another one (to `pipeline/curated/actors.csv`).

        docmine review actors --top 10
    """
    from docmine.store import Store
    from docmine.unlisted import unlisted

    with Store(output, readonly=True) as store:
        found = list(unlisted(store, settings(workspace), top=top, who=who))
    if as_json:
        typer.echo(json.dumps([one.as_dict() for one in found], ensure_ascii=False, indent=1))
        return
    for number, one in enumerate(found, 1):
        _show(number, one)
    if found:
        typer.echo("next: add the lines that are right to the files named, then docmine run")
    else:
        typer.echo("every actor is on a list\nnext: docmine run on more reports")


def _show(number: int, one: Unlisted) -> None:
    from docmine.cli.terminal import console, plain

    def line(text: str, margin: str = "   ") -> None:
        console().print(margin + plain(text), soft_wrap=True)

    country = f", {one.country_iso3}" if one.country_iso3 else ""
    also = f"; also {', '.join(one.aliases)}" if one.aliases else ""
    line(
        f"{number}. {one.name} ({one.type}{country}): {one.n_mentions} mentions, {one.n_documents} documents{also}",
        margin="",
    )
    line(f"{', '.join(one.documents)}: {shorten(one.example, _LONGEST, placeholder=' …')}")
    if one.likeliest:
        line(f"likeliest: {one.likeliest.name} ({one.likeliest.type}), similarity {one.likeliest.similarity:.0f}")
        line(f"if so, in review/decisions.jsonl: {one.decision}")
    line(f"if it is another, in curated/actors.csv: {one.curated}")
