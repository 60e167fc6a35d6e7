"""The `docmine` command: a file per command, each thin, with heavy imports inside the functions."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from docmine.cli import (
    annotate,
    clean,
    collect,
    compare,
    doctor,
    evaluate,
    export,
    gazetteer,
    init,
    inspect,
    patterns,
    promote,
    reconcile,
    review,
    run,
    serve,
    status,
    train,
)
from docmine.cli.terminal import STOPPED, plain_lines
from docmine.errors import DocmineError

COMMANDS = (
    init.init,
    run.run,
    collect.collect,
    status.status,
    inspect.inspect,
    export.export,
    clean.clean,
    annotate.annotate,
    gazetteer.app,
    reconcile.reconcile,
    review.app,
    serve.serve_reconcile,
    patterns.app,
    train.app,
    evaluate.evaluate,
    compare.compare,
    promote.promote,
    doctor.doctor,
)
"""Commands and groups of commands, in the order in which help and docs show them."""


class _InOrder(TyperGroup):
    """Lists commands and groups together, where typer would put groups last; ends with a code of its own on Ctrl-C."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - the signature of the class above, whose Context typer hides
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            typer.echo("stopped", err=True)
            raise typer.Exit(STOPPED) from None

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002 - the signature of the class above
        return [name for command in COMMANDS if (name := _name(command)) in self.commands]


def _name(command: typer.Typer | Callable[..., None]) -> str:
    return str(command.info.name) if isinstance(command, typer.Typer) else command.__name__.replace("_", "-")


app = typer.Typer(
    name="docmine",
    cls=_InOrder,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turn a folder of messy reports into reconciled tables of who did what to whom, where and when.\n\n"
    "Begin with `docmine init`, put reports into `raw/`, then `docmine run`.",
    epilog="Exit codes: 0 all done; 1 done, but some documents failed (see `output/errors.csv`); "
    "2 the command was wrong.",
)

for command in COMMANDS:
    if isinstance(command, typer.Typer):
        app.add_typer(command)
    else:
        app.command()(command)


_debugging = False
"""Whether errors show their trace."""


@app.callback(invoke_without_command=True)
def _options(
    *,
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
    debug: bool = typer.Option(False, "--debug", help="Show the whole trace of an error."),
) -> None:
    global _debugging  # noqa: PLW0603 - `main` handles errors after the context is gone
    _debugging = debug
    if version:
        from docmine import __version__

        typer.echo(f"docmine {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command; an error of docmine's own is one message on stderr and exit code 2."""
    try:
        app()
    except DocmineError as error:
        if _debugging:
            raise
        typer.secho(f"docmine: {plain_lines(str(error))}", fg=typer.colors.RED, err=True)
        sys.exit(2)
