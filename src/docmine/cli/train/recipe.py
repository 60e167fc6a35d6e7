"""`docmine train --corpora`: the models that ship, made again."""

from __future__ import annotations

from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path

import typer

from docmine.cli.progress import Advance, progress


class ShippedName(StrEnum):
    """The models that come with docmine."""

    accurate = "accurate"
    fast = "fast"


def rebuild(corpora: Path, out: Path, names: list[ShippedName] | None, steps: int | None, *, quiet: bool) -> None:
    """Make the models and say where they are.

    Raises:
        ResourceError: a corpus is not there.
        ModelError: the packages of the extra `recipe` are not installed.
    """
    from docmine.recipe.build import build

    chosen = [name.value for name in names or ShippedName]
    with _Stages(quiet=quiet) as stages:
        folders = build(corpora, out, chosen, stages.step, steps)
    for folder in folders:
        typer.echo(str(folder))


class _Stages:
    """Shows the progress of one training after the other."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._stage = ""
        self._open = ExitStack()
        self._advance: Advance = lambda _done, _total: None

    def __enter__(self) -> _Stages:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def step(self, stage: str, done: int, total: int) -> None:
        """Show that a stage has done so many of its steps."""
        if stage != self._stage:
            self._open.close()
            self._stage = stage
            self._advance = self._open.enter_context(progress(stage, quiet=self._quiet))
        self._advance(done, total)
