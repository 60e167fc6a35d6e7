"""Columns as in CoNLL-2003: a word a line, its tag in the last column, a blank line after each sentence.

Tags are read as IOB1, IOB2 or BIOES (also BILOU): a span begins at B, S or U, and at an I, E or L
that does not continue one of its label, which is how `conlleval` reads them. Written is IOB2.
`-DOCSTART- (d_0123)` begins the document d_0123. A line that begins with `#` and does not end in a tag
is a comment. Spacing is lost: the text is the words with a space between any two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from docmine.errors import ResourceError
from docmine.labelled.example import Example, Span
from docmine.labelled.words import words
from docmine.resources import read_text

_START = "-DOCSTART-"
_TAG = re.compile(r"O|([BIESLU])-(.+)")
_REMEDY = "a line is a word, perhaps other columns, and a tag such as O, B-ORG or I-ORG"

Row = tuple[int, str, re.Match[str]]
"""Number of the line, word, tag."""


def read(path: Path) -> Iterator[Example]:
    """Yield the sentences, labels as they are.

    Raises:
        ResourceError: a line has no tag.
    """
    doc, rows = "", list[Row]()
    for number, line in enumerate([*read_text(path).split("\n"), ""], 1):
        columns = line.split()
        if not columns or columns[0] == _START:
            if rows:
                yield _example(rows, doc, path)
            doc, rows = (_document(line) if columns else doc), []
        elif (tag := _TAG.fullmatch(columns[-1])) and len(columns) > 1:
            rows.append((number, columns[0], tag))
        elif not line.startswith("#"):
            raise ResourceError("has no tag in its last column", where=f"{path}:{number}", remedy=_REMEDY)


def write(examples: Iterable[Example], stream: BinaryIO) -> None:
    """Write the sentences of the layer of names.

    Raises:
        ResourceError: a sentence labels the conflict layer, which the format cannot say.
    """
    doc = ""
    for example in examples:
        if example.layer != "names":
            raise ResourceError("CoNLL has no place for a layer", where=example.where, remedy="use another format")
        if example.doc != doc:
            doc = example.doc
            stream.write(f"{_START} ({doc})\n\n".encode())
        stream.write("".join(f"{word} {tag}\n" for word, tag in _tagged(example)).encode() + b"\n")


def _document(line: str) -> str:
    name = re.search(r"\((.*)\)", line)
    return name[1].strip() if name else ""


def _example(rows: list[Row], doc: str, path: Path) -> Example:
    spans = list[Span]()
    going = False  # whether the last span may go on
    end = -1
    for _, word, tag in rows:
        start, end = end + 1, end + 1 + len(word)
        kind, label = tag.groups()
        if kind in ("I", "E", "L") and going and spans[-1].label == label:
            spans[-1] = Span(spans[-1].start, end, label)
        elif kind:
            spans.append(Span(start, end, label))
        going = kind in ("B", "I")
    return Example(" ".join(word for _, word, _ in rows), tuple(spans), f"{path}:{rows[0][0]}", doc)


def _tagged(example: Example) -> Iterator[tuple[str, str]]:
    for word in words(example.text, example.spans):
        inside = next((item for item in example.spans if item.start <= word.start < item.end), None)
        for n, part in enumerate(example.text[word.start : word.end].split()):
            begins = inside and inside.start == word.start and n == 0
            yield part, f"{'B' if begins else 'I'}-{inside.label}" if inside else "O"
