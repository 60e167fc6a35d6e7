"""How place names are compared: a folded form and a transliteration key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# GeoNames writes hamza and ayn with many signs; none of them tells two places apart.
_SIGNS = re.compile(r"[.'`´‘’‛ʻʼʽʾʿˈ′‵]")
_BREAKS = re.compile(r"[^a-z0-9]+")
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
    if not name.isascii():
        name = unicodedata.normalize("NFKD", _SIGNS.sub("", name))
        name = "".join(c for c in name if not unicodedata.combining(c))
        if not name.isascii():
            name = anyascii(name)
    words = _BREAKS.sub(" ", _SIGNS.sub("", name).casefold()).split()
    while len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(_SHORT.get(word, word) for word in words)


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
