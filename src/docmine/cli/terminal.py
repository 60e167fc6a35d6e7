"""Words of reports on a terminal: nothing in them may steer it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

STOPPED = 130
"""Exit code of a command that Ctrl-C stopped."""

WIDTH = 100
"""Columns where output is no terminal."""


def plain(text: str) -> str:
    r"""Return text on one line, with control and direction characters written out: `\x1b` for an escape."""
    spaced = " ".join(text.split())
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in spaced)


def plain_lines(text: str) -> str:
    """Return text as `plain` does, but with its own line breaks and indents: what an error lists."""
    return "\n".join(" " * (len(line) - len(line.lstrip(" "))) + plain(line) for line in text.split("\n"))


def console() -> Console:
    """Return a console that prints words as they are: no markup, no guessing at numbers and paths."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else WIDTH, markup=False, highlight=False, emoji=False)


def table(*columns: str, right: tuple[str, ...] = ()) -> Table:
    """Return an empty table; columns named in `right` are set to the right."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        made.add_column(name, justify="right" if name in right else "left")
    return made


def add_row(to: Table, *cells: object) -> None:
    """Add a row of words and numbers, as they are."""
    from rich.text import Text

    to.add_row(*(Text(plain(f"{cell:,}" if isinstance(cell, int) else str(cell))) for cell in cells))
