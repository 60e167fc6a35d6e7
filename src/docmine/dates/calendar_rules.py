"""Rules for points that the calendar names: "5 May 2014", "the third quarter of 2016", "next Friday", "490 BC"."""

from __future__ import annotations

from collections.abc import Sequence

from docmine.dates import lexicon, numeric
from docmine.dates.expressions import DayOnly, Fixed, Node, Of, Offset, Partial, Range
from docmine.dates.grammar import Built, Rule, phrase, pick, rule
from docmine.dates.intervals import bounds
from docmine.dates.scan import Item

_FISCAL = "a fiscal quarter begins in another month in each country"
_HUNDREDS = frozenset({18, 19, 20})  # of years that are spoken as two numbers
_DAY_KINDS = ("N12", "N31", "ORDN", "ORDW")
_YEAR_KINDS = ("YEAR", "N999", "N99", "N31", "N12")


def split_year(items: list[Item]) -> tuple[list[Item], str | None]:
    """Take the year off: the items before it, and the year as TIMEX3 writes it."""
    for at, item in enumerate(items):
        if pick([item], "ERA"):
            before = at > 0 and pick([items[at - 1]], *_YEAR_KINDS)
            year = before or pick(items[at + 1 :], *_YEAR_KINDS)
            prefix = "BC" if item.value == "B" else ""
            return items[: at - 1 if before else at], f"{prefix}{year.value:04}" if year else None
    full, short = pick(items, "YEAR"), pick(items, "YY")
    if short and not full:
        return items, f"{numeric.full_year(short.value):04}"
    return items, f"{full.value:04}" if full else None


def dated(month: int, day: int | None, year: str | None, weekday: int | None = None) -> Node | None:
    """Return a month or a day of the calendar, with its year where that is known; None for a day over 31."""
    if day is not None and not 1 <= day <= 31:
        return None
    if year is None:
        return Partial("month", month) if day is None else Partial("day", month, day, weekday=weekday)
    return Fixed(f"{year}-{month:02}" + ("" if day is None else f"-{day:02}"))


def month_of(items: Sequence[Item]) -> int:
    """Return the month that is among the items, 0 without one."""
    month = pick(items, "MONTH")
    return int(month.value) if month else 0


def day_of(items: Sequence[Item]) -> int | None:
    """Return the day or other ordinal that is among the items ("twenty-first"), or None."""
    found = [item.value for item in items if pick([item], *_DAY_KINDS, "NUMW")]
    return int(sum(found)) if found else None


def date_of(items: list[Item]) -> Built:
    """Read "Friday, 5 May 2014", "May 5", "May 2014"."""
    rest, year = split_year(items)
    weekday = pick(rest, "WEEKDAY")
    node = dated(month_of(rest), day_of(rest), year, weekday.value if weekday else None)
    if weekday and isinstance(node, Fixed) and not pick(items[:2], "COMMA"):
        # "... until Friday" ends a headline, and the date of the report follows
        days = bounds(node.value)
        return None if days and days[0].isoweekday() != weekday.value else node
    return node


def _days(items: list[Item]) -> Built:
    """Days that share the name of their month: "3 to 7 May 2014" is a range, "3, 5 and 7 May" a list."""
    rest, year = split_year(items)
    days = [item for item in rest if pick([item], *_DAY_KINDS)]
    nodes = [dated(month_of(items), int(day.value), year) for day in days]
    ends = [(day.start, day.end) for day in days]
    month = pick(items, "MONTH")
    if month and month.start < days[0].start:
        ends[0] = (month.start, ends[0][1])
    ends[-1] = (ends[-1][0], max(items[-1].end, ends[-1][1]))
    points = [phrase("POINT", start, end, node) for (start, end), node in zip(ends, nodes, strict=True) if node]
    if len(points) < len(days):
        return None
    if not pick(items, "DASH", "to", "UNTIL", "between"):
        return points
    if len(days) != 2 or days[0].value >= days[1].value:
        return None
    whole = Range(points[0].value, points[1].value)
    return [phrase("RANGE", items[0].start, items[-1].end, whole, tuple(points))]


def _day_pair(items: list[Item]) -> Built:
    """Read "5/6 May 2014", "Nov 12/13, 2014": a day and the next, or one soon after."""
    at = next(at for at, item in enumerate(items) if pick([item], "DAYPAIR"))
    pair, kinds = items[at], lexicon.kinds()
    middle = pair.start + pair.value.index("/")
    first, last = (int(part) for part in pair.value.split("/"))
    one, two = Item(kinds["N31"], pair.start, middle, first), Item(kinds["N31"], middle + 1, pair.end, last)
    return _days([*items[:at], one, Item(kinds["DASH"], middle, middle + 1, "/"), two, *items[at + 1 :]])


