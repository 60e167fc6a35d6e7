"""Prodigy's JSONL, which is docmine's own too: a sentence a line, offsets in characters.

`{"text": "Ahmed Hassan left.", "spans": [{"start": 0, "end": 12, "label": "PERSON"}], "answer": "accept"}`.
Lines with another answer than `accept` are left out. `"doc"` names the document that a sentence is
from, `"layer"` the layer that its spans belong to: `names` (the default) or `conflict`. Prodigy keeps
both as they are. Written are also `tokens`, `token_start` and `token_end` (the last word, inclusive),
by which `ner.manual` lets one mark whole words, and `meta`, which it shows below the sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from docmine.errors import ResourceError
from docmine.labelled.example import Example, Span, layer_of, span
from docmine.labelled.words import Word, words
from docmine.resources import read_jsonl

_REMEDY = 'a line is {"text": "…", "spans": [{"start": 0, "end": 4, "label": "PERSON"}]}'


def read(path: Path) -> Iterator[Example]:
    """Yield the accepted lines, labels as they are.

    Raises:
        ResourceError: a line is malformed.
    """
    for number, entry in read_jsonl(path):
        if entry.get("answer", "accept") == "accept":
            yield _example(entry, f"{path}:{number}")


def write(examples: Iterable[Example], stream: BinaryIO) -> None:
    """Write a line for each example, without an answer: that is for a person to give."""
    for example in examples:
        stream.write(json.dumps(_entry(example), ensure_ascii=False).encode() + b"\n")


def _example(entry: dict[str, Any], where: str) -> Example:
    text, spans = entry.get("text"), entry.get("spans", [])
    meta = entry["meta"] if isinstance(entry.get("meta"), dict) else {}
    doc, offset = entry.get("doc", ""), meta.get("start")
    if not isinstance(text, str) or not isinstance(spans, list) or not all(isinstance(item, dict) for item in spans):
        raise ResourceError("needs a text and a list of spans", where=where, remedy=_REMEDY)
    if not isinstance(doc, str):
        raise ResourceError("doc must be a text", where=where, remedy=_REMEDY)
    found = tuple(
        span(item.get("start"), item.get("end"), item.get("label"), where=where, remedy=_REMEDY) for item in spans
    )
    layer = layer_of(entry.get("layer", "names"), where=where)
    return Example(text, found, where, doc, layer, offset if type(offset) is int else None)


def _entry(example: Example) -> dict[str, Any]:
    tokens = words(example.text, example.spans)
    meta = {"doc": example.doc or None, "start": example.offset}
    return {
        "text": example.text,
        "tokens": [
            {
                "text": example.text[word.start : word.end],
                "start": word.start,
                "end": word.end,
                "id": n,
                "ws": word.space,
            }
            for n, word in enumerate(tokens)
        ],
        "spans": [_marked(item, tokens) for item in example.spans],
        **({"doc": example.doc} if example.doc else {}),
        "layer": example.layer,
        "meta": {name: value for name, value in meta.items() if value is not None},
    }


def _marked(item: Span, tokens: list[Word]) -> dict[str, Any]:
    inside = [n for n, word in enumerate(tokens) if item.start <= word.start and word.end <= item.end]
    return {
        "start": item.start,
        "end": item.end,
        "label": item.label,
        "token_start": inside[0],
        "token_end": inside[-1],
    }
