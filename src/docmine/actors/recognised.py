"""Names that the model found, and names that it missed, as mentions of actors."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Doc, Span

from docmine.actors.lexicon import is_junk, lexicon
from docmine.actors.mention import Mention
from docmine.actors.missed import missed_abbreviations, missed_acronyms, missed_persons
from docmine.actors.names import fold, without_titles
from docmine.actors.table import Table

NAMES = frozenset({"PERSON", "ORG", "NORP"})
"""Labels of `doc.ents` that name actors; countries among GPE are found by the table."""

_CONJOINED = re.compile(r",|;|\band\b|\n\n|\(|:")


def named(doc: Doc, table: Table, known: list[Mention], placed: set[int]) -> list[Mention]:
    """Return the names that the model found, less those of places."""
    out: list[Mention] = []
    covered = {token for one in known for token in range(one.start, one.end)}
    namesakes = _namesakes(known, table)
    for ent in doc.ents:
        if ent.label_ not in NAMES or _CONJOINED.search(ent.text) or placed.issuperset(range(ent.start, ent.end)):
            continue
        mention = _name(ent, table, covered - namesakes.get((ent.start, ent.end), set()))
        if mention:
            out.append(mention)
    return out


def _namesakes(known: list[Mention], table: Table) -> dict[tuple[int, int], set[int]]:
    """Return the tokens of each demonym before a body of another country: `Turkish Hezbollah` is no Hezbollah."""
    found = {}
    for nation, body in pairwise(known):
        if nation.kind != "demonym" or body.kind != "known" or nation.end != body.start:
            continue
        actor = table.actors[body.value]
        if actor.country not in {"", nation.value} and actor.type not in {"person", "ethnic", "religious"}:
            found[nation.start, body.end] = set(range(nation.start, nation.end))
    return found


def missed(doc: Doc, taken: set[int]) -> list[Mention]:
    """Return the names that the model did not find."""
    found = (
        ("PERSON", "context", missed_persons),
        ("ORG", "context", missed_acronyms),
        ("ORG", "bracket", missed_abbreviations),
    )
    return [
        Mention(span.start, span.end, "name", span.text, method, 0.6, label=label)
        for label, method, find in found
        for span in find(doc, taken)
    ]


def _name(ent: Span, table: Table, covered: set[int]) -> Mention | None:
    ent = _trimmed(ent)
    text = " ".join(ent.text.split())
    bare = without_titles(text, lexicon().titles)
    label = ent.label_ if bare == text else "PERSON"
    text = bare
    if is_junk(text) or fold(text) in lexicon().titles or fold(text) in lexicon().generics:
        return None
    keys = table.find(text)
    if keys:
        return Mention(ent.start, ent.end, "known", keys[0], "table", 0.9, label=label, choices=keys)
    if all(token.i in covered or not token.text[:1].isupper() for token in ent):
        return None
    return Mention(ent.start, ent.end, "name", text, "ner", 0.7, label=label)


def _trimmed(ent: Span) -> Span:
    """Leave out a leading article, a trailing possessive and a common noun at the end: `Salt Road Front fighters`."""
    start, end = ent.start, ent.end
    while end - start > 1 and ent.doc[end - 1].text in {"'s", "’s", "'", "’", ".", ","}:
        end -= 1
    while end - start > 1 and ent.doc[end - 1].is_lower and fold(ent.doc[end - 1].text) in lexicon().generics:
        end -= 1
    while end - start > 1 and ent.doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    return Span(ent.doc, start, end, label=ent.label_)
