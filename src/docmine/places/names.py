"""How place names are compared: a folded form, what transliterations have in common, and their consonants."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

# Apostrophes stand for hamza and ayn, or nothing at all; none of them tells two places apart.
_LETTERS_ONLY = {code: " " for code in range(128) if not chr(code).isalnum()}
_LETTERS_ONLY |= dict.fromkeys(map(ord, "'`."), "") | {code: chr(code).lower() for code in range(65, 91)}
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
# The article in Arabic script is joined to its word; a final ta marbuta is heard only before another noun's article.
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w\w)")
_HEARD_T = re.compile(r"(\b(?!ال)\w+)ة(?=\s+ال)")
# Apart ("al Bab"), or joined ("Eljoz"); assimilated and joined ("Arrastan") it doubles a consonant, which falls away.
_ARTICLE = re.compile(r"\b(?:(?:a[ltdnrsz]|ash|ath|adh|el|ez|es|esh)\b|[ae]l(?=\w\w))")
_CLASSES = (
    (re.compile("gh"), "g"),
    (re.compile("kh"), "x"),
    (re.compile("sh|ch"), "c"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("ph"), "f"),
    (re.compile("ck|q"), "k"),
    (re.compile("ee"), "i"),
    (re.compile("ou|oo"), "u"),
)
_LETTERS = str.maketrans({"j": "g", "z": "s", "v": "w", "p": "b", "e": "i", "o": "u"})
_WEAK = re.compile("[aiuyw ]")
_FEMININE = re.compile(r"(?:[ae]h|e)\b")
_FINAL_H = re.compile(r"h\b")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Return the form under which a name is looked up: ASCII, lower case, words apart by one space.

    Accents, apostrophes and full stops are dropped, hyphens part words, a leading "the" goes, other
    scripts are romanised. Folding a folded name changes nothing.
    """
    return fold_uncached(name)


def fold_uncached(name: str) -> str:
    """Do what `fold` does; for bulk work that would flush its cache."""
    words = (name if name.isascii() else anyascii(_spelled_out(name))).translate(_LETTERS_ONLY).split()
    while len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join([_SHORT.get(word, word) for word in words])


def _spelled_out(name: str) -> str:
    """Return a name in Arabic script with the article and the t of a construct as Latin transcriptions have them."""
    if not _ARABIC.search(name):
        return name
    return _ARABIC_ARTICLE.sub("al ", _HEARD_T.sub(r"\1t", name))


def sounds(folded: str) -> str:
    """Return what transliterations of one name have more or less in common, vowels too.

    Articles are dropped, letters that transcribe one sound are made one ("khaldiyeh" and "al khalidiyah" become
    "xaldiya" and "xalidiya"), the h that ends a word goes and doubles collapse.
    """
    bare = _ARTICLE.sub("", folded)
    sounded = _sounds(bare)
    return sounded if _WEAK.sub("", sounded) else _sounds(folded)  # "Ales" has no article


def _sounds(key: str) -> str:
    for pattern, letter in _CLASSES:
        key = pattern.sub(letter, key)
    key = _FINAL_H.sub("", _FEMININE.sub("a", key)).translate(_LETTERS)
    return _DOUBLE.sub(r"\1", key).strip()


def skeleton(folded: str) -> str:
    """Return the consonants that transliterations of one name share, "" where there are none.

    These are the `sounds` without vowels, y and w, and kh is k: "maarat al numan" and "ma arrat an nu man" are both
    "mrtnmn". Many places share a key, so it is only of use within a country.
    """
    return consonants(sounds(folded))


def consonants(sounded: str) -> str:
    """Return the skeleton of a name of which the `sounds` are known."""
    return _DOUBLE.sub(r"\1", _WEAK.sub("", sounded).replace("x", "k"))  # "Khan" is also spelled "Kan"
