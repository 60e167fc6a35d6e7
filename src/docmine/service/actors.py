"""The actors that docmine knows: its own table, the user's curated actors, and what people decided about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from docmine.actors.affiliations import Affiliation
from docmine.actors.names import bones, fold
from docmine.actors.table import Actor, Table
from docmine.reconcile.compare import compare_actors
from docmine.reconcile.facts import ActorFacts
from docmine.reconcile.judge import judge
from docmine.reconcile.names import country_code, is_abbreviation
from docmine.reconcile.names import fold as folded
from docmine.service.entities import Entity, Fit, given
from docmine.service.fitting import fit
from docmine.service.index import NameIndex
from docmine.service.queries import Query

_BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
_GOVERNMENT = "government of "
_UNLIKE = ("somewhat similar", "other name")


class Actors:
    """The table of actors, and each country as the state that it is."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._actors = [*_distinct(table.actors.values()), *_states(table)]
        self._names = self._names_of_each()
        self._index = NameIndex(self._names, fold, bones)
        self._at = {actor.key: number for number, actor in enumerate(self._actors)}

    def fits(self, query: Query) -> Iterator[Fit]:
        """Yield the actors with such a name, judged as extracted actors are; a name that one alone has is its."""
        if (number := self._number(query.text)) is not None:
            yield fit(self._entity(number), judge("actor", {}), {}, identified=True)
            return
        asked = self._asked(query)
        numbers = dict.fromkeys(number for name in asked.names for number in self._index.find(name))
        sounding = {number for name in asked.names for number in self._index.sounding(name)}
        for number in numbers | dict.fromkeys(self._government(query.text)):
            levels = compare_actors(asked, self._facts(number))
            if number in sounding and levels["name"] in _UNLIKE:
                levels["name"] = "similar name"
            yield fit(self._entity(number), judge("actor", levels), levels)

    def entities(self, ids: Sequence[str]) -> Mapping[str, Entity]:
        """Return the actors that have these keys; of an actor that was merged into another one, that one."""
        numbers = ((key, self._number(key)) for key in ids)
        return {key: self._entity(number) for key, number in numbers if number is not None}

    def starting(self, prefix: str, most: int) -> Sequence[Entity]:
        """Return the actors of which a name or a word of it begins so."""
        return [self._entity(number) for number in self._index.starting(prefix, most)]

    def _number(self, key: str) -> int | None:
        actor = self._table.actors.get(key)
        return self._at.get(actor.key if actor else key)

    def _asked(self, query: Query) -> ActorFacts:
        names = tuple(dict.fromkeys(filter(fold, (query.text, *query.values("aliases")))))
        kind, country = query.value("type"), country_code(query.value("country"))
        asked = ActorFacts("", query.text, names, kind and kind.lower(), country)
        owners = {number for name in names for number in self._index.exact(name)} or self._government(query.text)
        if len(owners) == 1 and self._is_its_own(number := owners.pop(), names):
            return replace(asked, listed=self._actors[number].key)
        return asked

    def _government(self, text: str) -> set[int]:
        """Return the state whose government a text names, as lists of events do: "Government of Benin (Dahomey)"."""
        _, found, country = folded(_BRACKETED.sub("", text)).partition(_GOVERNMENT)
        number = self._at.get(country_code(country) or "") if found else None
        return set() if number is None else {number}

    def _is_its_own(self, number: int, names: Sequence[str]) -> bool:
        """Whether a name that no other actor of the list has is enough: an abbreviation only in the user's list."""
        return bool(self._actors[number].curated_id) or not all(map(is_abbreviation, names))

    def _names_of_each(self) -> list[tuple[str, ...]]:
        """Return the names of each actor, with those that decisions gave it."""
        given_to: dict[str, list[str]] = {}
        for name, keys in self._table.keys.items():
            for key in keys:
                given_to.setdefault(self._table.actors[key].key, []).append(name)
        return [_known_names(actor, given_to.get(actor.key, ())) for actor in self._actors]

    def _facts(self, number: int) -> ActorFacts:
        actor = self._actors[number]
        return ActorFacts(actor.key, actor.name, self._names[number], actor.type, actor.country or None)

    def _entity(self, number: int) -> Entity:
        actor, held = self._actors[number], self._table.held.get(self._actors[number].key, ())
        country = self._table.countries[actor.country].name if actor.country in self._table.countries else ""
        values = given(
            name=actor.name,
            aliases=self._names[number][1:],
            type=actor.type,
            country=actor.country,
            country_name=country,
            sector=self._table.role(actor).sector,
            roles=[_told(one) for one in held],
            curated_id=actor.curated_id,
        )
        described = ", ".join(filter(None, (actor.type, country)))
        own = actor.curated_id is not None
        return Entity(actor.key, actor.name, ("actor", actor.type), described, values, float(own), own)


def _distinct(actors: Iterable[Actor]) -> list[Actor]:
    """Return each actor once: those that were merged share one."""
    return list({actor.key: actor for actor in actors}.values())


def _states(table: Table) -> Iterator[Actor]:
    """Yield the states that are in no row of the table."""
    known = {actor.key for actor in table.actors.values()}
    for iso3, country in table.countries.items():
        if iso3 not in known:
            yield Actor(iso3, country.name, (f"Government of {country.name}", *country.names[1:]), "state", iso3)


def _known_names(actor: Actor, others: Iterable[str]) -> tuple[str, ...]:
    """Return the names of an actor as they are written, then those that are only known folded."""
    written = tuple(dict.fromkeys((actor.name, *actor.aliases)))
    spelled = set(map(fold, written))
    return (*written, *(name for name in others if name not in spelled))


def _told(one: Affiliation) -> str:
    """Return a role in words: `GOV SYR, 2000-07-17 to 2024-12-08`."""
    role = f"{one.role.sector} {one.role.country}".strip()
    until = "" if one.last == date.max else one.last.isoformat()
    return f"{role}, {one.first.isoformat()} to {until}".rstrip()
