"""One identity for each mention: within a document first, the same everywhere by its key.

Whose "the regime" or "the army" is, is settled by the document: the state whose government or
leader it names most, else the country that most of its places and country names belong to.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from docmine.actors.countries import acts
from docmine.actors.lexicon import Generic, lexicon, type_of
from docmine.actors.mentions import Mention
from docmine.actors.names import fold, initials, is_acronym, same_name
from docmine.actors.table import Actor, Table

MIN_SHARE = 0.5
"""Share of a document's country references that one country needs to own the document's generic nouns."""

_PEOPLES = frozenset({"ethnic", "religious"})
_REGIME = re.compile(r"\bregime\b", re.IGNORECASE)
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
    parsed = doc.has_annotation("DEP")
    context = _Context(doc, table, _Names(doc, mentions, table, parsed), _home(doc, mentions, table), parsed)
    found = {one.start: context.named(one) for one in mentions if one.kind in {"known", "name"}}
    named = {token: one for one in found.values() if one for token in range(one.mention.start, one.mention.end)}
    out = []
    for mention in mentions:
        one = found[mention.start] if mention.start in found else context.common(mention, named)
        if one:
            out.append(one)
    acting = {one.actor.key for one in out if not one.as_place}
    return [one for one in out if one.actor.key in acting]


@dataclass(frozen=True, slots=True)
class _Context:
    """What resolving one mention needs to know about its document."""

    doc: Doc
    table: Table
    names: _Names
    home: str
    parsed: bool

    def named(self, one: Mention) -> Resolved | None:
        """Resolve a known or an unknown name."""
        actor = self.names.actor(one, self.home)
        if actor is None or (actor.type in _PEOPLES and self._describes(one)):
            return None
        return Resolved(one, actor, one.method, one.score)

    def common(self, one: Mention, named: dict[int, Resolved]) -> Resolved | None:
        """Resolve a generic noun, a country, a demonym or a capital."""
        if one.kind == "generic" and self._describes(one) and not self._of_an_act(one):
            return None
        if one.kind == "generic":
            same = self._apposed(one, named)
            return Resolved(one, same.actor, "apposition", 0.8) if same else self._generic(one)
        if one.kind == "people" and not self._the_nation(one):
            return Resolved(one, _people(one.value, self.table), "demonym", 0.7)
        place = one.kind != "people" and not acts(self.doc, one.start, one.end, one.kind, parsed=self.parsed)
        if place and one.kind == "capital":
            return None
        return Resolved(one, state(one.value, self.table), one.kind, one.score, as_place=place)

    def _generic(self, one: Mention) -> Resolved | None:
        owner = self.table.actors.get(one.owner)
        people = owner if owner and owner.type in _PEOPLES else None
        stated = one.country or (owner.country if owner and owner.type in {"person", "state"} else "")
        if owner and not people and not stated:
            return Resolved(one, owner, one.method, one.score) if owner.type != "person" else None
        for generic in lexicon().generics[one.value]:
            if generic.role == "country" and not stated and not people:
                continue
            if generic.role == "argument" and not stated and not self._is_argument(one):
                continue
            actor = _class_actor(generic, stated or self.home, people, self.table)
            if stated or people:
                return Resolved(one, actor, one.method, one.score)
            return Resolved(one, actor, "context" if self.home else "generic", 0.6)
        return None

    def _apposed(self, one: Mention, named: dict[int, Resolved]) -> Resolved | None:
        """Return the name that a generic noun explains: `Hezbollah, the Lebanese militant group`."""
        if not self.parsed:
            return named.get(one.end)
        root = self.doc[one.start : one.end].root
        if root.dep_ == "appos":
            return named.get(root.head.i)
        return next((named[child.i] for child in root.children if child.dep_ == "appos" and child.i in named), None)

    def _is_argument(self, one: Mention) -> bool:
        return not self.parsed or self.doc[one.start : one.end].root.dep_ in _ARGUMENTS

    def _describes(self, one: Mention) -> bool:
        """Say whether the mention only modifies a noun after it: `army base`, `Kurdish region`."""
        root = self.doc[one.start : one.end].root
        return root.dep_ in {"amod", "compound"} and root.head.i >= one.end

    def _of_an_act(self, one: Mention) -> bool:
        return self.doc[one.start : one.end].root.head.lower_ in lexicon().acts

    def _the_nation(self, one: Mention) -> bool:
        """`The Russians refused` speaks of the state, `Russians fled` of people."""
        before = self.doc[one.start - 1].lower_ if one.start else ""
        return before == "the" and self.doc[one.start : one.end].root.dep_ == "nsubj"


def _class_actor(generic: Generic, country: str, people: Actor | None, table: Table) -> Actor:
    if people:
        name = f"{people.name} {generic.key.replace('_', ' ')}"
        return Actor(f"{generic.key}:{people.key}", name, (), generic.type, people.country)
    if generic.key == "state" and country:
        return state(country, table)
    if "{adj}" not in generic.name:
        country = ""
    key = f"{generic.key}:{country}"
    known = table.actors.get(key)
    if known:
        return known
    adjective = table.countries[country].adjective if country in table.countries else ""
    return Actor(key, generic.name.replace("{adj}", adjective).strip(), (), generic.type, country)


def state(iso3: str, table: Table) -> Actor:
    """Return the identity of a state: the country's name for its government, leaders' offices and capital."""
    return table.actors.get(iso3) or Actor(iso3, table.countries[iso3].name, (), "state", iso3)


def _people(iso3: str, table: Table) -> Actor:
    return Actor(f"people:{iso3}", f"{table.countries[iso3].adjective} people", (), "civilian", iso3)


def _home(doc: Doc, mentions: list[Mention], table: Table) -> str:
    """Return the country whose government the document's bare `the regime` is, or an empty string."""
    regimes: Counter[str] = Counter()
    references = Counter(
        str(value["country_iso3"])
        for span in doc.spans.get("places", ())
        if (value := span._.place) and value.get("country_iso3")
    )
    for one in mentions:
        country = _country(one, table)
        if country and one.kind != "capital":
            references[country] += 1
            if _REGIME.search(doc[one.start : one.end].text):
                regimes[country] += 1
    return _leader(regimes) or _leader(references) or (doc._.home[0] if len(doc._.home) == 1 else "")


