"""Who is known: named actors, countries with their demonyms and capitals, and the user's curated actors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from docmine.actors.affiliations import SECTOR_OF_TYPE, SECTORS, Affiliation, Role, load_affiliations, role_on
from docmine.actors.lexicon import FOLDER, lexicon
from docmine.actors.names import bones, fold, is_acronym, is_mixed_acronym
from docmine.actors.trie import Entry, Trie
from docmine.errors import CuratedError, ResourceError
from docmine.resources import DATA, read_csv
from docmine.watch import Look, look

TYPES = frozenset(
    {"state", "military", "rebel", "militia", "civilian", "organisation", "media", "party", "person", "ethnic",
     "religious", "other"}
)  # fmt: skip
"""Types that an actor may have."""

_COLUMNS = ("key", "name", "aliases", "type", "sector", "country_iso3")
FORMER_OFFICIAL = "ELI"
"""Sector of an office holder before and after the terms that are known."""

_OFFICIALS = ("key", "name", "aliases", "country_iso3")
_CURATED = ("actor_id", "name", "aliases", "type", "country_iso3")


@dataclass(frozen=True, slots=True)
class Actor:
    """A known identity. `country` is ISO 3166-1 alpha-3 or empty; `sector` holds where no date says otherwise."""

    key: str
    name: str
    aliases: tuple[str, ...]
    type: str
    country: str
    curated_id: str | None = None
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A country as an actor and as the owner of forces. `adjective` is its name where it has no demonym."""

    iso3: str
    name: str
    adjective: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]


@dataclass(slots=True)
class Table:
    """Everything known, indexed by folded name (`trie`, `keys`) and by skeleton."""

    actors: dict[str, Actor] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    skeletons: dict[str, str | None] = field(default_factory=dict)  # None: several actors share it
    held: dict[str, tuple[Affiliation, ...]] = field(default_factory=dict)  # by key
    trie: Trie = field(default_factory=Trie)

    def add(self, actor: Actor, *, loose: bool = True) -> None:
        """Index an actor, with `loose` in other transliterations too. A known key keeps its actor and gains the names.

        A state's own name is left to the countries, which tell the land from its government.
        """
        self.actors.setdefault(actor.key, actor)
        for name in actor.aliases if actor.key in self.countries else (actor.name, *actor.aliases):
            folded = fold(name)
            known = self.keys.get(folded, ())
            if actor.key in known:
                continue
            self.keys[folded] = (*known, actor.key)
            self.trie.add(folded, Entry("actor", actor.key, *_case(name)))
            if loose and (key := bones(name)) and self.skeletons.setdefault(key, actor.key) != actor.key:
                self.skeletons[key] = None

    def role(self, actor: Actor, day: date | None = None) -> Role:
        """Return what an actor was on a day.

        Where no affiliation of that day is known, and without a day, it is what the table says of
        the actor at large, and of an actor outside the table what its type tells.
        """
        known = role_on(self.held.get(actor.key, ()), day) if day else None
        return known or Role(actor.sector or SECTOR_OF_TYPE.get(actor.type, ""), actor.country)

    def find(self, name: str) -> tuple[str, ...]:
        """Return the keys of the actors with this name; several for an ambiguous one, none for an unknown one."""
        found = self.keys.get(fold(name))
        if found is None:
            close = self.skeletons.get(bones(name))
            return (close,) if close else ()
        return found


def _case(name: str) -> tuple[str, str]:
    """Return how strictly a name's case is checked: the exact acronym or nothing, and where it must be capitalised."""
    if is_acronym(name) or is_mixed_acronym(name):
        return name.replace(".", ""), "first"
    if name.islower():
        return "", ""
    return "", "both" if name.rsplit(maxsplit=1)[-1][:1].isupper() else "first"


def load_table(curated: str | None = None) -> Table:
    """Return the packaged table with the user's curated actors, whose rows win.

    Args:
        curated: path of `pipeline/curated/actors.csv`, or None.

    Raises:
        ResourceError: a table is malformed.
        CuratedError: a row of the user's table cannot be understood.
    """
    return _load(curated, look(Path(curated)) if curated else ())


