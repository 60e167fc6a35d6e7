"""`docmine patterns`: names that the pipeline should always find."""

from __future__ import annotations

import typer

from docmine.cli.patterns import edit, suggest, trial

app = typer.Typer(
    name="patterns",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Names that docmine should always find: mine your reports for them, try them out, keep them.\n\n"
    "The working way: `suggest -o new.jsonl`, delete the lines that you do not want, `test new.jsonl`,\n"
    "`add new.jsonl`, then `docmine run`.",
)

app.command()(suggest.suggest)
app.command("test")(trial.trial)
app.command()(edit.add)
app.command()(edit.remove)
