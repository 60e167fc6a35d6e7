"""Puts lines into the user's pattern files and takes them out; every file is written whole, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from docmine.config import Config
from docmine.errors import ConfigError, ResourceError
from docmine.export import atomic
from docmine.labelled import LABELS
from docmine.patterns import Agreement, Line, agreed, parse, pattern_of, read, read_file

DEFAULT_FILE = "names.jsonl"
"""File in `pipeline/patterns/` that lines go to unless another is named."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the lines: those that were written to `path`, and those that were there already."""

    path: Path
    written: tuple[Line, ...]
    there: tuple[Line, ...]


def check_label(label: str, where: str) -> None:
    """Refuse a label that is a slip of the pen; labels of the user's own are as good as docmine's.

    Raises:
        ResourceError: it is none of docmine's labels and nearly one of them.
    """
    known = LABELS["names"]
    near = [] if label in known else get_close_matches(label.upper(), known, n=1)
    if near:
        raise ResourceError(
            f"unknown label {label!r}; did you mean {near[0]}?", where=where, remedy=f"labels are {', '.join(known)}"
        )


def add(config: Config, lines: Sequence[Line], name: str = DEFAULT_FILE) -> Added:
    """Add lines to a file of the workspace's patterns; lines that are there already are not written again.

    Raises:
        ConfigError: there is no workspace, or `name` is not the name of a file in its `patterns/`.
        ResourceError: a line is malformed, or means a phrase otherwise than another line does. Nothing is written.
        StoreError: the file cannot be written.
    """
    path = _folder(config) / name
    if path.suffix != ".jsonl" or Path(name).name != name:
        raise ConfigError("is not a name such as groups.jsonl", where=name, remedy="give a name without folders")
    kept = read(config)
    seen = Agreement(kept)
    written: list[Line] = []
    there: list[Line] = []
    for line in agreed(_checked(lines)):
        if rival := seen.rival(line):
            raise _clash(line, rival)
        (there if seen.meeting(line) else written).append(line)
        seen.add(line)
    if written:
        _append(path, written)
    return Added(path, tuple(written), tuple(there))


def remove(config: Config, words: str, label: str | None = None) -> list[Line]:
    """Take all lines with these words, and with this label if one is given, out of the workspace's patterns.

    Args:
        config: says where the workspace is.
        words: the phrase, or the token patterns as JSON.
        label: only lines with this label.

    Raises:
        ConfigError: there is no workspace.
        ResourceError: there is no such line; the nearest are named.
        StoreError: a file cannot be written.
    """
    folder = _folder(config)
    by_file = {path: list(read_file(path)) for path in sorted(folder.glob("*.jsonl"))}
    wanted = Line("", pattern_of(words)).words
    removed = []
    for path, lines in by_file.items():
        gone = [line for line in lines if line.words == wanted and label in (None, line.label)]
        if gone:
            _take_out(path, gone)
            removed += gone
    if not removed:
        raise _unknown(wanted, label, folder, [line for lines in by_file.values() for line in lines])
    return removed


def find(config: Config, words: str, label: str | None = None) -> list[Line]:
    """Return the lines with these words, and with this label if one is given, that are kept already."""
    wanted = Line("", pattern_of(words)).words
    return [line for line in read(config) if line.words == wanted and label in (None, line.label)]


def _folder(config: Config) -> Path:
    folder = config.path("patterns")
    if folder is None:
        raise ConfigError("there is no pipeline/ here", remedy="make one with `docmine init`, or give --workspace")
    return folder


def _checked(lines: Sequence[Line]) -> list[Line]:
    for line in lines:
        entry = {"label": line.label, "pattern": line.pattern, "id": line.id, "lower": line.lower}
        parse(entry, line.where)
        check_label(line.label, line.where)
    return list(lines)


def _clash(line: Line, rival: Line) -> ResourceError:
    return ResourceError(
        f"{line.words!r} would be {_told(line)}, but {rival.words!r} is {_told(rival)} in {rival.where}",
        where=line.where,
        remedy=f"leave it, or first `docmine patterns remove '{rival.words}'`",
    )


def _told(line: Line) -> str:
    return f"{line.label} with the id {line.id!r}" if line.id else f"{line.label} without id"


def _append(path: Path, lines: Sequence[Line]) -> None:
    before = path.read_bytes() if path.exists() else b""
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    with atomic(path) as temporary:
        temporary.write_bytes(before + gap + "".join(f"{line.to_json()}\n" for line in lines).encode())


def _take_out(path: Path, gone: Sequence[Line]) -> None:
    """Write the file without some of its lines; the others stay as they are, to the byte."""
    numbers = {int(line.where.rpartition(":")[2]) for line in gone}
    rows = path.read_bytes().splitlines(keepends=True)
    with atomic(path) as temporary:
        temporary.write_bytes(b"".join(row for number, row in enumerate(rows, 1) if number not in numbers))


def _unknown(words: str, label: str | None, folder: Path, lines: Sequence[Line]) -> ResourceError:
    wrong = [line for line in lines if line.words == words]
    if wrong:
        told = f"{words!r} is not {label} but {' and '.join(sorted({line.label for line in wrong}))}"
        return ResourceError(told, where=wrong[0].where, remedy="give that --label, or none")
    spelled = {line.words.casefold(): line.words for line in lines}
    near = [spelled[key] for key in get_close_matches(words.casefold(), spelled, n=3, cutoff=0.5)]
    remedy = f"near it are {', '.join(map(repr, near))}" if near else "see what is there with `docmine patterns test`"
    return ResourceError(f"there is no pattern {words!r}", where=str(folder), remedy=remedy)
