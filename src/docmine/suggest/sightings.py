"""What the miners hand on: places in the reports at which words may be a name that the patterns lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Source = Literal["decisions", "curated", "brackets", "unknown", "triggers"]

SOURCES: dict[Source, tuple[float, str]] = {
    "decisions": (4.0, "people corrected it the same way at least twice"),
    "curated": (3.0, "a curated table has the name, but the run found nothing there, or something else"),
    "brackets": (2.0, "a full name and its abbreviation explain each other: Kessen Liberation Front (KLF)"),
    "unknown": (1.0, "the model found the name, and no list knows it"),
    "triggers": (0.5, "words in capitals stand near a word that names an event, and nothing was found there"),
}
"""Where candidates come from, with the weight that each gives a candidate: the surer, the higher."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place at which a source speaks for a name; `start:end` are offsets in the clean text.

    `label` is what the source says the name is, "" where it cannot tell; `found` is the label that the
    tables have there. `id` is the row of a curated table.
    """

    words: str
    source: Source
    doc_id: str
    start: int
    end: int
    label: str = ""
    id: str = ""
    found: str = ""


NOTHING = "nothing"
"""`found` where a source expects a name and the tables have none."""


def one_line(text: str) -> str:
    """Return a name with single spaces, as patterns have it."""
    return " ".join(text.split())
