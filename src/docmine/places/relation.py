"""What the words around a toponym say of where, seen from the place, something is: in it, near it, in a part of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from docmine.places.precision import Relation
from docmine.places.words import alternatives, words

_REACH = 60  # characters before and after that are looked at


class _Patterns(NamedTuple):
    """Patterns for the words before a name (they end there) and after it (they begin there), the telling ones first."""

    before: tuple[tuple[Relation, re.Pattern[str]], ...]
    after: tuple[tuple[Relation, re.Pattern[str]], ...]
    modifiers: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    listed = words()
    part, near, near_of = alternatives(listed.part), alternatives(listed.near), alternatives(listed.near_of)
    facility, countryside = alternatives(listed.facility), alternatives(listed.countryside)
    before: tuple[tuple[Relation, str], ...] = (
        ("border", r"\bborders?(?: \w+){0,2} (?:with|of|between)(?: [^.;,]{2,30}? and)?"),
        ("coast", r"\b(?:off|coast of|coasts of|shores? of|waters (?:of|off)|off the [\w -]*coast of)"),
        ("between", r"\bbetween(?: [^.;,]{2,40}? and)?"),
        (
            "part",
            rf"\b(?:in|across|throughout|from) the (?:far |extreme )?(?:{part}|centre|center|heart|interior) of",
        ),
        ("part", r"\b(?:parts?|areas|swathes|districts) of"),
        ("around", rf"\b(?:{countryside})(?: areas?)? (?:of|around)"),
        ("near", rf"\b(?:{near_of})(?: \w+)? (?:of|from|to)"),
        ("near", rf"\b(?:{near})"),
    )
    side = rf"(?:['’]s?(?: \w+)?)?(?: (?:{part}))*"
    after: tuple[tuple[Relation, str], ...] = (
        ("border", r"(?:['’]s?)?(?:[-–/][\w-]+)?(?: \w+)? (?:border|frontier)\b"),
        ("coast", rf"{side} (?:coast|coastline|shore)\b"),
        ("around", rf"{side} (?:{countryside})\b"),
        ("near", rf"{side} (?:{facility})\b"),
        ("near", rf"{side} (?:{alternatives(listed.surroundings)})\b(?! of)"),
    )
    return _Patterns(
        tuple((relation, re.compile(rf"{pattern} $")) for relation, pattern in before),
        tuple((relation, re.compile(pattern)) for relation, pattern in after),
        re.compile(rf"(?:\b(?:the|{part}|(?:{alternatives(listed.kinds)}) of) )+$"),
    )


def relation(text: str, start: int, end: int) -> Relation:
    """Return how the text relates to the place that `text[start:end]` names.

    What says that something is outside the place wins over a part of it ("on the outskirts of eastern Aleppo").
    """
    patterns = _patterns()
    before = " ".join(text[max(0, start - _REACH) : start].lower().split()) + " "
    after = text[end : end + _REACH].lower().replace("\n", " ")
    bare = patterns.modifiers.sub("", before)
    for found, pattern in patterns.after:
        if pattern.match(after):
            return found
    for found, pattern in patterns.before:
        if pattern.search(bare) or pattern.search(before):
            return found
    return "around" if _has(bare, before, words().rural) else "part" if _has(bare, before, words().part) else "at"


def _has(bare: str, before: str, listed: frozenset[str]) -> bool:
    """Whether one of the modifiers between `bare` and the end of `before` is listed."""
    return not listed.isdisjoint(before[len(bare) :].split())
