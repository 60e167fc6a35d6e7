"""`docmine review`: what a person should decide."""

from __future__ import annotations

import typer

from docmine.cli.review.actors import actors
from docmine.cli.review.links import links

app = typer.Typer(name="review", no_args_is_help=True, help="List what a person should decide, and note verdicts.")
app.command()(actors)
app.command()(links)
