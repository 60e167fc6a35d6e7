"""A page as it is read: what stands in its margins, and the lines of its blocks in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from docmine.read.columns import blocks
from docmine.read.typeset import Line, Piece, line, rows

_MARGIN = 0.12
"""Share of the height of a page in which a running header or footer can stand."""
_MOST_ROWS = 3
_MOST_CHARS = 200
_APART = 1.5
"""White between a margin and the text, in distances between lines."""
_LEADING = 1.2
_LARGER, _SMALLER = 1.15, 0.92
_LIKE_NOTE = re.compile(r"[*†‡§¶]+\s*\w|\[?\d{1,3}[\].)]?\s*[^\W\d_](?:\S*\s+){3}\S")


class Sheet(NamedTuple):
    """What is printed on a page, in the order of the file, and how far down and up the page goes."""

    pieces: Sequence[Piece]
    bottom: float
    top: float


@dataclass(frozen=True)
class Layout:
    """The lines of a page in the order of reading; `blocks` are its columns and what stands between them."""

    header: tuple[Line, ...] = ()
    blocks: tuple[tuple[Line, ...], ...] = ()
    footer: tuple[Line, ...] = ()


def body_size(sheets: Iterable[Sheet]) -> float:
    """Return the size that most characters are printed in."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for piece in sheet.pieces:
            for run in piece.runs:
                sizes[run.size] += len(run.text)
    return max(sorted(sizes), key=sizes.__getitem__, default=1.0)


def arrange(sheet: Sheet, size: float) -> Layout:
    """Return the lines of a page in the order of reading.

    A page that is mostly set at an angle keeps the order of the file; on others what is set at an angle comes last.

    Args:
        sheet: the page.
        size: the type size of the body of the document.
    """
    upright = [piece for piece in sheet.pieces if piece.upright]
    aslant = [piece for piece in sheet.pieces if not piece.upright]
    if sum(len(p.text) for p in aslant) > sum(len(p.text) for p in upright):
        return Layout(blocks=(tuple(line([piece]) for piece in sheet.pieces),))
    everything = rows(upright)
    head = _margin(everything, sheet, size)
    foot = _margin(everything[head:][::-1], sheet, size, below=True)
    inner = everything[head : len(everything) - foot]
    found = [tuple(map(line, rows(block))) for block in blocks([piece for row in inner for piece in row])]
    if aslant:
        found.append(tuple(line([piece]) for piece in aslant))
    return Layout(_singly(everything[:head]), tuple(found), _singly(everything[len(everything) - foot :]))


def _margin(found: Sequence[Sequence[Piece]], sheet: Sheet, size: float, *, below: bool = False) -> int:
    """Return how many rows, from the edge of the page inwards, stand apart from the text in its margin."""
    lines = [line(row) for row in found[: 12 * _MOST_ROWS]]
    distances = [abs(a.base - b.base) for a, b in pairwise(lines)]
    usual = median(distances) if distances else 0.0
    apart = _APART * min(max(_LEADING * size, usual), 2 * _LEADING * size)
    depth = _MARGIN * (sheet.top - sheet.bottom)
    for count in range(min(_MOST_ROWS, len(lines)), 0, -1):
        outer = lines[:count]
        from_edge = outer[-1].base - sheet.bottom if below else sheet.top - outer[-1].base
        is_apart = count == len(lines) or distances[count - 1] >= apart
        is_small = all(piece.main.size <= _LARGER * size for row in found[:count] for piece in row)
        is_short = sum(len(one.text) for one in outer) <= _MOST_CHARS
        is_noted = below and any(one.size <= _SMALLER * size and _LIKE_NOTE.match(one.text) for one in outer)
        if is_apart and is_small and is_short and from_edge <= depth and not is_noted:
            return count
    return 0


def _singly(found: Iterable[Iterable[Piece]]) -> tuple[Line, ...]:
    """Return each piece as a line of its own: a header on the left and a page number on the right are two."""
    return tuple(line([piece]) for row in found for piece in row)
