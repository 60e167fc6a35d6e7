"""The words around a span, as people read them: its sentence if that is short, else a piece of it."""

from __future__ import annotations

import re

REACH = 110
"""Characters that are shown to either side at most."""

_BOUNDARY = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\n\s*\n")


def sentence_span(text: str, start: int, end: int, reach: int = REACH) -> tuple[int, int]:
    """Return the offsets of the sentence around `text[start:end]`, at most `reach` characters to either side."""
    low, high = max(0, start - reach), min(len(text), end + reach)
    opened = max((found.end() for found in _BOUNDARY.finditer(text, low, start)), default=low)
    closed = _BOUNDARY.search(text, end, high)
    return opened, closed.start() if closed else high


def excerpt(text: str, start: int, end: int, reach: int = REACH) -> str:
    """Return the sentence around `text[start:end]` on one line, cut with "…" where it is long.

    >>> excerpt("It rained. The Velkur Nine left Ossul. All slept.", 15, 26)
    'The Velkur Nine left Ossul.'
    """
    low, high = sentence_span(text, start, end, reach)
    head, tail = text[low:start], text[end:high]
    if low and low == start - reach:
        head = f"…{head[head.find(' ') + 1 :]}"
    if high < len(text) and high == end + reach:
        tail = f"{tail[: tail.rfind(' ')] if ' ' in tail else tail}…"
    return " ".join(f"{head}{text[start:end]}{tail}".split())
