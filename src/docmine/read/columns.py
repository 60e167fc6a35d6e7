"""The order in which the pieces of a page are read: columns are found by the white gutter between them.

A gutter counts only between texts that read on from line to line; the cells of a table are read along its rows.
What crosses the gutter with nothing beside it (a title, a wide figure's caption) parts the columns above from those
below. Both sides of a gutter are looked at again, so three columns are two gutters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from docmine.read.typeset import Piece

_GUTTER = 0.8
"""Narrowest gutter, as a share of the type size."""
_NARROWEST = 6
"""Narrowest column, in type sizes."""
_FULL = 0.3
"""Share of the width of one side that its usual line fills; of three columns, one side holds two."""
_READS_ON = 0.2
_FEWEST = 2
_BESIDE = 0.5
_BINS = 400
_DEEPEST = 6
_MOST_PIECES = 5_000
"""A page with more pieces than this is a map or a mesh; it is read from the top down."""


class Gutter(NamedTuple):
    """The white between two columns."""

    left: float
    right: float


def blocks(pieces: Sequence[Piece], depth: int = 0) -> list[list[Piece]]:
    """Return the pieces in blocks, in the order of reading; inside a block lines go from the top down."""
    gutter = _gutter(pieces) if depth < _DEEPEST else None
    if gutter is None:
        return [list(pieces)] if pieces else []
    found: list[list[Piece]] = []
    for crosses, band in _bands(pieces, gutter):
        sides = [[p for p in band if p.right <= gutter.left], [p for p in band if p.left >= gutter.right]]
        if crosses and len(band) == len(pieces):
            return [list(pieces)]
        if crosses:
            found += blocks(band, depth + 1)
            continue
        if all(sides) and _extent(sides[0])[0] > _extent(sides[1])[1]:
            sides.sort(key=lambda side: -_extent(side)[0])  # one stands above the other, not beside it
        elif _is_rtl(band):
            sides.reverse()
        for side in sides:
            found += blocks(side, depth + 1)
    return found


def _bands(pieces: Sequence[Piece], gutter: Gutter) -> list[tuple[bool, list[Piece]]]:
    """Cut the page into bands, from the top down: what crosses the gutter, or stands beside what does, and the rest."""
    crossing = sorted(p.main.base for p in pieces if p.left < gutter.right and p.right > gutter.left)

    def crosses(piece: Piece) -> bool:
        reach = _BESIDE * piece.main.size
        nearest = bisect_left(crossing, piece.main.base - reach)
        return nearest < len(crossing) and crossing[nearest] <= piece.main.base + reach

    ordered = sorted(pieces, key=lambda p: -p.main.base)
    return [(key, list(band)) for key, band in groupby(ordered, crosses)]


def _gutter(pieces: Sequence[Piece]) -> Gutter | None:
    """Return the gutter that parts most of the pieces, or None where there are no columns."""
    if not 2 * _FEWEST <= len(pieces) <= _MOST_PIECES:
        return None
    best, most = None, 0
    for gutter in _valleys(pieces):
        beside = [p for crosses, band in _bands(pieces, gutter) if not crosses for p in band]
        left = [p for p in beside if p.right <= gutter.left]
        right = [p for p in beside if p.left >= gutter.right]
        if len(beside) > most and _is_column(left) and _is_column(right) and _overlap(left, right):
            best, most = gutter, len(beside)
    return best if 2 * most >= len(pieces) else None


def _valleys(pieces: Sequence[Piece]) -> list[Gutter]:
    """Return where few pieces cross: stretches along the page that fewer cross than left and right of them."""
    start = min(p.left for p in pieces)
    step = (max(p.right for p in pieces) - start) / _BINS
    if step <= 0:
        return []
    change = [0] * (_BINS + 2)
    for p in pieces:  # a piece may end left of where it begins, and on a page of a hair's breadth steps are not exact
        first, last = (min(max(int((side - start) / step), 0), _BINS) for side in (p.left, max(p.left, p.right)))
        change[first] += 1
        change[last + 1] -= 1
    cover, level = [], 0
    for delta in change[: _BINS + 1]:
        level += delta
        cover.append(level)
    narrowest = _GUTTER * median(p.main.size for p in pieces)
    found, at = [], 0
    for height, stretch in groupby(cover):
        width = sum(1 for _ in stretch)
        begin, end = at, at + width
        at = end
        is_valley = begin > 0 and end <= _BINS and cover[begin - 1] > height < cover[end]
        if is_valley and 2 * height <= len(pieces) and width * step >= narrowest - step:
            found.append(Gutter(start + begin * step, start + end * step))
    return found


def _is_column(pieces: Sequence[Piece]) -> bool:
    """Tell whether the pieces are lines of running text: they fill their width and many begin inside a sentence."""
    if len(pieces) < _FEWEST:
        return False
    width = max(p.right for p in pieces) - min(p.left for p in pieces)
    if width < _NARROWEST * median(p.main.size for p in pieces):
        return False
    inside = sum(p.text[:1].isalpha() and not p.text[:1].isupper() for p in pieces)
    filled = median(p.right - p.left for p in pieces) >= _FULL * width
    return filled and inside >= _READS_ON * len(pieces)


def _overlap(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    (low, high), (bottom, top) = _extent(left), _extent(right)
    return min(high, top) > max(low, bottom)


def _extent(pieces: Sequence[Piece]) -> tuple[float, float]:
    """Return the lowest and the highest baseline."""
    bases = [p.main.base for p in pieces]
    return min(bases), max(bases)


def _is_rtl(pieces: Sequence[Piece]) -> bool:
    return 2 * sum(p.is_rtl for p in pieces) > len(pieces)
