"""The places that docmine knows: the user's curated places, then the gazetteer with the user's additions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from docmine.places.gazetteer import Candidate, Gazetteer
from docmine.places.names import fold, skeleton
from docmine.reconcile.compare import compare_places
from docmine.reconcile.facts import PlaceFacts
from docmine.reconcile.judge import judge
from docmine.reconcile.names import countries, country_code, fold_place
from docmine.schema import Row
from docmine.service.entities import Entity, Fit
from docmine.service.fitting import fit
from docmine.service.index import NameIndex
from docmine.service.place_rows import facts, first, names, of_gazetteer, of_list
from docmine.service.queries import Query
from docmine.service.type_words import bare, said
from docmine.service.vocabulary import weights

_EVERYWHERE = frozenset({*countries()[0].values(), ""})
_AREAS = frozenset({"country", "division"})
_ALIKE = 0.85
"""Likeness from which on a transliteration counts as a similar name, whatever its letters."""
_BORNE = ("name", "alternate name", "name without type word", "user")
"""How a name belongs to a place that bears it."""
_OWN = ("name", "user")
_NEAR = ("same point", "near")
_LONGEST_ID = 12  # digits


class Places:
    """Curated places and the gazetteer. A curated place stands for the place of the gazetteer that it is."""

    def __init__(self, gazetteer: Gazetteer, curated: Iterable[Row]) -> None:
        self._gazetteer = gazetteer
        self._own = {row["id"]: of_list(row) for row in curated}
        self._listed = list(self._own.values())
        self._index = NameIndex(map(names, self._listed), fold_place, lambda name: skeleton(fold(name)))

    def fits(self, query: Query) -> Iterator[Fit]:
        """Yield the places with such a name, judged as extracted places are, and by what they are said to be."""
        if known := self.entities([query.text]):
            yield from (fit(one, judge("place", {}), {}, "place", identified=True) for one in known.values())
            return
        asked = _asked(query)
        if not asked.names:
            return
        spelled = (query.text, *query.values("aliases"))
        numbers = dict.fromkeys(number for name in spelled for number in self._index.find(name))
        own = [self._listed[number] for number in numbers]
        sounding = {self._listed[number].id for name in spelled for number in self._index.sounding(name)}
        for entity in own:
            yield self._fit(query, asked, entity, facts(entity), alike=entity.id in sounding)
        own_facts = [facts(entity) for entity in own]
        for place in self._found(spelled, country_code(query.value("country"))):
            entity = of_gazetteer(place)
            known_facts = facts(entity, asked.names if place.match in _BORNE else ())
            if not any(self._is_one(known_facts, other) for other in own_facts):
                alike, borne = place.likeness >= _ALIKE, place.match in _OWN
                yield self._fit(query, asked, entity, known_facts, alike=alike, borne=borne)

    def entities(self, ids: Sequence[str]) -> Mapping[str, Entity]:
        """Return the places with these ids: of `places.csv`, `geonames:170063`, `pcode:SY02`, or `name:…`."""
        found = {key: self._own[key] for key in ids if key in self._own}
        numbers = [int(text) for text in _after("geonames:", ids) if text.isdecimal() and len(text) < _LONGEST_ID]
        places = list(self._gazetteer.coded(numbers, codes)) if (codes := _after("pcode:", ids)) or numbers else []
        for name in _after("name:", ids):
            places += self._gazetteer.candidates(name.rpartition("@")[0])
        for entity in map(of_gazetteer, places):
            if entity.id in ids:
                found.setdefault(entity.id, entity)
        return found

    def starting(self, prefix: str, most: int) -> Sequence[Entity]:
        """Return the places of which a name begins so: the user's first, then the most populous."""
        own = [self._listed[number] for number in self._index.starting(prefix, most)]
        return [*own, *map(of_gazetteer, self._gazetteer.starting(prefix, most))][:most]

    def _found(self, names: Sequence[str], country: str | None) -> Iterable[Candidate]:
        """Return the places of the gazetteer with the first name that any has, else without the word for what it is.

        Where a country is given, similar spellings in it come before the same name elsewhere.
        """
        spelled = dict.fromkeys((*names, *map(bare, names)))
        if country:
            for name in spelled:
                if found := self._gazetteer.lookup(name, frozenset({country})):
                    return found
        return next(filter(None, (self._gazetteer.candidates(name, _EVERYWHERE) for name in spelled)), ())

    def _fit(
        self,
        query: Query,
        asked: PlaceFacts,
        entity: Entity,
        known: PlaceFacts,
        *,
        alike: bool = False,
        borne: bool = True,
    ) -> Fit:
        """Judge a place; `alike` is whether a name sounds alike, `borne` whether it was found by its own name."""
        levels = compare_places(asked, known)
        if alike and levels["name"] == "other name":
            levels["name"] = "similar name"
        other = 0.0 if borne else weights()["place"]["other_name"]
        return fit(entity, judge("place", levels), levels, "place", _further(query, entity) + other)

    def _is_one(self, one: PlaceFacts, other: PlaceFacts) -> bool:
        """Whether a place of the gazetteer is a curated place: of one kind, with one name, at one point."""
        levels = compare_places(one, other)
        return (one.area, levels["name"]) == (other.area, "same name") and levels.get("distance") in _NEAR


def _asked(query: Query) -> PlaceFacts:
    lat, lon = query.number("lat"), query.number("lon")
    point = (lat, lon) if lat is not None and lon is not None else None
    listed = dict.fromkeys(map(fold_place, (query.text, *query.values("aliases"))))
    country = country_code(query.value("country"))
    area = said(query.text) in _AREAS or bool(_AREAS.intersection(query.type))
    return PlaceFacts("", query.text, tuple(filter(None, listed)), point, country, area)


def _further(query: Query, entity: Entity) -> float:
    """Return the points for the division that it lies in, and for what a type word says that it is."""
    points, total = weights()["place"], 0.0
    wanted, within = query.value("admin1"), first(entity.values, "admin1")
    if wanted and within:
        total += points["same_admin1" if fold_place(wanted) == fold_place(str(within)) else "other_admin1"]
    if kind := said(query.text):
        total += points["same_kind" if kind == entity.types[-1] else "other_kind"]
    return total


def _after(prefix: str, ids: Iterable[str]) -> list[str]:
    return [key.removeprefix(prefix) for key in ids if key.startswith(prefix)]
