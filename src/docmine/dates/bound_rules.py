"""Rules for ranges and open bounds: "from June to July", "8 a.m. to noon on Friday", "no later than 5 May"."""

from __future__ import annotations

from docmine.dates.expressions import Bound, Fixed, Length, Offset, Part, Partial, Range, Timed
from docmine.dates.grammar import Built, Rule, phrase, pick, rule
from docmine.dates.phrases import DAYS, points, unit_of
from docmine.dates.scan import Item


def _range(items: list[Item]) -> Built:
    first, last = points(items)
    return None if isinstance(last, Offset) and isinstance(first, Fixed) and last.base == "text" else Range(first, last)


def _either_side(items: list[Item]) -> Built:
    """Read "31 May/1 June 2014", "late May/early June": from the one to the other."""
    first, last = points(items)
    same = isinstance(first, Partial | Part | Fixed | Timed) and isinstance(last, Partial | Part | Fixed)
    return Range(first, last) if same else None


def _clocks(items: list[Item]) -> Built:
    """Read "from 8 a.m. to noon on 4 May 2014": both times are of the day that the last one names."""
    time, point = pick(items, "TIME"), items[-1]
    if time is None or not isinstance(point.value, Timed) or point.value.day is None:
        return None
    first = phrase("TIME", time.start, time.end, Timed(point.value.day, time.value.time))
    return [phrase("RANGE", items[0].start, point.end, Range(first.value, point.value), (first, point))]


def _day_and_clocks(items: list[Item]) -> Built:
    """Read "on 4 May 2014 from 8 a.m. to noon"."""
    point = items[0]
    one, two = (item for item in items if pick([item], "TIME"))
    if unit_of(point.value) not in DAYS:
        return None
    first = phrase("POINT", point.start, one.end, Timed(point.value, one.value.time))
    last = phrase("TIME", two.start, two.end, Timed(point.value, two.value.time))
    return [phrase("RANGE", point.start, two.end, Range(first.value, last.value), (first, last))]


def _bound(items: list[Item]) -> Built:
    word = pick(items, "SINCE", "UNTIL", "BEFORE", "AFTER", "BY")
    return Bound(word.value if word else "since", points(items)[0])


def _since_clock(items: list[Item]) -> Built:
    """Read "since 4 a.m.": of the day of writing, whatever was told of before."""
    return Bound("since", Timed(Offset("day", 0), items[-1].value.time))


def _era(items: list[Item]) -> Built:
    """Read "pre-2011", but not "pre-Eid"."""
    point = points(items)[0]
    return Bound(items[0].value, point) if isinstance(point, Fixed) else None


def _on_or(items: list[Item]) -> Built:
    """Read "on or before 5 May 2014": that day counts."""
    return Bound("by" if pick(items, "BEFORE") else "not_before", points(items)[0])


def _no_later(items: list[Item]) -> Built:
    """Read "no later than 5 May 2014", "no earlier than 5 May 2014"."""
    word = pick(items, "MORE")
    return Bound("by" if word and word.value == "END" else "not_before", points(items)[0])


def _not_until(items: list[Item]) -> Built:
    return Bound("not_before", points(items)[0])


def _before(items: list[Item]) -> Built:
    return Bound("before", points(items)[0])


def _up_to(items: list[Item]) -> Built:
    """Read "up to 30 June 2015"; four digits after it may count something."""
    point = points(items)[0]
    return None if isinstance(point, Fixed) and unit_of(point) == "year" else Bound("until", point)


def _to_now(items: list[Item]) -> Built:
    """Read "from 2012 to now", "1991–present"."""
    word = pick(items, "VAGREF")
    now = word is None or (isinstance(word.value, Length) and word.value.value == "PRESENT_REF")
    return Bound("since", points(items)[0]) if now else None


def _around(items: list[Item]) -> Built:
    """Read "the night of 3/4 May 2014", "the weekend of 3-4 May 2014": those days."""
    days = items[-1]
    unit = pick(items, "UNIT")
    if unit and unit.value != "weekend":
        return None
    return [phrase("RANGE", items[0].start, days.end, days.value, days.parts)]


def rules() -> tuple[Rule, ...]:
    """Return the rules of the last stage, which build RANGE phrases."""
    table = (
        ("from POINT COMMA?up?TO POINT", _range),
        ("between POINT and POINT", _range),
        ("POINT up?TO POINT", _range),
        ("POINT SLASH POINT", _either_side),
        ("(?:from?TIME TO|between TIME and)POINT(?!TO POINT)", _clocks),
        ("POINT COMMA?(?:from TIME TO|between TIME and)TIME", _day_and_clocks),
        ("SINCE(?:APPROX|at least)?POINT", _bound),
        ("SINCE TIME", _since_clock),
        ("(?:UNTIL|BEFORE|AFTER|BY)POINT", _bound),
        ("PREFIX DASH POINT", _era),
        ("from?POINT onward|from POINT THENCE", _bound),
        ("from?POINT TO(?:VAGREF|(?:the)?PRESENT UNIT?|date)", _to_now),
        ("up to POINT", _up_to),
        ("prior to POINT", _before),
        ("no MORE than POINT", _no_later),
        ("no(?:UNTIL|BEFORE)POINT", _not_until),
        ("on or(?:BEFORE|AFTER)POINT", _on_or),
        ("(?:the)?(?:DAYPART|UNIT)(?:of|on)RANGE", _around),
    )
    return tuple(rule(pattern, "RANGE", build) for pattern, build in table)
