"""Rules for points that hang on the day of writing or on the story: "yesterday", "last week", "three days later"."""

from __future__ import annotations

from collections.abc import Sequence

from docmine.dates.expressions import Again, Base, Offset, Part, Shift, Timed
from docmine.dates.grammar import Built, Rule, pick, rule
from docmine.dates.scan import Item

_RELATION = ("LAST", "NEXT", "THIS", "CURRENT", "PREVIOUS", "FOLLOWING", "SAME")
_STORY = ("PREVIOUS", "FOLLOWING", "SAME")
_UNITS = frozenset({"day", "weekend", "week", "month", "quarter", "year", "decade", "century"})


def number(items: Sequence[Item]) -> int | None:
    """Add up the numbers among the items ("twenty-one"); without one it is 1, and None for "several"."""
    if pick(items, "VAGUE"):
        return None
    values = [item.value for item in items if isinstance(item.value, int | float)]
    return int(sum(values)) if values else 1


def _sided(items: Sequence[Item], amount: int | None) -> int | None:
    return -amount if amount and pick(items, "BEFORE") else amount


def _deictic(items: list[Item]) -> Built:
    word, part = pick(items, "DEICTIC"), pick(items, "DAYPART")
    amount = int(word.value) if word else 0
    if pick(items, "UNIT"):
        amount += -1 if pick(items, "BEFORE") else 1
    return Timed(Offset("day", amount), part.value) if part else Offset("day", amount)


def _tonight(items: list[Item]) -> Built:
    return Timed(Offset("day", 0), items[0].value)


def _part_of_day(items: list[Item]) -> Built:
    part, word = pick(items, "DAYPART"), pick(items, *_RELATION)
    if part is None or word is None or (pick([word], "LAST") and part.value != "NI"):
        return None
    base: Base = "text" if pick([word], *_STORY, "NEXT") else "speech"
    return Timed(Offset("day", word.value, base), part.value)


def _relative(items: list[Item]) -> Built:
    """Read "last week", "that day", "the following year"; days have no "last"."""
    unit, word, more = pick(items, "UNIT"), pick(items, *_RELATION), pick(items, "MORE")
    if unit is None or word is None or unit.value not in _UNITS or (unit.value == "day" and word.value == -1):
        return None
    told = pick([word], *_STORY) or (pick([word], "NEXT") and pick(items[:1], "the"))
    base: Base = "text" if told or unit.value == "day" else "speech"
    node = Offset(unit.value, word.value, base)
    return Part("so_far" if more.value == "START" else "rest", node) if more else node


def _last_but_one(items: list[Item]) -> Built:
    unit, word = pick(items, "UNIT"), pick(items, "LAST", "NEXT")
    return Offset(unit.value, 2 * int(word.value)) if unit and word and unit.value in _UNITS else None


def _part_of_now(items: list[Item]) -> Built:
    """Read "the end of the year", "mid-month", "year-end": of the year that the text is in."""
    unit, word = pick(items, "UNIT"), pick(items, "MOD", "EDGE")
    if unit is None or word is None or unit.value not in _UNITS - {"day"}:
        return None
    return Part(word.value, Offset(unit.value, 0, "text"), edge=pick(items, "EDGE") is not None)


def _now(items: list[Item]) -> Built:
    """Read the year of "the last week of the year"."""
    unit = items[-1].value
    return Offset(unit, 0, "text") if unit in {"week", "month", "quarter", "year", "decade"} else None


def _half_of_now(items: list[Item]) -> Built:
    unit, order = pick(items, "UNIT"), pick(items, "ORDW", "LATTER")
    if unit is None or order is None or unit.value not in {"year", "month"} or order.value > 2:
        return None
    return Part("first_half" if order.value == 1 else "second_half", Offset(unit.value, 0, "text"))


def counted(items: Sequence[Item]) -> tuple[str, int | None] | None:
    """Return unit and number of a length of days or more, the number None for "several"; of anything else None."""
    unit = pick(items, "UNIT", "UNITS")
    if unit is None or unit.value in {"second", "minute", "hour"} or pick(items, "half"):
        return None
    rest = [item for item in items if item is not unit and not pick([item], "MORE")]
    counts = pick(items, "UNIT") or any(isinstance(item.value, int | float) for item in rest)
    amount = number(rest) if counts else None
    if unit.value == "fortnight":
        return "week", amount and amount * 2
    return {"night": "day", "millennium": "century"}.get(unit.value, unit.value), amount


