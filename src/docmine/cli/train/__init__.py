"""`docmine train`: what docmine learns from you: names, content of pages, who does what, which events are the same."""

from __future__ import annotations

import typer
from typer.core import TyperGroup

from docmine.cli.train import cleaning, events, names, reconcile


class _NamesUnlessTold(TyperGroup):
    """Takes `docmine train DATA …` for `docmine train names DATA …`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if not args or args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["names", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    name="train",
    cls=_NamesUnlessTold,
    rich_markup_mode="markdown",
    help="Teach docmine: your conflict's names (`names`, which is meant unless you say otherwise), which lines of a\n"
    "page are content (`cleaning`), who does what in events (`events`), or how to tell that two events are the same\n"
    "(`reconcile`).",
)

app.command()(names.names)
app.command()(cleaning.cleaning)
app.command()(events.events)
app.command()(reconcile.reconcile)
