"""`docmine reconcile`: two tables of events side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def reconcile(
    extracted: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Extracted events, a CSV file.")],
    curated: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Curated events, a CSV file.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the tables.")],
    actors: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Actors and their aliases, a CSV file.")
    ] = None,
    taxonomy: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Kinds of the tables' categories of events, a CSV file."),
    ] = None,
    weights: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Weights that `docmine train reconcile` learned.")
    ] = None,
    match: Annotated[
        float, typer.Option(min=0, max=1, help="Probability from which on two rows are said to be the same.")
    ] = 0.9,
    possible: Annotated[
        float, typer.Option(min=0, max=1, help="Probability from which on two rows may be the same.")
    ] = 0.33,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Link any two tables of events: which rows are the same, which are new, where the two disagree.

    The folder then holds `links.csv` (each extracted row with its decision: match, conflict, possible or new),
    `link_features.csv` (why: each feature and what it contributes), `conflicts.csv`, `new_events.csv` and
    `summary.csv`. The two tables are never written to. docs/reconciliation.md lists the columns that are read.

        docmine reconcile extracted.csv curated.csv -o linked
        docmine reconcile extracted.csv curated.csv --actors actors.csv --taxonomy taxonomy.csv -o linked
    """
    from docmine.reconcile.pairs.deciding import Thresholds
    from docmine.reconcile.pairs.engine import Sources
    from docmine.reconcile.pairs.engine import reconcile as link

    if possible > match:
        raise typer.BadParameter("--possible must not be above --match")
    sources = Sources(extracted, curated, actors, taxonomy)
    counts = link(sources, output, Thresholds(match, possible), weights)
    if not quiet:
        for name, count in counts.items():
            typer.echo(f"{count:>9,}  {output / name}.csv")
