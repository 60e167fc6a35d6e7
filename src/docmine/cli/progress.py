"""Progress of long work: a bar in a terminal, plain lines elsewhere, nothing when asked to be quiet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

Advance = Callable[[int, int], None]
"""Called with what is done and what there is to do."""

_LINES = 10
"""Plain lines that a whole job prints."""


@contextmanager
def progress(what: str, *, quiet: bool) -> Iterator[Advance]:
    """Give a function that shows progress on stderr; nothing is shown before it is first called."""
    if quiet:
        yield lambda _done, _total: None
    elif sys.stderr.isatty():
        with _bar(what) as advance:
            yield advance
    else:
        yield _plain_lines(what)


@contextmanager
def _bar(what: str) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)


def _plain_lines(what: str) -> Advance:
    shown = -1

    def advance(done: int, total: int) -> None:
        nonlocal shown
        step = done * _LINES // max(total, 1)
        if step != shown:
            shown = step
            typer.echo(f"{what}: {done} of {total}", err=True)

    return advance
