"""Where the words of a decision stand in a text that may have changed since."""

from __future__ import annotations

REACH = 40
"""Characters before and after the words that a decision remembers."""


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a stretch, as a decision remembers it."""
    return text[max(0, start - REACH) : start], text[end : end + REACH]


def find(text: str, words: str, start: int, before: str = "", after: str = "") -> tuple[int, int] | None:
    """Return where the words stand: at their old place, or else where most of their surroundings are the same.

    Args:
        text: the text as it is now.
        words: what was decided on, as it stood in the text.
        start: where it began.
        before: what stood before it.
        after: what stood after it.

    Returns:
        The stretch, or None where the words are gone, or stand in several places of which none is the likeliest.

    >>> find("No rebels came. The rebels left.", "rebels", 0, "came. The ", " left.")
    (20, 26)
    """
    if not words:
        return None
    places = _occurrences(text, words)
    if start in places and (not (before or after) or _alike(text, start, words, before, after)):
        return start, start + len(words)
    ranked = sorted(((_alike(text, at, words, before, after), at) for at in places), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    at = ranked[0][1]
    return at, at + len(words)


def _occurrences(text: str, words: str) -> list[int]:
    found = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _alike(text: str, at: int, words: str, before: str, after: str) -> int:
    """Count the characters next to the words that are as they were, on both sides."""
    end = at + len(words)
    left = _shared(before[::-1], text[max(0, at - len(before)) : at][::-1])
    return left + _shared(after, text[end : end + len(after)])


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
