"""Units that the text has already: repeated leads, pull quotes, near-identical paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from docmine.clean.lines import Unit

_MIN_WORDS = 5
_SHINGLE = 5
_NEAR = 92.0
_CANDIDATES = 8
_NEAR_WORDS = 600

Shingle = tuple[str, ...]


def find(units: Sequence[Unit]) -> dict[int, int]:
    """Return for each unit that duplicates another the index of the copy that stays.

    Of equal or nearly equal units the first stays; of a unit whose words stand in one piece inside a
    longer body unit (a pull quote) the longer one stays, wherever it is. Units of fewer than five
    words are never duplicates: short lines and answers may be repeated for good reasons.
    """
    first: dict[tuple[str, ...], int] = {}
    found: dict[int, int] = {}
    for i, unit in enumerate(units):
        if len(unit.words) >= _MIN_WORDS and (copy := first.setdefault(tuple(unit.words), i)) != i:
            found[i] = copy
    index = _index(units, first.values())
    for i in first.values():
        twin = _twin(units, i, index)
        if twin is not None and twin not in found:
            found[i] = twin
    return found


def _probes(words: Sequence[str]) -> list[Shingle]:
    """Return the first, middle and last run of five words."""
    last = len(words) - _SHINGLE
    return [tuple(words[k : k + _SHINGLE]) for k in sorted({0, last // 2, last})]


def _index(units: Sequence[Unit], which: Iterable[int]) -> dict[Shingle, list[int]]:
    """Return for each probe of a unit the units that have it anywhere, the first few."""
    index: dict[Shingle, list[int]] = {probe: [] for i in which for probe in _probes(units[i].words)}
    for i in which:
        words = units[i].words
        for shingle in zip(*(words[k:] for k in range(_SHINGLE)), strict=False):
            holders = index.get(shingle)
            if holders is not None and len(holders) < _CANDIDATES and i not in holders[-1:]:
                holders.append(i)
    return index


def _twin(units: Sequence[Unit], i: int, index: dict[Shingle, list[int]]) -> int | None:
    """Return the unit that unit `i` repeats, from among those that share its first, middle or last words."""
    words = units[i].words
    own = f" {' '.join(words)} "
    for j in sorted({j for probe in _probes(words) for j in index[probe]} - {i}):
        other = units[j]
        if len(other.words) > len(words) and other.is_body and own in f" {' '.join(other.words)} ":
            return j
        near_sized = 2 * _MIN_WORDS <= len(words) <= _NEAR_WORDS and len(other.words) <= _NEAR_WORDS
        if j < i and near_sized and fuzz.ratio(own, " ".join(other.words), score_cutoff=_NEAR):
            return j
    return None
