"""The type word of a toponym, which says what class of feature the writer means ("Idlib governorate")."""

from __future__ import annotations

import re
from functools import lru_cache

from docmine.places.words import Kind, alternatives, words

_REACH = 80  # characters before and after that are looked at
_NAME = r"[^\W\d_a-z][\w'’-]*(?: (?:al-)?[^\W\d_a-z][\w'’-]*){0,2}"


@lru_cache(maxsize=1)
def _patterns() -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    """Return the patterns for what follows a name and for what precedes it."""
    kinds = words().kinds
    one = rf"\b((?i:{alternatives(kinds)}))(?![\w-])"
    several = rf"\b((?i:{alternatives(kind for kind in kinds if kind.endswith('s'))}))(?![\w-])"
    # In "Ohio Department of Development" the type is not that of Ohio.
    after = [rf"\s(?![A-Z]\w+ of ){one}", rf"(?:, {_NAME})*,? (?:and|or) {_NAME} {several}"]
    before = [rf"{one} of (?:the )?$", rf"{several} of {_NAME}(?:, {_NAME})*(?:,? and|,) $"]
    return [re.compile(pattern) for pattern in after], [re.compile(pattern) for pattern in before]


def kind_around(text: str, start: int, end: int) -> Kind | None:
    """Return the class of feature that `text[start:end]` is said to be, by itself or as one of a list.

    "Aleppo province", "the province of Aleppo", "Aleppo and Idlib provinces", "the provinces of Aleppo and Idlib".
    """
    after, before = _patterns()
    following, preceding = text[end : end + _REACH], text[max(0, start - _REACH) : start]
    found = [match for pattern in after if (match := pattern.match(following))]
    found += [match for pattern in before if (match := pattern.search(preceding))]
    return words().kinds[found[0][1].lower()] if found else None
