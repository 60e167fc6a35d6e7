"""Lines that say who took a picture: `Photo: Ana Lind`, `(Image by Ana Lind/Agency)`, `The mill © Agency`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from docmine.clean.lines import BODY_WORDS, Unit
from docmine.clean.names import is_name

_NAMES = r"(?P<names>[^\W\d_][^\n:;()\[\]]{1,100}?)"
_AROUND = r"[\s.()\[\]]*(?:\([^()]{1,80}\))?[\s.()\[\]]*"  # brackets, or what the picture was made after
_BEFORE = r"(?P<caption>.{0,150}?)(?:^|(?<=[.!?)(\[|—–]) ?|(?<=  ))"
_KIND = r"(?:(?:file|stock|cover|lead|featured?|main|banner|archive|ap|afp|reuters) )?"
_LABEL = (
    r"(?:(?:photo(?:graph)?|image|picture)(?: credits?)? ?(?::|(?=©))|(?:photo )?credits? ?:|courtesy ?:|photo ?/|"
    r"(?:photo(?:graph)?|image|picture|illustration)s? (?:(?:provided |taken |supplied )?by:? |(?=courtesy)))"
)
_LABELLED = re.compile(rf"{_BEFORE}{_KIND}{_LABEL} ?(?:courtesy(?: of)?:? ?)?(?:© ?)?{_NAMES}{_AROUND}", re.IGNORECASE)
_SIGNED = re.compile(rf"(?P<caption>[^©]{{0,150}}?)[\s(\[|]*© ?{_NAMES}{_AROUND}")
_AGENCIES = (
    r"(?:Getty Images|Reuters|AFP|AP(?: Photo)?|Associated Press|EPA(?:-EFE)?|Anadolu(?: Agency)?|Shutterstock|"
    r"Unsplash|Alamy|iStock)"
)
_AGENCY = re.compile(
    rf"(?P<caption>)[\s(\[]*(?P<names>[^\W\d_][^\n:;()\[\]|/]{{1,60}}?(?: ?[/|] ?| via ){_AGENCIES})[\s.)\]]*"
)
_RIGHTS = re.compile(r"copyright|rights|\b(?:19|20)\d\d\b|\b(?:ltd|llc|inc|gmbh|plc)\b", re.IGNORECASE)
_BESIDE_NAMES = frozenset({"via", "for", "by", "from", "courtesy"})
_HINTS = ("photo", "image", "picture", "illustration", "credit", "courtesy", "©", "/", "|", " via ")
"""Every credit has one of these, and few other lines do."""
_SENTENCE_END = re.compile(r"[.!?][\s\"'”’)(\[]*$")
_LINE_CHARS = 200


class Credit(NamedTuple):
    """Who took a picture, and whether the line says nothing but that and what it shows."""

    names: str
    is_whole: bool


def find(units: Sequence[Unit], last: int) -> dict[int, Credit]:
    """Return the credits of pictures, by unit; names alone count as credits, sentences do not.

    Args:
        units: the units of a text.
        last: the last unit of the body; behind it a © stands for the rights in the page.
    """
    likely = (
        (i, unit.text)
        for i, unit in enumerate(units)
        if len(unit.text) <= _LINE_CHARS and any(map(unit.key.__contains__, _HINTS))
    )
    return {i: credit for i, text in likely if (credit := _credit(text, signed=i < last))}


def _is_caption(text: str) -> bool:
    """Tell whether these words only name what a picture shows; a sentence tells something and is not given up."""
    return len(text.split()) < BODY_WORDS and not _SENTENCE_END.search(text)


def _credit(text: str, *, signed: bool) -> Credit | None:
    for pattern in (_LABELLED, _AGENCY, _SIGNED):
        match = pattern.fullmatch(text) if signed or pattern is not _SIGNED else None
        if not match or _RIGHTS.search(text):
            continue
        names = match["names"].strip(" ,.|/–-")
        if (match["caption"] or pattern is not _SIGNED or "/" in names) and is_name(names, _BESIDE_NAMES):
            return Credit(names, _is_caption(match["caption"]))
    return None
