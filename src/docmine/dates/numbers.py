"""Four digits that are no year: counts, codes, telephone numbers, addresses, times of day."""

from __future__ import annotations

import re

_COUNTED = re.compile(
    r"""
    (?![-–]\d\d\b)\s?(?:to|or|and|[-–])\s?      # 2000 to 2,500; 1800 and 0500; but 1914-18
      (?:\d{1,3},\d{3}|0\d{3}|\d{1,3}|[3-9]\d{3}|\d{5,})\b
    | \s\d
    | \s+of\s+(?:th(?:em|ese|ose)\b|whom\b|which\b|\d)  # 2000 of them; No 1540 of 2012
    | \s?[(\[]\d{4}\s(?:GMT|UTC|Z)\b  # 1330 (1930 GMT)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STREET = re.compile(r"\s(?:[A-Z][\w.]+\s){0,2}(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Boulevard|Blvd|Lane|Drive)")
_CLOCK_TO = re.compile(r"\b0\d[0-5]\d\s?(?:to|until|and|[-–])\s?$", re.IGNORECASE)
_GROUPS = re.compile(r"(?:\d+ )+$")
_CODE = re.compile(r"(?<!\w)(?:[A-Za-z]+\d|\d{1,3}[A-Za-z])\w*\s$")
_ABBREVIATED = re.compile(r"\b(?:nos?|art|arts|sec|para|res|vol|tel|pp?|ch|fig|ref|rs)\.\s?$", re.IGNORECASE)
_REACH = 30  # characters before a number that are looked at


def counts(text: str, end: int) -> bool:
    """Say whether what follows makes a number one that counts: "2000 to 2,500 homes", "2000 of them"."""
    return _COUNTED.match(text, end) is not None


def is_code(text: str, start: int, end: int) -> bool:
    """Say whether a number belongs to an address, a telephone number, a code, a time: "No. 1998", "0600 to 1200"."""
    before = text[max(0, start - _REACH) : start]
    if _CLOCK_TO.search(before) or _CODE.search(before) or _ABBREVIATED.search(before) or _STREET.match(text, end):
        return True
    groups = _GROUPS.search(before)
    return groups is not None and not all(_like_year(group) for group in groups[0].split())


def _like_year(digits: str) -> bool:
    return len(digits) == 4 and digits[0] in "12"