@lru_cache(maxsize=4)
def _load(curated: str | None, changed: Look) -> Table:  # noqa: ARG001 - a file that was edited is another key
    table = Table(countries=_countries(), held=load_affiliations())
    curated_rows = list(_curated(Path(curated), table.countries)) if curated else []
    claimed = {fold(name) for actor in curated_rows for name in (actor.name, *actor.aliases)}
    for actor in curated_rows:
        table.add(actor)
    for actor in _packaged():
        kept = tuple(name for name in (actor.name, *actor.aliases) if fold(name) not in claimed)
        if fold(actor.name) in claimed:
            _take_over(table, table.keys[fold(actor.name)][0], actor.key, kept)
        elif kept:
            left = actor if len(kept) > len(actor.aliases) else replace(actor, name=kept[0], aliases=kept[1:])
            table.add(left, loose=actor.sector != FORMER_OFFICIAL)
    _index_countries(table)
    for phrase in lexicon().generics:
        table.trie.add(phrase, Entry("generic", phrase, "", ""))
    return table


def _take_over(table: Table, key: str, packaged: str, names: tuple[str, ...]) -> None:
    """Give the user's actor the spellings and the dated roles of the packaged one that it replaces."""
    table.add(replace(table.actors[key], aliases=names))
    if packaged in table.held:
        table.held[key] = table.held[packaged]


def _packaged() -> Iterator[Actor]:
    path = FOLDER / "actors.csv"
    for row in read_csv(path, _COLUMNS):
        if row["sector"] not in SECTORS:
            raise ResourceError(
                f"{row['key']!r} has the sector {row['sector']!r}",
                where=str(path),
                remedy=f"sectors are {', '.join(sorted(SECTORS))}",
            )
        yield Actor(
            row["key"], row["name"], _split(row["aliases"]), row["type"], row["country_iso3"], sector=row["sector"]
        )
    for row in read_csv(FOLDER / "officials.csv", _OFFICIALS):
        yield Actor(
            row["key"], row["name"], _split(row["aliases"]), "person", row["country_iso3"], sector=FORMER_OFFICIAL
        )


def _curated(path: Path, countries: dict[str, Country]) -> Iterator[Actor]:
    for row in read_csv(path, _CURATED):
        identity, name = row["actor_id"].strip(), row["name"].strip()
        country, kind = row["country_iso3"].strip().upper(), row["type"].strip().lower() or "other"
        wrong = [
            f"{column} {value!r}"
            for column, value, fine in (
                ("actor_id", identity, bool(identity)),
                ("name", name, bool(fold(name))),
                ("type", kind, kind in TYPES),
                ("country_iso3", country, not country or country in countries),
            )
            if not fine
        ]
        if wrong:
            raise CuratedError(
                f"actor {identity or name!r} has an unusable {', '.join(wrong)}",
                where=str(path),
                remedy=f"types are {', '.join(sorted(TYPES))}; countries are ISO 3166-1 alpha-3 codes",
            )
        yield Actor(identity, name, _split(row["aliases"]), kind, country, identity)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _countries() -> dict[str, Country]:
    found = {}
    for row in read_csv(DATA / "countries.csv", ("iso3", "name", "aliases", "demonyms", "capital")):
        adjectives = _split(row["demonyms"])
        names = (row["name"], *_split(row["aliases"]))
        found[row["iso3"]] = Country(
            row["iso3"], row["name"], (adjectives or names)[0], names, adjectives, _split(row["capital"])
        )
    return found


def _index_countries(table: Table) -> None:
    for iso3, country in table.countries.items():
        for kind, names in (("country", country.names), ("demonym", country.demonyms), ("capital", country.capitals)):
            for name in names:
                plural = kind == "demonym" and name.endswith("s") and name[:-1] in names
                table.trie.add(fold(name), Entry("people" if plural else kind, iso3, *_case(name)))
