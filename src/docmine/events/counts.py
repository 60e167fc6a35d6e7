"""Numbers of people in words and digits, as low, best and high.

Rules: *23* is low, best and high; *at least*, *more than*, *over* N: low and best N, no high; *up to*, *as many as*,
*nearly* N: best and high N, no low; *about*, *some*, *around* N: best N alone; *between* M *and* N, M *to* N: low M,
high N, no best; *fewer than* N: high N alone; *dozens*, *scores*, *hundreds*, *thousands*: low is two of them (24, 40,
200, 2,000; *tens of thousands*: 20,000), best and high are unknown.
"""

from __future__ import annotations

import re
from functools import cache
from math import prod
from typing import NamedTuple

from docmine.events import grammar
from docmine.resources import read_toml


class Amount(NamedTuple):
    """Bounds of a number and where it stands in the text it was read from."""

    low: int | None
    best: int | None
    high: int | None
    start: int
    end: int


class _Patterns(NamedTuple):
    expression: re.Pattern[str]
    number: re.Pattern[str]
    units: dict[str, int]
    scales: dict[str, int]
    plurals: dict[str, int]
    kinds: dict[str, str]


def parse(text: str) -> Amount | None:
    """Return the first number of people in a phrase, with its bounds, or None.

    >>> parse("at least 23 civilians")
    Amount(low=23, best=23, high=None, start=0, end=11)
    >>> parse("between twenty and 30 fighters")
    Amount(low=20, best=None, high=30, start=0, end=21)
    """
    patterns = _patterns()
    match = patterns.expression.search(text)
    if match is None:
        return None
    if match["plural"]:
        factors = [patterns.plurals[word] for word in re.findall(r"\w+", match["plural"].lower()) if word != "of"]
        return Amount(2 * prod(factors), None, None, *match.span())
    first, second = _value(match["first"], patterns), match["second"]
    if second:
        upper = _value(second, patterns)
        return Amount(first, None, upper, *match.span()) if first < upper else None
    kind = patterns.kinds.get(" ".join((match["modifier"] or "").lower().split()), "exact")
    return Amount(*_bounds(kind, first), *match.span())


def add(one: Amount, two: Amount) -> Amount:
    """Return the sum of two disjoint numbers; a bound is unknown where one of the two is."""
    low, best, high = (None if a is None or b is None else a + b for a, b in zip(one[:3], two[:3], strict=True))
    return Amount(low, best, high, min(one.start, two.start), max(one.end, two.end))


def modifiers() -> dict[str, str]:
    """Return the phrases that bound a number (*at least*) and the kind of bound each sets."""
    return _patterns().kinds


def _bounds(kind: str, number: int) -> tuple[int | None, int | None, int | None]:
    match kind:
        case "least":
            return number, number, None
        case "most":
            return None, number, number
        case "about":
            return None, number, None
        case "fewer":
            return None, None, number
        case _:
            return number, number, number


def _value(text: str, patterns: _Patterns) -> int:
    total = part = 0
    for token in patterns.number.findall(text.lower()):
        if token in patterns.scales:
            part = max(part, 1) * patterns.scales[token]
            if patterns.scales[token] >= 1000:
                total, part = total + part, 0
        elif token in patterns.units:
            part += patterns.units[token]
        else:
            part += int(token.replace(",", ""))
    return total + part


@cache
def _patterns() -> _Patterns:
    lists = read_toml(grammar.FOLDER / "numbers.toml")
    kinds = {phrase: kind for kind, phrases in lists["modifiers"].items() for phrase in phrases}
    units, scales, plurals = lists["units"], lists["scales"], lists["plurals"]
    words = "|".join(sorted((*units, *scales), key=len, reverse=True))
    word = rf"(?:{words})\b"
    scale = "|".join(scales)
    digits = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?:\s+(?:{scale})\b)*"
    number = rf"(?:{digits}|(?:a\s+)?{word}(?:(?:\s+and\s+|[\s-]){word}){{0,6}})"
    modifier = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(kinds, key=len, reverse=True))
    plural = "|".join(plurals)
    expression = (
        rf"(?P<plural>\b(?:{plural})(?:\s+of\s+(?:{plural}))?\b)"
        rf"|(?<![\w.,])(?P<between>between\s+)?(?:(?P<modifier>{modifier})\s+)?(?P<first>{number})"
        rf"(?:(?(between)\s+and\s+|\s*(?:-|–|to|or)\s*)(?P<second>{number}))?(?![\w%])(?![.,]\d)"
    )
    return _Patterns(
        re.compile(expression, re.IGNORECASE),
        re.compile(rf"\d[\d,]*|(?:{words})\b"),
        units,
        scales,
        plurals,
        kinds,
    )
