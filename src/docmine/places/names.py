"""How place names are compared: a folded form and a transliteration key."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

# Apostrophes stand for hamza and ayn, or nothing at all; none of them tells two places apart.
_LETTERS_ONLY = {code: " " for code in range(128) if not chr(code).isalnum()}
_LETTERS_ONLY |= dict.fromkeys(map(ord, "'`."), "") | {code: chr(code).lower() for code in range(65, 91)}
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_ARTICLE = re.compile(r"\b(?:a[ltdnrsz]|ash|ath|adh|el|ez|es|esh)\b")
_CLASSES = (
    (re.compile("gh"), "g"),
    (re.compile("kh"), "x"),
    (re.compile("sh|ch"), "c"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("ph"), "f"),
    (re.compile("ck|q"), "k"),
    (re.compile("ou"), "u"),
)
_LETTERS = str.maketrans({"j": "g", "z": "s", "v": "w", "p": "b"})
_WEAK = re.compile("[aeiouyw ]")
_DOUBLE = re.compile(r"(.)\1+")
_SHORTEST_KEY = 2


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Return the form under which a name is looked up: ASCII, lower case, words apart by one space.

    Accents, apostrophes and full stops are dropped, hyphens part words, a leading "the" goes, other
    scripts are romanised. Folding a folded name changes nothing.
    """
    return fold_uncached(name)


def fold_uncached(name: str) -> str:
    """Do what `fold` does; for bulk work that would flush its cache."""
    words = (name if name.isascii() else anyascii(name)).translate(_LETTERS_ONLY).split()
    while len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join([_SHORT.get(word, word) for word in words])


def skeleton(folded: str) -> str:
    """Return the consonants that transliterations of one name share, or "" when too few are left.

    Articles are dropped, letters that transcribe one sound are made one, vowels and a final h go and
    doubles collapse: "maarat al numan" and "ma arrat an nu man" are both "mrtnmn". Many places
    share a key, so it is only of use within a country.
    """
    key = _ARTICLE.sub("", folded)
    for pattern, letter in _CLASSES:
        key = pattern.sub(letter, key)
    key = _WEAK.sub("", key.translate(_LETTERS)).removesuffix("h")
    key = _DOUBLE.sub(r"\1", key)
    return key if len(key) >= _SHORTEST_KEY else ""
