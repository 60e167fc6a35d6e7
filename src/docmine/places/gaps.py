"""What the words from one name to the next say of them: that one lies in the other, or near it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from docmine.places.words import alternatives, words

Bond = Literal["inside", "near", "line"]
"""How a name is bound to the next one: lies in it, lies near it, or is a line that begins or ends there."""

_LONGEST = 60
_LISTED = 120  # characters of a list that are read
_LIST = re.compile(r"(?:,\s*[^\W\d_a-z][\w'’ -]*?)*,?\s+(?:and|or)\s+(?:the )?[^\W\d_a-z]")
_COMMA = re.compile(r"\s*,\s*")
_OWNER = re.compile(r"(?:['’]s?)(?: [a-z][\w-]*){0,2}\s+")


class _Patterns(NamedTuple):
    inside: re.Pattern[str]
    near: re.Pattern[str]
    line: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    listed = words()
    kinds, part = alternatives(listed.kinds), alternatives(listed.part | listed.rural)
    noun = rf"(?:,? (?:(?:a|an|the) )?(?:[a-z-]+ ){{0,2}}?(?:{kinds}|{alternatives(listed.facility | listed.sites)}))"
    article = rf"(?: the)?(?: (?:{kinds}) of)?(?: (?:{part}))*(?: |$)"
    far = rf"(?:[\d.,]+|a few|some|several|[a-z]+) ?(?:{alternatives(listed.distance)}|kilometre|kilometer|mile)"
    side = rf"(?:the )?(?:(?:{part}) )?(?:{alternatives(listed.near_of)})(?: \w+)?"
    away = rf"(?:{far} )?(?:away )?(?:to )?(?:on )?{side} (?:of|from)"
    near = rf"(?:just |about |some |roughly |at |located |situated )*(?:{alternatives(listed.near)}|{away}|{far} from)"
    return _Patterns(
        re.compile(rf"\s*,\s*|\s*\(\s*|{noun}?,? (?:in|inside|within){article}|{noun} of{article}"),
        re.compile(rf"{noun}?,? {near}{article}"),
        re.compile(r",?(?: [a-z]+){0,3} (?:between|linking|connecting|from)(?: the)? "),
    )


def bond(text: str, start: int, end: int) -> Bond | None:
    """Return how the name that ends at `start` is bound to the one that begins at `end`, None if it is not."""
    if end - start > _LONGEST or start >= end:
        return None
    patterns, gap = _patterns(), text[start:end].replace("\n", " ")
    if patterns.inside.fullmatch(gap):
        return "inside"
    if patterns.near.fullmatch(gap):
        return "near"
    return "line" if patterns.line.fullmatch(gap) else None


def owns(text: str, start: int, end: int) -> bool:
    """Whether the name that ends at `start` has the one that begins at `end` within it ("Ashby's Kolbrand quarter")."""
    return _OWNER.fullmatch(text, start, end) is not None


def is_list(text: str, start: int, end: int, after: int) -> bool:
    """Whether the comma in `text[start:end]` parts members of a list, the next of which ends at `after`."""
    return _COMMA.fullmatch(text, start, end) is not None and _LIST.match(text, after, after + _LISTED) is not None
