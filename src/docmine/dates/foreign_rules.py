"""Rules for explicit dates in other languages: "12 mars 2021", "с 12 по 14 марта", "12 تشرين الأول 2016".

They stand day, month, year in all of them. A month alone is no date: too many of the names are other words.
"""

from __future__ import annotations

from docmine.dates import foreign
from docmine.dates.expressions import Fixed, Node, Partial, Range
from docmine.dates.grammar import Built, Rule, phrase, pick, rule
from docmine.dates.scan import Item

_MONTH = "(?:FMONTH SLASH)?(?:FMONTH|FHEAD FTAIL)"  # "آذار/مارس" names the month in two ways
_DATED = "(?:N12|N31|ORDN|fday)"
_ON = f"(?:fweekday COMMA?)?{_DATED}"
_YEAR = "(?:COMMA?de?YEAR)"
_NO_DAY = "no calendar has that day"


def _month(items: list[Item]) -> tuple[str, str]:
    """Return the locale and the spelling of the month; of two names the last counts."""
    words = [item for item in items if pick([item], "FMONTH", "FNAME", "FHEAD", "FTAIL")]
    name = words[-2:] if pick(words[-1:], "FTAIL") else words[-1:]
    return name[0].value[0], " ".join(word.value[1] for word in name)


def _dated(month: tuple[str, str], day: int | None, year: int | None) -> Node | None:
    if year is not None:
        value = foreign.read(*month, day, year)
        return Fixed(value) if value else Fixed(f"{year:04}", _NO_DAY)
    number = foreign.month_number(*month)
    return Partial("day", number, day) if number and day else None


def _numbers(items: list[Item]) -> tuple[list[Item], int | None]:
    """Return the days, and the year."""
    year = pick(items, "YEAR")
    return [item for item in items if pick([item], "N12", "N31", "ORDN", "fday")], year.value if year else None


def _date(items: list[Item]) -> Built:
    days, year = _numbers(items)
    return _dated(_month(items), days[0].value if days else None, year)


def _days(items: list[Item]) -> Built:
    """Days that share a month: "12-14 mars" is a range, "12 et 14 mars" a list."""
    days, year = _numbers(items)
    nodes = [_dated(_month(items), day.value, year) for day in days]
    if not all(nodes) or days[0].value >= days[1].value:
        return None
    ends = (days[0].end, items[-1].end)
    one, two = (phrase("POINT", d.start, end, n) for d, end, n in zip(days, ends, nodes, strict=True) if n)
    if pick(items, "fand"):
        return [one, two]
    return [phrase("RANGE", items[0].start, items[-1].end, Range(one.value, two.value), (one, two))]


_TABLE = (
    (f"{_ON}de?{_MONTH}{_YEAR}?", _date),
    (f"{_ON}de?FNAME{_YEAR}", _date),
    (f"(?<!DASH){_MONTH}{_YEAR}", _date),
    (f"(?:ffrom|de)?{_ON}(?:DASH|fto){_ON}de?{_MONTH}{_YEAR}?", _days),
    (f"{_ON}fand{_ON}de?{_MONTH}{_YEAR}?", _days),
)


def rules() -> tuple[Rule, ...]:
    """Return the rules of the first stage, which build POINT phrases."""
    return tuple(rule(pattern, "POINT", build) for pattern, build in _TABLE)
