"""Names that explain each other in the text: "Kessen Liberation Front (KLF)", "KLF, or Kessen Liberation Front".

Whether letters abbreviate words is told by the algorithm of A. S. Schwartz and M. A. Hearst, "A simple
algorithm for identifying abbreviation definitions in biomedical text", PSB 2003, with two conditions
more, because these are names: where the abbreviation begins or ends with a capital, the full name begins
with one, or has one in its last word (al-Sham).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SHORT = r"[A-Z][\w.&/\-]{1,9}"
_LONG = r"[A-Z][^()\[\]\n.;:!?]{4,100}"
_OR = r"(?:,?\s+(?:or|also\s+known\s+as|known\s+as|abbreviated\s+as|a\.k\.a\.|aka)\s+(?:the\s+)?)"
_AFTER = re.compile(rf"\s?[(\[](?:the\s+)?({_SHORT})(?=[)\],;])|{_OR}({_SHORT})(?=[\s,.;)])")
_BEFORE = re.compile(rf"(?<!\w)({_SHORT})(?:\s[(\[]({_LONG})[)\]]|,{_OR}({_LONG}?)(?=[,.;()]|\s[a-z]|$))", re.MULTILINE)
_BREAK = re.compile(r"[.;:!?()\[\]]\s|\n\s*\n|[()\[\]]")
_DETERMINER = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Definition:
    """One place at which a full name and its abbreviation stand side by side, each with its offsets."""

    short: tuple[int, int]
    long: tuple[int, int]


def definitions(text: str) -> Iterator[Definition]:
    """Yield the places at which a text explains an abbreviation, in order of the abbreviations."""
    found = [*_full_name_first(text), *_full_name_second(text)]
    return iter(sorted(found, key=lambda one: one.short))


def _full_name_first(text: str) -> Iterator[Definition]:
    for match in _AFTER.finditer(text):
        group = 1 if match[1] else 2
        short = match[group]
        if not _is_short(short):
            continue
        start = _window(text, match.start(), short)
        if full := full_name(short, text[start : match.start()]):
            yield Definition(match.span(group), (match.start() - len(full), match.start()))


def _full_name_second(text: str) -> Iterator[Definition]:
    for match in _BEFORE.finditer(text):
        short, group = match[1], 2 if match[2] else 3
        inside = match[group].rstrip()
        begin = match.start(group)
        if article := _DETERMINER.match(inside):
            begin, inside = begin + article.end(), inside[article.end() :]
        if _is_short(short) and full_name(short, inside) == inside:
            yield Definition(match.span(1), (begin, begin + len(inside)))


def full_name(short: str, before: str) -> str | None:
    """Return the words at the end of `before` that `short` abbreviates, by the algorithm of Schwartz and Hearst.

    >>> full_name("KLF", "fighters of the Kessen Liberation Front")
    'Kessen Liberation Front'
    """
    at = len(before)
    for position in range(len(short) - 1, -1, -1):
        letter = short[position].lower()
        if not letter.isalnum():
            continue
        at -= 1
        while at >= 0 and not (before[at].lower() == letter and (position or _opens(before, at, short))):
            at -= 1
        if at < 0:
            return None
    full = before[at:]
    words = full.split()
    is_name = any(map(str.isupper, words[-1])) or not short[-1].isupper()
    fits = len(words) <= min(len(short) + 5, 2 * len(short)) and len(full) > len(short) and short not in words
    return full if fits and is_name else None


def _opens(before: str, at: int, short: str) -> bool:
    """Tell whether a letter begins a word, with a capital where the abbreviation has one."""
    begins = at == 0 or not before[at - 1].isalnum()
    return begins and (before[at].isupper() or not short[0].isupper())


def _is_short(short: str) -> bool:
    """Tell whether letters may be an abbreviation: two capitals at least, no year or ordinary word."""
    return sum(letter.isupper() for letter in short) >= 2


def _window(text: str, end: int, short: str) -> int:
    """Return where the words begin that may hold the full name: not before the sentence, not too many."""
    start = max(0, end - 120)
    breaks = [found.end() for found in _BREAK.finditer(text, start, end)]
    start = breaks[-1] if breaks else start
    words = [word.start() for word in re.finditer(r"\S+", text[start:end])]
    most = min(len(short) + 5, 2 * len(short))
    return start + (words[-most] if len(words) > most else 0)
