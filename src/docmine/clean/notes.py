"""Marks of footnotes in running text: `said.12`, `the Mechanism197 was`, `forces,[3]`, `homes¹²`, `(fn 3)`.

A digit glued to a word may be part of a name (`route66`, `covid19`), so that a mark is believed for its company alone:
marks of one kind that ascend through the text. A lone one stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TOKEN = re.compile(r"(?<!\S)(?:[^\s\d]{1,60}\d|(?:19|20)\d\d)\S*")
_TOKEN_CHARS = 60
_WORD = r"[^\W\d_][^\d\s/@_\\.=#&%+*<>|]*"
_OPENING = "([\"“‘'"
_CLOSING = r"[.,;!?)’”\"']"
_GLUED = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:{_WORD}(?:(?<=[^\W\d_]{{3}})(?<![A-Z])|(?<=[^\W\d_]{{2}}){_CLOSING}{{1,4}})"
    rf"|(?:19|20)\d\d{_CLOSING}{{1,4}})(?P<mark>[1-9]\d{{0,2}}){_CLOSING}*"
)
_BRACKETED = re.compile(
    r"(?<=[^\s(\[:])(?<! in)(?<! by)(?<! of)(?<! see)[ \xa0]{0,2}\[([1-9]\d{0,2})(?: ?[,–-] ?\d{1,3}){0,5}\](?![\w(])"
)
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;!?)\]”’\"]))[¹²³⁰⁴-⁹]{1,3}(?![\w⁰⁴-⁹])")
_NAMED = re.compile(r"(?<=\S)[ \xa0]?[(\[](?:fn|footnote)\.? ?\d{1,3}[)\]]", re.IGNORECASE)
_MAY_BE_NAMED = re.compile(
    r"[(\[]f(?:n|ootnote)", re.IGNORECASE
)  # looked for first: most texts have none, and it is fast
_DIGIT_RAISED = re.compile("[¹²³⁰⁴-⁹]")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LISTED = re.compile(r"^[ \t\xa0]{0,9}(?:\[(\d{1,3})\]|(\d{1,3})[.)]?)[ \t\xa0]", re.MULTILINE)

_STEP = 3
_GLUED_CHAIN = 4
_OTHER_CHAIN = 3
_DISTINCT = 0.4
_DISTINCT_WORDS = 0.75


class Mark(NamedTuple):
    """What may be the mark of a note: its span, its number, and what a digit is glued to."""

    start: int
    end: int
    number: int
    before: str = ""


def marks(raw: str) -> list[tuple[int, int]]:
    """Return the spans of the marks of notes, in order; they do not overlap. Takes time linear in the text.

    Digits glued to words are marks where at least four of them ascend, by no more than three at a time, and
    not on the same word over and over. Numbers in brackets and raised ones are marks where three ascend, or
    two that notes at the end of the text answer to, and then wherever the same numbers come again.
    """
    spans = [match.span() for match in _NAMED.finditer(raw)] if _MAY_BE_NAMED.search(raw) else []
    for chain in _chains(list(_glued(raw))):
        if len(chain) >= _GLUED_CHAIN and _varies(chain):
            spans += [(mark.start, mark.end) for mark in chain]
    found_by_kind = [found for find in (_bracketed, _raised) if (found := list(find(raw)))]
    listed = _listed(raw) if found_by_kind else {}
    for found in found_by_kind:
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


def _glued(raw: str) -> Iterator[Mark]:
    for token in _TOKEN.finditer(raw):
        text = token[0] if token.end() - token.start() <= _TOKEN_CHARS else ""
        match = _GLUED.fullmatch(text)
        if match:
            start, end = (token.start() + at for at in match.span("mark"))
            yield Mark(start, end, int(match["mark"]), text[: match.start("mark")].lstrip(_OPENING).casefold())


def _bracketed(raw: str) -> Iterator[Mark]:
    for match in _BRACKETED.finditer(raw) if "[" in raw else ():
        yield Mark(*match.span(), int(match[1]))


def _raised(raw: str) -> Iterator[Mark]:
    for match in _RAISED.finditer(raw) if _DIGIT_RAISED.search(raw) else ():
        yield Mark(*match.span(), int(match[0].translate(_DIGITS)))


def _listed(raw: str) -> dict[int, int]:
    """Return for each number that begins a line where it does so last; -1 for all others."""
    places: dict[int, int] = defaultdict(lambda: -1)
    for match in _LISTED.finditer(raw):
        places[int(match[1] or match[2])] = match.start()
    return places
