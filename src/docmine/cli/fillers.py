"""`docmine evaluate --layer events`: role fillers and types of event against what people found in the same texts."""

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
    from rich.console import Console

    from docmine.config import Config
    from docmine.events.fillers.measure import Score
    from docmine.fillers_course import Evaluation
    from docmine.types_course import TypesEvaluation


def show_fillers(config: Config, data: Sequence[Path], tables: Path, *, errors: int | None, as_json: bool) -> None:
    """Print precision, recall and F1 of each role and of each type of event, and the first errors of both.

    Types that people put right in the tables of a run are scored, too, and alone where there are no texts.

    Raises:
        ResourceError: there are neither texts with role fillers nor such decisions, or they are malformed.
        StoreError: there are decisions, but no tables that they could be about.
        ModelError: the model finds no role fillers.
        AnnotateError: the pipeline fails on a text.
    """
    from docmine.corrections import corrected
    from docmine.fillers_course import evaluate, files_of, lessons_of
    from docmine.types_course import evaluate as judge

    decided = corrected(config, tables)
    for problem in decided.problems:
        typer.echo(f"left out: {plain(str(problem))}", err=True)
    types = judge(config, decided.lessons) if decided.lessons else None
    alone = types is not None and not files_of(config, data)
    result = None if alone else evaluate(config, lessons_of(config, data))
    if as_json:
        told = {**(_plain(result, errors) if result else {}), **(_decided(types, errors) if types else {})}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    if result:
        _show(result, errors or 0)
    if types:
        _show_decided(types, errors or 0)


def _decided(types: TypesEvaluation, errors: int | None) -> dict[str, object]:
    return {
        "decided_types": _figures(types.scores),
        "decided_type_errors": [asdict(one) for one in types.mistakes[:errors]],
    }


def _show_decided(types: TypesEvaluation, errors: int) -> None:
    to = console()
    to.print(f"\n{types.decisions} events whose type people put right, each by its sentence alone", markup=False)
    _table(to, "type", types.scores)
    _errors(to, [(one.document, one.type, one.missed, one.text) for one in types.mistakes], errors)


def _plain(result: Evaluation, errors: int | None) -> dict[str, object]:
    return {
        "texts": result.texts,
        "roles": _figures(result.scores),
        "errors": [asdict(one) for one in result.mistakes[:errors]],
        "typed_texts": result.types.texts,
        "types": _figures(result.types.scores),
        "type_errors": [asdict(one) for one in result.types.mistakes[:errors]],
    }


def _figures(scores: dict[str, Score]) -> dict[str, dict[str, float]]:
    return {
        name: {
            **asdict(score),
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "f1": round(score.f1, 4),
        }
        for name, score in scores.items()
    }


def _show(result: Evaluation, errors: int) -> None:
    to = console()
    to.print(f"{result.texts} texts; entities of each, one to one", markup=False)
    _table(to, "role", result.scores)
    wrong = [(one.document, one.role, one.missed, one.text) for one in result.mistakes]
    _errors(to, wrong, errors)
    if not result.types.texts:
        to.print("\ntypes of event: no text says which it reports; see docs/retraining.md", markup=False)
        return
    to.print(f"\n{result.types.texts} texts that say which types of event they report, each type once", markup=False)
    _table(to, "type", result.types.scores)
    _errors(to, [(one.document, one.type, one.missed, one.text) for one in result.types.mistakes], errors)


def _table(to: Console, name: str, scores: dict[str, Score]) -> None:
    table = numbers(name, "expected", "found", "precision", "recall", "F1")
    for label, score in scores.items():
        figures = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
        table.add_row(plain(label), str(score.expected), str(score.found), *figures, style=style(label))
    to.print(table)


def _errors(to: Console, wrong: Sequence[tuple[str, str, bool, str]], errors: int) -> None:
    """Print the first of what is wrong: document, role or type, whether it was missed, the words."""
    for document, label, missed, text in wrong[:errors]:
        told = f"{document}  {label}  {'missed' if missed else 'wrong'}" + (f": {text}" if text else "")
        to.print(plain(told), markup=False)
    if (left := len(wrong) - errors) > 0:
        to.print(f"{left} {'more ' if errors else ''}errors to read: --errors {len(wrong)}", markup=False)