def _day_year(items: list[Item]) -> Built:
    """Read "May 5,2014"."""
    day, year = items[-1].value.split(",")
    return dated(month_of(items), int(day), year)


def _bare_year(items: list[Item]) -> Built:
    year = split_year(items)[1]
    return Fixed(year) if year and year.strip("BC0") else None


def _decade(items: list[Item]) -> Built:
    decade, era = pick(items, "DECADE"), pick(items, "ERA")
    value = decade.value if decade else 0
    if era and era.value == "B":
        return Fixed(f"BC{value // 10:03}")
    return Fixed(f"{value if value > 99 else 1900 + value:04}"[:3]) if value > 999 or value < 100 else None


def _century(items: list[Item]) -> Built:
    unit, era, index = pick(items, "UNIT"), pick(items, "ERA"), day_of(items)
    if unit is None or unit.value != "century" or not index:
        return None
    return Fixed(f"BC{index - 1:02}" if era and era.value == "B" else f"{index - 1:02}")


def _centuries(items: list[Item]) -> Built:
    """Read "the 18th and 19th centuries", which are two."""
    unit, orders = pick(items, "UNITS"), [item for item in items if pick([item], "ORDN", "ORDW")]
    nodes = [_century([order, Item(lexicon.kinds()["UNIT"], 0, 0, "century")]) for order in orders]
    if unit is None or unit.value != "century" or not all(isinstance(node, Fixed) for node in nodes):
        return None
    ends = [*(order.end for order in orders[:-1]), unit.end]
    return [
        phrase("POINT", o.start, end, n) for o, end, n in zip(orders, ends, nodes, strict=True) if isinstance(n, Fixed)
    ]


def which(items: Sequence[Item]) -> int | None:
    """Return -1 for "last", 0 for "this", 1 for "next", None without such a word."""
    word = pick(items, "LAST", "NEXT", "PAST") or pick(items, "THIS")
    return int(word.value) if word else None


def _season(items: list[Item]) -> Built:
    season, year = pick(items, "SEASON"), split_year(items)[1]
    name = season.value if season else ""
    if pick(items, "SAME"):  # "that fall" and "that spring" may be verbs
        return Of(Partial("season", name), Offset("year", 0, "text")) if name == "SU" else None
    return Partial("season", name, which=which(items)) if year is None else Fixed(f"{year}-{name}")


def _season_pair(items: list[Item]) -> Built:
    """Read "the winter of 2014/2015": only a winter is of two years."""
    season, years = pick(items, "SEASON"), [item for item in items if pick([item], "YEARPAIR", *_YEAR_KINDS)]
    texts = years[0].value.split("/") if pick(years, "YEARPAIR") else [str(item.value) for item in years]
    first, last = (int(text) for text in texts)
    follows = last % 100 == (first + 1) % 100 and last in {first + 1, (first + 1) % 100}
    return Fixed(f"{first:04}-WI") if season and season.value == "WI" and follows else None


def _day_only(items: list[Item]) -> Built:
    """Read "on the 15th", where the guards see to what follows, "Friday the 13th"."""
    weekday = pick(items, "WEEKDAY")
    return DayOnly(items[-1].value, weekday.value if weekday else None) if items[-1].value <= 31 else None


def _half_year(items: list[Item]) -> Built:
    """Read "H1 2014"."""
    half, year = pick(items, "HALFYEAR"), pick(items, "YEAR")
    return Fixed(f"{year.value:04}-H{half.value}") if half and year else None


def _quarter(items: list[Item]) -> Built:
    unit, year, index = pick(items, "UNIT"), split_year(items)[1], pick(items, "QUARTER", "ORDW", "ORDN")
    if (unit and unit.value != "quarter") or index is None or index.value > 4:
        return None
    if year:
        return Fixed(f"{year}-Q{index.value}", _FISCAL if pick(items, "FISCAL") else None)
    return Partial("quarter", index.value, which=which(items))


def _month(items: list[Item]) -> Built:
    day = day_of(items)
    return Partial("day" if day else "month", month_of(items), day, which=which(items))


def _spoken_year(items: list[Item]) -> Built:
    """Read "nineteen ninety-seven", "twenty sixteen", "the year two thousand and three"."""
    words = [item for item in items if pick([item], "NUMW")]
    first, rest = words[0].value, [word.value for word in words[1:]]
    thousands, tens = (first, sum(rest[1:])) if rest[0] == 1000 else (0, sum(rest))
    if thousands and len(words) == len(items):  # "two thousand" alone counts something
        return None
    if not (thousands == 2 and tens < 100) and not (not thousands and first in _HUNDREDS and 10 <= tens < 100):
        return None
    year = thousands * 1000 + tens if thousands else first * 100 + tens
    before = items[: items.index(words[0])]
    return [*before, Item(lexicon.kinds()["YEAR"], words[0].start, words[-1].end, year)]


