"""Actors that the reports name and no list has: how often, where, and the listed actor that each is likeliest to be."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from rapidfuzz import fuzz, process

from docmine.actors.decisions import of_workspace
from docmine.actors.names import fold, is_acronym
from docmine.actors.table import Actor, Table
from docmine.config import Config
from docmine.store import Store, split_list

_LEAST = 75.0
"""The least similarity of folded names (rapidfuzz's token_sort_ratio, 0 to 100) at which an actor is shown."""

_SAME_COUNTRY = 5.0
"""What an actor of the same country has before others of the same similarity."""

_SAME = 100.0  # abbreviations that differ in a letter have nothing to do with each other
_LOOKED_AT = 20  # of the most similar names
_PATHS = 3  # documents that are named


@dataclass(frozen=True, slots=True)
class Likeliest:
    """A listed actor, and how similar its name is, 0 to 100; 100 for a name or abbreviation that it has itself."""

    key: str
    name: str
    type: str
    country_iso3: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Unlisted:
    """An actor that no list has. `decision` makes it the likeliest, `curated` makes it a row of the user's list."""

    name: str
    aliases: tuple[str, ...]
    type: str
    country_iso3: str | None
    n_mentions: int
    n_documents: int
    documents: tuple[str, ...]
    example: str
    likeliest: Likeliest | None
    decision: str | None
    curated: str

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return asdict(self)


def unlisted(store: Store, config: Config, *, top: int, who: str) -> Iterator[Unlisted]:
    """Yield the actors that no list has, those that are mentioned most often first.

    Args:
        store: of a finished run.
        config: says where the user's actors and decisions are.
        top: yield so many; 0 for all.
        who: whose decision it is, for the lines.

    Raises:
        ResourceError, CuratedError: the user's actors or decisions cannot be understood.
    """
    book = _Book(of_workspace(config))
    order = "n_mentions DESC, n_documents DESC, name, actor_id"
    sql = f"SELECT * FROM actors WHERE origin = 'text' ORDER BY {order} LIMIT ?"  # noqa: S608
    for row in store.execute(sql, (top or -1,)).fetchall():
        aliases = tuple(split_list(row["aliases"]))
        likeliest = book.likeliest(row["name"], aliases, row["type"], row["country_iso3"])
        paths, example = _seen(store, row["actor_id"])
        yield Unlisted(
            name=row["name"],
            aliases=aliases,
            type=row["type"],
            country_iso3=row["country_iso3"],
            n_mentions=row["n_mentions"],
            n_documents=row["n_documents"],
            documents=paths,
            example=example,
            likeliest=likeliest,
            decision=_decision(likeliest, row["name"], who) if likeliest else None,
            curated=_curated_line(row, aliases),
        )


def _seen(store: Store, actor_id: str) -> tuple[tuple[str, ...], str]:
    """Return the paths of the first documents that name an actor, and the sentence that does so first."""
    sql = (
        "SELECT d.path, m.sentence FROM mentions m JOIN documents d USING (doc_id) WHERE m.actor_id = ?"
        " ORDER BY d.path, d.doc_id, m.start"
    )
    records = store.execute(sql, (actor_id,)).fetchall()
    paths = dict.fromkeys(split_list(record["path"])[0] for record in records)
    return tuple(paths)[:_PATHS], " ".join((records[0]["sentence"] or "").split()) if records else ""


class _Book:
    """All listed actors by their folded names."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._names = {
            is_person: sorted(name for name, keys in table.keys.items() if self._has(keys, is_person=is_person))
            for is_person in (True, False)
        }

    def likeliest(self, name: str, aliases: tuple[str, ...], kind: str, country: str | None) -> Likeliest | None:
        """Return the listed actor with the most similar name; of equals the one of the same country, then by key."""
        found = self._similar((name, *aliases), self._names[kind == "person"])

        def place(key: str) -> tuple[float, str]:
            same = bool(country) and self._actor(key).country == country
            return -found[key] - _SAME_COUNTRY * same, key

        if not found:
            return None
        best = min(found, key=place)
        actor = self._actor(best)
        return Likeliest(actor.key, actor.name, actor.type, actor.country, round(found[best], 1))

    def _similar(self, forms: tuple[str, ...], names: list[str]) -> dict[str, float]:
        """Return the actors with names like one of the forms: key -> similarity."""
        found: dict[str, float] = {}
        for form in forms:
            least = _SAME if is_acronym(form) else _LEAST
            close = process.extract(
                fold(form), names, scorer=fuzz.token_sort_ratio, limit=_LOOKED_AT, score_cutoff=least
            )
            for listed, score, _ in close:
                for key in self._table.keys[listed]:
                    found[key] = max(score, found.get(key, 0.0))
        return found

    def _has(self, keys: tuple[str, ...], *, is_person: bool) -> bool:
        return any((self._actor(key).type == "person") == is_person for key in keys)

    def _actor(self, key: str) -> Actor:
        return self._table.actors[key]


def _decision(likeliest: Likeliest, name: str, who: str) -> str:
    row = {"kind": "merge_actors", "keep": likeliest.key, "other": name, "who": who}
    return json.dumps(row, ensure_ascii=False)


def _curated_line(row: sqlite3.Row, aliases: tuple[str, ...]) -> str:
    """Return a line of `pipeline/curated/actors.csv`."""
    line = io.StringIO()
    identity = fold(row["name"]).replace(" ", "_")
    cells = (identity, row["name"], "|".join(aliases), row["type"], row["country_iso3"] or "")
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
