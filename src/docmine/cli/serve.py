"""`docmine serve-reconcile`: actors, places and curated events for OpenRefine and other programs of this computer."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from docmine.cli.gazetteer import prepare_gazetteer
from docmine.cli.workspace import WorkspaceOption, settings

_ORIGIN = re.compile(r"\*|https?://[^/\s]+")


def _origins(given: list[str] | None) -> list[str]:
    """Return the web sites as browsers name them: scheme and host, without a path."""
    for site in given or []:
        if not _ORIGIN.fullmatch(site):
            raise typer.BadParameter(f"{site!r} is no web site; write https://example.org, or *")
    return given or []


def serve_reconcile(
    *,
    port: Annotated[int, typer.Option("--port", help="Port on 127.0.0.1.", min=1, max=65_535)] = 8000,
    origin: Annotated[
        list[str] | None,
        typer.Option(
            "--origin",
            callback=_origins,
            help="A web site that may read the answers too, such as https://example.org; * for all sites.",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Serve known actors, places and curated events to OpenRefine, until Ctrl-C.

    By the Reconciliation Service API 0.2, to programs of this computer only; nothing is written. Give OpenRefine one
    of the addresses that are printed.

        docmine serve-reconcile --port 8000
    """
    from docmine.errors import ResourceError
    from docmine.places.gazetteer import open_gazetteer
    from docmine.service.build import services

    try:
        from docmine.service.server import serve
    except ModuleNotFoundError as error:
        raise ResourceError(f"serving needs {error.name}", remedy="pip install 'docmine[web]'") from error

    config = settings(workspace)
    prepare_gazetteer(config, quiet=False)
    gazetteer = open_gazetteer(config.places.gazetteer, additions=config.path("gazetteer"))
    try:
        found = services(config, gazetteer)
        serve(found, port, origin or (), lambda address: _tell(address, list(found)))
    finally:
        gazetteer.close()


def _tell(address: str, names: list[str]) -> None:
    for name in names:
        typer.echo(f"{name:8} {address}/{name}")
    typer.echo("in OpenRefine: Reconcile, Start reconciling, Add standard service; Ctrl-C ends it")
