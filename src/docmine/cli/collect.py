"""`docmine collect`: the parts of a cluster run become tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docmine.cli.workspace import OutputOption, WorkspaceOption, settings


def collect(
    parts: Annotated[
        Path, typer.Argument(metavar="PARTS", help="Folder of parts that a cluster run made.", file_okay=False)
    ] = Path("output/parts"),
    output: OutputOption = Path("output"),
    *,
    workspace: WorkspaceOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Make tables of what `docmine run --engine ray` left in parts: `OUTPUT/*.csv` and `OUTPUT/docmine.sqlite`.

    The tables are those that a run on one machine makes. A second call reads only what is new. One that is killed can
    be done again.

        docmine collect
        docmine collect /shared/tables/parts -o tables
    """
    from docmine.cli.progress import progress
    from docmine.cli.summary import tell
    from docmine.cluster import collect as collect_parts

    with progress("parts", quiet=quiet or as_json) as advance:
        summary = collect_parts(parts, output, settings(workspace), progress=advance)
    tell(summary, output, quiet=quiet, as_json=as_json)
