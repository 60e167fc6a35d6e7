"""Where actors are mentioned: the user's patterns, known names, generic nouns, and names that the model found."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from docmine.actors.lexicon import lexicon
from docmine.actors.mention import Mention
from docmine.actors.recognised import missed, named
from docmine.actors.table import Table
from docmine.actors.trie import Hit

MAX_GAP = 3
"""Tokens that may stand between a demonym or owner and its noun: `Syrian armed opposition groups`."""

_CREDIT = re.compile(
    r"^[ \t(\[]*(?:(?:photo|image|picture|map|video|credit|source)s?(?: credit| courtesy| by| source)?"
    r"|(?:media |press |for )?(?:contact|enquirie|inquirie)s?):[^\n]{0,200}$"
    r"|(?:©|\b(?:photo|image|credit)(?: credit| courtesy)?:)[^\n]{0,120}$"
    r"|[(\[](?:photo|image|picture|credit)s?(?: credit| courtesy| by| ©|:)[^)\]\n]{1,120}[)\]]",
    re.IGNORECASE | re.MULTILINE,
)
_POSSESSIVES = frozenset({"'s", "’s", "'", "’", "-"})


def find_mentions(doc: Doc, table: Table) -> list[Mention]:
    """Return the mentions of a document in order; none overlap.

    Where candidates overlap, the user's patterns win, then the longer, then the known. Names in a
    picture's or a map's credit line are not part of what is told.
    """
    placed = {token for span in doc.spans.get("places", ()) for token in range(span.start, span.end)}
    known = [_known(hit) for hit in table.trie.find(doc) if not _is_misread(doc, hit, placed)]
    covered = {token for one in known for token in range(one.start, one.end)}
    candidates = [*_ruled(doc, table), *_composed(doc, known, table), *named(doc, table, known, placed)]
    candidates += missed(doc, covered | placed)
    lines = [credit.span() for credit in _CREDIT.finditer(doc.text)]
    if lines:
        candidates = [one for one in candidates if not any(low <= doc[one.start].idx < high for low, high in lines)]
    candidates.sort(key=lambda one: (one.method != "ruler", one.start - one.end, one.kind == "name", one.start))
    taken = [False] * len(doc)
    chosen = []
    for one in candidates:
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = [True] * (one.end - one.start)
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.start)


def _ruled(doc: Doc, table: Table) -> list[Mention]:
    spans = [*doc.spans.get("ruler", ()), *(ent for ent in doc.ents if ent.ent_id_)]
    found = {}
    for span in spans:
        key = span.id_ or span.ent_id_
        if key in table.actors:
            found[span.start, span.end] = Mention(span.start, span.end, "known", key, "ruler", 1.0)
    return list(found.values())


def _is_misread(doc: Doc, hit: Hit, placed: set[int]) -> bool:
    """Whether a word only looks like a known one: `Shan State`, `National News Agency`, `TELL US`."""
    if hit.kind == "generic":
        return placed.issuperset(range(hit.start, hit.end)) or _begins_name(doc, hit)
    return hit.end - hit.start == 1 and doc[hit.start].lower_ in lexicon().word_acronyms and _in_capitals(doc, hit)


def _begins_name(doc: Doc, hit: Hit) -> bool:
    """Whether a common noun in capitals goes on in capitals within a name that the model found."""
    if hit.end >= len(doc) or not doc[hit.start].is_title or doc[hit.start].is_sent_start:
        return False
    return doc[hit.end].is_title and doc[hit.end].ent_type_ == "ORG" and doc[hit.end].ent_iob_ == "I"


def _in_capitals(doc: Doc, hit: Hit) -> bool:
    near = [token for token in doc[max(0, hit.start - 2) : hit.end + 2] if token.is_alpha and token.i != hit.start]
    return bool(near) and all(token.is_upper for token in near)


def _known(hit: Hit) -> Mention:
    kind = "known" if hit.kind == "actor" else hit.kind
    keys = tuple(entry.value for entry in hit.entries if entry.kind == "actor")
    score = {"known": 0.95, "generic": 0.7}.get(kind, 0.85)
    return Mention(hit.start, hit.end, kind, hit.value, "table", score, choices=keys)


def _composed(doc: Doc, known: list[Mention], table: Table) -> list[Mention]:
    """Join generic nouns with the demonym or owner before them: `Syrian rebels`, `Sudan's army`, `Assad's forces`."""
    out: list[Mention] = []
    for one in known:
        last = out[-1] if out else None
        if one.kind == "generic" and _titles_a_name(doc, one):
            continue
        if last and one.kind == "generic" and _attached(doc, last, one):
            joined = _joined(last, one, table)
            if joined.start == last.start:
                out.pop()
            out.append(joined)
        elif last and one.kind == "country" and last.kind == "generic" and not last.country and _of(doc, last, one):
            out[-1] = replace(last, end=one.end, country=one.value, method="demonym", score=0.85)
        else:
            out.append(one)
    return out


def _joined(owner: Mention, noun: Mention, table: Table) -> Mention:
    """A person stays a mention beside what is theirs; every other owner is part of the noun's mention."""
    if owner.kind in {"demonym", "country"}:
        return replace(noun, start=owner.start, country=owner.value, method="demonym", score=0.85)
    kind = table.actors[owner.value].type
    if kind == "person":
        return replace(noun, owner=owner.value, method="possessor", score=0.85)
    if kind in {"ethnic", "religious", "state"}:
        return replace(noun, start=owner.start, owner=owner.value, method="owner", score=0.85)
    return owner if len(owner.choices) > 1 else replace(owner, end=noun.end, method="owner", score=0.85)


def _attached(doc: Doc, owner: Mention, noun: Mention) -> bool:
    if owner.kind not in {"demonym", "country", "known"} or noun.start - owner.end > MAX_GAP:
        return False
    between = [token.lower_ for token in doc[owner.end : noun.start] if token.text not in _POSSESSIVES]
    return all(word in lexicon().between for word in between)


def _titles_a_name(doc: Doc, noun: Mention) -> bool:
    """`Russian President Vladimir …`: the title belongs to the person."""
    return noun.value in lexicon().titles and noun.end < len(doc) and doc[noun.end].text[:1].isupper()


def _of(doc: Doc, noun: Mention, country: Mention) -> bool:
    gap = country.start - noun.end
    return gap in (1, 2) and [token.lower_ for token in doc[noun.end : country.start]] in (["of"], ["of", "the"])