def _ago(items: list[Item]) -> Built:
    length = counted(items)
    if length is None:
        return None
    unit, amount = length
    more = pick(items, "MORE")
    ahead = more is not None and more.value == "END"
    base: Base = "text" if more else "speech"
    return Offset(unit, amount and (amount if ahead else -amount), base, counted=True, ahead=ahead)


def _ago_exactly(items: list[Item]) -> Built:
    """Read "a year ago today"."""
    *rest, word = items
    length = counted(rest)
    if length is None or length[1] is None:
        return None
    return Shift(length[0], -length[1], Offset("day", int(word.value)), exact=True)


def _ahead(items: list[Item]) -> Built:
    """Read "three days from now", "in three days' time"."""
    length = counted([item for item in items if not pick([item], "NOW")])
    return Offset(length[0], length[1], counted=True, ahead=True) if length else None


def _year_ago(items: list[Item]) -> Built:
    """Read "the year-ago quarter", "a year-earlier loss"."""
    unit, more = pick(items, "UNIT"), pick(items, "MORE")
    if unit is None or unit.value not in _UNITS or (more and more.value != "START"):
        return None
    return Offset(unit.value, -1, "text" if more else "speech", counted=True)


def _again(items: list[Item]) -> Built:
    unit = pick(items, "UNIT")
    return Again(unit.value) if unit and unit.value == "quarter" else None


def _within_now(items: list[Item]) -> Built:
    """Read "later in the day", "early in the year"."""
    unit, word = pick(items, "UNIT"), pick(items, "MORE", "MOD")
    if unit is None or word is None or unit.value not in _UNITS:
        return None
    node = Offset(unit.value, 0, "text")
    if unit.value == "day":
        return node
    return Part(word.value if pick([word], "MOD") else "so_far" if word.value == "START" else "rest", node)


def _shift(items: list[Item]) -> Built:
    """Read "two days after", which the date that follows completes."""
    length = counted(items)
    return Shift(length[0], _sided(items, length[1]), None) if length else None


_NTH = "(?:ORDW|ORDN|OPENING|LAST|FINAL)(?:UNIT|UNITS|WEEKDAY)"
_PART = "(?:MOD|LATTER|ORDW|FINAL)part "
_POINTS = (
    ("(?:MORE)?DEICTIC DAYPART?", _deictic),
    ("(?:the)?UNIT(?:BEFORE|AFTER)DEICTIC", _deictic),
    ("TONIGHT", _tonight),
    ("(?:the)?(?:LAST|THIS|SAME|NEXT|FOLLOWING|PREVIOUS)DAYPART", _part_of_day),
    ("MORE?(?:the|THIS)?(?:LAST|NEXT|THIS|CURRENT|PREVIOUS|FOLLOWING|SAME)SAME?UNIT(?!of)", _relative),
    ("(?:the)?UNIT(?:BEFORE|AFTER)(?:LAST|NEXT)", _last_but_one),
    ("(?:the)?(?:MOD|EDGE)(?:of the|DASH)UNIT|UNIT POSS?DASH?EDGE", _part_of_now),
    ("(?:the)?(?:ORDW|LATTER)half of the UNIT", _half_of_now),
    ("APART?COUNT DASH?ANYUNIT(?:ago|MORE)|UNITS(?:ago|MORE)", _ago),
    ("COUNT ANYUNIT ago DEICTIC", _ago_exactly),
    ("COUNT ANYUNIT from NOW|in COUNT ANYUNIT POSS time", _ahead),
    (f"(?:(?<={_NTH}of)|(?<={_PART}of))the UNIT(?!YEAR|NUMW)", _now),
    ("(?:a|the)?UNIT DASH(?:ago|MORE)(?:UNIT|period)?", _year_ago),
    ("(?:the)(?:LATEST)?UNIT(?!of)", _again),
    ("(?:the)?(?:MORE|MOD)in the UNIT", _within_now),
)


def rules() -> tuple[Rule, ...]:
    """Return the rules, which build POINT phrases, and SHIFT phrases that wait for one."""
    points = (rule(pattern, "POINT", build) for pattern, build in _POINTS)
    return (*points, rule("(?:the)?APART?COUNT?DASH?ANYUNIT(?:BEFORE|AFTER)", "SHIFT", _shift))
