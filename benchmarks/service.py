"""Scores and times the reconciliation service.

python benchmarks/service.py [NAMES.csv]

Of a CSV with a column `name` (plain or gzipped), says for how many names an actor is found, and how surely. Without it,
hides every second other name of the actors in the packaged table and asks for it: is the first candidate the actor that
bears it? Names of places are those of the gazetteer, every thousandth, asked for with their country and without.
"""

from __future__ import annotations

import csv
import gzip
import sqlite3
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from docmine.actors.table import Table, load_table
from docmine.config import ReconcileConfig
from docmine.places.gazetteer import default_path, open_gazetteer
from docmine.reconcile.names import fold, is_abbreviation
from docmine.service.actors import Actors
from docmine.service.entities import Fit, Source
from docmine.service.fitting import answer
from docmine.service.places import Places
from docmine.service.queries import Query

LEAST = ReconcileConfig().name_match
LIMIT = 5


def main() -> None:
    """Print the figures."""
    table = load_table()
    if len(sys.argv) > 1:
        listed(Actors(table), Path(sys.argv[1]))
    else:
        hidden(table)
    places()


def timed(source: Source, queries: Iterable[Query]) -> Iterator[tuple[Query, list[tuple[Fit, bool]], float]]:
    """Yield each query with its candidates and the milliseconds that they took."""
    for query in queries:
        began = time.perf_counter()
        found = answer(source.fits(query), query, LEAST)
        yield query, found, 1000 * (time.perf_counter() - began)


def told(what: str, times: list[float]) -> None:
    """Print the median and the slowest of some times."""
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{what}: {len(times):,} queries, median {cuts[49]:.1f} ms, 99 % within {cuts[98]:.1f} ms, all {max(times):.1f}"
    )


def listed(actors: Actors, path: Path) -> None:
    """Say for how many names of a list an actor is found."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        names = [row["name"] for row in csv.DictReader(stream)]
    parts = [part for name in names for part in name.split(", ")]
    found = list(timed(actors, (Query(query=part, limit=LIMIT) for part in dict.fromkeys(parts))))
    sure = sum(bool(fits) and fits[0][1] for _, fits, _ in found)
    some = sum(bool(fits) and fits[0][0].score >= ReconcileConfig().name_possible for _, fits, _ in found)
    print(f"{len(found)} actors named: {sure} matches, {some - sure} only possible, {len(found) - some} none")
    for query, fits, _ in found:
        if fits and fold(fits[0][0].entity.name) != fold(query.query):
            print(f"  {query.query} | {fits[0][0].entity.name} | {100 * fits[0][0].score:.0f} | {fits[0][1]}")
    told("actors", [spent for *_, spent in found])


def hidden(table: Table) -> None:
    """Ask for names that the table no longer has."""
    kept, asked = Table(countries=table.countries), []
    for actor in table.actors.values():
        telling = [alias for alias in actor.aliases if not is_abbreviation(alias) and " " in alias]
        asked += [(alias, actor.key) for alias in telling[::2] if table.find(alias) == (actor.key,)]
        kept.add(replace(actor, aliases=tuple(alias for alias in actor.aliases if alias not in telling[::2])))
    owner = dict(asked)
    found = list(timed(Actors(kept), (Query(query=alias, limit=LIMIT) for alias in owner)))
    first = sum(bool(fits) and fits[0][0].entity.id == owner[query.query] for query, fits, _ in found)
    among = sum(any(one.entity.id == owner[query.query] for one, _ in fits) for query, fits, _ in found)
    sure = [fits[0][0].entity.id == owner[query.query] for query, fits, _ in found if fits and fits[0][1]]
    print(f"{len(found)} hidden names: first {first}, among {LIMIT} {among}; matches {len(sure)}, right {sum(sure)}")
    told("actors", [spent for *_, spent in found])


def places() -> None:
    """Ask for places under one of their names."""
    source = Places(open_gazetteer(), ())
    query = (
        "SELECT n.key, p.country, p.geonameid FROM name n JOIN place p ON p.id = n.place WHERE p.geonameid IS NOT NULL"
    )
    with sqlite3.connect(default_path()) as connection:
        rows = connection.execute(query).fetchall()[::1000]
    for what in ("with country", "alone"):
        queries = [
            Query(query=name, limit=LIMIT, properties=[{"pid": "country", "v": country}] if what != "alone" else [])  # type: ignore[list-item]
            for name, country, _ in rows
        ]
        found = list(timed(source, queries))
        first = sure = right = 0
        for (_, fits, _), (*_, number) in zip(found, rows, strict=True):
            hit = bool(fits) and fits[0][0].entity.id == f"geonames:{number}"
            first += hit
            sure += bool(fits) and fits[0][1]
            right += hit and fits[0][1]
        print(f"places {what}: first {first} of {len(rows)}; matches {sure}, right {right}")
        told(f"places {what}", [spent for *_, spent in found])


if __name__ == "__main__":
    main()
