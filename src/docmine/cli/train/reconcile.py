"""`docmine train reconcile`: weights for linking, learned from decided pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def reconcile(
    extracted: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Extracted events, a CSV file.")],
    curated: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Curated events, a CSV file.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="File for the weights, JSON.")],
    truth: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="All pairs that are the same: `event_id`, `curated_id`, CSV."),
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Decided pairs: a workspace's decisions.jsonl.")
    ] = None,
    actors: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Actors and their aliases, a CSV file.")
    ] = None,
    taxonomy: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Kinds of the tables' categories of events, a CSV file."),
    ] = None,
    weights: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Weights used so far, to begin with.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write the weights even if they are no better.")] = False,
) -> None:
    """Learn from decided pairs how much each feature says about your two tables.

    The gain is measured on blocks of time that were held out, and shown. The weights are written only if they do
    better there than those used so far; otherwise the exit code is 1. Use them with `docmine reconcile --weights`.

        docmine train reconcile extracted.csv curated.csv --decisions pipeline/review/decisions.jsonl -o weights.json
    """
    from docmine.export import atomic
    from docmine.reconcile.pairs.engine import Sources
    from docmine.reconcile.pairs.model import as_text
    from docmine.reconcile.pairs.training import FOLDS, learn

    if (truth is None) == (decisions is None):
        raise typer.BadParameter("give either --truth or --decisions")
    sources = Sources(extracted, curated, actors, taxonomy)
    learned = learn(sources, truth=truth, decisions=decisions, prior=weights, name=output.stem)
    typer.echo(
        f"{learned.known:,} decided pairs, {learned.same:,} of them the same; on {FOLDS} blocks of time held out:"
    )
    for name, score in (("before", learned.before), ("learned", learned.after)):
        typer.echo(f"  {name:8} F1 {score.f1:.3f} at {score.threshold:.2f}, log loss {score.log_loss:.4f}")
    if not learned.better and not force:
        typer.echo("no better than before: nothing was written (--force writes it all the same)")
        raise typer.Exit(1)
    with atomic(output) as temporary:
        temporary.write_text(as_text(learned.model), encoding="utf-8")
    typer.echo(f"written  {output}\nnext: docmine reconcile --weights {output} …")
