"""Makes `data/actors/officials.csv`: heads of state and government since 1990 with their terms.

    python benchmarks/officials.py Phoenix.Countries.actors.txt

The file is of the Phoenix dictionaries (openeventdata, MIT). Of its persons those are taken who held
a dated government post and another part in life before or after: so it writes rulers, while ministers
have posts alone. Persons whom `actors.csv` names are left out. An open term ends with the year in
which the dictionary was compiled, since it cannot know more.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from docmine.actors.lexicon import FOLDER, lexicon
from docmine.actors.names import bones, fold, without_titles
from docmine.resources import DATA, read_csv

COMPILED = "2011"
FIRST = "1990"
HEADER = """# Heads of state and government since 1990, one row a term. Made from the Phoenix dictionaries,
# Copyright (c) 2014 Open Event Data Alliance (MIT), by benchmarks/officials.py.
# Not to be edited: corrections go into actors.csv.
"""
COLUMNS = ("key", "name", "aliases", "sector", "country_iso3", "valid_from", "valid_to", "source", "licence")
TERRITORIES = frozenset(
    {"ABW", "AIA", "ALA", "ANT", "ASM", "BES", "BLM", "BMU", "COK", "CUW", "CXR", "CYM", "FLK", "FRO", "GGY",
     "GIB", "GLP", "GRL", "GUF", "GUM", "HKG", "IMN", "IOT", "JEY", "MAC", "MAF", "MNP", "MSR", "MTQ", "MYT",
     "NCL", "NFK", "NIU", "PCN", "PRI", "PYF", "REU", "SHN", "SPM", "SXM", "TCA", "TKL", "VGB", "VIR", "WLF"}
)  # fmt: skip
"""Lands whose governors reports of conflicts do not name, and namesakes of theirs do."""

COMMON = 12
"""A name of two words that each begin or end as many names of the dictionary may be anybody's."""

_CODE = re.compile(r"\[([A-Z]{3})([A-Z]*)(?:\s+([<>]?)(\d{6,8})(?:-(\d{6,8}))?)?\]")
_NUMERALS = frozenset({"ii", "iii", "iv", "vi"})
_SMALL = frozenset(
    {"al", "bin", "ibn", "bint", "de", "da", "do", "dos", "del", "van", "von", "der", "den", "el", "ag", "y",
     "e"}
)  # fmt: skip


@dataclass
class Person:
    """A block of the dictionary: spellings and coded terms."""

    names: list[str] = field(default_factory=list)
    codes: list[re.Match[str]] = field(default_factory=list)

    def terms(self, iso3: frozenset[str]) -> list[tuple[str, str, str]]:
        """Return country, first and last day of each government post that reaches into the time covered."""
        found = set()
        for code in self.codes:
            country, sector, sign, first, last = code.groups()
            if sector != "GOV" or country not in iso3 or not first or sign == "<":
                continue
            end = _day(last) if last else max(COMPILED, _day(first)[:4])
            if end[:4] >= FIRST and _day(first)[: len(end)] <= end:  # the source has a few slips
                found.add((country, _day(first), end))
        return sorted(found, key=lambda term: term[1:])

    @property
    def ruled(self) -> bool:
        """Whether the block tells of a life outside office too, as those of rulers do."""
        return any(code[2] == "ELI" for code in self.codes) and any(code[2] == "GOV" for code in self.codes)


def persons(text: str) -> Iterator[Person]:
    """Yield the blocks: a name, further spellings after `+`, codes on indented lines."""
    person = Person()
    for whole in text.splitlines():
        line = re.split(r"[#;]", whole)[0].rstrip()
        name = re.split(r"\[", line)[0].strip().strip("+_ ")
        if name and (person.codes or not line.startswith("+")):  # a country's name may stand without a code
            yield person
            person = Person()
        if name:
            person.names.append(_written(name))
        person.codes += _CODE.finditer(line)
        if not line:
            if person.codes:
                yield person
            person = Person()
    yield person


def _day(text: str) -> str:
    century = "" if len(text) == 8 else "20" if text[:2] < "20" else "19"
    whole = century + text
    return date(int(whole[:4]), int(whole[4:6]), int(whole[6:8])).isoformat()


def _written(name: str) -> str:
    """Return a name in the case of the press, without titles."""
    words = without_titles(name.replace("_", " ").lower(), lexicon().titles).split()
    return " ".join(
        word.upper() if word in _NUMERALS else word if word in _SMALL and place else _capitalised(word)
        for place, word in enumerate(words)
    )


def _capitalised(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


def _is_name(name: str) -> bool:
    parts = re.split(r"[ -]", name)
    if ({"of", "the", "and", "acting"} | lexicon().titles) & set(name.lower().split()):
        return False
    return 2 <= len(name.split()) <= 4 and len(name) > 8 and all(part.isalpha() and len(part) > 1 for part in parts)


def _is_common(name: str, firsts: Counter[str], lasts: Counter[str]) -> bool:
    words = name.split()
    return len(words) == 2 and firsts[words[0]] >= COMMON and lasts[words[-1]] >= COMMON


def _known() -> set[str]:
    found: set[str] = set()
    for row in read_csv(FOLDER / "actors.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            found |= _marks(name, row["country_iso3"])
    return found


def _marks(name: str, country: str) -> set[str]:
    """Return what tells that two names are one person's: the folded name, and its skeleton within a country."""
    return {fold(name), *([f"{country} {bones(name)}"] if bones(name) else [])}


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of the file, by country and name."""
    found: list[dict[str, str]] = []
    known = _known()
    iso3 = frozenset(row["iso3"] for row in read_csv(DATA / "countries.csv")) - TERRITORIES
    blocks = list(persons(path.read_text(encoding="utf-8", errors="replace")))
    firsts = Counter(name.split()[0] for block in blocks for name in block.names[:1] if name)
    lasts = Counter(name.split()[-1] for block in blocks for name in block.names[:1] if name)
    for person in blocks:
        names = [name for name in dict.fromkeys(person.names) if _is_name(name) and not _is_common(name, firsts, lasts)]
        terms = person.terms(iso3) if person.ruled else []
        marks = {mark for name in names for mark in _marks(name, terms[0][0])} if terms else set()
        if not marks or marks & known:
            continue
        known |= marks
        found += _written_out(names, terms)
    return sorted(found, key=lambda row: (row["country_iso3"], row["key"], row["valid_from"]))


def _written_out(names: list[str], terms: list[tuple[str, str, str]]) -> Iterator[dict[str, str]]:
    key, name, aliases = fold(names[0]).replace(" ", "_"), names[0], "|".join(names[1:])
    for country, first, last in terms:
        cells = (key, name, aliases, "GOV", country, first, last, "Phoenix dictionaries", "MIT")
        yield dict(zip(COLUMNS, cells, strict=True))


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("dictionary", type=Path, help="Phoenix.Countries.actors.txt")
    made = rows(parser.parse_args().dictionary)
    with (FOLDER / "officials.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(HEADER)
        writer = csv.DictWriter(handle, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)
    print(f"{len({row['key'] for row in made})} persons, {len(made)} terms")


if __name__ == "__main__":
    main()