def _country(one: Mention, table: Table) -> str:
    if one.kind in {"country", "demonym", "people"}:
        return one.value
    if one.kind == "generic":
        return one.country or (table.actors[one.owner].country if one.owner else "")
    return one.value if one.value in table.countries else ""


def _leader(counts: Counter[str]) -> str:
    """Return the country that holds `MIN_SHARE` of the counts, or an empty string."""
    if not counts:
        return ""
    first, many = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return first if many >= MIN_SHARE * counts.total() else ""


class _Names:
    """The named actors of one document: full names first, then surnames, abbreviations and other spellings of them."""

    def __init__(self, doc: Doc, mentions: list[Mention], table: Table, parsed: bool) -> None:
        self._table = table
        self._full: dict[str, Actor] = {}
        self._short: dict[str, str] = {}
        named = [one for one in mentions if one.kind == "name"]
        self._counts = Counter(fold(one.value) for one in named)
        self._doc, self._parsed = doc, parsed
        told = {fold(one.value) for one in named if not _in_headline(doc, one)}
        self._headlined = self._counts.keys() - told
        for one in sorted(named, key=lambda one: (-len(one.value.split()), one.start)):
            self._introduce(one)
        for one in mentions:
            if one.kind in {"known", "name"}:
                self._bind_bracket(doc, one, mentions)

    def actor(self, one: Mention, home: str) -> Actor | None:
        """Return the identity of a known or unknown name, None for an ambiguous one that nothing settles."""
        bound = self._short.get(fold(one.value if one.kind == "name" else ""))
        if one.kind == "name":
            if not bound and (self._doubtful(one) or fold(one.value) in self._headlined):
                return None
            key = bound or fold(one.value)
            return self._full.get(key) or self._table.actors.get(key)
        keys = one.choices or (one.value,)
        at_home = [key for key in keys if self._table.actors[key].country == home]
        return self._table.actors[(at_home or list(keys))[0]]

    def _doubtful(self, one: Mention) -> bool:
        """A single unknown word that comes once and does nothing is more often a model's mistake than a name."""
        if " " in one.value or is_acronym(one.value) or self._counts[fold(one.value)] > 1:
            return False
        return self._parsed and self._doc[one.start : one.end].root.dep_ not in _ARGUMENTS

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


def _in_headline(doc: Doc, one: Mention) -> bool:
    """Say whether a name stands in a line of capitalised words, where models take any words for a name."""
    text, offset = doc.text, doc[one.start].idx
    first, last = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    line = text[first : last if last >= 0 else len(text)]
    if len(line) > MAX_HEADLINE or line.rstrip().endswith("."):
        return False
    words = [word for word in line.split() if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() or not word[0].isalpha() for word in words) >= 0.8 * len(words)


MAX_HEADLINE = 200
"""Longer lines, in characters, are not headlines."""


def _same(one: Mention, key: str, actor: Actor) -> bool:
    """Say whether an unknown name is another form of one that the document gives in full."""
    if one.label == "PERSON" and actor.type == "person" and " " not in key:
        return key == actor.key.split()[-1]
    return same_name(one.value, actor.name) or (one.value.isupper() and one.value == initials(actor.name))
