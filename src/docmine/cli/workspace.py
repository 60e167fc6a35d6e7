"""Options that commands share, and the settings that they lead to."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from docmine.config import Config

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        help="Folder that holds `pipeline/`. Default: this folder, or the nearest one above it that does.",
        file_okay=False,
    ),
]

OutputOption = Annotated[Path, typer.Option("--output", "-o", help="Folder of the tables.", file_okay=False)]

ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        help="`shipped`, a folder in `pipeline/models/`, another folder, or a spaCy package. Default: the one in use.",
    ),
]

PatternsOption = Annotated[
    bool, typer.Option("--no-patterns", help="Leave your patterns out: what does the model itself know?")
]


class LayerName(StrEnum):
    """The layers of `labelled.Layer`, for the command line, which must not import it before a command runs."""

    names = "names"
    conflict = "conflict"


LayerOption = Annotated[
    LayerName, typer.Option("--layer", help="Score names, or the longer phrases of the conflict layer.")
]


def settings(workspace: Path | None) -> Config:
    """Return the settings of a workspace; where there is none, the defaults.

    Raises:
        ConfigError: `workspace` was given and has no `pipeline/`, or its settings cannot be used.
    """
    from docmine import config
    from docmine.errors import ConfigError

    if workspace is None:
        return config.load(config.find_workspace(Path.cwd()))
    folder = workspace / "pipeline"
    if not folder.is_dir():
        raise ConfigError("there is no pipeline/ here", where=str(workspace), remedy="make one with `docmine init`")
    return config.load(folder)
