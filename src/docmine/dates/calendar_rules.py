"""Rules for points on the calendar and in relation to now: "5 May 2014", "last week", "three days later"."""

from __future__ import annotations

from collections.abc import Sequence

from docmine.dates import foreign, numeric
from docmine.dates.expressions import Fixed, Node, Offset, Part, Partial, Range, Shift, Timed
from docmine.dates.grammar import Built, Rule, pick, rule
from docmine.dates.scan import Item

_PIVOT = 50  # two-digit years from here on are of the 20th century
_FISCAL = "a fiscal year begins in another month in each country"


def number(items: Sequence[Item]) -> int | None:
    """Add up the numbers among the items ("twenty-first"); "a" is one, vague counts are None."""
    if pick(items, "VAGUE"):
        return None
    values = [i.value for i in items if isinstance(i.value, int | float) and not isinstance(i.value, bool)]
    return int(sum(values)) if values else 1


def _day(items: Sequence[Item]) -> int:
    found = [i for i in items if pick([i], "N12", "N31", "ORDN", "ORDW", "NUMW")]
    return int(sum(i.value for i in found))


def _year(items: Sequence[Item]) -> int | None:
    full, short = pick(items, "YEAR"), pick(items, "YY")
    if full:
        return int(full.value)
    return short and short.value + (1900 if short.value >= _PIVOT else 2000)


def _dated(month: int, day: int | None, year: int | None) -> Node | None:
    if day is not None and not 1 <= day <= 31:
        return None
    if year is None:
        return Partial("month", month) if day is None else Partial("day", month, day)
    return Fixed(f"{year:04}-{month:02}" + ("" if day is None else f"-{day:02}"))


def _date(items: list[Item]) -> Built:
    month = pick(items, "MONTH")
    day = _day(items) if pick(items, "N12", "N31", "ORDN", "ORDW") else None
    return _dated(month.value if month else 0, day, _year(items))


def _days(items: list[Item]) -> Built:
    """Days of one month that share its name: "3 to 7 May 2014" is a range, "3, 5 and 7 May" a list."""
    month, year = pick(items, "MONTH"), _year(items)
    days = [i for i in items if pick([i], "N12", "N31", "ORDN", "ORDW")]
    nodes = [_dated(month.value if month else 0, day.value, year) for day in days]
    if any(node is None for node in nodes):
        return None
    if pick(items, "DASH", "to", "UNTIL", "between"):
        first, last = nodes[0], nodes[-1]
        ordered = len(days) == 2 and days[0].value < days[1].value and first and last
        return Range(first, last) if ordered and first and last else None
    ends = [(day.start, day.end) for day in days]
    ends[0] = (min(items[0].start, ends[0][0]), ends[0][1])
    ends[-1] = (ends[-1][0], max(items[-1].end, ends[-1][1]))
    kind = _point()
    return [Item(kind, *ends[n], node) for n, node in enumerate(nodes)]


def _point() -> str:
    from docmine.dates import lexicon

    return lexicon.kinds()["POINT"]


def _bare_year(items: list[Item]) -> Built:
    year = _year(items)
    return Fixed(f"{year:04}", _FISCAL if pick(items, "FISCAL") else None)


def _era(items: list[Item]) -> Built:
    year, era = pick(items, "YEAR", "N999", "N99", "N31", "N12"), pick(items, "ERA")
    before = era is not None and era.value == "B"
    return Fixed(f"{'BC' if before else ''}{year.value:04}") if year and year.value else None


def _decade(items: list[Item]) -> Built:
    decade = pick(items, "DECADE")
    value = decade.value if decade else 0
    return Fixed(str(value if value > 99 else 1900 + value)[:3])


def _century(items: list[Item]) -> Built:
    unit, era = pick(items, "UNIT"), pick(items, "ERA")
    if unit is None or unit.value != "century":
        return None
    index = _day([i for i in items if i is not unit]) - 1
    return Fixed(f"BC{index:02}" if era and era.value == "B" else f"{index:02}")


def _which(items: Sequence[Item]) -> int | None:
    relative = pick(items, "LAST", "NEXT", "THIS", "PAST")
    return relative.value if relative else None


