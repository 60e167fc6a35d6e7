"""Names that people corrected: the lines of kind `entity` in `pipeline/review/decisions.jsonl`.

`{"kind": "entity", "doc_id": "d_…", "start": 4, "end": 16, "label": "ORG", "text": "Kessen Guard", "who": "am"}`;
a `label` of null says that the words are no name. The latest line about a place counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmine.errors import ResourceError
from docmine.resources import read_jsonl
from docmine.suggest.sightings import Sighting, one_line

LEAST = 2
"""So many times people must have said the same about a name."""

_REMEDY = (
    'a line is {"kind": "entity", "doc_id": "d_…", "start": 4, "end": 16, "label": "ORG", "text": "…", "who": "…"}'
)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What people said of names, and the words that they said are none."""

    sightings: tuple[Sighting, ...]
    rejected: frozenset[str]


def read_corrections(path: Path | None) -> Corrections:
    """Return what people said alike, at least twice, about the same words.

    Raises:
        ResourceError: a line about an entity is malformed.
    """
    latest: dict[tuple[str, int, int], Sighting] = {}
    for one in _lines(path) if path and path.is_file() else ():
        latest[one.doc_id, one.start, one.end] = one
    said = Counter((one.words, one.label) for one in latest.values())
    kept = tuple(one for one in latest.values() if one.label and said[one.words, one.label] >= LEAST)
    rejected = {words for (words, label), times in said.items() if not label and times >= LEAST}
    return Corrections(kept, frozenset(rejected - {one.words for one in kept}))


def _lines(path: Path) -> Iterator[Sighting]:
    for number, row in read_jsonl(path):
        if row.get("kind") == "entity":
            yield _sighting(row, f"{path}:{number}")


def _sighting(row: dict[str, Any], where: str) -> Sighting:
    doc_id, text, label = row.get("doc_id"), row.get("text"), row.get("label")
    if not isinstance(doc_id, str) or not isinstance(text, str) or not text.strip():
        raise ResourceError("a decision about an entity needs doc_id and text", where=where, remedy=_REMEDY)
    if not isinstance(label, str | None) or "label" not in row:
        raise ResourceError("the label must be a text, or null for no name", where=where, remedy=_REMEDY)
    start, end = row.get("start"), row.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise ResourceError("start and end must be whole numbers in order", where=where, remedy=_REMEDY)
    return Sighting(one_line(text), "decisions", doc_id, start, end, label or "")
