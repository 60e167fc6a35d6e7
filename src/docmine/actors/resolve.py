"""One identity for each mention: within a document first, the same everywhere by its key.

Whose "the regime" or "the army" is, is settled by the document: the state whose government or
leader it names most, else the country that most of its places and country names belong to.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from docmine.actors.countries import acts
from docmine.actors.lexicon import Generic, lexicon, type_of
from docmine.actors.mentions import Mention
from docmine.actors.names import fold, initials, same_name
from docmine.actors.table import Actor, Table
from docmine.actors.trie import Entry, Hit

MIN_SHARE = 0.5
"""Share of a document's country references that one country needs to own the document's generic nouns."""

_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "dobj", "nmod", "conj", "appos"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention and its identity; `as_place` where a country's name stands for the land."""

    mention: Mention
    actor: Actor
    method: str
    score: float
    as_place: bool = False


def resolve(doc: Doc, mentions: list[Mention], table: Table) -> list[Resolved]:
    """Return the mentions that have an identity, in order; countries that never act are left out."""
    names = _Names(doc, mentions, table)
    home = _home(doc, mentions, table)
    out = [one for mention in mentions if (one := _resolve(doc, mention, table, names, home))]
    acting = {one.actor.key for one in out if not one.as_place}
    return [one for one in out if one.actor.key in acting]


def _resolve(doc: Doc, one: Mention, table: Table, names: _Names, home: str) -> Resolved | None:
    if one.kind in {"known", "name"}:
        actor = names.actor(one, home)
        return Resolved(one, actor, one.method, one.score) if actor else None
    if one.kind == "generic":
        return _generic(doc, one, table, home)
    if one.kind == "people" and doc[one.start - 1 if one.start else 0].lower_ != "the":
        return Resolved(one, _people(one.value, table), "demonym", 0.7)
    place = not acts(doc, Hit(one.start, one.end, (Entry(one.kind, one.value, "", ""),))) and one.kind != "people"
    if place and one.kind == "capital":
        return None
    return Resolved(one, state(one.value, table), one.kind, one.score, as_place=place)


def _generic(doc: Doc, one: Mention, table: Table, home: str) -> Resolved | None:
    owner = table.actors.get(one.choices[0]) if one.method == "owner" else None
    if owner and owner.type != "person":
        return None
    stated = one.country or (owner.country if owner else "")
    for generic in lexicon().generics[one.value]:
        if generic.role == "country" and not stated:
            continue
        if generic.role == "argument" and not stated and not _is_argument(doc, one):
            continue
        country = stated or home
        method = one.method if stated else "context" if country else "generic"
        score = one.score if stated else 0.6
        return Resolved(one, _class_actor(generic, country, table), method, score)
    return None


def _class_actor(generic: Generic, country: str, table: Table) -> Actor:
    if generic.key == "state" and country:
        return state(country, table)
    key = f"{generic.key}:{country}"
    known = table.actors.get(key)
    if known:
        return known
    adjective = table.countries[country].adjective if country in table.countries else ""
    fallback = "government forces" if generic.key == "state" else generic.name.replace("{adj}", adjective).strip()
    return Actor(key, fallback, (), generic.type, country)


def _is_argument(doc: Doc, one: Mention) -> bool:
    return not doc.has_annotation("DEP") or doc[one.start : one.end].root.dep_ in _ARGUMENTS


def state(iso3: str, table: Table) -> Actor:
    """Return the identity of a state: the country's name for its government, leaders' offices and capital."""
    return table.actors.get(iso3) or Actor(iso3, table.countries[iso3].name, (), "state", iso3)


def _people(iso3: str, table: Table) -> Actor:
    return Actor(f"people:{iso3}", f"{table.countries[iso3].adjective} people", (), "civilian", iso3)


def _home(doc: Doc, mentions: list[Mention], table: Table) -> str:
    """Return the country whose government the document's bare `the regime` is, or an empty string."""
    regimes = Counter(
        one.country or table.actors[one.choices[0]].country
        for one in mentions
        if one.kind == "generic" and (one.country or one.method == "owner") and "regime" in one.value.split()
    )
    references = Counter(
        value["country_iso3"]
        for span in doc.spans.get("places", ())
        if (value := span._.place) and value.get("country_iso3")
    )
    references.update(one.value for one in mentions if one.kind in {"country", "demonym", "people"})
    references.update(one.country for one in mentions if one.kind == "generic" and one.country)
    return (
        _leader(regimes, MIN_SHARE) or _leader(references, MIN_SHARE) or (doc._.home[0] if len(doc._.home) == 1 else "")
    )


def _leader(counts: Counter[str], share: float) -> str:
    del counts[""]
    if not counts:
        return ""
    (first, many), *_ = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return first if many >= share * counts.total() else ""


class _Names:
    """The named actors of one document: full names first, then surnames, abbreviations and other spellings of them."""

    def __init__(self, doc: Doc, mentions: list[Mention], table: Table) -> None:
        self._table = table
        self._full: dict[str, Actor] = {}
        self._short: dict[str, str] = {}
        named = [one for one in mentions if one.kind == "name"]
        for one in sorted(named, key=lambda one: (-len(one.value.split()), one.start)):
            self._introduce(one)
        for one in mentions:
            if one.kind in {"known", "name"}:
                self._bind_bracket(doc, one, mentions)

    def actor(self, one: Mention, home: str) -> Actor | None:
        """Return the identity of a known or unknown name, None for an ambiguous one that nothing settles."""
        bound = self._short.get(fold(one.value if one.kind == "name" else ""))
        if one.kind == "name":
            key = bound or fold(one.value)
            return self._full.get(key) or self._table.actors.get(key)
        keys = one.choices or (one.value,)
        at_home = [key for key in keys if self._table.actors[key].country == home]
        return self._table.actors[(at_home or list(keys))[0]]

    def _introduce(self, one: Mention) -> None:
        key = fold(one.value)
        if not key or key in self._full or key in self._short:
            return
        same = next((other for other, actor in self._full.items() if _same(one, key, actor)), None)
        if same:
            self._short[key] = same
            return
        default = {"PERSON": "person", "NORP": "ethnic"}.get(one.label, "organisation")
        kind = default if one.label == "PERSON" else type_of(one.value, default)
        self._full[key] = Actor(key, one.value, (), kind, "")

    def _bind_bracket(self, doc: Doc, one: Mention, mentions: list[Mention]) -> None:
        """Bind `People's Protection Units (YPG)`: the name in brackets is the name before them."""
        if one.end + 1 >= len(doc) or doc[one.end].text != "(":
            return
        inner = next((other for other in mentions if other.start == one.end + 1), None)
        if not inner or inner.kind not in {"known", "name"} or inner.end >= len(doc) or doc[inner.end].text != ")":
            return
        outer_key = one.value if one.kind == "known" else self._short.get(fold(one.value), fold(one.value))
        if inner.kind == "name":
            self._short[fold(inner.value)] = outer_key
        elif one.kind == "name":
            self._short[fold(one.value)] = inner.value


def _same(one: Mention, key: str, actor: Actor) -> bool:
    """Say whether an unknown name is another form of one that the document gives in full."""
    if one.label == "PERSON" and actor.type == "person" and " " not in key:
        return key == actor.key.split()[-1]
    return same_name(one.value, actor.name) or (one.value.isupper() and one.value == initials(actor.name))
