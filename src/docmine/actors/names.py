"""Names compared as people read them: folded spellings, skeletons for transliteration, initials."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_POSSESSIVE = re.compile(r"['’ʼ]s\b|(?<=s)['’](?=\s|$)")
_DROPPED = re.compile(r"['’‘`´ʿʾʼ\"“”]")
_DOTTED = re.compile(r"\b((?:[a-z]\.){2,}(?:[a-z]\b)?)")
_SEPARATOR = re.compile(r"[^a-z0-9]+")
_ARTICLES = frozenset({"the", "al", "el", "ul"})
_ARTICLE_PREFIX = re.compile(r"\b(?:al|el|ul|ad|ed|ar|er|as|es|ash|esh|at|et|an|en|az|ez)[-‐‑–](?=[a-z])")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=..)a[th]$", "a"),  # katibat, katiba, katibah: the feminine ending in and out of a phrase
        (r"kh|q|ck|c(?![eiyh])", "k"),
        (r"gh|dj|j", "g"),
        (r"ch|sh", "s"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ph", "f"),
        (r"z|c", "s"),
        (r"w", "v"),
        (r"x", "ks"),
        (r"ou|oo|ow|o", "u"),
        (r"ee|ey|ei|ay|ai|y|e", "i"),
    )
)
_VOWELS = re.compile(r"(?<=.)[aiuh]+")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Return the key under which spellings of one name meet.

    Lower case ASCII words joined by blanks; no accents, apostrophes, hyphens, possessives or
    articles (`the`, `al-`). `Hay'at`, `Hay’at` and `Hayat` give the same key.
    """
    plain = name.isascii() and name.replace(" ", "").isalpha()  # most names are, and the rest takes long
    words = name.lower().split() if plain else _SEPARATOR.sub(" ", _without_marks(name)).split()
    return " ".join([word for word in words if word not in _ARTICLES] or words)


def _without_marks(name: str) -> str:
    """Return a name in lower case ASCII without apostrophes, possessives, article prefixes and dots of acronyms."""
    text = _POSSESSIVE.sub("", name)
    text = (text if text.isascii() else anyascii(_DROPPED.sub("", text))).lower()
    text = _ARTICLE_PREFIX.sub("", _DROPPED.sub("", text))
    return _DOTTED.sub(lambda dotted: dotted.group(1).replace(".", ""), text)


@lru_cache(maxsize=16_384)
def skeleton(name: str) -> str:
    """Return the consonants of a folded name, with sounds that transliterations confuse made one.

    `Muqtada al-Sadr` and `Moqtada as-Sadr` give the same skeleton. It is a key for candidates:
    different names can share it, more so the shorter they are.
    """
    return " ".join(_word_skeleton(word) for word in fold(name).split())


@lru_cache(maxsize=65_536)
def _word_skeleton(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", word))


def bones(name: str) -> str:
    """Return the skeleton of a name of two words or more, or nothing where it is too short to compare by."""
    found = skeleton(name)
    return found if " " in found and len(found) > MIN_SKELETON else ""


MIN_SKELETON = 5
"""Skeletons (blank included) of this length or less meet by chance."""


def is_acronym(name: str) -> bool:
    """Say whether a name is written in capitals only, so that its case tells it from a word (`IS`, `U.S.`, `M23`)."""
    letters = name.replace(".", "")
    return len(letters) <= 6 and letters.isalnum() and letters.isupper()


def is_mixed_acronym(name: str) -> bool:
    """Say whether a short name's capitals tell it from a word: `LeT` is not "Let", `FAMa` not "Fama"."""
    if len(name) > 5 or not name.isalpha() or name.isupper():
        return False
    return name[:1].isupper() and any(letter.isupper() for letter in name[1:])


def initials(name: str) -> str:
    """Return the initial capitals of a name's words: `People's Protection Units` gives `PPU`."""
    return "".join(word[0] for word in re.split(r"[\s\-]+", name) if word[:1].isupper())


def without_titles(name: str, titles: frozenset[str]) -> str:
    """Return a person's name without leading titles; `titles` are folded, of at most three words each."""
    words = name.split()
    while len(words) > 1:
        for length in (3, 2, 1):
            if len(words) > length and fold(" ".join(words[:length])) in titles:
                words = words[length:]
                break
        else:
            break
    return " ".join(words)
