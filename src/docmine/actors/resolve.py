"""One identity for each mention: within a document first, the same everywhere by its key.

Whose "the regime" or "the army" is, is settled by the document: the country whose regime it names,
else the one where it happens, which most of its places lie in. Countries that act do not count: a
report on Syria may be full of Americans and Russians.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from docmine.actors.anaphora import REACH, goes_on_with
from docmine.actors.countries import acts, first_conjunct, is_told_of
from docmine.actors.doubt import ARGUMENTS
from docmine.actors.lexicon import Generic, lexicon
from docmine.actors.mention import Mention
from docmine.actors.named import Names
from docmine.actors.names import fold
from docmine.actors.table import Actor, Table

MIN_SHARE = 0.5
"""Share of a document's places that must lie in a country for the document's generic nouns to be its."""

MIN_PLACES = 3
"""Number of places in that country from which on they can settle it."""

_PEOPLES = frozenset({"ethnic", "religious"})
_REGIME = re.compile(r"\bregime\b", re.IGNORECASE)


_THINGS = frozenset({"administration", "artillery", "intelligence", "leadership", "shells", "state"})
"""Common nouns that are people only with a country or an owner: *a state of siege*, *the administration of justice*."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention and its identity.

    `as_place` where a country's name stands for the land; `latent` where a common noun names people who count as an
    actor only if something else shows that they act.
    """

    mention: Mention
    actor: Actor
    method: str
    score: float
    as_place: bool = False
    latent: bool = False


def resolve(doc: Doc, mentions: list[Mention], table: Table) -> list[Resolved]:
    """Return the mentions that have an identity, in order, latent ones and countries that stand for the land too."""
    parsed = doc.has_annotation("DEP")
    home = _home(doc, mentions, table, parsed=parsed)
    context = _Context(doc, table, Names(doc, mentions, table, home, parsed=parsed), home, parsed)
    found = {one.start: context.named(one) for one in mentions if one.kind in {"known", "name"}}
    named = {token: one for one in found.values() if one for token in range(one.mention.start, one.mention.end)}
    out = []
    for mention in mentions:
        one = found[mention.start] if mention.start in found else context.common(mention, named)
        if one:
            out.append(one)
    return out


def acting(resolved: list[Resolved]) -> list[Resolved]:
    """Return the mentions of those who act somewhere in the document: a country may be the land throughout."""
    keys = {one.actor.key for one in resolved if not (one.as_place or one.latent)}
    return [one for one in resolved if one.actor.key in keys and not one.latent]


@dataclass(frozen=True, slots=True)
class _Context:
    """What resolving one mention needs to know about its document."""

    doc: Doc
    table: Table
    names: Names
    home: str
    parsed: bool

    def named(self, one: Mention) -> Resolved | None:
        """Resolve a known or an unknown name."""
        actor = self.names.actor(one)
        if actor is None or (actor.type in _PEOPLES and self._describes(one)):
            return None
        return Resolved(one, actor, one.method, one.score)

    def common(self, one: Mention, named: dict[int, Resolved]) -> Resolved | None:
        """Resolve a generic noun, a country, a demonym or a capital."""
        if one.kind == "generic" and self._describes(one) and not self._of_an_act(one):
            return self._latent(one, None)
        if one.kind == "generic":
            same = self._apposed(one, named)
            return Resolved(one, same.actor, "apposition", 0.8) if same else self._continued(one, named)
        if one.kind == "people" and not self._the_nation(one):
            return Resolved(one, _people(one.value, self.table), "demonym", 0.7)
        place = one.kind != "people" and not acts(self.doc, one.start, one.end, one.kind, parsed=self.parsed)
        if place and one.kind == "capital":
            return None
        return Resolved(one, state(one.value, self.table), one.kind, one.score, as_place=place)

    def _continued(self, one: Mention, named: dict[int, Resolved]) -> Resolved | None:
        """Resolve a generic noun: a group named before (`the group`), else a class of actors."""
        if not one.country and not one.owner:
            reached = range(one.start - REACH, one.start)
            before = {token: named[token].actor for token in reached if token in named}
            if actor := goes_on_with(self.doc, one, before):
                return Resolved(one, actor, "coreference", 0.6)
        return self._generic(one)

    def _generic(self, one: Mention) -> Resolved | None:
        owner = self.table.actors.get(one.owner)
        people = owner if owner and owner.type in _PEOPLES else None
        own = owner.country if owner and owner.type in {"person", "state"} else ""
        stated = own if self._is_supported(one) else one.country or own
        if owner and not people and not stated:  # a person or an authority of no country: whose men is not said
            return None
        for generic in lexicon().generics[one.value]:
            if generic.role in {"anaphor", "event"} or (generic.role == "country" and not stated and not people):
                continue
            if not stated and not people and not self._plays(generic.role, one):
                continue
            actor = _class_actor(generic, stated or (self.home if generic.local else ""), people, self.table)
            if stated or people:
                return Resolved(one, actor, one.method, one.score)
            return Resolved(one, actor, "context" if actor.country else "generic", 0.6)
        return self._latent(one, people)

    def _latent(self, one: Mention, people: Actor | None) -> Resolved | None:
        """Resolve a common noun that does not act as far as its clause shows: events may show that it does."""
        classes = [generic for generic in lexicon().generics[one.value] if generic.role != "anaphor"]
        noun = self.doc[one.start : one.end].root
        if not classes or (one.owner and not people) or noun.lower_ in _THINGS or noun.pos_ == "ADJ":
            return None
        country = one.country or (self.home if classes[0].local else "")
        return Resolved(one, _class_actor(classes[0], country, people, self.table), "event", 0.5, latent=True)

    def _apposed(self, one: Mention, named: dict[int, Resolved]) -> Resolved | None:
        """Return the name that a generic noun explains: `Hezbollah, the Lebanese militant group`."""
        if not self.parsed:
            return named.get(one.end)
        root = self.doc[one.start : one.end].root
        if root.dep_ == "appos":
            return named.get(root.head.i) or named.get(self._before_comma(one))
        return next((named[child.i] for child in root.children if child.dep_ == "appos" and child.i in named), None)

    def _before_comma(self, one: Mention) -> int:
        """Return the token that an apposition follows: `Hezbollah , the` gives that of `Hezbollah`, else -1."""
        start = one.start - (self.doc[one.start - 1].pos_ == "DET" if one.start else 0)
        return start - 2 if start > 1 and self.doc[start - 1].text == "," else -1

    def _plays(self, role: str, one: Mention) -> bool:
        """Say whether a noun of no stated country takes the part that its class must take to be an actor."""
        if role == "definite":
            return bool(one.start) and self.doc[one.start - 1].lower_ in {"the", "led"}
        if not self.parsed or role == "any":
            return True
        noun = first_conjunct(self.doc[one.start : one.end].root)
        return is_told_of(noun) if role == "party" else noun.dep_ in ARGUMENTS

    def _is_supported(self, one: Mention) -> bool:
        """`The United States' moderate opposition` in a report on Syria: theirs by support, not by nation."""
        if one.value not in lexicon().supported or not self.home or one.country in {"", self.home}:
            return False
        return any(token.text in {"'s", "’s", "'", "’"} for token in self.doc[one.start : one.end])

    def _describes(self, one: Mention) -> bool:
        """Say whether the mention only modifies a noun after it: `army base`, `Kurdish region`."""
        root = self.doc[one.start : one.end].root
        if root.dep_ not in {"amod", "compound"} or root.head.i < one.end:
            return False
        return all(token.pos_ not in {"VERB", "AUX"} for token in self.doc[one.end : root.head.i])

    def _of_an_act(self, one: Mention) -> bool:
        return self.doc[one.start : one.end].root.head.lower_ in lexicon().acts

    def _the_nation(self, one: Mention) -> bool:
        """`The Russians refused` speaks of the state, `Russians fled` of people."""
        before = self.doc[one.start - 1].lower_ if one.start else ""
        return before == "the" and self.doc[one.start : one.end].root.dep_ == "nsubj"


def _class_actor(generic: Generic, country: str, people: Actor | None, table: Table) -> Actor:
    if people:
        adjective = (people.aliases or (people.name,))[0]  # by the table's convention
        return Actor(f"{generic.key}:{people.key}", _named_after(generic, adjective), (), generic.type, people.country)
    if generic.key == "state" and country:
        return state(country, table)
    if "{adj}" not in generic.name:
        country = ""
    key = f"{generic.key}:{country}"
    adjective = table.countries[country].adjective if country in table.countries else ""
    name = _named_after(generic, adjective)
    # "Malian armed forces" may be a row of the user's under another key.
    same = table.keys.get(fold(name), ()) if adjective else ()
    return table.actors.get(key) or (table.actors[same[0]] if same else Actor(key, name, (), generic.type, country))


def _named_after(generic: Generic, adjective: str) -> str:
    return generic.name.replace("{adj}", adjective).strip()


def state(iso3: str, table: Table) -> Actor:
    """Return the identity of a state: the country's name for its government, leaders' offices and capital."""
    return table.actors.get(iso3) or Actor(iso3, table.countries[iso3].name, (), "state", iso3)


def _people(iso3: str, table: Table) -> Actor:
    return Actor(f"people:{iso3}", f"{table.countries[iso3].adjective} people", (), "civilian", iso3)


def _home(doc: Doc, mentions: list[Mention], table: Table, *, parsed: bool) -> str:
    """Return the country whose regime, army and rebels the document speaks of, or an empty string."""
    regimes = Counter(
        country
        for one in mentions
        if one.kind in {"known", "generic"} and (country := _country(one, table))
        if _REGIME.search(doc[one.start : one.end].text)
    )
    named = {
        token for one in mentions if one.kind in {"country", "demonym", "people"} for token in (one.start, one.end - 1)
    }
    scenes = Counter(
        str(value["country_iso3"])
        for span in doc.spans.get("places", ())
        if span.start not in named and (value := span._.place) and value.get("country_iso3")
    )
    scenes.update(
        one.value
        for one in mentions
        if one.kind == "country" and not acts(doc, one.start, one.end, one.kind, parsed=parsed)
    )
    return _leader(regimes, 1) or _leader(scenes, MIN_PLACES) or (doc._.home[0] if len(doc._.home) == 1 else "")


def _country(one: Mention, table: Table) -> str:
    if one.kind == "generic":
        return one.country or (table.actors[one.owner].country if one.owner else "")
    return one.value if one.value in table.countries else ""


def _leader(counts: Counter[str], least: int) -> str:
    """Return the country that holds `MIN_SHARE` of the counts and `least` of them, or an empty string."""
    if not counts:
        return ""
    first, many = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return first if many >= max(least, MIN_SHARE * counts.total()) else ""
