"""What stands printed on a page: runs of characters, the pieces of lines that they make, and lines.

Lengths are in points, from the lower left corner of the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

_LOOSE = 0.2
"""Share of the type size from which a white gap between two pieces is a space."""
_SAME_LINE = 0.4
"""Share of the type size by which the baselines of one line may differ; a note mark is raised by a third."""
_SMALL, _RAISED = 0.8, 0.15
_MARK = re.compile(r"\s*(?=[\d*†‡§¶])[\d*†‡§¶,;–\- ]{1,16}\s*")
_EXPONENT = re.compile(r"(?:^|[^a-zA-Z])(?:km|m|cm|mm|ha|mi|ft|10)$")

HYPHEN = "\x02"
"""What stands for a hyphen at which pdfium saw a word broken at the end of a line."""

Span = tuple[int, int]


class Run(NamedTuple):
    """Characters of one size on one baseline."""

    text: str
    base: float
    size: float


@dataclass(frozen=True)
class Piece:
    """Runs that stand side by side without a gap: a line of a column, or a part of it."""

    runs: tuple[Run, ...]
    left: float
    right: float
    upright: bool = True

    @cached_property
    def text(self) -> str:
        """The characters of all runs."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def main(self) -> Run:
        """The run that most characters stand in; it gives the piece its size and baseline."""
        return max(self.runs, key=lambda run: (len(run.text.strip()), run.size))

    @cached_property
    def is_rtl(self) -> bool:
        """Whether most letters are of a script that is written from right to left."""
        kinds = Counter(map(unicodedata.bidirectional, self.text))
        return kinds["R"] + kinds["AL"] > kinds["L"]


@dataclass(frozen=True)
class Line:
    """A line of text; `marks` are the spans in it of raised note marks."""

    text: str
    base: float = 0.0
    size: float = 0.0
    left: float = 0.0
    right: float = 0.0
    marks: tuple[Span, ...] = ()


def rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces that share a line, from the top of the page down, each line in the order of reading."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.main.base):
        if found:
            size = max(piece.main.size, *(other.main.size for other in found[-1]))
            base = max(found[-1], key=lambda other: other.main.size).main.base
        if found and base - piece.main.base <= _SAME_LINE * size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [_in_order(row) for row in found]


def _in_order(row: Sequence[Piece]) -> list[Piece]:
    if 2 * sum(piece.is_rtl for piece in row) > len(row):
        return sorted(row, key=lambda piece: -piece.right)
    return sorted(row, key=lambda piece: piece.left)


def line(row: Sequence[Piece]) -> Line:
    """Put the pieces of one line together, with a space where there is white between them."""
    main = max((piece.main for piece in row), key=lambda run: (len(run.text), run.size))
    text, marks = "", []
    for gap, piece in zip((0.0, *_gaps(row)), row, strict=True):
        if gap > _LOOSE * main.size and not text.endswith(" "):
            text += " "
        for run in piece.runs:
            if _is_mark(run, main, text):
                begin = len(text) + len(run.text) - len(run.text.lstrip())
                marks.append((begin, len(text) + len(run.text.rstrip())))
            text += run.text
    left, right = min(piece.left for piece in row), max(piece.right for piece in row)
    return Line(text.rstrip(), main.base, main.size, left, right, tuple(marks))


def _gaps(row: Sequence[Piece]) -> list[float]:
    return [max(b.left - a.right, a.left - b.right) for a, b in pairwise(row)]


def _is_mark(run: Run, main: Run, before: str) -> bool:
    """Tell whether a run is a note mark: small, raised, of digits or signs, and no exponent (`km2`)."""
    raised = run.size <= _SMALL * main.size and run.base >= main.base + _RAISED * main.size
    return raised and _MARK.fullmatch(run.text) is not None and not _EXPONENT.search(before)
