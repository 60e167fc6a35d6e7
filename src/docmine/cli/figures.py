"""How figures look in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from docmine.cli.terminal import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from docmine.plan import Summary
    from docmine.scores import Mistake
    from docmine.significance import Interval


def console() -> Console:
    """Return a console as wide as the terminal, or wide enough for all labels where there is none."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 120, highlight=False)


def numbers(*columns: str) -> Table:
    """Return an empty table whose columns, but the first, hold numbers."""
    from rich.table import Table

    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def style(label: str) -> str:
    """Return the style of a label's row: figures over all labels stand out."""
    return "bold" if label in ("micro", "macro") else ""


def between(interval: Interval | None, sign: str = "") -> str:
    """Return an interval as text, its ends with a sign if `sign` is `+`."""
    return f"{interval.low:{sign}.3f} to {interval.high:{sign}.3f}" if interval else "unknown"


def in_copies(summary: Summary) -> str:
    """Return how much of the tables repeats earlier reports, as a line for the end of a run; empty if nothing does."""
    counts = (("reports", "documents", "are copies"), ("events", "events", "in copies"), ("lines", "lines", "copied"))
    told = [
        f"{summary.copies[table]:,} of {summary.counts[table]:,} {name} {what}"
        for name, table, what in counts
        if summary.copies.get(table)
    ]
    return f"copies: {', '.join(told)} (documents and events: the column duplicate_of)" if told else ""


def show_mistakes(to: Console, mistakes: Iterable[Mistake]) -> None:
    """Print mistakes, each with its sentence's file and line and the words around it."""
    for mistake in mistakes:
        line = f"{mistake.where}: {mistake.kind}: expected {mistake.expected or 'nothing'}"
        told = plain(f"{line}, found {mistake.found or 'nothing'}")
        to.print(f"{told}\n    {plain(mistake.context)}", markup=False, soft_wrap=True)
