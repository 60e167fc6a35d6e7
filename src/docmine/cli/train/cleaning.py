"""`docmine train cleaning`: teach the cleaner which lines are content."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.clean.teach import Course


def cleaning(
    data: Annotated[list[Path], typer.Argument(help="Texts with labelled lines: `.csv`, `.jsonl` or `.jsonl.gz`.")],
    *,
    workspace: WorkspaceOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Weights to write. Default: `pipeline/cleaning/lines.npz`.", dir_okay=False
        ),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin with a new scorer, not with the one in use: for 500 texts and more.")
    ] = False,
    seed: Annotated[int, typer.Option(help="The same seed and texts give the same weights.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Teach the cleaner which lines are content, and which belong to the page.

    Take `output/lines.csv`, keep the rows of some reports, put the column `keep` right (1 or 0) and give it to this
    command; ten reports of a site are a good beginning. Other forms are in docs/cleaning.md.

    A fifth of the reports is held out to test on. The new weights are used from now on if they do better on these;
    if not, nothing changes, and the exit code is 1. Delete `pipeline/cleaning/lines.npz` to go back.

        docmine train cleaning corrected.csv
        docmine train cleaning corpus.jsonl.gz --fresh -o lines.npz
    """
    from docmine.clean import Cleaner, lessons
    from docmine.clean.score import WEIGHTS
    from docmine.clean.teach import AGAIN, FRESH, teach
    from docmine.cli.progress import progress
    from docmine.export import atomic

    config = settings(workspace)
    target = output or config.path("cleaning", WEIGHTS)
    if target is None:
        raise typer.BadParameter("there is no pipeline/ here: go to a workspace, or say where with -o")
    with progress("passes", quiet=quiet or as_json) as advance:
        course = teach(Cleaner.load(config), lessons.read(data), FRESH if fresh else AGAIN, seed=seed, progress=advance)
    if course.is_better:
        target.parent.mkdir(parents=True, exist_ok=True)
        with atomic(target) as temporary:
            temporary.write_bytes(course.cleaner.scorer.to_bytes())
    if as_json:
        typer.echo(json.dumps({**_figures(course), "written": str(target) if course.is_better else None}, indent=1))
    elif not quiet:
        _show(course, target)
    raise typer.Exit(0 if course.is_better else 1)


def _figures(course: Course) -> dict[str, object]:
    counts = {"learned": course.learned, "held_out": course.held_out}
    return {**counts, "before": asdict(course.before), "after": asdict(course.after)}


def _show(course: Course, target: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    console.print(f"learned from {course.learned} texts, tested on {course.held_out} others")
    table = Table("on those", "before", "after", box=None, pad_edge=False, header_style="bold")
    for name, what in (("f1", "F1 of words"), ("removed", "boilerplate removed"), ("lost", "content lost")):
        table.add_row(what, f"{getattr(course.before, name):.3f}", f"{getattr(course.after, name):.3f}")
    console.print(table)
    if course.is_better:
        console.print(f"in use from now on: {target}\nnext: docmine run", markup=False)
    else:
        console.print("no better, so nothing was changed\nnext: label the lines of more reports", markup=False)
