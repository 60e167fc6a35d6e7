"""Rules for fiscal and academic years and seasons: "FY 2015/16", "the 2015-16 school year", "fiscal 2016"."""

from __future__ import annotations

import re

from docmine.dates.expressions import Session
from docmine.dates.grammar import Built, Rule, pick, rule
from docmine.dates.scan import Item

_PIVOT = 50  # two-digit years from here on are of the 20th century
_YEARS = "(?:YEARPAIR|YEAR DASH(?:YEAR|N99|N31|N12)|YEAR)"
_PAIR = "(?:YEARPAIR|YEAR DASH(?:YEAR|N99|N31|N12))"


def _session(items: list[Item]) -> Built:
    kind, unit = pick(items, "FISCAL", "ACADEMIC", "SEASONAL"), pick(items, "UNIT")
    if kind is None or (unit and unit.value != "year"):
        return None
    return _of_years(kind.value, [str(item.value) for item in items if pick([item], *_YEAR_KINDS)])


_YEAR_KINDS = ("YEARPAIR", "YEAR", "N99", "N31", "N12")


def _fiscal(items: list[Item]) -> Built:
    return _of_years("fiscal", [items[0].value])


def _of_years(kind: str, texts: list[str]) -> Session | None:
    """Return a session of one year, or of two that follow each other."""
    digits = [text for part in texts for text in re.findall(r"\d+", part)]
    first = int(digits[0])
    if first < 100:
        first += 1900 if first >= _PIVOT else 2000
    if len(digits) == 1:
        return Session(kind, first)
    follows = int(digits[1]) % 100 == (first + 1) % 100 and int(digits[1]) in {first + 1, (first + 1) % 100}
    return Session(kind, first, first + 1) if follows else None


def rules() -> tuple[Rule, ...]:
    """Return the rules, which build POINT phrases."""
    table = (
        (f"(?:the)?FISCAL UNIT?{_YEARS}|(?:the)?ACADEMIC UNIT{_YEARS}", _session),
        (f"(?:the)?{_YEARS}(?:FISCAL|ACADEMIC)UNIT|(?:the)?{_PAIR}SEASONAL", _session),
        ("FISCALYEAR", _fiscal),
    )
    return tuple(rule(pattern, "POINT", build) for pattern, build in table)
