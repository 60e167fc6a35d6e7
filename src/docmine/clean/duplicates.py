"""Units that the text has already: repeated leads, pull quotes, near-identical paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from docmine.clean.lines import Unit

_MIN_WORDS = 5
_SHINGLE = 5
_NEAR = 92.0
_CANDIDATES = 8
_NEAR_WORDS = 600


def find(units: Sequence[Unit]) -> dict[int, int]:
    """Return for each unit that duplicates another the index of the copy that stays.

    Of equal or nearly equal units the first stays; of a unit whose words stand in one piece inside a
    longer body unit (a pull quote) the longer one stays, wherever it is. Units of fewer than five
    words are never duplicates: short lines and answers may be repeated for good reasons.
    """
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    seen: dict[tuple[str, ...], int] = {}
    found: dict[int, int] = {}
    for i, unit in enumerate(units):
        words = tuple(unit.words)
        if len(words) < _MIN_WORDS:
            continue
        first = seen.setdefault(words, i)
        if first != i:
            found[i] = first
            continue
        for shingle in _shingles(words):
            index[shingle].append(i)
    for i in seen.values():
        twin = _twin(units, i, index)
        if twin is not None and twin not in found:
            found[i] = twin
    return found


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[k : k + _SHINGLE]) for k in range(len(words) - _SHINGLE + 1)}


def _twin(units: Sequence[Unit], i: int, index: dict[tuple[str, ...], list[int]]) -> int | None:
    """Return the unit that unit `i` repeats, from among those that share its first, middle or last words."""
    words = units[i].words
    size = len(words)
    places = sorted({0, (size - _SHINGLE) // 2, size - _SHINGLE})
    candidates = {j for k in places for j in index[tuple(words[k : k + _SHINGLE])][:_CANDIDATES]}
    own = f" {' '.join(words)} "
    for j in sorted(candidates - {i}):
        other = units[j]
        if len(other.words) > size and other.is_body and own in f" {' '.join(other.words)} ":
            return j
        if j < i and _MIN_WORDS * 2 <= size <= _NEAR_WORDS and len(other.words) <= _NEAR_WORDS:
            if fuzz.ratio(own, " ".join(other.words), score_cutoff=_NEAR) >= _NEAR:
                return j
    return None
