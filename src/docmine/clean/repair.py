"""Repairs that keep offsets: hard-wrapped lines, line-end hyphens, marks of notes, odd spaces, mojibake, bullets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from docmine.clean import notes
from docmine.clean.lines import RawLine, Unit
from docmine.offsets import Edit

_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_CONTROLS = "\x00-\x08\x0e-\x1b"
_INVISIBLE = "\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_ODD = re.compile(f"([{_SPACES}{_CONTROLS}]+)|[{_INVISIBLE}]+")
_ANY_ODD = re.compile(f"[{_SPACES}{_CONTROLS}{_INVISIBLE}]")  # one class of characters is looked for twice as fast
_HIDDEN = re.compile(f"[{_INVISIBLE}]+")
_MARGIN = "".join(c for c in map(chr, range(0x10000)) if c.isspace() or re.match(f"[{_CONTROLS}{_INVISIBLE}]", c))
_BEFORE = _MARGIN + ">"
"""What may stand before the words of a line; mail programs put `>` before what they quote."""
_BLANK = rf"\s{_CONTROLS}{_INVISIBLE}"
_BULLETS = re.compile(
    rf"(?:(?:[•‣▪●○◦∙■□➢✓*·-]|\d{{1,2}}[.)](?!\s+[A-Z][a-z]{{2,8}}\s+\d{{4}}))[{_BLANK}][{_BLANK}>]*)+"
)
_MOJIBAKE = re.compile(r"[\xc2-\xf4\u0152-\u0178\u0402-\u045f][^\x00-\x7f]|â€")
_NOT_PLAIN = re.compile(f"[{_SPACES}{_CONTROLS}{_INVISIBLE}\xc2-\xf4\u0152-\u0178\u0402-\u045f]")
"""What a line must have for any character of it to need mending."""
_TOKEN = re.compile(r"[^\x00-\x20]+")
_PART = re.compile(f"[^{_SPACES}{_CONTROLS} ]+")

_CLOSED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_SPLIT_WORD = re.compile(r"[^\W\d_]{2,}[-\u2010]$")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,30}-[^\W\d_]{2,30}")
_LETTERS = re.compile(r"[^\W\d_]+")
_WRAP_WIDTH = range(50, 101)
_WRAP_PAIRS = 3
_WRAP_SHARE = 0.35
_FEW_PAIRS = 2
_FEW_SHARE = 0.4
"""A short note is taken for wrapped by fewer lines that run on, if they are a larger share of all."""
_FULL = 0.7
_TAKEN = 0.95
"""Of the width, what a line and the first word below it take where the word had no room in the line."""

Span = tuple[int, int]


class _Whole:
    """What only the whole text tells: where its marks of notes are, and which words it writes with a hyphen."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self.marks = notes.marks(raw)

    def has_marks(self, start: int, end: int) -> bool:
        """Tell whether a mark, or part of one, stands in a span."""
        before_end = bisect_left(self.marks, (end, 0)) if self.marks else 0
        return before_end > 0 and self.marks[before_end - 1][1] > start

    @cached_property
    def compounds(self) -> Container[str]:
        return {compound.casefold() for compound in _COMPOUND.findall(self._raw)}


def is_wrapped(raw: str, lines: Sequence[RawLine]) -> bool:
    """Return whether the lines are broken at a fixed width: many of the long ones stop short of a sentence and run on.

    Short lines, such as those of menus and headings, say nothing about that.
    """
    filled = [line for line in lines if not raw[line.start : line.end].isspace() and line.end > line.start]
    long = sum(line.end - line.start >= _WRAP_WIDTH[0] for line in filled)
    pairs = sum(
        here.end - here.start in _WRAP_WIDTH and here.n + 1 == below.n and _runs_on(raw, here, below)
        for here, below in pairwise(filled)
    )
    among_long = pairs >= _WRAP_PAIRS and pairs >= _WRAP_SHARE * long
    return among_long or (pairs >= _FEW_PAIRS and pairs >= _FEW_SHARE * len(filled))


def _runs_on(raw: str, here: RawLine, below: RawLine) -> bool:
    first = raw[below.start : below.end].lstrip(_BEFORE)[:1]
    return first.islower() and not _CLOSED.search(raw, max(here.start, here.end - 8), here.end)


def look_wrapped(above: str, below: str) -> bool:
    """Return whether two lines look like one that is broken at a fixed width."""
    return len(above) in _WRAP_WIDTH and below[:1].islower() and not _CLOSED.search(above)


def units(raw: str, lines: Sequence[RawLine], *, join: bool, on_paper: bool = False) -> list[Unit]:
    """Return the units of the text, in order; lines without words of their own are in none.

    Args:
        raw: the raw text.
        lines: its lines, less those that are known to be no part of the running text.
        join: whether lines that run on are put together (a hard-wrapped text, a PDF).
        on_paper: whether they are broken at a width on paper, and not at a number of characters.
    """
    if not lines:
        return []
    found: list[Unit] = []
    whole = _Whole(raw)
    group: list[tuple[RawLine, Span]] = []
    bullet = False
    width = _width(lines, 1 if on_paper else _WRAP_WIDTH[0]) if join else 0
    for line in lines:
        start, end, has_bullet = _body(raw, line.start, line.end)
        if start == end:
            continue
        if group and join and not has_bullet and _continues(raw, group[-1][0], line, width, on_paper):
            group.append((line, _strip(raw, line.start, line.end)))
            continue
        if group:
            found.append(_unit(raw, group, whole, bullet=bullet))
        group, bullet = [(line, (start, end))], has_bullet
    return [*found, _unit(raw, group, whole, bullet=bullet)] if group else found


