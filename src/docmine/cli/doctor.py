"""`docmine doctor`: what is missing, and how to get it."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from docmine.cli.workspace import OutputOption, WorkspaceOption, settings
from docmine.errors import DocmineError

if TYPE_CHECKING:
    from docmine.config import Config

_EXTRAS = {
    "xlsxwriter": ("XLSX", "pip install 'docmine[xlsx]'"),
    "starlette": ("inspect, serve-reconcile", "pip install 'docmine[web]'"),
}
_ROOM = 500_000_000  # bytes of free disk below which a run may not end


def doctor(output: OutputOption = Path("output"), *, workspace: WorkspaceOption = None) -> None:
    """Check that everything docmine needs is there and works; say how to get what is not.

    docmine doctor
    """
    from importlib.metadata import PackageNotFoundError, version

    broken = 0
    for name, check in _checks(workspace, output):
        try:
            finding, ok = check(), True
        except DocmineError as error:
            finding, ok = str(error), False
        broken += not ok
        typer.secho(f"{'ok  ' if ok else 'FAIL'}  {name}: {finding}", fg=None if ok else typer.colors.RED)
    for package, (what, remedy) in _EXTRAS.items():
        try:
            typer.echo(f"ok    {what}: {package} {version(package)}")
        except PackageNotFoundError:
            typer.echo(f"--    {what}: not installed; if you want it: {remedy}")
    typer.echo("next: docmine run" if not broken else f"{broken} to mend, then docmine run")
    raise typer.Exit(2 if broken else 0)


def _checks(workspace: Path | None, output: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "Python", lambda: f"{platform.python_version()} ({sys.executable})"
    yield "workspace", lambda: _workspace(settings(workspace))
    yield "language model", lambda: _model(settings(workspace))
    yield "gazetteer", lambda: _gazetteer(settings(workspace))
    yield "cleaning rules", lambda: _cleaner(settings(workspace))
    yield "curated tables", lambda: _curated(settings(workspace))
    yield "free disk", lambda: _disk(output)


def _workspace(config: Config) -> str:
    return str(config.folder) if config.folder else "none here, so defaults apply; make one with `docmine init`"


def _model(config: Config) -> str:
    from docmine.models import digest
    from docmine.nlp import load

    return f"{digest(config)}: {', '.join(load(config).pipe_names)}"


def _gazetteer(config: Config) -> str:
    from docmine.cli.gazetteer import prepare_gazetteer
    from docmine.places.gazetteer import default_path

    prepare_gazetteer(config, quiet=False)
    return str(config.places.gazetteer or default_path())


def _cleaner(config: Config) -> str:
    from docmine.clean import Cleaner

    Cleaner.load(config)
    return "can be read"


def _curated(config: Config) -> str:
    from docmine.reconcile import link

    nothing: dict[str, list[dict[str, object]]] = {"events": [], "actors": [], "places": []}
    list(link(nothing, config.path("curated"), config.reconcile, [], sources=config.curated))
    return "can be read"


def _disk(output: Path) -> str:
    folder = next(parent for parent in (output.resolve(), *output.resolve().parents) if parent.exists())
    free = shutil.disk_usage(folder).free
    if free < _ROOM:
        raise DocmineError(f"{free / 1e6:,.0f} MB", where=str(folder), remedy="a run may need more: free some space")
    return f"{free / 1e9:,.0f} GB in {folder}"
