"""The word lists of time expressions, loaded once per process."""

from __future__ import annotations

from functools import cache
from typing import Any

from docmine.resources import DATA, read_csv, read_toml

_FOLDER = DATA / "dates"


@cache
def kinds() -> dict[str, str]:
    """Map each kind of token to the one character that stands for it in patterns."""
    names = [
        *(name for name in read_toml(_FOLDER / "lexicon.toml") if name != "WORD"),
        *sorted(set(read_toml(_FOLDER / "lexicon.toml")["WORD"].values())),
        *("N12", "N31", "N99", "N999", "YEAR", "NBIG", "ORDN", "ISO", "NUMDATE", "CLOCK", "QUARTER", "YY"),
        *("DAYPAIR", "DAYYEAR", "HALFYEAR", "ISOPAIR", "ISOWEEK", "SLASHED", "THENCE"),
        *("FEAST", "FEASTMONTH", "FISCALYEAR", "YEARPAIR"),
        *("AMPM", "ERA", "POSS", "COMMA", "DASH", "SLASH", "OPEN", "CLOSE"),
        *("POINT", "TIME", "DURATION", "SET", "VAGREF", "SHIFT", "RANGE"),
        *dict.fromkeys(kind for kind, _, _ in _foreign()),
    ]
    return {name: chr(0xE000 + index) for index, name in enumerate(names)}


@cache
def words() -> dict[str, tuple[str, Any]]:
    """Map a lower-case word to its kind and what it means; a word in several lists keeps the first."""
    found: dict[str, tuple[str, Any]] = {}
    for kind, entries in read_toml(_FOLDER / "lexicon.toml").items():
        for word, value in entries.items():
            for form in (word.capitalize(), word.upper()) if word in guard("capital") else (word,):
                found.setdefault(form, (kinds()[value if kind == "WORD" else kind], value))
    for kind, word, value in _foreign():
        found.setdefault(word, (kinds()[kind], value))
    return found


@cache
def _foreign() -> tuple[tuple[str, str, Any], ...]:
    """List the words of `foreign.csv`: kind, word, and its locale and spelling for dateparser, or 1 for a first day."""
    entries = []
    for row in read_csv(_FOLDER / "foreign.csv", ("locale", "kind", "words")):
        for entry in row["words"].split("|"):
            word, _, spelling = entry.partition("=")
            value = 1 if row["kind"] == "fday" else (row["locale"], spelling or word)
            entries.append((row["kind"], word, value))
    return tuple(entries)


@cache
def guard(name: str) -> frozenset[str]:
    """Return a word list of `guards.toml`."""
    return frozenset(read_toml(_FOLDER / "guards.toml")[name].split())