def _season(items: list[Item]) -> Built:
    season, year = pick(items, "SEASON"), _year(items)
    name = season.value if season else ""
    return Partial("season", name, which=_which(items)) if year is None else Fixed(f"{year:04}-{name}")


def _quarter(items: list[Item]) -> Built:
    unit, year = pick(items, "UNIT"), _year(items)
    index = pick(items, "QUARTER", "ORDW", "ORDN")
    if (unit and unit.value != "quarter") or not index or index.value > 4:
        return None
    if year:
        return Fixed(f"{year:04}-Q{index.value}", _FISCAL if pick(items, "FISCAL") else None)
    return Partial("quarter", index.value, which=_which(items))


def _month(items: list[Item]) -> Built:
    month = pick(items, "MONTH")
    return Partial("month", month.value if month else 0, which=_which(items))


def _weekday(items: list[Item]) -> Built:
    weekday = pick(items, "WEEKDAY")
    return Partial("weekday", weekday.value if weekday else 0, which=_which(items))


def _deictic(items: list[Item]) -> Built:
    word, part, side = pick(items, "DEICTIC"), pick(items, "DAYPART"), pick(items, "BEFORE", "AFTER")
    amount = word.value if word else 0
    if side:
        amount += -1 if side.value == "before" else 1
    return Timed(Offset("day", amount), part.value) if part else Offset("day", amount)


def _tonight(items: list[Item]) -> Built:
    part = pick(items, "DAYPART", "UNIT")
    if part is None or part.value not in {"night", "MO", "AF", "EV", "NI"}:
        return None
    base = pick(items, "SAME", "NEXT", "FOLLOWING", "PREVIOUS")
    amount = next((i.value for i in items if pick([i], "LAST", "THIS", "SAME", "NEXT", "FOLLOWING", "PREVIOUS")), 0)
    return Timed(Offset("day", amount, "text" if base else "speech"), "NI" if part.value == "night" else part.value)


_SPANS = {"day", "weekend", "week", "fortnight", "month", "quarter", "year", "decade", "century"}


def _relative(items: list[Item]) -> Built:
    unit, word = pick(items, "UNIT"), pick(items, "LAST", "NEXT", "THIS", "PREVIOUS", "FOLLOWING", "SAME")
    if unit is None or word is None or unit.value not in _SPANS - {"fortnight"}:
        return None
    narrative = pick([word], "PREVIOUS", "FOLLOWING", "SAME") or (unit.value == "day")
    base = "text" if narrative else "speech"
    if word.value == -1 and unit.value == "day":
        return None
    node = Offset(unit.value, word.value, "text" if base == "text" else "speech")
    side, more = pick(items, "BEFORE", "AFTER"), pick(items, "MORE")
    if side:
        return Offset(unit.value, word.value + (-1 if side.value == "before" else 1))
    if more:
        return Part("so_far" if more.value == "START" else "rest", node)
    return node


def _ago(items: list[Item]) -> Built:
    unit = pick(items, "UNIT", "UNITS")
    if unit is None:
        return None
    name, amount = unit.value, number([i for i in items if i is not unit])
    if name in {"second", "minute", "hour"}:
        return None
    name, amount = ("week", amount and amount * 2) if name == "fortnight" else (name, amount)
    name = {"night": "day", "millennium": "century"}.get(name, name)
    if pick(items, "ago"):
        return Offset(name, amount and -amount)
    if pick(items, "BEFORE", "AFTER"):
        return Shift(name, amount and (-amount if pick(items, "BEFORE") else amount), None)
    more = pick(items, "MORE")
    return Offset(name, amount and (-amount if more and more.value == "START" else amount), "text")


def _numeric(items: list[Item]) -> Built:
    return numeric.read(items[0].value)


def _foreign(items: list[Item]) -> Built:
    month = pick(items, "FMONTH")
    day, year = pick(items, "N12", "N31", "ORDN"), pick(items, "YEAR")
    if month is None or year is None:
        return None
    value = foreign.read(month.value[0], month.value[1], day.value if day else None, year.value)
    return Fixed(value) if value else None