def _width(lines: Sequence[RawLine], least: int) -> int:
    """Return the width at which the text is broken: the 90th percentile of its line lengths from `least` on.

    A menu has many short lines, which say nothing of that.
    """
    lengths = sorted(length for line in lines if (length := line.end - line.start) >= least)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _continues(raw: str, here: RawLine, below: RawLine, width: int, on_paper: bool) -> bool:
    if below.n != here.n + 1 and not raw[here.end : below.start].strip(_BEFORE):
        return False
    if _runs_on(raw, here, below) or _SPLIT_WORD.search(raw, max(here.start, here.end - 30), here.end):
        return True
    length = here.end - here.start
    word = len(raw[below.start : below.end].lstrip(_BEFORE).partition(" ")[0])
    is_full = on_paper or length + 1 + word >= _TAKEN * width
    return below.n == here.n + 1 and is_full and _FULL * width <= length <= max(width, _WRAP_WIDTH[-1])


def _unit(raw: str, group: Sequence[tuple[RawLine, Span]], whole: _Whole, *, bullet: bool) -> Unit:
    line, (start, end) = group[0]
    if len(group) == 1 and _is_plain(text := raw[start:end]) and not whole.has_marks(start, end):
        return Unit((line,), (Edit(start, end),), text, bullet)
    edits: list[Edit] = []
    for (_, (start, end)), (_, (below, _)) in pairwise(group):
        split_word = _SPLIT_WORD.search(raw, max(start, end - 30), end)
        is_split = split_word and raw[below].islower() and not _is_compound(raw, split_word[0], below, whole)
        edits += _edits(raw, start, end - 1 if is_split else end, whole.marks)
        if not split_word:
            edits.append(Edit(end, end, " "))
    edits += _edits(raw, *group[-1][1], whole.marks)
    text = "".join(raw[e.raw_start : e.raw_end] if e.text is None else e.text for e in edits)
    return Unit(tuple(line for line, _ in group), tuple(edits), text, bullet)


def _is_plain(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or not _NOT_PLAIN.search(text)


def _is_compound(raw: str, first: str, below: int, whole: _Whole) -> bool:
    """Tell whether the text writes the word that a line end parts with a hyphen where it stands in one line."""
    second = _LETTERS.match(raw, below)
    return second is not None and f"{first[:-1]}-{second[0]}".casefold() in whole.compounds


def _strip(raw: str, start: int, end: int) -> Span:
    text = raw[start:end].rstrip(_MARGIN)
    end = start + len(text)
    return end - len(text.lstrip(_BEFORE)), end


def _body(raw: str, start: int, end: int) -> tuple[int, int, bool]:
    """Return the span without white space and list bullets around it, and whether it had a bullet."""
    start, end = _strip(raw, start, end)
    bullets = _BULLETS.match(raw, start, end)
    return bullets.end() if bullets else start, end, bullets is not None


def _edits(raw: str, start: int, end: int, marks: Sequence[Span]) -> Iterator[Edit]:
    """Yield the edits that carry a span over: without marks of notes, else as `_mended_edits` does."""
    at = start
    for mark in range(max(0, bisect_right(marks, (start, 0)) - 1), len(marks)):
        first, last = marks[mark]
        if first >= end:
            break
        if last > at:
            yield from _mended_edits(raw, at, max(at, first))
            at = last
    yield from _mended_edits(raw, at, end)


def _mended_edits(raw: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edits that carry a span over: as it is, but for odd spaces, invisible characters and mojibake."""
    at = start
    if _MOJIBAKE.search(raw, start, end):
        for token, fixed in _mended(raw, start, end):
            yield from _plain_edits(raw, at, token[0])
            yield Edit(*token, fixed)
            at = token[1]
    yield from _plain_edits(raw, at, end)


def _plain_edits(raw: str, start: int, end: int) -> Iterator[Edit]:
    at = start
    for match in _ODD.finditer(raw, start, end):
        yield Edit(at, match.start())
        if match[1]:
            yield Edit(*match.span(), " " * len(match[1]))
        at = match.end()
    yield Edit(at, end)


def _mended(raw: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    """Yield the tokens that ftfy knows to be text in a wrong encoding, and how they should read."""
    from ftfy.badness import is_bad  # noqa: PLC0415 - seldom needed

    if not any(map(is_bad, _readings(raw[start:end]))):
        return
    for token in _TOKEN.finditer(raw, start, end):
        if fixed := _as_meant(token[0]):
            yield token.span(), fixed
            continue
        for part in _PART.finditer(raw, *token.span()):  # an odd space may be half of a letter, but here it is a space
            if fixed := _as_meant(part[0]):
                yield part.span(), fixed


def _as_meant(token: str) -> str | None:
    """Return how a token should read, or None where it is as it should be or nobody can tell."""
    from ftfy import fix_encoding  # noqa: PLC0415 - seldom needed

    for reading in _readings(token):
        fixed = fix_encoding(reading) if _MOJIBAKE.search(reading) else reading
        if fixed != reading and len(fixed.splitlines()) == 1 and not _ODD.search(fixed):
            return fixed
    return None


def _readings(text: str) -> Iterable[str]:
    """Return the text as it is, without its invisible characters, and with plain spaces too."""
    if not _ANY_ODD.search(text):
        return (text,)
    plain = _ODD.sub(lambda match: " " * len(match[1] or ""), text)
    return dict.fromkeys((text, _HIDDEN.sub("", text), plain))
