"""Marks of footnotes in running text: `said.12`, `the Mechanism197 was`, `forces,[3]`, `homes¹²`, `(fn 3)`.

A digit glued to a word may be part of a name (`route66`, `covid19`), so that a mark is believed for its company alone:
marks of one kind that ascend through the text. A lone one stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_TOKEN_CHARS = 60
_WORD = r"[^\W\d_][^\d\s/@_\\.=#&%+*<>|]*"
_OPENING = "([\"“‘'"
_CLOSING = r"[.,;!?)’”\"']"
_GLUED = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:{_WORD}(?:(?<=[^\W\d_]{{3}})(?<![A-Z])|(?<=[^\W\d_]{{2}}){_CLOSING}{{1,4}})"
    rf"|(?:19|20)\d\d{_CLOSING}{{1,4}})(?P<mark>[1-9]\d{{0,2}}){_CLOSING}*"
)
_LAST_DIGITS = re.compile(rf"[1-9]\d{{0,2}}{_CLOSING}*(?!\S)")  # begins with a digit, so that the rest is skipped fast
_BRACKETED = re.compile(  # behind a word or its punctuation, not behind what opens a line
    r"(?<=[\w.,;!?)\]’”\"'…%»])(?<! in)(?<! by)(?<! of)(?<! see)[ \xa0]{0,2}"
    r"\[([1-9]\d{0,2})(?: ?[,–-] ?\d{1,3}){0,5}\](?![\w(])"
)
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;!?)\]”’\"]))[¹²³⁰⁴-⁹]{1,3}(?![\w⁰⁴-⁹])")
_NAMED = re.compile(r"(?<=\S)[ \xa0]?[(\[](?:fn|footnote)\.? ?\d{1,3}[)\]]", re.IGNORECASE)
_BRACKETED_SIGN, _RAISED_SIGN, _NAMED_SIGN = map(re.compile, (r"\[[1-9]", "[¹²³⁰⁴-⁹]", r"(?i:[(\[]f(?:n|oo))"))
"""What the patterns need: most texts have none of it, and finding that out takes a tenth of the time."""
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LISTED = re.compile(r"^[ \t\xa0]{0,9}(?:\[(\d{1,3})\]|(\d{1,3})[.)]?)[ \t\xa0]", re.MULTILINE)

Span = tuple[int, int]

_STEP = 3
_GLUED_CHAIN = 4
_OTHER_CHAIN = 3
_DISTINCT = 0.4
_DISTINCT_WORDS = 0.75
_MOST_ROUNDS = 8
"""Notes inside of notes inside of notes are made to hurt."""


class Mark(NamedTuple):
    """What may be the mark of a note: its span, its number, and what a digit is glued to."""

    start: int
    end: int
    number: int
    before: str = ""


def marks(raw: str) -> list[Span]:
    """Return the spans of the marks of notes, in order; they do not overlap. Takes time linear in the text.

    Digits glued to words are marks where at least four of them ascend, by no more than three at a time, and
    not on the same word over and over. Numbers in brackets and raised ones are marks where three ascend, or
    two that notes at the end of the text answer to, and then wherever the same numbers come again. What is left is
    looked through again, since a mark may stand before another, which hid it: `left.1(fn 2)`.
    """
    spans = found = _found(raw)
    for _ in range(_MOST_ROUNDS):
        if not found:
            break
        places = _left(spans, len(raw))
        again = _found("".join(map(raw.__getitem__, places)))
        found = [(places[start], places[end - 1] + 1) for start, end in again]
        spans = _outermost([*spans, *found])
    return spans


def _left(spans: Sequence[Span], size: int) -> list[int]:
    """Return where the characters stand that no span holds."""
    bounds = pairwise([(0, 0), *spans, (size, size)])
    return [place for before, after in bounds for place in range(before[1], after[0])]


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """Return the spans in order, without those inside others."""
    found: list[Span] = []
    for span in sorted(spans):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found


def _found(raw: str) -> list[Span]:
    spans = [match.span() for match in _matches(_NAMED, _NAMED_SIGN, raw)]
    for chain in _chains(list(_glued(raw))):
        if len(chain) >= _GLUED_CHAIN and _varies(chain):
            spans += [(mark.start, mark.end) for mark in chain]
    bracketed, raised = list(_bracketed(raw)), list(_raised(raw))
    listed = _listed(raw) if bracketed or raised else {}
    for found in (bracketed, raised):
        numbers = {
            mark.number
            for chain in _chains(found)
            if len(chain) >= _OTHER_CHAIN
            or (len(chain) > 1 and all(mark.start < listed[mark.number] for mark in chain))
            for mark in chain
        }
        spans += [(mark.start, mark.end) for mark in found if mark.number in numbers]
    return sorted(spans)


def _varies(chain: Sequence[Mark]) -> bool:
    """Tell digits at all sorts of words from names that are numbered: `street1`, `street2`, or `Art.1`, `Art.2`."""
    before = [mark.before for mark in chain]
    words = [word for word in before if word[-1].isalpha()]
    return len(set(before)) >= _DISTINCT * len(before) and len(set(words)) >= _DISTINCT_WORDS * len(words)


def _chains(found: Sequence[Mark]) -> list[list[Mark]]:
    """Return the candidates parted into chains that ascend; each joins the chain that ends nearest below it."""
    chains: list[list[Mark]] = []
    ending: dict[int, list[list[Mark]]] = defaultdict(list)
    for mark in found:
        before = next((n for n in range(mark.number - 1, mark.number - 1 - _STEP, -1) if ending.get(n)), None)
        if before is None:
            chains.append(chain := [])
        else:
            chain = ending[before].pop()
        chain.append(mark)
        ending[mark.number].append(chain)
    return chains


def _matches(pattern: re.Pattern[str], sign: re.Pattern[str], raw: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(raw) if sign.search(raw) else iter(())


def _glued(raw: str) -> Iterator[Mark]:
    for digits in _LAST_DIGITS.finditer(raw):
        end = digits.end()
        token = raw[max(0, end - _TOKEN_CHARS - 1) : end].rsplit(maxsplit=1)[-1]
        if len(token) > _TOKEN_CHARS or token == digits[0]:
            continue
        if match := _GLUED.fullmatch(token):
            start = end - len(token)
            first, last = match.span("mark")
            yield Mark(start + first, start + last, int(match["mark"]), token[:first].lstrip(_OPENING).casefold())


def _bracketed(raw: str) -> Iterator[Mark]:
    for match in _matches(_BRACKETED, _BRACKETED_SIGN, raw):
        yield Mark(*match.span(), int(match[1]))


def _raised(raw: str) -> Iterator[Mark]:
    for match in _matches(_RAISED, _RAISED_SIGN, raw):
        yield Mark(*match.span(), int(match[0].translate(_DIGITS)))


def _listed(raw: str) -> dict[int, int]:
    """Return for each number that begins a line where it does so last; -1 for all others."""
    places: dict[int, int] = defaultdict(lambda: -1)
    for match in _LISTED.finditer(raw):
        places[int(match[1] or match[2])] = match.start()
    return places
