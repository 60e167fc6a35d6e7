"""What people give as a pattern: a phrase, token patterns as JSON, or a file of lines."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from docmine.config import Config
    from docmine.patterns import Line

LabelOption = Annotated[str | None, typer.Option("--label", "-l", help="Label of the pattern: ORG, PERSON, GPE …")]
IdOption = Annotated[str, typer.Option("--id", help="Id of the row in a curated table that the name stands for.")]
LowerOption = Annotated[bool, typer.Option("--lower", help="Find it in capitals and lower case alike.")]


def is_file(given: str) -> bool:
    """Tell whether a file of lines is meant."""
    return given.endswith(".jsonl")


def lines(given: str, label: str | None, identity: str, *, lower: bool) -> list[Line]:
    """Return the lines that are meant.

    Raises:
        ResourceError: there is no such file, a line is malformed, or a phrase has no label.
    """
    from docmine.errors import ResourceError
    from docmine.patterns import parse, pattern_of, read_file

    if is_file(given):
        if label or identity or lower:
            raise ResourceError("brings its own labels", where=given, remedy="leave --label, --id and --lower out")
        if not Path(given).is_file():
            raise ResourceError("there is no such file", where=given, remedy="give a JSONL file of pattern lines")
        return list(read_file(Path(given)))
    if label is None:
        raise ResourceError("needs a label", where=repr(given), remedy="give one: --label ORG")
    entry = {"label": label, "pattern": pattern_of(given), "id": identity}
    return [parse(entry | ({"lower": True} if lower else {}), "command line")]


def tested(given: str | None, config: Config, label: str | None, identity: str, *, lower: bool) -> list[Line]:
    """Return the lines to be tested: those given, those kept already that have these words, or all that are kept.

    Raises:
        ResourceError: as for `lines`.
    """
    from docmine.pattern_files import find
    from docmine.patterns import read

    if given is None:
        return read(config)
    if label is None and not is_file(given) and (kept := find(config, given)):
        return kept
    return lines(given, label, identity, lower=lower)


def quoted(text: str) -> str:
    """Return words as a shell takes them."""
    return shlex.quote(text)
