"""`docmine inspect`: see what was extracted and where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docmine.cli.workspace import OutputOption, WorkspaceOption, settings


def inspect(
    output: OutputOption = Path("output"),
    *,
    workspace: WorkspaceOption = None,
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="Port; 0: any that is free.")] = 8477,
    show: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser window.")] = True,
    static: Annotated[
        Path | None,
        typer.Option(
            "--static", help="Write all views into this one HTML file, to be read anywhere, and end.", dir_okay=False
        ),
    ] = None,
    redact: Annotated[bool, typer.Option("--redact", help="Show ids in the place of names of persons.")] = False,
) -> None:
    """Look at the tables in the browser: each row in its report, on the map, in time; and put right what is wrong.

    The pages come from this machine (127.0.0.1) and are for it alone; nothing is fetched from anywhere else. They can
    be looked at while `docmine run` goes on. What you correct is written to `pipeline/review/decisions.jsonl`, and
    the next run takes it into account. Ctrl-C ends it.

        docmine inspect
        docmine inspect -o output --port 0 --no-browser
        docmine inspect --static report.html --redact
    """
    try:
        from docmine.inspect.serve import serve
    except ImportError as error:
        from docmine.errors import ResourceError

        raise ResourceError(f"`docmine inspect` needs {error.name}", remedy="pip install 'docmine[web]'") from error
    from getpass import getuser

    from docmine.inspect.workspace import Workspace

    seen = Workspace(settings(workspace), output, redact, getuser())
    if static:
        from docmine.inspect.report import write_report

        write_report(seen, static)
        typer.echo(f"written  {static}: open it in any browser; it needs no network")
        return

    def ready(address: str) -> None:
        typer.echo(f"docmine inspect: {address} (Ctrl-C ends it)")
        if show:
            typer.launch(address)

    serve(seen, port, ready)
