"""`docmine run`: the main job."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from docmine.cli.workspace import OutputOption, WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.config import Config
    from docmine.plan import Mode


class EngineName(StrEnum):
    """What `[run] engine` may be, for the command line, which must not import the settings before a command runs."""

    local = "local"
    ray = "ray"


def run(
    raw: Annotated[
        str, typer.Argument(metavar="RAW", help="Folder of reports (to any depth), one file, or the URL of either.")
    ] = "raw",
    output: OutputOption = Path("output"),
    *,
    workspace: WorkspaceOption = None,
    workers: Annotated[int | None, typer.Option(min=0, help="Processes; 0 means one for each core.")] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Work again on reports that failed before.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Work again on every report.")] = False,
    engine: Annotated[EngineName | None, typer.Option(help="This machine's processes, or a Ray cluster.")] = None,
    address: Annotated[
        str | None, typer.Option(help="Of a Ray cluster that runs. Default: a cluster of this machine alone.")
    ] = None,
    collected: Annotated[
        bool,
        typer.Option("--collect/--no-collect", help="With Ray: make tables of the parts, or leave them as they are."),
    ] = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Turn a folder of reports into tables: `OUTPUT/*.csv` and `OUTPUT/docmine.sqlite`.

    Reads .txt .md .html .htm .xhtml .pdf .jsonl and .jsonl.gz. What you know of the sources goes
    into `RAW/sources.csv` (file,url,publisher,title,published,language). `RAW` is never written to.

    A second run works only on what is new or changed, or on everything when the settings or the
    model changed. A run that is stopped, or killed, goes on where it was when you run it again.

    With `--engine ray` the reports become Parquet parts in `OUTPUT/parts`, and then tables. docs/scale.md says how to
    run on a cluster.

        docmine run
        docmine run ~/archive/2016 -o tables --workers 4
        docmine run s3://archive/2016 --engine ray --address 10.0.0.5:6379
    """
    from docmine.cli.gazetteer import prepare_gazetteer
    from docmine.cli.progress import progress
    from docmine.cli.summary import tell
    from docmine.cli.terminal import STOPPED
    from docmine.read import raw_folder
    from docmine.runner import make_parts
    from docmine.runner import run as run_job

    config = _with_options(settings(workspace), workers=workers, engine=engine, address=address)
    if not collected and config.run.engine == "local":
        raise typer.BadParameter("only a run with `--engine ray` makes parts", param_hint="--no-collect")
    prepare_gazetteer(config, quiet=quiet or as_json)
    mode: Mode = "all" if everything else "retry" if retry else "new"
    try:
        with progress("reports", quiet=quiet or as_json) as advance:
            if not collected:
                make_parts(raw_folder(raw), output, config, progress=advance, mode=mode)
                raise typer.Exit
            summary = run_job(raw_folder(raw), output, config, progress=advance, mode=mode)
    except KeyboardInterrupt:
        typer.echo("stopped; what is done is kept, and `docmine run` goes on from here", err=True)
        raise typer.Exit(STOPPED) from None
    tell(summary, output, quiet=quiet, as_json=as_json)


def _with_options(config: Config, **options: Any) -> Config:  # noqa: ANN401 - values of several keys
    """Return the settings with what was said on the command line in `[run]`."""
    given = {name: value for name, value in options.items() if value is not None}
    return config.model_copy(update={"run": config.run.model_copy(update=given)})