def _related_day(items: list[Item]) -> Built:
    """Read "last 29 March"."""
    day = day_of(items)
    return Partial("day", month_of(items), day, which=which(items)) if day and day <= 31 else None


def _eras(items: list[Item]) -> Built:
    """Read "499 to 493 BC": both years are of the era."""
    (one, last), era = [item for item in items if pick([item], *_YEAR_KINDS)], pick(items, "ERA")
    prefix = "BC" if era and era.value == "B" else ""
    if not one.value or not last.value:
        return None
    first, second = Fixed(f"{prefix}{one.value:04}"), Fixed(f"{prefix}{last.value:04}")
    points = (phrase("POINT", one.start, one.end, first), phrase("POINT", last.start, items[-1].end, second))
    return [phrase("RANGE", items[0].start, items[-1].end, Range(first, second), points)]


_CALENDAR = (
    ("(?:WEEKDAY COMMA?(?:the)?)?(?:the)?DAY of?MONTH(?:COMMA?of?ANYYEAR)?", date_of),
    ("(?:WEEKDAY COMMA?)?MONTH the?DAY(?:COMMA?ANYYEAR)?", date_of),
    ("MONTH COMMA?of?ANYYEAR", date_of),
    ("YEAR MONTH(?:DAYNUM|ORDN)(?!COMMA?ANYYEAR|(?:TO|and)DAY|DASH?ANYUNIT|CLOCK|AMPM)", date_of),
    ("(?:WEEKDAY COMMA?)?MONTH DAYYEAR", _day_year),
    ("(?:the)?DAYPAIR MONTH(?:COMMA?of?YEAR)?|MONTH DAYPAIR(?!of)(?:COMMA?YEAR)?", _day_pair),
    ("(?:from|between)?(?:the)?DAY(?:DASH|to|UNTIL|and)(?:the)?DAY of?MONTH(?:COMMA?of?YEAR)?", _days),
    ("(?:the)?DAY(?:COMMA(?:the)?DAY){0,4}COMMA?(?:and|or)(?:the)?DAY of?MONTH(?:COMMA?of?YEAR)?", _days),
    ("(?:from|between)?MONTH DAY(?:DASH|to|UNTIL|and)DAY(?!of?MONTH|DASH?ANYUNIT)(?:COMMA?YEAR)?", _days),
    ("MONTH DAY(?:COMMA DAY){0,4}COMMA?and DAY(?!of?MONTH|DASH?ANYUNIT)(?:COMMA?YEAR)?", _days),
    ("(?:THIS PAST|THIS?(?:LAST|NEXT))(?:DAY of?MONTH|MONTH the?DAY)", _related_day),
    ("REL?MONTH", _month),
    ("YEAR", _bare_year),
    ("(?:YEAR|N999|N99|N31|N12)ERA", _bare_year),
    ("ERA(?:YEAR|N999|N99|N31|N12)", _bare_year),
    ("the DECADE ERA?|(?<=MOD)DASH?DECADE|DECADE ERA|(?<=DECADE and)DECADE", _decade),
    ("(?:the)?ORD DASH?UNIT ERA?", _century),
    ("(?:the)?ORD(?:COMMA ORD){0,3}COMMA?and ORD UNITS", _centuries),
    ("(?:the)?REL?SEASON(?:of?ANYYEAR)?", _season),
    ("(?:the)?SAME SEASON", _season),
    ("(?:the)?SEASON of?(?:YEARPAIR|YEAR DASH(?:YEAR|N99|N31|N12))", _season_pair),
    ("(?:the)?FISCAL?ORD DASH?UNIT(?:(?:of FISCAL?)?YEAR|(?!of the$))", _quarter),
    ("(?<=on)the ORDN(?=$|COMMA|CLOSE|and)|WEEKDAY COMMA?the ORDN(?!of|MONTH|UNIT)", _day_only),
    ("HALFYEAR of?YEAR|YEAR HALFYEAR", _half_year),
    ("QUARTER(?:of?YEAR)?|YEAR QUARTER", _quarter),
    ("(?:from|between)?(?:YEAR|N999|N99|N31|N12)(?:TO|and)(?:YEAR|N999|N99|N31|N12)ERA", _eras),
)


def spoken() -> tuple[Rule, ...]:
    """Return the rules that make years of words, before all others."""
    table = (
        "NUMW NUMW(?:DASH?NUMW)?(?!DASH?(?:ANYUNIT|NUM))",
        "(?:MONTH COMMA?|the UNIT)NUMW NUMW(?:DASH?NUMW|and NUMW(?:DASH?NUMW)?)?",
    )
    return tuple(rule(pattern, "YEAR", _spoken_year) for pattern in table)


def rules() -> tuple[Rule, ...]:
    """Return the rules, which build POINT phrases."""
    return tuple(rule(pattern, "POINT", build) for pattern, build in _CALENDAR)
