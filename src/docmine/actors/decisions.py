"""Merges and splits of actors that people decided on: lines of `pipeline/review/decisions.jsonl`.

`{"kind": "merge_actors", "keep": "Kessen Liberation Front", "other": "Kessen Rebels", "who": "am"}` makes two
actors one. `{"kind": "split_actor", "name": "Kessen Front", "from": "Kessen Liberation Front", "as": "Kessen
Front", "who": "am"}` takes a name away from an actor and gives it to another, or to one of its own. Actors
are given by any of their names, by their key or by their id in the curated table. `type` and `country_iso3`
may be added for one that no list has. Later lines build on earlier ones.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from docmine.actors.lexicon import type_of
from docmine.actors.names import bones, fold
from docmine.actors.table import TYPES, Actor, Table, load_table
from docmine.config import Config
from docmine.decided import decision_rows
from docmine.errors import ResourceError
from docmine.watch import Look, look

FIELDS = {"merge_actors": ("keep", "other", "who"), "split_actor": ("name", "from", "as", "who")}
"""Kinds of decisions and what each must say, as text."""

_REMEDY = "correct the line; lines are otherwise only added"


def load_decided(curated: str | None, decisions: str | None) -> Table:
    """Return the packaged table with the user's curated actors, merges and splits.

    Args:
        curated: path of `pipeline/curated/actors.csv`, or None.
        decisions: path of `pipeline/review/decisions.jsonl`, or None.

    Raises:
        ResourceError: a table or a decision is malformed.
        CuratedError: a row of the user's table cannot be understood.
    """
    return _load(curated, decisions, tuple(look(Path(path)) for path in (curated, decisions) if path))


def of_workspace(config: Config) -> Table:
    """Return the table as a run in a workspace uses it: with the user's actors and decisions, where there are any.

    Raises:
        ResourceError, CuratedError: as for `load_decided`.
    """
    files = (config.path("curated", "actors.csv"), config.path("review", "decisions.jsonl"))
    return load_decided(*(str(path) if path and path.is_file() else None for path in files))


@lru_cache(maxsize=4)
def _load(curated: str | None, decisions: str | None, changed: tuple[Look, ...]) -> Table:  # noqa: ARG001 - another key
    table = load_table(curated)
    rows = list(_read(Path(decisions), table)) if decisions else []
    if not rows:
        return table
    table = copy.deepcopy(table)  # the one that was loaded is shared
    for row, where in rows:
        _APPLY[row["kind"]](table, row, where)
    return table


def _read(path: Path, table: Table) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the decisions about actors with their file and line; other kinds are passed over."""
    if not path.is_file():
        return
    for number, row in decision_rows(path):
        if row.get("kind") in FIELDS:
            where = f"{path}:{number}"
            _check(row, table, where)
            yield row, where


def _check(row: Mapping[str, Any], table: Table, where: str) -> None:
    needed = FIELDS[row["kind"]]
    if not all(isinstance(row.get(name), str) and fold(row[name]) for name in needed):
        raise _error(f"a decision of kind {row['kind']} needs {', '.join(needed)}, as text", where)
    kind, country = row.get("type"), row.get("country_iso3")
    if kind is not None and kind not in list(TYPES):
        raise _error(f"the type must be one of {', '.join(sorted(TYPES))}, not {kind!r}", where)
    if country is not None and country not in list(table.countries):
        raise _error(f"country_iso3 must be an ISO 3166-1 alpha-3 code, not {country!r}", where)


def _merge(table: Table, row: Mapping[str, Any], where: str) -> None:
    keep, other = (_actor(table, row[name], row, where) for name in ("keep", "other"))
    for key, actor in table.actors.items():
        if actor.key == other.key:
            table.actors[key] = keep


def _split(table: Table, row: Mapping[str, Any], where: str) -> None:
    old = _actor(table, row["from"], row, where)
    _take_away(table, row["name"], old)
    new = _actor(table, row["as"], row, where)
    table.add(Actor(new.key, new.name, (row["name"],), new.type, new.country, new.curated_id))


def _take_away(table: Table, name: str, old: Actor) -> None:
    folded, letters = fold(name), bones(name)
    own = [key for key in table.keys.get(folded, ()) if table.actors[key].key == old.key]
    for key in own:
        table.trie.discard(folded, key)
    if left := tuple(key for key in table.keys.get(folded, ()) if key not in own):
        table.keys[folded] = left
    else:
        table.keys.pop(folded, None)
    table.skeletons.pop(letters, None)


_APPLY = {"merge_actors": _merge, "split_actor": _split}


def _actor(table: Table, name: str, row: Mapping[str, Any], where: str) -> Actor:
    """Return the actor that a decision speaks of; one that no list has is added."""
    if name in table.actors:
        return table.actors[name]
    found = {table.actors[key].key: table.actors[key] for key in table.find(name)}
    if len(found) > 1:
        raise _error(f"{name!r} is a name of several actors: {', '.join(sorted(found))}; give one of these", where)
    return next(iter(found.values())) if found else _added(table, name, row)


def _added(table: Table, name: str, row: Mapping[str, Any]) -> Actor:
    for iso3, country in table.countries.items():
        if fold(name) in map(fold, country.names):
            return table.actors.setdefault(iso3, Actor(iso3, country.name, (), "state", iso3))
    key = fold(name) if fold(name) not in table.actors else f"split:{fold(name)}"
    kind = row.get("type") or type_of(name, "other")
    table.add(Actor(key, name, (), kind, row.get("country_iso3") or ""))
    return table.actors[key]


def _error(message: str, where: str) -> ResourceError:
    return ResourceError(message, where=where, remedy=_REMEDY)
