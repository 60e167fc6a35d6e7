"""What a reader makes of one file."""

from __future__ import annotations

from dataclasses import dataclass, field

from docmine.documents import Metadata, Spot, Stretch


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file and what the file says about itself; the fields mean what they do in `RawDocument`."""

    text: str
    encoding: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
    html: str | None = None
    layout: tuple[Spot, ...] = ()
    pages: tuple[Stretch, ...] = ()
    note_marks: tuple[tuple[int, int], ...] = ()
    left_out: tuple[str, ...] = ()