def rules() -> tuple[Rule, ...]:
    """Return the rules of the first stage that build POINT phrases."""
    return tuple(
        rule(pattern, "POINT", build)
        for pattern, build in (
            ("(?:WEEKDAY COMMA?(?:the)?)?(?:the)?DAY of?MONTH COMMA?of?(?:YEAR|YY)?(?!CLOCK DASH)", _date),
            ("(?:WEEKDAY COMMA?)?MONTH the?DAY(?:COMMA?(?:YEAR|YY))?", _date),
            ("MONTH COMMA?(?:of)?(?:YEAR|YY)", _date),
            ("(?:from|between)?(?:the)?DAY(?:DASH|to|UNTIL|and)(?:the)?DAY of?MONTH COMMA?of?YEAR?", _days),
            ("(?:the)?DAY(?:COMMA(?:the)?DAY){0,4}COMMA?(?:and|or)(?:the)?DAY of?MONTH COMMA?of?YEAR?", _days),
            ("(?:from|between)?MONTH DAY(?:DASH|to|UNTIL|and)DAY(?!MONTH)(?:COMMA?YEAR)?", _days),
            ("MONTH DAY(?:COMMA DAY){0,4}COMMA?and DAY(?!MONTH)(?:COMMA?YEAR)?", _days),
            ("(?:REL)?MONTH", _month),
            ("(?:the)?(?:THIS)?(?:REL)?WEEKDAY", _weekday),
            ("YEAR", _bare_year),
            ("(?:the)?FISCAL(?:UNIT)?YEAR", _bare_year),
            ("(?:YEAR|N999|N99|N31|N12)ERA", _era),
            ("ERA(?:YEAR|N999|N99|N31|N12)", _era),
            ("the DECADE", _decade),
            ("(?<=MOD)DASH?DECADE", _decade),
            ("(?:the)?ORD DASH?UNIT ERA?", _century),
            ("(?:the)?(?:REL)?SEASON(?:of)?(?:YEAR|YY)?", _season),
            ("(?:the)?FISCAL?ORD DASH?UNIT(?:of FISCAL?YEAR)?", _quarter),
            ("QUARTER of?YEAR?", _quarter),
            ("YEAR QUARTER", _quarter),
            ("DEICTIC(?:DAYPART)?", _deictic),
            ("(?:the)?UNIT(?:BEFORE|AFTER)DEICTIC", _deictic),
            ("(?:the)?(?:LAST|THIS|SAME|NEXT|FOLLOWING|PREVIOUS)(?:UNIT|DAYPART)", _tonight),
            ("MORE?(?:the|THIS)?(?:LAST|NEXT|THIS|PREVIOUS|FOLLOWING|SAME)(?:SAME)?UNIT", _relative),
            ("(?:the)?(?:LAST|NEXT|THIS|PREVIOUS|FOLLOWING|SAME)(?:SAME)?UNIT", _relative),
            ("(?:the)?UNIT(?:BEFORE|AFTER)(?:LAST|NEXT)", _last_but_one),
            ("(?:APART)?COUNT DASH?ANYUNIT(?:ago|MORE)", _ago),
            ("ISO|NUMDATE", _numeric),
            ("(?:the)?(?:DAYNUM|ORDN)?(?:de)?FMONTH(?:de)?YEAR", _foreign),
            ("YEAR DASH N12", _year_month),
        )
    ) + (rule("(?:APART)?COUNT DASH?ANYUNIT(?:BEFORE|AFTER)", "SHIFT", _ago),)


def _last_but_one(items: list[Item]) -> Built:
    unit, word = pick(items, "UNIT"), pick(items, "LAST", "NEXT")
    if unit is None or word is None or unit.value not in _SPANS - {"fortnight"}:
        return None
    return Offset(unit.value, 2 * int(word.value))


def _year_month(items: list[Item]) -> Built:
    year, month = items[0], items[2]
    if items[2].end - items[2].start != 2 or items[2].start - items[0].end != 1:
        return None
    return numeric.year_month(year.value, month.value)
