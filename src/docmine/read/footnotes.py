"""Footnotes: smaller type at the foot of a column, beginning with a mark that the text refers to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docmine.read.layout import Layout
from docmine.read.typeset import Line

_SMALLER = 0.92
_SIGN = re.compile(r"[*†‡§¶]+\s*\S")
_NUMBER = re.compile(r"\[?(\d{1,3})[\].)]?\s+\S")
_LABEL = re.compile(r"\d+|[*†‡§¶]+")
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")

Note = list[Line]


def labels(layouts: Iterable[Layout]) -> set[str]:
    """Return the numbers and signs of all note marks in running text."""
    found: set[str] = set()
    for layout in layouts:
        for block in layout.blocks:
            for one in block:
                for start, end in one.marks:
                    if start:
                        found.update(_LABEL.findall(one.text[start:end]))
    return found


def is_note(one: Line, size: float, known: set[str]) -> bool:
    """Tell whether a note begins on a line: in smaller type, with a raised mark, a sign, or a number referred to."""
    if one.size > _SMALLER * size:
        return False
    if _SIGN.match(one.text) or (one.marks and one.marks[0][0] == 0 and one.marks[0][1] < len(one.text)):
        return True
    number = _NUMBER.match(one.text)
    return number is not None and number[1] in known


def take(layout: Layout, size: float, known: set[str], before: Sequence[Note]) -> tuple[Layout, list[Note]]:
    """Part the notes of a page from its body.

    Args:
        layout: the page.
        size: the type size of the body of the document.
        known: the marks that the text refers to.
        before: the notes of the page before; where the last breaks off, smaller lines at the foot go on with it.

    Returns:
        The page without them, and the notes: lines that go on with a note of the page before are a note, too.
    """
    goes_on = bool(before) and not _ENDS.search(before[-1][-1].text)
    blocks: list[tuple[Line, ...]] = []
    notes: list[Note] = []
    for block in layout.blocks:
        cut = _first(block, size, known, goes_on=goes_on) if _is_lowest(block, layout) else len(block)
        blocks.append(block[:cut])
        for one in block[cut:]:
            if is_note(one, size, known) or not notes:
                notes.append([one])
            else:
                notes[-1].append(one)
    kept = tuple(block for block in blocks if block)
    return Layout(layout.header, kept, layout.footer), notes


def _first(block: Sequence[Line], size: float, known: set[str], *, goes_on: bool) -> int:
    """Return the index of the first line of notes at the foot of a block."""
    small = len(block)
    while small and block[small - 1].size <= _SMALLER * size:
        small -= 1
    begins = next((i for i in range(small, len(block)) if is_note(block[i], size, known)), len(block))
    return small if goes_on else begins


def _is_lowest(block: Sequence[Line], layout: Layout) -> bool:
    """Tell whether nothing of the text stands below a block."""
    left, right = min(one.left for one in block), max(one.right for one in block)
    lowest = min(one.base for one in block)
    return not any(
        one.base < lowest and one.left < right and one.right > left for other in layout.blocks for one in other
    )
