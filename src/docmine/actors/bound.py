"""Names that a document says are one: `People's Protection Units (YPG)`, `the YPG (People's Protection Units)`.

Which mentions stand so is told here, not which names: an abbreviation may be one that a list knows,
and then its letters alone do not make it the same. `Salvation National Army (SNA)` is no other SNA.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc

from docmine.actors.abbreviations import full_name
from docmine.actors.lexicon import type_of
from docmine.actors.mention import Mention
from docmine.actors.names import fold, is_acronym, skeleton
from docmine.actors.table import Table

_BETWEEN = re.compile(
    r',? ?\(?(?:(?:also|better|commonly|widely|locally) )?(?:known(?: \w+)? as|aka|a\.k\.a\.|alias)(?: the)? ?["“]?'
    r"|\((?:the)?"
)
"""What stands between two names of one actor; `formerly known as` makes another of it, `or` may not."""

_APART = 6  # tokens between the two names


def bindings(doc: Doc, mentions: list[Mention], table: Table, home: str) -> dict[str, str]:
    """Return which names the document binds to another: folded name -> folded name, or key of a known actor.

    Args:
        doc: the document.
        mentions: its mentions, in order.
        table: who is known.
        home: country that the document is about: there, an acronym is that of the actor that a list has.
    """
    bound: dict[str, str] = {}
    for first, second in _beside(doc, mentions):
        pair = _bind(doc, first, second, table, home)
        if pair and pair[0] != pair[1]:
            bound.setdefault(*pair)
    return bound


def _beside(doc: Doc, mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield the names of which the second stands in brackets after the first, or after `also known as`."""
    names = [one for one in mentions if one.kind in {"known", "name"}]
    for first, second in pairwise(names):
        if not 1 <= second.start - first.end <= _APART:
            continue
        between = " ".join(doc[first.end : second.start].text.split())
        if _BETWEEN.fullmatch(between) and ("(" not in between or _is_closed(doc, second)):
            yield first, second


def _is_closed(doc: Doc, inner: Mention) -> bool:
    return inner.end < len(doc) and doc[inner.end].text[:1] in {")", ",", ";"}


def _bind(doc: Doc, first: Mention, second: Mention, table: Table, home: str) -> tuple[str, str] | None:
    """Return which of two names gives way to which, None where they need not be one actor."""
    if _is_person(first, table) != _is_person(second, table) or first.kind == second.kind == "known":
        return None
    short, full = sorted((first, second), key=lambda one: len(_form(doc, one)))
    fits = full_name(_form(doc, short), _form(doc, full)) == _form(doc, full)
    is_short = fits or is_acronym(_form(doc, short))
    if short.kind == full.kind:
        return (fold(short.value), fold(full.value)) if is_short or not is_acronym(_form(doc, full)) else None
    if full.kind == "known":
        return (fold(short.value), full.value) if is_short else None
    if not fits:
        return None
    if _is_listed(full.value, short, table, home):
        return fold(full.value), short.value
    return fold(_form(doc, short)), fold(full.value)


def _is_listed(full: str, known: Mention, table: Table, home: str) -> bool:
    """Say whether a full name that no list has is that of the actor whose acronym it explains.

    It is in that actor's country, in another language (`Partiya Karkerên Kurdistanê (PKK)`), and with
    no other words than the listed name but those that name a kind of body (`Movement`).
    """
    actor = table.actors[known.value]
    if len(known.choices) > 1:
        return False
    if not type_of(full, "") or (home and actor.country == home):
        return True
    return any(_proper(full) == _proper(name) for name in (actor.name, *actor.aliases) if not is_acronym(name))


def _proper(name: str) -> set[str]:
    return {skeleton(word) for word in fold(name).split() if not type_of(word, "")}


def _is_person(one: Mention, table: Table) -> bool:
    if one.kind == "known":
        return table.actors[one.value].type == "person"
    return one.label == "PERSON"


def _form(doc: Doc, one: Mention) -> str:
    if one.kind == "name":
        return one.value
    return " ".join(doc[one.start : one.end].text.split())
