"""The pages of a PDF as one text: headers, body and footers page by page, and all footnotes behind the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple

from docmine.documents import Stretch, Zone
from docmine.read.footnotes import Note, is_note, labels, take
from docmine.read.layout import Sheet, arrange, body_size
from docmine.read.typeset import HYPHEN, Line, Span

_BROKEN = re.compile(rf"[^\W\d_]{HYPHEN}$")
_APART = 1.35
_RESIZED = 0.08
_TAIL = re.compile(r"[^\W\d_]\S*\s*")


class Printed(NamedTuple):
    """The text, where each stretch of it stands, and the spans of its note marks."""

    text: str
    pages: tuple[Stretch, ...]
    note_marks: tuple[Span, ...]


class _Part(NamedTuple):
    page: int
    zone: Zone
    lines: Sequence[Line]


def render(sheets: Sequence[Sheet]) -> Printed:
    """Return the text of the pages, in the order of reading."""
    text: list[str] = []
    pages: list[Stretch] = []
    marks: list[Span] = []
    at = 0
    for part in _parts(sheets):
        if part.lines and (not pages or pages[-1][1:] != (part.page, part.zone)):
            pages.append(Stretch(at, part.page, part.zone))
        for one in _mended(part.lines):
            text.append(one.text.replace(HYPHEN, "-"))
            marks += [(at + start, at + end) for start, end in one.marks]
            at += len(one.text) + 1
    return Printed("\n".join(text), tuple(pages), tuple(marks))


def _parts(sheets: Sequence[Sheet]) -> Iterator[_Part]:
    size = body_size(sheets)
    layouts = [arrange(sheet, size) for sheet in sheets]
    known = labels(layouts)
    behind: list[_Part] = []
    notes: list[Note] = []
    for page, found in enumerate(layouts, 1):
        layout, notes = take(found, size, known, notes)
        yield _Part(page, "header", layout.header)
        yield _Part(page, "body", list(_spaced(layout.blocks)))
        yield _Part(page, "footer", layout.footer)
        for i, note in enumerate(notes):
            goes_on = i == 0 and not is_note(note[0], size, known)
            behind.append(_Part(page, "notes", note if goes_on else [Line(""), *note]))
    yield from behind


def _spaced(blocks: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Yield the lines of a page, with a blank line where print sets them apart: by white, or by another type size.

    What goes on in small letters belongs to what is above, whatever stands between.
    """
    above: Line | None = None
    for block in blocks:
        distances = [here.base - below.base for here, below in pairwise(block)]
        usual = median_low(distances) if distances else 0.0
        for i, one in enumerate(block):
            is_apart = i > 0 and distances[i - 1] > _APART * max(usual, one.size)
            if above and (is_apart or _differ(above, one)) and not one.text[:1].islower():
                yield Line("")
            yield one
            above = one


def _differ(here: Line, below: Line) -> bool:
    return abs(here.size - below.size) > _RESIZED * max(here.size, below.size)


def _mended(lines: Sequence[Line]) -> Iterator[Line]:
    """Put words together that were broken at line ends; the line then breaks behind the word."""
    rest: Line | None = None
    for below in lines:
        tail = _TAIL.match(below.text)
        here = below
        if rest and tail and _BROKEN.search(rest.text):
            rest, here = _joined(rest, below, tail.end())
            if not here.text:  # the word was all of its line, and may be broken again
                continue
        if rest:
            yield rest
        rest = here
    if rest:
        yield rest


def _joined(here: Line, below: Line, cut: int) -> tuple[Line, Line]:
    """Move the tail of a word up: without the hyphen, unless before a capital, as in Anglo-American."""
    head = here.text[:-1] + ("-" if below.text[0].isupper() else "")
    moved = tuple((start + len(head), end + len(head)) for start, end in below.marks if end <= cut)
    stay = tuple((start - cut, end - cut) for start, end in below.marks if end > cut)
    tail = below.text[:cut].rstrip()
    return (
        replace(here, text=head + tail, marks=(*here.marks, *moved)),
        replace(below, text=below.text[cut:], marks=stay),
    )
