"""`docmine train events`: teach docmine who does what in the violence that reports tell of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from docmine.cli.terminal import plain
from docmine.cli.train.types import Trained, train_types
from docmine.cli.workspace import WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.corrections import Taught
    from docmine.events.fillers.measure import Score
    from docmine.fillers_course import Course


def events(
    data: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Texts with role fillers: `.jsonl` or `.jsonl.gz`, in the form of MUC-4. "
            "Default: those in `pipeline/training/events/`."
        ),
    ] = None,
    *,
    workspace: WorkspaceOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Weights to write. Default: `pipeline/events/fillers.npz`.", dir_okay=False
        ),
    ] = None,
    tables: Annotated[Path, typer.Option("--tables", help="Tables that decisions are about.", file_okay=False)] = Path(
        "output"
    ),
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin with new networks, not with those in use: for 500 texts and more.")
    ] = False,
    seed: Annotated[int, typer.Option(help="The same seed and texts give the same weights.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Teach docmine which phrases are perpetrators, organisations, things hit, victims and weapons, and types of event.

    A line is a text and its fillers by role, each entity with all of its names:
    `{"id": …, "text": …, "role_fillers": {"PerpInd": [["gunmen", "armed men"]], "Victim": [["Ana Lopez"]]}}`.
    Texts without any fillers teach what reports no violence. What people decided about events in
    `pipeline/review/decisions.jsonl` is learned too: sources, targets and weapons put right, events struck out.

    A fifth of the texts is held out to test on. The new weights are used from now on if they do better on these;
    if not, nothing changes, and the exit code is 1. Delete `pipeline/events/fillers.npz` to go back.

    Types that people put right teach which of the types that a word allows an event has. They go to
    `pipeline/events/choice.json` if more of these decisions, each kept from what judges it, are then met.

        docmine train events corrected.jsonl
        docmine train events corpus.jsonl.gz --fresh -o fillers.npz
    """
    from docmine.cli.progress import progress
    from docmine.corrections import taught
    from docmine.events.fillers.model import WEIGHTS
    from docmine.export import atomic
    from docmine.fillers_course import are_enough, files_of, lessons_of, teach

    config = settings(workspace)
    target = output or config.path("events", WEIGHTS)
    if target is None:
        raise typer.BadParameter("there is no pipeline/ here: go to a workspace, or say where with -o")
    decided = taught(config, tables)
    for problem in decided.problems:
        typer.echo(f"left out: {plain(str(problem))}", err=True)
    types = train_types(config, tables)
    if types is not None and not files_of(config, data or ()) and not are_enough(decided.lessons):
        _end_with_types(types, quiet=quiet, as_json=as_json)
    lessons = lessons_of(config, data or (), decided.lessons)
    with progress("steps", quiet=quiet or as_json) as advance:
        course = teach(config, lessons, fresh=fresh, seed=seed, progress=advance)
    if course.is_better:
        target.parent.mkdir(parents=True, exist_ok=True)
        with atomic(target) as temporary:
            temporary.write_bytes(course.fillers.to_bytes())
    if as_json:
        written = str(target) if course.is_better else None
        told = {**_figures(course, decided), "written": written, "types": types.figures() if types else None}
        typer.echo(json.dumps(told, indent=1))
    elif not quiet:
        _show(course, decided, target)
        typer.echo(plain(types.line()) if types else "types of event: no decision to learn from")
    raise typer.Exit(0 if course.is_better or (types and types.written) else 1)


def _end_with_types(types: Trained, *, quiet: bool, as_json: bool) -> NoReturn:
    """Tell of a training of types alone, where there are too few texts for role fillers, and end."""
    if as_json:
        typer.echo(json.dumps({"types": types.figures()}, indent=1))
    elif not quiet:
        typer.echo(plain(types.line()))
        typer.echo("role fillers: too few texts, so nothing was changed")
    raise typer.Exit(0 if types.written else 1)


def _figures(course: Course, decided: Taught) -> dict[str, object]:
    sides = {name: {role: _plain(score) for role, score in side.items()} for name, side in course.sides.items()}
    decisions = {"used": decided.used, "left_out": len(decided.problems), "texts": len(decided.lessons)}
    return {"learned": course.learned, "held_out": course.held_out, "decisions": decisions, **sides}


def _plain(score: Score) -> dict[str, float]:
    figures = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return {name: round(value, 4) for name, value in figures.items()}


def _show(course: Course, decided: Taught, target: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    console.print(f"learned from {course.learned} texts, tested on {course.held_out} others")
    if decided.used or decided.problems:
        told = f"{decided.used} used, in {len(decided.lessons)} of these texts; {len(decided.problems)} left out"
        console.print(f"decisions about events: {told}")
    table = Table("F1 on those", "before", "after", box=None, pad_edge=False, header_style="bold")
    for role, before in course.before.items():
        table.add_row(role, f"{before.f1:.3f}", f"{course.after[role].f1:.3f}")
    console.print(table)
    if course.is_better:
        console.print(f"in use from now on: {target}\nnext: docmine run", markup=False)
    else:
        console.print("no better, so nothing was changed\nnext: give it more texts", markup=False)
