"""Which format a file has, and the way into and out of it.

A format is a module with `read(path)`, which yields examples with the file's own labels, and
`write(examples, stream)`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Protocol

from docmine.errors import ResourceError
from docmine.export import atomic
from docmine.labelled import conll, docbin, doccano, label_studio, prodigy, webanno
from docmine.labelled.example import Example, checked
from docmine.resources import read_text


class Format(Protocol):
    """What a module of this package does for one format."""

    def read(self, path: Path) -> Iterator[Example]:
        """Yield the examples of a file, labels as they are."""

    def write(self, examples: Iterable[Example], stream: BinaryIO) -> None:
        """Write examples."""


FORMATS: dict[str, Format] = {
    "prodigy": prodigy,
    "doccano": doccano,
    "label-studio": label_studio,
    "webanno": webanno,
    "conll": conll,
    "spacy": docbin,
}
"""Name of each format -> its module."""

_JSON = (".jsonl", ".ndjson", ".json")
_COLUMNS = (".tsv", ".conll", ".iob", ".bio")
SUFFIXES = (*_JSON, *_COLUMNS, ".spacy")
"""How the names of labelled files end."""


def read(paths: Iterable[Path], labels: Mapping[str, str]) -> list[Example]:
    """Return the labelled sentences of files of any format; what nobody has accepted is left out.

    Args:
        paths: files.
        labels: another scheme's label -> docmine's; "" leaves the span out.

    Raises:
        ResourceError: a file has no format that is known, a line is malformed, a label unknown, or two spans
            overlap; file and line are named.
    """
    return [checked(example, labels) for path in paths for example in FORMATS[format_of(path)].read(path)]


def write(examples: Iterable[Example], path: Path, form: str) -> None:
    """Write a file in one of the `FORMATS`; it is there whole or not at all.

    Raises:
        ResourceError: the format cannot carry an example.
        StoreError: the file cannot be written.
    """
    with atomic(path) as temporary, temporary.open("wb") as stream:
        dump(examples, stream, form)


def dump(examples: Iterable[Example], stream: BinaryIO, form: str) -> None:
    """Write examples to an open stream in one of the `FORMATS`.

    Raises:
        ResourceError: the format cannot carry an example.
    """
    FORMATS[form].write(examples, stream)


def find(folder: Path) -> list[Path]:
    """Return the files of a folder whose names end like those of labelled files, in order."""
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in SUFFIXES and path.is_file())


def format_of(path: Path) -> str:
    """Return the format of a file, told by its suffix and its beginning.

    Raises:
        ResourceError: it is none that is known, or it cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix == ".spacy":
        return "spacy"
    if suffix in _JSON:
        return _json_format(read_text(path).lstrip())
    if suffix in _COLUMNS:
        return "webanno" if read_text(path).startswith(webanno.HEAD) else "conll"
    raise ResourceError(
        "has no format that is known", where=str(path), remedy=f"its name must end in {', '.join(SUFFIXES)}"
    )


def format_for(path: Path) -> str:
    """Return the format that a new file of this name should have: Prodigy's where the name does not say."""
    suffix = path.suffix.lower()
    named = {".json": "label-studio", ".tsv": "webanno", ".spacy": "spacy"}
    return named.get(suffix, "conll" if suffix in _COLUMNS else "prodigy")


def _json_format(text: str) -> str:
    if text.startswith("["):
        return "label-studio"
    try:
        first, _ = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return "prodigy"  # whose reader says what is wrong, and where
    keys = set(first) if isinstance(first, dict) else set()
    if "data" in keys and "text" not in keys:
        return "label-studio"
    return "doccano" if keys & doccano.KEYS and "spans" not in keys else "prodigy"
