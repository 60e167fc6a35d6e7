"""Kinds of characters, as tables over the Basic Multilingual Plane, so that whole texts are looked up at once."""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

_PLANE = 0x10000


class Kind(IntEnum):
    """What a character is to the shape of a line; letters and digits are next to each other."""

    OTHER = 0
    SPACE = 1
    LOWER = 2
    UPPER = 3
    LETTER = 4  # of a script without case
    DIGIT = 5
    STOP = 6
    COMMA = 7
    COLON = 8
    SEPARATOR = 9
    QUOTE = 10
    BRACKET = 11


_MARKS = {
    Kind.STOP: ".!?…。؟",
    Kind.COMMA: ",;،、",
    Kind.COLON: ":",
    Kind.SEPARATOR: "|•·»>/«<→←↑↓▶►▼©",
    Kind.QUOTE: "\"'“”‘’„",
    Kind.BRACKET: "()[]{}",
}
_BY_CATEGORY = {"Ll": Kind.LOWER, "Lu": Kind.UPPER, "Lt": Kind.UPPER, "Cc": Kind.SPACE, "Cf": Kind.SPACE}
_BY_CLASS = {"L": Kind.LETTER, "M": Kind.LETTER, "N": Kind.DIGIT, "Z": Kind.SPACE}


def codes(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text; those beyond the Basic Multilingual Plane as U+FFFD."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.where(points < _PLANE, points, 0xFFFD)


def kinds(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Return the `Kind` of each code point."""
    return _tables()[0][points]


def lowered(points: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return each code point in lower case."""
    return _tables()[1][points]


@cache
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    kind = np.zeros(_PLANE, np.uint8)
    lower = np.arange(_PLANE, dtype=np.uint64)
    for point in range(_PLANE):
        character = chr(point)
        category = unicodedata.category(character)
        kind[point] = _BY_CATEGORY.get(category) or _BY_CLASS.get(category[0], Kind.OTHER)
        if category == "Lu":
            lower[point] = ord(character.lower()[0])
    for mark, characters in _MARKS.items():
        kind[[ord(character) for character in characters]] = mark
    return kind, lower
