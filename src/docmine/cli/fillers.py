"""`docmine evaluate --layer events`: role fillers against those that people found in the same texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from docmine.cli.figures import console, numbers, style
from docmine.cli.terminal import plain

if TYPE_CHECKING:
    from docmine.config import Config
    from docmine.fillers_course import Evaluation


def show_fillers(config: Config, data: Sequence[Path], *, errors: int | None, as_json: bool) -> None:
    """Print precision, recall and F1 of each role, and the first errors.

    Raises:
        ResourceError: there are no texts with role fillers, or they are malformed.
        ModelError: the model finds no role fillers.
        AnnotateError: the pipeline fails on a text.
    """
    from docmine.fillers_course import evaluate, lessons_of

    result = evaluate(config, lessons_of(config, data))
    if as_json:
        typer.echo(json.dumps(_plain(result, errors), ensure_ascii=False, indent=1))
    else:
        _show(result, errors or 0)


def _plain(result: Evaluation, errors: int | None) -> dict[str, object]:
    scores = {
        role: {
            **asdict(score),
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "f1": round(score.f1, 4),
        }
        for role, score in result.scores.items()
    }
    return {"texts": result.texts, "roles": scores, "errors": [asdict(one) for one in result.mistakes[:errors]]}


def _show(result: Evaluation, errors: int) -> None:
    to = console()
    to.print(f"{result.texts} texts; entities of each, one to one", markup=False)
    table = numbers("role", "expected", "found", "precision", "recall", "F1")
    for role, score in result.scores.items():
        figures = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
        table.add_row(role, str(score.expected), str(score.found), *figures, style=style(role))
    to.print(table)
    for one in result.mistakes[:errors]:
        told = plain(f"{one.document}  {one.role}  {'missed' if one.missed else 'wrong'}: {one.text}")
        to.print(told, markup=False)
    if (left := len(result.mistakes) - errors) > 0:
        to.print(f"{left} {'more ' if errors else ''}errors to read: --errors {len(result.mistakes)}", markup=False)
