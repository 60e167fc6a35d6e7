"""INCEpTION's and WebAnno's TSV 3.x: sentences and their words, spans as columns.

After INCEpTION's user guide ("WebAnno TSV 3.3 File format") and its reader and writer. Offsets are
UTF-16 units of the whole document. Names are the layer `NamedEntity`, whose feature is `value`; the
conflict layer is a custom span layer `webanno.custom.Conflict` with a feature `value`. A span of
several words carries a number: `ORG[1]`. `_` is no span, `*` one without a value. `#Sentence.id=` keeps
the document and the sentence's place in it. Whitespace at either end of a sentence is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from docmine.errors import ResourceError
from docmine.labelled.example import Example, Layer, Span
from docmine.labelled.utf16 import Utf16
from docmine.labelled.webanno_escapes import escape_text, escape_value, unescape_text, unescape_value
from docmine.labelled.words import words
from docmine.resources import read_text

HEAD = "#FORMAT=WebAnno TSV 3"

_TYPES: dict[Layer, str] = {
    "names": "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity",
    "conflict": "webanno.custom.Conflict",
}
_FEATURE = "value"
_REMEDY = "export the document from INCEpTION again, as WebAnno TSV v3.3"
_OFFSETS = re.compile(r"(\d+)-(\d+)")
_STACKED = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r"(.*[^\\]|)\[(\d+)\]", re.DOTALL)
_ID = re.compile(r"(.*):(\d*)", re.DOTALL)


@dataclass(slots=True)
class _Sentence:
    """The lines of one sentence: those of its text, and those of its words, each with its `file:line`."""

    id: str = ""
    lines: list[str] = field(default_factory=list)
    rows: list[tuple[str, list[str]]] = field(default_factory=list)


@dataclass(slots=True)
class _Column:
    """Where a layer's values stand, and the number of the sentence in which each numbered span began."""

    layer: Layer
    index: int
    sentences: dict[str, int] = field(default_factory=dict)


def read(path: Path) -> Iterator[Example]:
    """Yield an example for each sentence and each of the two layers that the file has, labels as they are.

    Raises:
        ResourceError: the file has neither layer, or a line is malformed, or an offset is not that of its word.
    """
    lines = read_text(path).split("\n")
    columns = _columns(lines, path)
    old = lines[0].startswith((f"{HEAD}.0", f"{HEAD}.1"))
    for number, sentence in enumerate(_sentences(lines, path, old=old)):
        for column in columns:
            yield _example(sentence, column, number)


def write(examples: Iterable[Example], stream: BinaryIO) -> None:
    """Write the sentences of one layer.

    Raises:
        ResourceError: the examples are of both layers.
    """
    layer: Layer | None = None
    begin = spans = 0
    for number, example in enumerate(examples, 1):
        if layer is None:
            layer = example.layer
            stream.write(f"{HEAD}.3\n#T_SP={_TYPES[layer]}|{_FEATURE}\n\n".encode())
        if example.layer != layer:
            raise ResourceError(
                "a file has one layer, and this sentence another", where=example.where, remedy="write two files"
            )
        bare = _bare(example)
        stream.write(f"\n{_header(bare)}{''.join(_rows(bare, number, begin, spans))}".encode())
        begin += Utf16(bare.text).unit(len(bare.text)) + 1
        spans += len(bare.spans)


def _columns(lines: list[str], path: Path) -> list[_Column]:
    """Return the layers that the head declares, as in `#T_SP=type|feature|feature`."""
    found: list[_Column] = []
    names: list[str] = []
    index = 3  # after number, offsets and word
    for line in lines[1:]:
        if not line.startswith(("#T_SP=", "#T_CH=", "#T_RL=")):
            break
        kind, *features = [part for part in line.split("=", 1)[1].strip().split("|") if part]
        names.append(kind)
        for layer, name in _TYPES.items():
            if kind == name and _FEATURE in features:
                found.append(_Column(layer, index + features.index(_FEATURE)))
        index += max(1, len(features))
    if not found:
        raise ResourceError(
            f"has no layer NamedEntity with a value, but {', '.join(names) or 'none'}",
            where=f"{path}:2",
            remedy="label in the layer Named entity; a document without any label need not be given",
        )
    return found


