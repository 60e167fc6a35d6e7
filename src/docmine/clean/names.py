"""Names of people and organisations as they stand alone in a line of a page: a byline, a credit, a copyright."""

from __future__ import annotations

import re
from collections.abc import Container

_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_PARTICLES = frozenset({"al", "an", "and", "bin", "bint", "da", "de", "del", "der", "di"}) | frozenset(
    {"du", "el", "ibn", "la", "le", "of", "the", "van", "von", "y"}
)
_MOST_WORDS = 12


def is_name(text: str, besides: Container[str] = ()) -> bool:
    """Tell whether all words but particles, and those `besides`, are capitalised, and there are no more than twelve."""
    words = _NAME.findall(text)
    capitalised = [word for word in words if word[0].isupper()]
    rest = [word for word in words if not word[0].isupper()]
    return 0 < len(capitalised) <= len(words) <= _MOST_WORDS and all(
        word.lower() in _PARTICLES or word in besides or word.startswith(("al-", "el-", "d'")) for word in rest
    )
