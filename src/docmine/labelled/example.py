"""A labelled sentence, and what must be true of one whatever file it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import pairwise
from typing import Literal

from docmine.errors import ResourceError
from docmine.schema import NAME_LABELS

Layer = Literal["names", "conflict"]
"""Which spans a sentence labels: names as such, or the longer phrases of the conflict layer."""

LABELS: dict[Layer, tuple[str, ...]] = {
    "names": NAME_LABELS,
    "conflict": (
        "PERSON", "ORG", "NORP", "PLACE", "TEMPORAL", "WEAPON", "MIL_PLATFORM", "MONEY", "QUANTITY", "DOC_REF",
    ),
}  # fmt: skip
"""The labels of each layer. The conflict layer is that of re3d: phrases, with places and times undivided."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A labelled stretch of a text: characters (Unicode code points), `end` exclusive."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text and every span of one layer in it, in order.

    `where` is the `file:line` it came from, `doc` the document and `offset` the text's first character
    in that document's clean text; "" and None where that is not known.
    """

    text: str
    spans: tuple[Span, ...]
    where: str = ""
    doc: str = ""
    layer: Layer = "names"
    offset: int | None = None


def span(start: object, end: object, label: object, *, where: str, remedy: str) -> Span:
    """Return the span that a file gives.

    Raises:
        ResourceError: its offsets are no whole numbers, or its label is no text.
    """
    if type(start) is not int or type(end) is not int:
        raise ResourceError("a span needs whole numbers start and end", where=where, remedy=remedy)
    if not isinstance(label, str):
        raise ResourceError(f"unknown label {label!r}", where=where, remedy=remedy)
    return Span(start, end, label)


def layer_of(value: object, *, where: str) -> Layer:
    """Return the layer that a file names.

    Raises:
        ResourceError: there is no such layer.
    """
    if value == "names" or value == "conflict":  # noqa: PLR1714 - mypy narrows to the literals
        return value
    raise ResourceError(f"unknown layer {value!r}", where=where, remedy="the layers are names and conflict")


def checked(example: Example, labels: Mapping[str, str]) -> Example:
    """Return the example with docmine's labels and without whitespace at the edges of its spans.

    Args:
        example: as a file has it.
        labels: another scheme's label -> docmine's; "" leaves the span out.

    Raises:
        ResourceError: the text is blank, a span is not inside it, a label is unknown, or two spans overlap.
    """
    if not example.text.strip():
        raise ResourceError("needs a text", where=example.where, remedy="leave out sentences without words")
    spans = sorted(found for item in example.spans if (found := _checked(item, example, labels)).label)
    for before, after in pairwise(spans):
        if after.start < before.end:
            shown = [repr(example.text[item.start : item.end]) for item in (before, after)]
            raise ResourceError(f"{' and '.join(shown)} overlap", where=example.where, remedy="keep one of them")
    return replace(example, spans=tuple(spans))


def _checked(item: Span, example: Example, labels: Mapping[str, str]) -> Span:
    text = example.text
    if not 0 <= item.start < item.end <= len(text):
        raise ResourceError(
            f"the span {item.start}-{item.end} is not inside the text",
            where=example.where,
            remedy="offsets count characters from 0, and end is that after the last",
        )
    words = text[item.start : item.end]
    if not words.strip():
        raise ResourceError(
            f"the span {item.start}-{item.end} is not inside the text: it has no words",
            where=example.where,
            remedy="label a name",
        )
    start = item.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()), _label(item.label, example, labels))


def _label(label: str, example: Example, labels: Mapping[str, str]) -> str:
    known = LABELS[example.layer]
    mapped = labels.get(label, label)
    if mapped and mapped not in known:
        near = get_close_matches(label.upper(), known, n=1)
        raise ResourceError(
            f"unknown label {label!r}" + (f"; did you mean {near[0]}?" if near else ""),
            where=example.where,
            remedy=f"the labels of the layer {example.layer} are {', '.join(known)}",
        )
    return mapped
