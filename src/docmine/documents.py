"""What the stages hand on before spaCy: raw and clean documents."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from docmine.offsets import TextMap

Kind = Literal["text", "html", "pdf", "record"]
Zone = Literal["header", "body", "footer", "notes"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a report; `published` is `2016`, `2016-12` or `2016-12-05`.

    `published_source` says who knows: `user` (sources.csv), `metadata` (the file itself: HTML meta
    tags, PDF properties, JSONL fields), `text` (read from the words of the report), or `none`. `home` are the countries
    or first-order divisions that the source writes about, as the user says.
    """

    url: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_text: str | None = None
    published_source: str = "none"
    language: str | None = None
    photo_credit: str | None = None
    home: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawItem:
    """One report as found: its bytes and what the user knows of it.

    `path` is relative to the raw folder; a line of a JSONL file has a path like `reports.jsonl#3`.
    """

    path: str
    kind: Kind
    data: bytes
    sha256: str
    metadata: Metadata = Metadata()


class Stretch(NamedTuple):
    """Lines of a PDF that stand on one page (from 1) and in one zone of it; `start` is their raw offset.

    A header or footer is what stands apart in the margin of a page, whether it runs through the pages or not.
    """

    start: int
    page: int
    zone: Zone


class Spot(NamedTuple):
    """Where a line of a rendered page stands in it.

    `own` and `around` are the marks (see `read.render.MARKS`) of the block element that the line is in, and of
    all elements around it; `block` and `parent` number that block and the one around it; `depth` counts the
    blocks around; `linked` is the share of the line's characters that are links.
    """

    own: int
    around: int
    block: int
    parent: int
    depth: int
    linked: float


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A report as text.

    `text` is the decoded text; for HTML and PDF it is the rendering of all of their text, line by
    line, and it is what raw offsets count in. `html` is the decoded source of an HTML report, and `layout`
    has a spot for each line of its rendering.
    `pages` holds, for a PDF, its stretches in the order of the text: page by page, then all footnotes.
    `note_marks` holds the raw spans of note marks that are known by their print (small and raised).
    `left_out` says what the reader could not read, one sentence each.
    """

    doc_id: str
    path: str
    kind: Kind
    text: str
    sha256: str
    encoding: str | None = None
    metadata: Metadata = Metadata()
    html: str | None = None
    layout: tuple[Spot, ...] = ()
    pages: tuple[Stretch, ...] = ()
    note_marks: tuple[tuple[int, int], ...] = ()
    left_out: tuple[str, ...] = ()

    def stretch(self, offset: int) -> Stretch | None:
        """Return the stretch that a raw offset stands in, or None where pages are not known."""
        found = bisect_right(self.pages, offset, key=lambda stretch: stretch.start)
        return self.pages[found - 1] if found else None


class Line(NamedTuple):
    """One line of the raw text and what became of it. `start:end` is the raw span without the line break.

    `page` is the page of a PDF that it stands on, from 1.
    """

    n: int
    start: int
    end: int
    keep: bool
    reason: str
    score: float
    duplicate_of: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """A report without its boilerplate. `lines` covers every line of `raw.text`, in order."""

    raw: RawDocument
    text: str
    map: TextMap
    lines: tuple[Line, ...]
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in the raw folder that is not worked on, and why.

    `skipped` is by rule (not a report, excluded, not English); `failed` is what the user should mend.
    """

    path: str
    status: Literal["skipped", "failed"]
    message: str
    remedy: str = ""
    stage: str = "read"
