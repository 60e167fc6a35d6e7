"""`docmine promote`: which model a run uses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from docmine.cli.figures import console, numbers
from docmine.cli.workspace import WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.config import Config
    from docmine.floors import Floors
    from docmine.promote import Promotion, Verdict


def promote(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="`shipped`, or a folder in `pipeline/models/`.")
    ] = None,
    *,
    workspace: WorkspaceOption = None,
    rollback: Annotated[bool, typer.Option("--rollback", help="Go back to the model that was in use before.")] = False,
    set_floors: Annotated[
        bool, typer.Option("--set-floors", help="Write `pipeline/floors.json` from the model in use.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Use the model whatever speaks against it.")] = False,
    reason: Annotated[str | None, typer.Option(help="Why it is forced; it is kept in the history.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
) -> None:
    """Use a model from the next run on, if it is good enough; or go back to the former one.

    The model is judged on the held-out part of `pipeline/training/`, without your patterns. It is
    refused, with exit code 1, if it does worse there than the model in use, if it falls below
    `pipeline/floors.json`, or if the sentences are not those on which the floors were set.

        docmine promote kessen-2024
        docmine promote kessen-2024 --force --reason "GPE and LOC were labelled anew"
        docmine promote --rollback
        docmine promote --set-floors
    """
    if sum((name is not None, rollback, set_floors)) != 1:
        raise typer.BadParameter("give a model's name, or --rollback, or --set-floors: one of the three")
    if force != bool(reason) or (force and name is None):
        raise typer.BadParameter("--force and --reason go together, and with a model's name")
    config = settings(workspace)
    if set_floors:
        _set_floors(config, as_json=as_json)
    elif rollback:
        _roll_back(config, as_json=as_json)
    elif name:
        _promote(config, name, reason, as_json=as_json)


def _promote(config: Config, name: str, reason: str | None, *, as_json: bool) -> None:
    from docmine.promote import apply, judge

    verdict = judge(config, name)
    done = apply(config, verdict, force_reason=reason) if reason or not verdict.reasons else None
    if as_json:
        _print_json(_plain(verdict, done))
    else:
        _show(verdict, done)
    raise typer.Exit(0 if done else 1)


def _show(verdict: Verdict, done: Promotion | None) -> None:
    to = console()
    for layer, after in verdict.after.items():
        before = verdict.before[layer]
        to.print(f"{layer}: {after.texts} held-out sentences of {after.documents} documents")
        table = numbers("label", "names", f"F1 of {verdict.former}", f"F1 of {verdict.name}")
        rows = [*((label, before.labels[label], score) for label, score in after.labels.items())]
        for label, old, new in [*rows, ("micro", before.micro, after.micro)]:
            table.add_row(label, f"{new.expected}", f"{old.f1:.3f}", f"{new.f1:.3f}")
        to.print(table)
    for reason in verdict.reasons:
        to.print(f"against it: {reason}", markup=False)
    if done:
        forced = f", forced: {done.forced}" if done.forced else ""
        to.print(f"{done.name} is in use from now on, in place of {done.former}{forced}", markup=False)
        to.print("next: docmine run; to go back: docmine promote --rollback")
    else:
        to.print(f"{verdict.name} is not promoted; {verdict.former} stays in use", markup=False)
        to.print(f'next: docmine compare {verdict.name}, or add --force --reason "…"', markup=False)


def _roll_back(config: Config, *, as_json: bool) -> None:
    from docmine.promote import rollback

    done = rollback(config)
    if as_json:
        _print_json({"name": done.name, "former": done.former})
    else:
        typer.echo(f"{done.name} is in use again, in place of {done.former}\nnext: docmine run")


def _set_floors(config: Config, *, as_json: bool) -> None:
    from docmine.promote import set_floors

    floors = set_floors(config)
    if as_json:
        _print_json(floors.model_dump())
    else:
        _show_floors(config, floors)


def _show_floors(config: Config, floors: Floors) -> None:
    for layer in (floors.names, floors.conflict):
        if layer.micro is not None:
            typer.echo(
                f"F1 of all labels: {layer.micro:.3f} or more, and at most {layer.max_drop} below the model in use"
            )
        for label, floor in layer.labels.items():
            typer.echo(f"F1 of {label}: {floor:.3f} or more")
    typer.echo(f"written: {config.path('floors.json')}\nnext: docmine train")


def _plain(verdict: Verdict, done: Promotion | None) -> dict[str, Any]:
    return {
        "name": verdict.name,
        "former": verdict.former,
        "promoted": done is not None,
        "reasons": list(verdict.reasons),
        "forced": done.forced if done else "",
        "before": {layer: found.as_dict() for layer, found in verdict.before.items()},
        "after": {layer: found.as_dict() for layer, found in verdict.after.items()},
    }


def _print_json(value: Any) -> None:  # noqa: ANN401  whatever json takes
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))
