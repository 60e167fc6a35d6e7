"""Main content of an HTML report: what trafilatura keeps, found again in the lines of the text rendering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from docmine.clean.lines import RawLine

_TOKEN = re.compile(r"\w+")
_GRAM = 4
_LONG = 6
_COVERED = 0.6
_LEAST_WORDS = 25


def main_lines(raw: str, lines: Sequence[RawLine], html: str) -> set[int] | None:
    """Return the numbers of the lines that hold main content, or None where hardly any is found.

    A line of six words or more is main content when three fifths of its words lie in runs of four that
    the extracted text has too; a shorter one when it stands in the extracted text between the places
    where its neighbours stand.
    """
    import trafilatura  # noqa: PLC0415 - takes most of a second to import

    extracted = trafilatura.extract(html, output_format="txt", include_comments=False, include_tables=True)
    tokens = _TOKEN.findall((extracted or "").casefold())
    if len(tokens) < _LEAST_WORDS:
        return None
    words = {line.n: _TOKEN.findall(raw[line.start : line.end].casefold()) for line in lines}
    text = f" {' '.join(tokens)} "
    grams = {tuple(tokens[k : k + _GRAM]) for k in range(len(tokens) - _GRAM + 1)}
    kept = {n for n, own in words.items() if len(own) >= _LONG and _coverage(own, grams) >= _COVERED}
    return kept | _short_lines(words, kept, text)


def _coverage(words: Sequence[str], grams: set[tuple[str, ...]]) -> float:
    """Return the share of the words that lie in a run of four that is in `grams`."""
    covered = 0
    reach = 0
    for k in range(len(words) - _GRAM + 1):
        if tuple(words[k : k + _GRAM]) in grams:
            covered += k + _GRAM - max(reach, k)
            reach = k + _GRAM
    return covered / len(words)


def _short_lines(words: dict[int, list[str]], kept: set[int], text: str) -> set[int]:
    """Return the short lines that the text has between the places of the long lines around them."""
    anchors = [(0, 0, 0)]
    for n in sorted(kept):
        own = " ".join(words[n])
        at = text.find(f" {own} ", anchors[-1][2])
        if at >= 0:
            anchors.append((n, at, at + len(own) + 1))
    anchors.append((max(words, default=0) + 1, len(text), len(text)))
    found = set()
    for (before, _, start), (after, end, _) in pairwise(anchors):
        at = start
        for n in range(before + 1, after):
            own = " ".join(words.get(n, ()))
            place = text.find(f" {own} ", at, end + 1) if own and n not in kept else -1
            if place >= 0:
                found.add(n)
                at = place + len(own) + 1
    return found
