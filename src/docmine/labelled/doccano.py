"""doccano's JSONL of sequence labelling, in both forms that it exports.

`{"text": "Ossul fell.", "label": [[0, 5, "GPE"]]}`, and for projects with relations
`{"text": "Ossul fell.", "entities": [{"start_offset": 0, "end_offset": 5, "label": "GPE"}], "relations": []}`.
Offsets are UTF-16 units (https://github.com/doccano/doccano/issues/2290), unless the project counts
grapheme clusters, which this does not read. doccano keeps other keys: `doc`, `layer` and `start` are ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from docmine.errors import ResourceError
from docmine.labelled.example import Example, Span, layer_of, span
from docmine.labelled.utf16 import Utf16
from docmine.resources import read_jsonl

KEYS = frozenset({"label", "labels", "entities"})
"""Keys under which the spans may be; a line of Prodigy's has none of them."""

_REMEDY = 'a line is {"text": "…", "label": [[0, 4, "PERSON"]]}'


def read(path: Path) -> Iterator[Example]:
    """Yield the lines, labels as they are.

    Raises:
        ResourceError: a line is malformed.
    """
    for number, entry in read_jsonl(path):
        yield _example(entry, f"{path}:{number}")


def write(examples: Iterable[Example], stream: BinaryIO) -> None:
    """Write a line for each example, in the form with `label`, which doccano imports."""
    for example in examples:
        units = Utf16(example.text)
        spans = [[units.unit(item.start), units.unit(item.end), item.label] for item in example.spans]
        entry: dict[str, Any] = {"text": example.text, "label": spans, "layer": example.layer}
        if example.doc:
            entry["doc"] = example.doc
        if example.offset is not None:
            entry["start"] = example.offset
        stream.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")


def _example(entry: dict[str, Any], where: str) -> Example:
    text, doc, offset = entry.get("text"), entry.get("doc", ""), entry.get("start")
    items: object = next((entry[key] for key in ("label", "labels", "entities") if key in entry), [])
    if not isinstance(text, str) or not isinstance(items, list) or not isinstance(doc, str):
        raise ResourceError("needs a text and a list of labels", where=where, remedy=_REMEDY)
    units = Utf16(text)
    spans = tuple(_span(item, units, where) for item in items)
    layer = layer_of(entry.get("layer", "names"), where=where)
    return Example(text, spans, where, doc, layer, offset if type(offset) is int else None)


def _span(item: object, units: Utf16, where: str) -> Span:
    if isinstance(item, dict):
        item = [item.get("start_offset"), item.get("end_offset"), item.get("label")]
    if not isinstance(item, list) or len(item) != 3:
        raise ResourceError("a label is a start, an end and a name", where=where, remedy=_REMEDY)
    given = span(*item, where=where, remedy=_REMEDY)
    return Span(units.character(given.start, where=where), units.character(given.end, where=where), given.label)
