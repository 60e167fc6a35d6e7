"""Feasts, holidays and months of other calendars: the table of them, and their names in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from docmine.resources import DATA, read_csv, read_toml

_FOLDER = DATA / "dates"
_COLUMNS = ("name", "spellings", "calendar", "first", "days", "guard", "source")
_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n[^\S\n]{0,3}|[-‐‑–])"
_MARK = r"['’‘ʼʻ`]?"
_WORD = re.compile(r"(?<!['’‘ʼʻ`])\b\w+")
_BEFORE = re.compile(r"(\w+)(\.?)(?:\s|[-‐‑–])['’‘]?$")
_AFTER = re.compile(r"(?:['’][sS])?(?:\s|[-‐‑–])(\w+)")
_PERSON = re.compile(r",? \(?\d{1,2}[,)]|, (?:an? |the |who |whose |aged )")
_REACH = 30  # characters before a name that are looked at


@dataclass(frozen=True, slots=True)
class Observance:
    """A row of `feasts.csv`, which explains its columns. `days` is None for a month, a year or either of two feasts."""

    name: str
    calendar: str
    first: str
    days: int | None
    unit: str
    guard: frozenset[str]


@cache
def table() -> dict[str, Observance]:
    """Return the observances by name."""
    return {row["name"]: _observance(row) for row in read_csv(_FOLDER / "feasts.csv", _COLUMNS)}


def _observance(row: dict[str, str]) -> Observance:
    days = int(row["days"]) if row["days"].isdigit() else None
    unit = row["days"] if row["days"] in {"month", "year"} else "day"
    return Observance(row["name"], row["calendar"], row["first"], days, unit, frozenset(row["guard"].split()))


def named_at(text: str, start: int, word: str) -> tuple[Observance, int] | None:
    """Return the observance whose name stands at `start`, where `word` does, and where the name ends.

    The longest name counts. A name that is part of another ("Easter Island", "Eid Mohammed") is none.
    """
    names = beginnings().get(word[:3], ())
    matches = [(found.end(), row) for pattern, row in names if (found := pattern.match(text, start))]
    end, row = max(matches, key=lambda pair: pair[0], default=(0, None))
    return (row, end) if row and _stands(text, start, end, row) else None


@cache
def beginnings() -> dict[str, list[tuple[re.Pattern[str], Observance]]]:
    """Map the first three letters of the words with which names begin to the patterns of those names.

    In capitals and with a capital; also in lower case where a name may be written so.
    """
    names: dict[str, list[tuple[re.Pattern[str], Observance]]] = {}
    for row in read_csv(_FOLDER / "feasts.csv", _COLUMNS):
        for spelling in row["spellings"].split(";"):
            entry = re.compile(spelling.replace(" ", _GAP).replace("'", _MARK) + r"(?!\w)", re.IGNORECASE)
            key = _WORD.findall(spelling)[0][:3]
            for form in {key, key.title(), key.upper(), key.lower() if "lower" in row["guard"] else key}:
                names.setdefault(form, []).append((entry, table()[row["name"]]))
    return names


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml(_FOLDER / "feasts.toml")[name].split())


def _stands(text: str, start: int, end: int, row: Observance) -> bool:
    """Tell a name that stands for a time from one that is written like words, or is part of another name."""
    small = {word for word in _WORD.findall(text[start:end]) if word[0].islower()}
    if "lower" not in row.guard and not small <= _words("particles"):
        return False
    following = _AFTER.match(text, end)
    after = following[1] if following else ""
    if after.lower() in _words("other_things") or (row.days == 1 and after.lower() in _words("longer")):
        return False
    return "name" not in row.guard or not _is_person(text, start, end, after)


def _is_person(text: str, start: int, end: int, after: str) -> bool:
    """Tell "Tariq Ramadan", "Mr Eid", "Ramadan Shalah", "Eid, 34, ..." from the feast and the month."""
    if after.lower() in _words("people_do") or _PERSON.match(text, end):
        return True
    if after[:1].isupper() and after.lower() not in _words("beside_a_feast"):
        return True
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    if before is None:
        return False
    word, stop = before.groups()
    if stop or word.lower() in _words("titles"):
        return word.lower() in _words("titles")
    return word[0].isupper() and word.lower() not in _words("beside_a_feast")
