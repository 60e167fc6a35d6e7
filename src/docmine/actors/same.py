"""Whether two names are one actor, as a report in which both stood would have it."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from docmine.actors.lexicon import lexicon, type_of
from docmine.actors.mentions import find_mentions
from docmine.actors.names import is_acronym, without_titles
from docmine.actors.resolve import Resolved, acting, resolve
from docmine.actors.table import Actor, Table, load_table

_ACTING = "Attacked by"
"""Words after which the name of a country stands for its government."""

_LONGEST = 4  # words of a person's name


def same_actor(one: str, other: str, country: str = "", table: Table | None = None) -> bool:
    """Say whether two names mean one actor.

    Each is resolved by itself, in a report about `country`. Where a list has only one of them, or
    neither, they are resolved once more, side by side in one report.

    Args:
        one: a name, with or without titles.
        other: another.
        country: ISO 3166-1 alpha-3 code of the country that the report is about, or nothing.
        table: who is known; the packaged table if None.
    """
    known = table or load_table()
    alone = [_identities((name,), country, known)[0] for name in (one, other)]
    if all(actor is not None and actor.key in known.actors for actor in alone):
        return alone[0] == alone[1]
    first, second = _identities((one, other), country, known)
    return first is not None and second is not None and first.key == second.key


def _identities(names: tuple[str, ...], country: str, table: Table) -> list[Actor | None]:
    """Return the identity of each name in a report that names them one after the other."""
    doc = _report(names, country)
    resolved = acting(resolve(doc, find_mentions(doc, table), table))
    return [_widest(resolved, ent.start, ent.end) for ent in doc.ents]


def _widest(resolved: list[Resolved], start: int, end: int) -> Actor | None:
    """Return the actor of the longest mention that touches the tokens, None if there is none."""
    touching = [one for one in resolved if one.mention.start < end and start < one.mention.end]
    return max(touching, key=lambda one: one.mention.end - one.mention.start).actor if touching else None


def _report(names: tuple[str, ...], country: str) -> Doc:
    pieces, spans, length = [], [], 0
    for name in names:
        pieces.append(f"{_ACTING} {name} .\n\n")
        start = length + len(_ACTING) + 1
        spans.append((start, start + len(name)))
        length += len(pieces[-1])
    doc = _tokenizer().make_doc("".join(pieces))
    doc._.home = [country] if country else []
    label = "PERSON" if any(map(_is_person, names)) else "ORG"
    ents = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end in spans]
    doc.set_ents([ent for ent in ents if ent is not None])
    return doc


def _is_person(name: str) -> bool:
    """Say whether a name looks like a person's: a title, or some words none of which names a body."""
    if without_titles(name, lexicon().titles) != name:
        return True
    words = name.split()
    return 1 < len(words) <= _LONGEST and not type_of(name, "") and not any(map(is_acronym, words))


@lru_cache(maxsize=1)
def _tokenizer() -> Language:
    return spacy.blank("en")
