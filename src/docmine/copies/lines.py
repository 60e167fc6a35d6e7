"""Lines that stand, wholly or nearly so, in passages that are copies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int]


def copied_lines(
    lines: Iterable[tuple[int, int, int]], spans: Sequence[Span], is_copy: Sequence[bool], share: float
) -> Iterator[tuple[int, int]]:
    """Yield the number of each copied line, and the position of the copied passage that it has most of.

    A line is a copy when at least this share of its characters, of those that are in passages, is in copied ones.

    Args:
        lines: number, start and end of the kept lines.
        spans: the passages, in order, in the same offsets; they do not overlap.
        is_copy: whether each passage is a copy.
        share: least share, 0 to 1.
    """
    ends = [end for _, end in spans]
    for n, start, end in lines:
        within = dict(_overlaps(start, end, spans, bisect_right(ends, start)))
        copied = {i: length for i, length in within.items() if is_copy[i]}
        if copied and sum(copied.values()) >= share * sum(within.values()):
            yield n, max(copied, key=lambda i: copied[i])


def _overlaps(start: int, end: int, spans: Sequence[Span], at: int) -> Iterator[tuple[int, int]]:
    """Yield position and length of the overlap of each passage, from the position `at` on, with a line."""
    while at < len(spans) and spans[at][0] < end:
        yield at, min(end, spans[at][1]) - max(start, spans[at][0])
        at += 1
