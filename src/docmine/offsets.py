"""Clean ↔ raw character offsets: the only place that computes them.

A clean text is made of pieces of the raw text, in the order of the raw text, with separators
between them. A `TextMap` remembers where each piece came from. Invariants, checked on
construction: pieces are in order and do not overlap, on either side.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

Piece = tuple[int, int, int, int]
"""`(clean_start, clean_end, raw_start, raw_end)`, ends exclusive.

Where both sides have the same length the characters correspond one to one; where they differ
(a line-end hyphen taken out) the piece is mapped as a whole.
"""


class Edit(NamedTuple):
    """One stretch of raw text that goes into the clean text, and how it reads there.

    `text` is None where the raw characters are taken as they are.
    """

    raw_start: int
    raw_end: int
    text: str | None = None


@dataclass(frozen=True)
class TextMap:
    """Maps character spans between a clean text and the raw text that it was made from."""

    pieces: tuple[Piece, ...]

    def __post_init__(self) -> None:
        for before, after in pairwise(self.pieces):
            if before[1] > after[0] or before[3] > after[2]:
                raise ValueError(f"pieces out of order: {before} then {after}")

    @classmethod
    def identity(cls, length: int) -> TextMap:
        """Return the map of a text that was not changed."""
        return cls(((0, length, 0, length),) if length else ())

    @classmethod
    def build(cls, raw: str, edits: Iterable[Edit]) -> tuple[str, TextMap]:
        """Return the clean text made by `edits`, in order, and its map.

        Adjacent verbatim edits become one piece. An edit whose `text` is not in the raw text
        (a separator) has `raw_start == raw_end` and is mapped to that point.
        """
        parts: list[str] = []
        pieces: list[Piece] = []
        at = 0
        for edit in edits:
            text = raw[edit.raw_start : edit.raw_end] if edit.text is None else edit.text
            if not text:
                continue
            end = at + len(text)
            last = pieces[-1] if pieces else None
            if edit.text is None and last and last[3] == edit.raw_start and last[1] - last[0] == last[3] - last[2]:
                pieces[-1] = (last[0], end, last[2], edit.raw_end)
            else:
                pieces.append((at, end, edit.raw_start, edit.raw_end))
            parts.append(text)
            at = end
        return "".join(parts), cls(tuple(pieces))

    @cached_property
    def _clean_starts(self) -> Sequence[int]:
        return [piece[0] for piece in self.pieces]

    @cached_property
    def _raw_starts(self) -> Sequence[int]:
        return [piece[2] for piece in self.pieces]

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw span that the clean span `start:end` came from.

        An empty span gives an empty span.

        Raises:
            ValueError: the span is not inside the clean text.
        """
        if not 0 <= start <= end <= (self.pieces[-1][1] if self.pieces else 0):
            raise ValueError(f"span {start}:{end} is outside the clean text")
        if not self.pieces:
            return 0, 0
        raw_start = _project(self.pieces, self._clean_starts, start, side=0, at_end=False)
        if start == end:
            return raw_start, raw_start
        return raw_start, _project(self.pieces, self._clean_starts, end, side=0, at_end=True)

    def to_clean(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the clean span that shows the raw span `start:end`, or None if all of it was dropped."""
        first = bisect_right(self._raw_starts, start) - 1
        if first < 0 or self.pieces[first][3] <= start:
            first += 1
        last = bisect_right(self._raw_starts, max(start, end - 1)) - 1
        if first > last or first >= len(self.pieces):
            return None
        clean_start = _project(self.pieces, self._raw_starts, max(start, self.pieces[first][2]), side=2, at_end=False)
        clean_end = _project(self.pieces, self._raw_starts, min(end, self.pieces[last][3]), side=2, at_end=True)
        return clean_start, clean_end


def _project(pieces: Sequence[Piece], starts: Sequence[int], offset: int, *, side: int, at_end: bool) -> int:
    """Carry one offset to the other side.

    `side` is 0 from clean to raw and 2 from raw to clean. An end offset belongs to the piece that
    holds the character before it, a start offset to the piece that holds the character after it.
    """
    other = 2 - side
    piece = pieces[max(0, bisect_right(starts, offset - 1 if at_end else offset) - 1)]
    if piece[side + 1] - piece[side] == piece[other + 1] - piece[other]:
        return min(piece[other] + offset - piece[side], piece[other + 1])
    return piece[other + 1] if at_end else piece[other]
