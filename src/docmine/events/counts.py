"""Numbers of people in words and digits, as low, best and high.

Rules: *23* is low, best and high; *at least*, *more than*, *over* N: low and best N, no high; *up to*, *as many as*,
*nearly* N: best and high N, no low; *about*, *some*, *around* N: best N alone; *between* M *and* N, M *to* N: low M,
high N, no best; *fewer than* N: high N alone; *dozens*, *scores*, *hundreds*, *thousands*: low is two of them (24, 40,
200, 2,000; *tens of thousands*: 20,000), best and high are unknown, and *several hundred* is the same as *hundreds*;
*a dozen or so*: best 12 alone; *half a dozen*: 6; *a couple*: 2. A share (*a third of them*, *half*, *one in five*) is
no number of people, nor is that of a word like *12-year-old*; of *19 of the 30* the first counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    phrases: dict[str, int]
    kinds: dict[str, str]
    afters: dict[str, str]


def parse(text: str) -> Amount | None:
    """Return the first number of people in a phrase, with its bounds, or None.

    >>> parse("at least 23 civilians")
    Amount(low=23, best=23, high=None, start=0, end=11)
    >>> parse("between twenty and 30 fighters")
    Amount(low=20, best=None, high=30, start=0, end=21)
    """
    return next(parse_all(text), None)


def parse_all(text: str) -> Iterator[Amount]:
    """Yield the numbers of people in a text, in its order."""
    patterns = _patterns()
    for match in patterns.expression.finditer(text):
        if (amount := _read(match, patterns)) is not None:
            yield amount


def _read(match: re.Match[str], patterns: _Patterns) -> Amount | None:
    if match["share"]:
        return None
    if match["phrase"]:
        number = patterns.phrases[" ".join(match["phrase"].lower().split())]
        return Amount(*_bounds(_kind(match, patterns), number), *match.span())
    if match["plural"] or match["scale"]:
        words = re.findall(r"\w+", (match["plural"] or match["scale"]).lower())
        factors = [patterns.plurals.get(word, patterns.scales.get(word, 1)) for word in words]
        return Amount(2 * prod(factors), None, None, *match.span())
    first, second = _value(match["first"], patterns), match["second"]
    if second:
        upper = _value(second, patterns)
        return Amount(first, None, upper, *match.span()) if first < upper else None
    return Amount(*_bounds(_kind(match, patterns), first), *match.span())


def _kind(match: re.Match[str], patterns: _Patterns) -> str:
    after = " ".join((match["after"] or "").lower().split())
    before = " ".join((match["modifier"] or "").lower().split())
    return patterns.afters.get(after.lstrip("+- "), "least") if after else patterns.kinds.get(before, "exact")


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
    units, scales, plurals = lists["units"], lists["scales"], lists["plurals"]
    word = rf"(?:{_either((*units, *scales))})\b"
    scale, plural = _either(scales), _either(plurals)
    digits = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?:\s+(?:{scale})\b)*"
    number = rf"(?:{digits}|(?:a\s+)?{word}(?:{_further(units, scales)}){{0,6}})"
    kinds, afters = _by_phrase(lists["modifiers"]), _by_phrase(lists["after"])
    whole = rf"(?:the|these|those|its|his|their)\s+{number}\b"
    small = rf"\b(?:\d\d?|{_either(units)})\b"
    one_in_five = rf"{small}\s+in\s+{small}"
    a_third = (
        rf"\b(?:{number}[\s-]+|an?\s+)?(?:{_either(lists['shares']['words'])})\b(?!\s+a\b)(?:\s+(?:of\s+)?{whole})?"
    )
    share = rf"(?P<share>{one_in_five}|{a_third})"
    expression = (
        rf"{share}|(?P<plural>\b(?:{plural})(?:\s+of\s+(?:{plural}))?\b)"
        rf"|\b(?:{_either(lists['vague']['words'])})\s+(?P<scale>(?:{scale})(?:\s+(?:{scale}))?)\b"
        rf"|(?<![\w.,])(?P<between>between\s+)?(?:(?P<modifier>{_either(kinds)})\s+)?"
        rf"(?:(?P<phrase>{_either(lists['phrases'])})\b|(?P<first>{number})"
        rf"(?:(?(between)\s+and\s+|\s*(?:-|–|to|or)\s*)(?P<second>{number}))?(?![\w%])(?![.,]\d)(?!-(?!(?:{_either(afters)})\b)[a-z]))"
        rf"(?P<after>\s*\+|[\s-](?:{_either(afters)})\b)?(?:\s+(?:out\s+)?of\s+{whole})?"
    )
    return _Patterns(
        re.compile(expression, re.IGNORECASE),
        re.compile(rf"\d[\d,]*|(?:{_either((*units, *scales))})\b"),
        units,
        scales,
        plurals,
        lists["phrases"],
        kinds,
        afters,
    )


def _further(units: dict[str, int], scales: dict[str, int]) -> str:
    """Return a pattern of what may go on with a number in words: *thousand*, *twenty* five, *hundred* and six.

    Other number words beside each other are two numbers: *six and eight*, or a headline's *seven* and *Seven people*.
    """
    small = [word for word, value in units.items() if value < 10]
    tens = [rf"(?<=\b{word})" for word, value in units.items() if value >= 20]
    scaled = [rf"(?<=\b{word})" for word in scales]
    after_scale = rf"(?:{'|'.join(scaled)})(?:\s+and\s+|[\s-])(?:{_either(units)})\b"
    return rf"[\s-](?:{_either(scales)})\b|(?:{'|'.join(tens)})[\s-](?:{_either(small)})\b|{after_scale}"


def _by_phrase(kinds: dict[str, list[str]]) -> dict[str, str]:
    return {phrase: kind for kind, phrases in kinds.items() for phrase in phrases}


def _either(phrases: Iterable[str]) -> str:
    """Return a pattern of alternatives, the longest first, with any white space between words."""
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))
