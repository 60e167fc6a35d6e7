"""What a PDF brings besides its running text: running headers and footers, page numbers, footnotes and their marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from docmine.clean.lines import RawLine, Unit
from docmine.documents import RawDocument, Zone
from docmine.offsets import Edit

_NUMBER = re.compile(r"\d+|\b[ivxl]{1,7}\b")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|pg\.)?\s*(?P<number>\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)
_PROSE = re.compile(r"^(?![ivxl]+\b)[a-z]|[^\W\d_][.!?;,:-]$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_FEW, _MANY = 2, 3
_SIDES = 2
_SHARE = 0.3
_LONGEST = 150
_CAPTION = re.compile(r"(?:table|figure|fig\.|box|map|chart|photo|chapter|part|section|annex|appendix)\s+[\divxl]+\b")
_BETWEEN = "\0 |·•–—-/,:"

Lines = Sequence[RawLine]


class _Edge(NamedTuple):
    """A line at the head or foot of a page: in its margin, or merely the first or last of its text."""

    line: RawLine
    text: str
    page: int
    is_head: bool
    in_margin: bool

    @property
    def forms(self) -> set[str]:
        """The ways in which the same line on another page may read: as here, or with one number that counts pages.

        The number may stand on the other side of the words there, as on left and right pages.
        """
        numbers = list(_NUMBER.finditer(self.text))
        outer = {numbers[0], numbers[-1]} if numbers and not _CAPTION.match(self.text) else set()
        return {self.text} | {f"{self._without(number)} #{_value(number[0]) - self.page}" for number in outer}

    def _without(self, number: re.Match[str]) -> str:
        return f"{self.text[: number.start()]}\0{self.text[number.end() :]}".strip(_BETWEEN).replace("\0", "#")


def running_lines(raw: RawDocument, lines: Lines) -> dict[int, str]:
    """Return the numbers of the lines that run through the pages, with a reason.

    A running header or footer reads the same on several pages, but for a number that counts them: in the margin on
    pages that follow each other (or on those of one side), elsewhere as the first or last line of three pages and of
    three of ten, unless it is prose. A page number is alone on its line and counts up with the pages.
    """
    edges = list(_edges(raw, lines))
    found = {edge.line.n: "page-number" for edge in _page_numbers(edges)}
    alike: dict[tuple[bool, bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        for form in edge.forms:
            alike[edge.is_head, edge.in_margin, form].append(edge)
    total = len({stretch.page for stretch in raw.pages})
    for (is_head, in_margin, _), same in alike.items():
        pages = sorted({edge.page for edge in same})
        if _run(pages) if in_margin else len(pages) >= max(_MANY, _SHARE * total):
            reason = "running-header" if is_head else "running-footer"
            found = dict.fromkeys((edge.line.n for edge in same), reason) | found
    return found


def _run(pages: Sequence[int]) -> bool:
    """Tell whether most of the pages follow each other, or the pages of the same side do."""
    steps = [b - a <= _SIDES for a, b in pairwise(pages)]
    return 2 * sum(steps) > len(steps)


def _edges(raw: RawDocument, lines: Lines) -> Iterator[_Edge]:
    zones: dict[tuple[int, Zone], list[RawLine]] = defaultdict(list)
    for line in lines:
        stretch = raw.stretch(line.start)
        if stretch and raw.text[line.start : line.end].strip():
            zones[stretch.page, stretch.zone].append(line)
    for (page, zone), members in zones.items():
        if zone == "notes":
            continue
        chosen = members if zone != "body" else [members[0], members[-1]][: len(members)]
        for i, line in enumerate(chosen):
            text = " ".join(raw.text[line.start : line.end].split())
            if len(text) <= _LONGEST and not (zone == "body" and _PROSE.search(text)):
                is_head = zone == "header" or (zone == "body" and i == 0)
                yield _Edge(line, text.casefold(), page, is_head, zone != "body")


def _page_numbers(edges: Sequence[_Edge]) -> Iterator[_Edge]:
    """Yield the lines that are page numbers; where most count the pages from one beginning, those that do."""
    alone = [(edge, _value(match["number"])) for edge in edges if (match := _PAGE_NUMBER.fullmatch(edge.text))]
    offsets = Counter(number - edge.page for edge, number in alone)
    for edge, number in alone:
        if offsets[number - edge.page] >= _FEW or (edge.in_margin and max(offsets.values()) < _FEW):
            yield edge


def _value(number: str) -> int:
    """Return the value of a number in digits, or in Roman numerals of small letters."""
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[letter] for letter in number]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def split_notes(raw: RawDocument, lines: Lines) -> tuple[list[RawLine], list[RawLine]]:
    """Return the lines of the body and the lines of the footnotes behind it."""
    if not raw.pages:
        return list(lines), []
    notes = [line for line in lines if (stretch := raw.stretch(line.start)) and stretch.zone == "notes"]
    return list(lines[: len(lines) - len(notes)]), notes


def with_notes(wanted: Sequence[str | None], unwanted: Sequence[str | None], first: int) -> list[str | None]:
    """Return why units are kept whatever their score: the notes, from unit `first` on, unless the user drops them."""
    pairs = enumerate(zip(wanted, unwanted, strict=True))
    return [keep or ("footnote" if i >= first and not drop else None) for i, (keep, drop) in pairs]


def without_marks(raw: RawDocument, units: Sequence[Unit]) -> list[Unit]:
    """Return the units without the note marks that are known by their print."""
    return [_unmarked(raw, unit) for unit in units] if raw.note_marks else list(units)


def _unmarked(raw: RawDocument, unit: Unit) -> Unit:
    edits = [part for edit in unit.edits for part in _cut(raw, edit)]
    if len(edits) == len(unit.edits):
        return unit
    text = "".join(raw.text[e.raw_start : e.raw_end] if e.text is None else e.text for e in edits)
    if text[:1] == " " and edits[0].raw_start == edits[0].raw_end:  # the mark of a note stood before
        edits[1], text = edits[1]._replace(raw_start=edits[1].raw_start + 1), text[1:]
    return replace(unit, edits=tuple(edits), text=text)


def _cut(raw: RawDocument, edit: Edit) -> Iterator[Edit]:
    """Yield what is left of an edit outside the note marks; one that changes the text stays whole."""
    at = edit.raw_start
    if edit.text is None:
        first = bisect_left(raw.note_marks, (edit.raw_start, 0))
        for start, end in takewhile(lambda mark: mark[1] <= edit.raw_end, islice(raw.note_marks, first, None)):
            yield Edit(at, start)
            at = end
    yield edit._replace(raw_start=at)
