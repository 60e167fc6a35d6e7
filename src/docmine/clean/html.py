"""Main content of an HTML report, line by line of its rendering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from docmine.clean.page_features import Page
from docmine.clean.page_score import PageScorer
from docmine.documents import RawDocument
from docmine.read.render import MARKS

_TOKEN = re.compile(r"\w+")
_GRAM = 4
_LONG = 6
_COVERED = 0.5
_THRESHOLD = 0.5
_LEAST_WORDS = 25
_ROWS = sum(1 << MARKS.index(mark) for mark in ("cell", "item"))
_P, _ARTICLE = (1 << MARKS.index(mark) for mark in ("p", "article"))
_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*$")
_LINKED = 0.5
_REACH = 20_000  # characters of the extracted text in which the next line is looked for: time stays linear

Words = Sequence[str]


def main_lines(raw: RawDocument) -> set[int] | None:
    """Return the numbers, from 1, of the lines of a rendered page that hold main content; None where none stands out.

    The page scorer decides. Where it is sure of fewer than 25 words in all, whatever scores at least half as well
    as the best line counts.
    """
    page = page_of(raw)
    scores = PageScorer.load()(page)
    kept = scores >= _THRESHOLD
    if page.words[kept].sum() < _LEAST_WORDS:
        kept = scores >= scores.max() / 2
    if page.words[kept].sum() < _LEAST_WORDS:
        return None
    return {int(n) + 1 for n in np.flatnonzero(_with_closing(raw, _with_rows_between(raw, kept)))}


def _with_rows_between(raw: RawDocument, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep, too, the rows of tables and the items of lists that stand between kept lines and are no links."""
    filled = kept.copy()
    for above, below in pairwise(np.flatnonzero(kept)):
        if all(spot.own & _ROWS and spot.linked < _LINKED for spot in raw.layout[above + 1 : below]):
            filled[above:below] = True
    return filled


def _with_closing(raw: RawDocument, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep, too, the sentence that closes an `article` element, a paragraph like the kept one above it.

    Its scorer doubts the short ones, of which *Ostra denied it* is the one that matters most.
    """
    filled, lines = kept.copy(), raw.text.split("\n")
    for n in np.flatnonzero(kept[:-1] & ~kept[1:]):
        above, spot = raw.layout[n], raw.layout[n + 1]
        below = raw.layout[n + 2] if n + 2 < len(lines) else None
        closes = below is None or below.parent != spot.parent
        alike = (above.own, above.around, above.parent) == (spot.own, spot.around, spot.parent) and not spot.linked
        stops = all(_SENTENCE.search(line) for line in (lines[n], lines[n + 1]))
        if closes and alike and stops and spot.own & _P and spot.around & _ARTICLE:
            filled[n + 1] = True
    return filled


def page_of(raw: RawDocument) -> Page:
    """Return the page as its scorer sees it."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - only for pages

    lines = raw.text.split("\n")
    extracted = extract_plain_text(raw.html or "", main_content=True, comments=False)
    return Page(lines, raw.layout, second=found_in(lines, extracted))


def found_in(lines: Sequence[str], extracted: str) -> list[bool]:
    """Tell which lines an extracted text has.

    A line of six words or more is there when half of its words lie in runs of four that the extracted text
    has too; a shorter one when it stands in the extracted text between the places where its neighbours stand.
    """
    words = [_TOKEN.findall(line.casefold()) for line in lines]
    tokens = _TOKEN.findall(extracted.casefold())
    grams = set(zip(*(tokens[k:] for k in range(_GRAM)), strict=False))
    found = [len(own) >= _LONG and _coverage(own, grams) >= _COVERED for own in words]
    for i in _short_lines(words, found, f" {' '.join(tokens)} "):
        found[i] = True
    return found


def _coverage(words: Words, grams: set[tuple[str, ...]]) -> float:
    """Return the share of the words that lie in a run of four that is in `grams`."""
    covered = 0
    reach = 0
    for k, gram in enumerate(zip(*(words[k:] for k in range(_GRAM)), strict=False)):
        if gram in grams:
            covered += k + _GRAM - max(reach, k)
            reach = k + _GRAM
    return covered / len(words)


def _short_lines(words: Sequence[Words], found: Sequence[bool], text: str) -> list[int]:
    """Return the short lines that the text has between the places of the long lines around them."""
    anchors = [(-1, 0, 0)]
    for i, own in enumerate(words):
        place = _first_place(own, text, anchors[-1][2]) if found[i] else None
        if place:
            anchors.append((i, *place))
    anchors.append((len(words), len(text), len(text)))
    short = []
    for (before, _, start), (after, end, _) in pairwise(anchors):
        at = start
        for i in range(before + 1, after):
            own = " ".join(words[i])
            begin = text.find(f" {own} ", at, min(end + 1, at + _REACH)) if 0 < len(words[i]) < _LONG else -1
            if begin >= 0:
                short.append(i)
                at = begin + len(own) + 1
    return short


def _first_place(own: Words, text: str, after: int) -> tuple[int, int] | None:
    """Return where the words stand in the text, or, if it has them only in part, the first four of them."""
    for part in (own, own[:_GRAM]):
        wanted = f" {' '.join(part)} "
        if (at := text.find(wanted, after, after + _REACH)) >= 0:
            return at, at + len(wanted) - 1
    return None
