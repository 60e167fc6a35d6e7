"""Labelled sentences, as Prodigy and docmine's own review write them, one JSON object a line.

`{"text": "Ahmed Hassan left.", "spans": [{"start": 0, "end": 12, "label": "PERSON"}], "answer": "accept"}`;
offsets are characters, `end` is exclusive. Lines with another answer than `accept` are left out.
`"doc"` names the document that a sentence is from, `"layer"` the layer that its spans belong to:
`names` (`doc.ents`, the default) or `conflict` (`doc.spans["conflict"]`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from docmine.errors import ResourceError
from docmine.resources import read_jsonl

Layer = Literal["names", "conflict"]
"""Which spans a sentence labels: names as such, or the longer phrases of the conflict layer."""

LABELS: dict[Layer, tuple[str, ...]] = {
    "names": (
        "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "TIME",
        "WEAPON", "MIL_PLATFORM", "MONEY", "QUANTITY",
    ),
    "conflict": (
        "PERSON", "ORG", "NORP", "PLACE", "TEMPORAL", "WEAPON", "MIL_PLATFORM", "MONEY", "QUANTITY", "DOC_REF",
    ),
}  # fmt: skip
"""The labels of each layer. The conflict layer is that of re3d: phrases, with places and times undivided."""

_REMEDY = 'a line is {"text": "…", "spans": [{"start": 0, "end": 4, "label": "PERSON"}]}'


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A labelled stretch of a text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text and every span of one layer in it, in order.

    `where` is the `file:line` it came from, `doc` the document, "" where that is not known.
    """

    text: str
    spans: tuple[Span, ...]
    where: str = ""
    doc: str = ""
    layer: Layer = "names"


def read(paths: Iterable[Path], labels: Mapping[str, str]) -> list[Example]:
    """Return the accepted lines of the files.

    Args:
        paths: JSONL files.
        labels: another scheme's label -> docmine's; "" leaves the span out.

    Raises:
        ResourceError: a line is malformed, a label unknown, or two spans overlap; file and line are named.
    """
    return [
        _example(entry, f"{path}:{number}", labels)
        for path in paths
        for number, entry in read_jsonl(path)
        if entry.get("answer", "accept") == "accept"
    ]


def _example(entry: dict[str, Any], where: str, labels: Mapping[str, str]) -> Example:
    text, spans = entry.get("text"), entry.get("spans", [])
    layer, doc = entry.get("layer", "names"), entry.get("doc", "")
    if layer not in LABELS or not isinstance(doc, str):
        raise ResourceError("layer must be names or conflict, doc a text", where=where, remedy=_REMEDY)
    if not isinstance(text, str) or not text.strip() or not isinstance(spans, list):
        raise ResourceError("needs a text and a list of spans", where=where, remedy=_REMEDY)
    found = sorted(span for item in spans if (span := _span(item, text, where, labels, layer)).label)
    for before, after in pairwise(found):
        if after.start < before.end:
            raise ResourceError(
                f"{text[before.start : before.end]!r} and {text[after.start : after.end]!r} overlap",
                where=where,
                remedy="keep one of them",
            )
    return Example(text, tuple(found), where, doc, layer)


def _span(item: object, text: str, where: str, labels: Mapping[str, str], layer: Layer) -> Span:
    if not isinstance(item, dict) or not all(type(item.get(key)) is int for key in ("start", "end")):
        raise ResourceError("a span needs whole numbers start and end", where=where, remedy=_REMEDY)
    start, end = item["start"], item["end"]
    if not 0 <= start < end <= len(text):
        raise ResourceError(f"the span {start}-{end} is not inside the text", where=where, remedy=_REMEDY)
    label = item.get("label")
    mapped = labels.get(label, label) if isinstance(label, str) else None
    if mapped is None or (mapped and mapped not in LABELS[layer]):
        near = get_close_matches(str(label).upper(), LABELS[layer], n=1)
        raise ResourceError(
            f"unknown label {label!r}" + (f"; did you mean {near[0]}?" if near else ""),
            where=where,
            remedy=f"the labels are {', '.join(LABELS[layer])}",
        )
    return Span(start, end, mapped)