def _sentences(lines: list[str], path: Path, *, old: bool) -> Iterator[_Sentence]:
    sentence = _Sentence()
    for number, line in enumerate([*lines, ""], 1):
        where = f"{path}:{number}"
        if line.startswith("#") and not sentence.rows:
            key, _, value = line.partition("=")
            if key == "#Sentence.id":
                sentence.id = unescape_text(value, old=old)
            elif key == "#Text":
                sentence.lines.append(unescape_text(value, old=old))
        elif line.strip():
            sentence.rows.append((where, _cells(line, sentence, where)))
        elif sentence.rows:
            yield sentence
            sentence = _Sentence()
        elif sentence.lines:
            raise ResourceError("the sentence has no words", where=where, remedy=_REMEDY)


def _cells(line: str, sentence: _Sentence, where: str) -> list[str]:
    cells = line.split("\t")
    if not sentence.lines or len(cells) < 3 or not _OFFSETS.fullmatch(cells[1]):
        raise ResourceError("is no word of a sentence", where=where, remedy=_REMEDY)
    return cells


def _example(sentence: _Sentence, column: _Column, number: int) -> Example:
    text = "\n".join(sentence.lines)
    units = Utf16(text)
    first, cells = sentence.rows[0]
    begin = int(cells[1].split("-")[0])
    spans: dict[str, Span] = {}
    for where, cells in sentence.rows:
        start, end = (units.character(int(unit) - begin, where=where) for unit in cells[1].split("-"))
        if cells[2] != text[start:end]:
            raise ResourceError(f"{cells[2]!r} is not at {cells[1]} of the document", where=where, remedy=_REMEDY)
        for key, label in _values(cells, column, where):
            if column.sentences.setdefault(key, number) != number:
                raise ResourceError("the span is in two sentences", where=where, remedy="label within a sentence")
            spans[key] = Span(spans[key].start if key in spans else start, end, label)
    doc, offset = _place(sentence.id)
    return Example(text, tuple(spans.values()), first, doc, column.layer, offset)


def _values(cells: list[str], column: _Column, where: str) -> Iterator[tuple[str, str]]:
    """Yield key and label of each span that a word is in; the words of one span have one key."""
    if len(cells) <= column.index:
        raise ResourceError("has too few columns", where=where, remedy=_REMEDY)
    cell = cells[column.index]
    for n, value in enumerate(_STACKED.split(cell) if cell != "_" else ()):
        numbered = _NUMBERED.fullmatch(value)
        label = numbered[1] if numbered else value
        if label in ("", "*"):
            raise ResourceError("the span has no value", where=where, remedy="choose one in INCEpTION")
        yield (numbered[2] if numbered else f"{where}/{n}"), unescape_value(label)


def _place(sentence_id: str) -> tuple[str, int | None]:
    """Return document and offset, if docmine wrote the id."""
    known = _ID.fullmatch(sentence_id)
    return (known[1], int(known[2]) if known[2] else None) if known else ("", None)


def _bare(example: Example) -> Example:
    """Return the example without whitespace at either end: a sentence begins with its first word."""
    text = example.text.strip()
    cut = len(example.text) - len(example.text.lstrip())
    spans = tuple(Span(item.start - cut, item.end - cut, item.label) for item in example.spans)
    offset = None if example.offset is None else example.offset + cut
    return Example(text, spans, example.where, example.doc, example.layer, offset)


def _header(example: Example) -> str:
    lines = [f"#Text={escape_text(line)}\n" for line in example.text.split("\n")]
    if example.doc or example.offset is not None:
        offset = "" if example.offset is None else example.offset
        lines.insert(0, f"#Sentence.id={escape_text(f'{example.doc}:{offset}')}\n")
    return "".join(lines)


def _rows(example: Example, sentence: int, begin: int, spans: int) -> Iterator[str]:
    """Yield a line for each word; `begin` is the sentence's offset, `spans` the number of spans before it."""
    units = Utf16(example.text)
    found = [word for word in words(example.text, example.spans) if not example.text[word.start : word.end].isspace()]
    inside = [next((n for n, s in enumerate(example.spans) if s.start <= w.start < s.end), None) for w in found]
    several = {n for n, following in pairwise(inside) if n is not None and n == following}
    for number, (word, n) in enumerate(zip(found, inside, strict=True), 1):
        value = "_" if n is None else escape_value(example.spans[n].label)
        value += f"[{spans + n + 1}]" if n is not None and n in several else ""
        offsets = f"{begin + units.unit(word.start)}-{begin + units.unit(word.end)}"
        yield f"{sentence}-{number}\t{offsets}\t{example.text[word.start : word.end]}\t{value}\t\n"
