"""`docmine reconcile`: two tables of events side by side, and what is understood of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from docmine.cli.workspace import WorkspaceOption, settings


class Engine(StrEnum):
    """Who judges pairs."""

    docmine = "docmine"
    splink = "splink"


def reconcile(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="EXTRACTED CURATED",
            exists=True,
            help="Two tables of events: CSV, also gzipped, XLSX or Parquet; the first may be the folder of parts of a "
            "cluster run. With `--check`, any number of tables.",
        ),
    ],
    *,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder for the tables.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Link nothing; show what is understood of the tables, and all problems.")
    ] = False,
    table: Annotated[
        str | None,
        typer.Option("--table", "-t", help="With `--check`: events, actors or places. Default: as the header says."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With `--check`: print it as JSON.")] = False,
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
    engine: Annotated[
        Engine,
        typer.Option(help="Who judges pairs: docmine's weights, or a model that Splink learns from the tables alone."),
    ] = Engine.docmine,
    charts: Annotated[
        bool,
        typer.Option("--charts", help="With `--engine splink`: write its charts too, as a page for a browser."),
    ] = False,
    decisions: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Verdicts on pairs, such as pipeline/review/decisions.jsonl."),
    ] = None,
    automatic: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Probability from which on nobody need look at a match. Default: settings."),
    ] = None,
    match: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Probability from which on two rows are a match. Default: settings."),
    ] = None,
    possible: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Probability from which on two rows may be the same. Default: settings."),
    ] = None,
    workspace: WorkspaceOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Link any two tables of events: which rows are the same, which are new, where the two disagree.

    The folder then holds `links.csv` (each extracted row with its decision: match, conflict, possible or new),
    `link_features.csv` (why: each feature and what it contributes), `conflicts.csv`, `new_events.csv` and
    `summary.csv`. The two tables are never written to. docs/reconciliation.md lists the layouts that are read.

    With `--check` nothing is linked and nothing written: it shows the layout of each table, its columns, three rows,
    and all that is wrong. Where the header is not known, it prints the beginning of a mapping for
    `pipeline/docmine.toml`. The exit code is 1 when a table has problems.

        docmine reconcile extracted.csv curated.csv -o linked
        docmine reconcile extracted.csv curated.csv --actors actors.csv --taxonomy taxonomy.csv -o linked
        docmine reconcile --check pipeline/curated/events.csv
    """
    folders = [path for path in files if path.is_dir()]
    if folders and (check or folders != files[:1]):
        raise typer.BadParameter(f"{folders[-1]} is a folder; only EXTRACTED may be one, and not with --check")
    if check:
        raise typer.Exit(_check(files, table, workspace, as_json=as_json))
    from docmine.reconcile.pairs.deciding import Thresholds
    from docmine.reconcile.pairs.engine import Sources
    from docmine.reconcile.pairs.engine import reconcile as link

    if len(files) != 2:
        raise typer.BadParameter("give two tables, EXTRACTED and CURATED", param_hint="EXTRACTED CURATED")
    if output is None:
        raise typer.BadParameter("say where the tables are to go", param_hint="--output")
    if charts and engine is not Engine.splink:
        raise typer.BadParameter("are of what Splink learned; add --engine splink", param_hint="--charts")
    config = settings(workspace)
    given = {"automatic": automatic, "match": match, "possible": possible}
    thresholds = replace(
        Thresholds.of(config.reconcile), **{name: value for name, value in given.items() if value is not None}
    )
    if not thresholds.possible <= thresholds.match <= thresholds.automatic:
        values = f"they are {thresholds.possible:g}, {thresholds.match:g} and {thresholds.automatic:g}"
        raise typer.BadParameter(f"--possible must not be above --match, nor --match above --automatic; {values}")
    extracted, curated = files
    actors = actors or _kept(config.path("curated", "actors.csv"))
    taxonomy = taxonomy or _kept(config.path("curated", "taxonomy.csv"))
    with _table(extracted) as events:
        sources = Sources(events, curated, actors, taxonomy, config.curated, decisions)
        tell = _silent if quiet else _tell
        counts = link(sources, output, thresholds, weights, tell, engine=engine.value, charts=charts)
    if not quiet:
        for name, count in counts.items():
            typer.echo(f"{count:>9,}  {output / name}.csv")
        if charts:
            typer.echo(f"   charts  {output / 'splink_charts.html'}")
        typer.echo(_told(output / "summary.csv"))


def _told(summary: Path) -> str:
    """Return in a line what became of the extracted rows."""
    from docmine.reconcile.pairs.output import DECIDED
    from docmine.resources import read_csv

    figures = {row["measure"]: row["value"] for row in read_csv(summary) if not row["month"]}
    rows, review, *decided = (
        f"{float(figures[name]):,.0f}"
        for name in ("extracted rows", "rows to review", *(f"rows {name}" for name in DECIDED))
    )
    parts = ", ".join(f"{count} {name}" for count, name in zip(decided, DECIDED, strict=True))
    return f"of {rows} extracted rows: {parts}; {review} to review, as `to_review` in links.csv says"


@contextmanager
def _table(extracted: Path) -> Iterator[Path]:
    """Give the table of events that a path names; the parts of a cluster run become one for as long as it is used."""
    if not extracted.is_dir():
        yield extracted
        return
    from docmine.parts.unpacked import unpack

    with TemporaryDirectory() as folder:
        yield unpack(extracted, Path(folder))


def _kept(path: Path | None) -> Path | None:
    return path if path and path.is_file() else None


def _silent(_: str) -> None:
    """Say nothing."""


def _tell(text: str) -> None:
    typer.echo(text, err=True)


def _check(files: list[Path], table: str | None, workspace: Path | None, *, as_json: bool) -> int:
    """Show what is understood of the tables; return the exit code."""
    from docmine.cli.understood import record, show
    from docmine.reconcile.check import understand
    from docmine.reconcile.curated import TABLES
    from docmine.reconcile.taxonomy import load

    if table not in (None, *TABLES):
        raise typer.BadParameter(f"tables are {', '.join(sorted(TABLES))}", param_hint="--table")
    config = settings(workspace)
    taxonomy = load(config.path("curated", "taxonomy.csv"))
    found = [understand(path, taxonomy, config.curated, table) for path in files]
    if as_json:
        typer.echo(json.dumps([record(one) for one in found], ensure_ascii=False, indent=1))
    for one in () if as_json else found:
        show(one)
    return int(any(one.problems for one in found))
