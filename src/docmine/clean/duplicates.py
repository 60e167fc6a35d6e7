"""Units that the text has already: repeated leads, pull quotes, near-identical paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from rapidfuzz import fuzz

from docmine.clean.lines import Unit

_MIN_WORDS = 5
_QUOTE_WORDS = 8
_NEAR = 92.0
_NEAR_WORDS = range(10, 600)
_CLOSE = 4
_REFRAIN = 4
_HEAD = 20
_NAMED = re.compile(r"\b(?=\w*[A-ZÀ-ÖØ-Þ\d])\w+")  # names and numbers: where they differ, so do the reports

Copy = tuple[int, int]
"""A unit and the unit that it repeats."""


def find(units: Sequence[Unit]) -> dict[int, int]:
    """Return for each unit that duplicates another the index of the copy that stays.

    Of equal units the first stays. Tables, forms and refrains repeat their lines for good reasons: what comes back four
    times or more, or has five words only, is a copy only where pages repeat themselves, which is side by side or nearly
    so, in the head of the text (everything up to its first body unit) and behind the body; what has fewer words never
    is. Side by side and in the head, units that differ in a few letters, but in no name or number, are copies too. Of a
    unit of eight words or more that stands in one piece inside a longer body unit (a pull quote) the longer one stays.
    """
    places = _Places(units)
    found: dict[int, int] = {}
    for copy, first in (*_equal(units, places), *_inside(units), *_near(units, places)):
        if copy not in found and first not in found:
            found[copy] = first
    return found


class _Places:
    """Where a text has its head and its tail."""

    def __init__(self, units: Sequence[Unit]) -> None:
        body = [i for i, unit in enumerate(units) if unit.is_body]
        self.first, self.last = (body[0], body[-1]) if body else (-1, len(units))

    def are_apart(self, copy: int, first: int) -> bool:
        """Return whether neither is near the other, in the head or in the tail."""
        return copy - first > _CLOSE and first > self.first and copy < self.last


def _equal(units: Sequence[Unit], places: _Places) -> Iterator[Copy]:
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, unit in enumerate(units):
        if len(unit.words) >= _MIN_WORDS:
            same[tuple(unit.words)].append(i)
    for words, (first, *copies) in same.items():
        anywhere = len(words) > _MIN_WORDS and len(copies) + 1 < _REFRAIN
        for before, copy in pairwise((first, *copies)):
            if anywhere or copy - before == 1 or not places.are_apart(copy, first):
                yield copy, first


def _inside(units: Sequence[Unit]) -> Iterator[Copy]:
    texts = [f" {' '.join(unit.words)} " for unit in units]
    body = [i for i, unit in enumerate(units) if unit.is_body]
    starts = [0, *accumulate(len(texts[i]) + 1 for i in body)]
    whole = "\n".join(texts[i] for i in body)
    looked_for: set[str] = set()  # equal units are told apart by where they stand, not here
    for i, own in enumerate(texts):
        if len(units[i].words) < _QUOTE_WORDS or own in looked_for:
            continue
        looked_for.add(own)
        at = whole.find(own)
        while at >= 0:
            holder = body[bisect_right(starts, at) - 1]
            if len(texts[holder]) > len(own):
                yield i, holder
                break
            at = whole.find(own, at + len(own))


def _near(units: Sequence[Unit], places: _Places) -> Iterator[Copy]:
    head: list[int] = []
    for copy, unit in enumerate(units):
        if len(unit.words) not in _NEAR_WORDS:
            continue
        beside = range(max(0, copy - _CLOSE), copy)
        yield from ((copy, first) for first in (*head, *beside) if _alike(unit, units[first]))
        if copy <= places.first and len(head) < _HEAD:
            head.append(copy)


def _alike(one: Unit, other: Unit) -> bool:
    longer, shorter = max(len(one.text), len(other.text)), min(len(one.text), len(other.text))
    if shorter < longer * _NEAR / 100:
        return False
    if not fuzz.ratio(" ".join(one.words), " ".join(other.words), score_cutoff=_NEAR):
        return False
    return _NAMED.findall(one.text) == _NAMED.findall(other.text)  # last: it takes longest
