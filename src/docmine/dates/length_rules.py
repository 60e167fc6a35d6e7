"""Rules for what has no place on the calendar: durations, sets, vague references."""

from __future__ import annotations

from docmine.dates import lexicon
from docmine.dates.expressions import Ahead, Length
from docmine.dates.grammar import Built, Rule, pick, rule
from docmine.dates.intervals import duration
from docmine.dates.relative_rules import counted, number
from docmine.dates.scan import Item

_DURATION = "a duration, not a date"
_SET = "a repeated time, not a date"
_VAGUE = "the text does not say when"
_WHICH = ("LAST", "PAST", "NEXT", "FOLLOWING", "PREVIOUS", "THIS", "ORDW")
_FOLDED = {"fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year")}
_JOINED = (["Y", "M"], ["Y", "W"], ["Y", "D"], ["M", "W"], ["M", "D"], ["W", "D"], ["D", "H"], ["H", "M"], ["M", "S"])
_MODIFIERS = {"more": "MORE_THAN", "less": "LESS_THAN"}


def _length(amount: str, unit: str) -> str:
    """Write a length in TIMEX3; fortnights in weeks, decades and centuries whose number is known in years."""
    if unit in _FOLDED:
        factor, unit = _FOLDED[unit] if amount != "X" or unit == "fortnight" else (1, unit)
        amount = amount if amount == "X" else f"{float(amount) * factor:g}"
    return duration(amount, unit)


def _amount(items: list[Item]) -> str:
    if pick(items, "VAGUE"):
        return "X"
    values = [i.value for i in items if isinstance(i.value, int | float)]
    if pick(items, "half"):
        whole = sum(values) if values or not pick(items, "and") else 1
        return f"{whole + 0.5:g}"
    if len(values) > 1 and values[-1] in {12, 100, 1000} and pick(items, "NUMW"):
        return f"{values[0] * values[-1]:g}"
    return f"{sum(values):g}" if values else "1"


def _duration(items: list[Item]) -> Built:
    unit = pick(items, "UNIT", "UNITS")
    if unit is None:
        return None
    counted = [i for i in items if i is not unit and not pick([i], *_WHICH, "APPROX", "STRAIGHT")]
    approx, than = pick(items, "APPROX"), pick(items, "more", "less")
    modifier = approx.value if approx else _MODIFIERS[than.value] if than else None
    if unit.value == "quarter" and not pick(items, *_WHICH, "STRAIGHT"):  # of a town, or of what is shared out
        return None
    amount = _amount(counted)
    if amount == "1" and unit.kind == lexicon.kinds()["UNITS"] and not pick(counted, "NUMW", "N12"):
        amount = "X"
    return Length("DURATION", _length(amount, unit.value), _DURATION, modifier)


def _joined(items: list[Item]) -> Built:
    """Read "two years and three months", "2 hours 30 minutes"."""
    at = next(at for at, item in enumerate(items) if pick([item], "UNIT", "UNITS"))
    one, two = _duration(items[: at + 1]), _duration(items[at + 1 :])
    if not isinstance(one, Length) or not isinstance(two, Length):
        return None
    codes = [length.value.removeprefix("P") for length in (one, two)]
    if [code[-1] for code in codes] not in _JOINED or "X" in "".join(codes):
        return None
    same = codes[0].startswith("T") and codes[1].startswith("T")
    return Length("DURATION", f"P{codes[0]}{codes[1][1:] if same else codes[1]}", _DURATION, one.modifier)


def _ahead(items: list[Item]) -> Built:
    """Read the "ten days" of "in ten days"."""
    length, count = _duration(items), counted(items)
    return Ahead(count[0], count[1], length) if count and count[1] and isinstance(length, Length) else None


def _some(items: list[Item]) -> Built:
    """Read "weeks of shelling"."""
    unit = items[0].value
    return None if unit == "quarter" else Length("DURATION", _length("X", unit), _DURATION)


def _times_a(items: list[Item]) -> Built:
    """Read "three times a month": a set of every month, whatever the number."""
    return Length("SET", _length("1", items[-1].value), _SET)


def _every_other(items: list[Item]) -> Built:
    """Read "every other day", "every few months"."""
    return Length("SET", _length("2" if pick(items, "other") else "X", items[-1].value), _SET)


def _every_date(items: list[Item]) -> Built:
    """Read "every 15 March"."""
    month, day = pick(items, "MONTH"), pick(items, "N12", "N31", "ORDN")
    return Length("SET", f"XXXX-{month.value:02}-{day.value:02}", _SET) if month and day else None


def _every(items: list[Item]) -> Built:
    unit, weekday, month = pick(items, "UNIT", "UNITS"), pick(items, "WEEKDAY", "WEEKDAYS"), pick(items, "MONTH")
    part = pick(items, "DAYPART")
    if weekday:
        return Length("SET", f"XXXX-WXX-{weekday.value}" + (f"T{part.value}" if part else ""), _SET)
    if month:
        return Length("SET", f"XXXX-{month.value:02}", _SET)
    if unit:
        return Length(
            "SET", _length(f"{number([i for i in items if pick([i], 'NUMW', 'N12', 'ORDW')])}", unit.value), _SET
        )
    return Length("SET", f"XXXX-XX-XXT{part.value}", _SET) if part else None


def _setword(items: list[Item]) -> Built:
    return Length("SET", items[0].value, _SET)


def _vague(items: list[Item]) -> Built:
    word = pick(items, "REF", "NOW")
    return Length("DATE", word.value if word else "PRESENT_REF", _VAGUE)


def _last_word(items: list[Item]) -> Built:
    return Length("DATE", items[-1].value, _VAGUE)


def _past(_: list[Item]) -> Built:
    return Length("DATE", "PAST_REF", _VAGUE)


def rules() -> tuple[Rule, ...]:
    """Return the rules of the first stage that build DURATION, SET and VAGREF phrases."""
    table = (
        ("POINT", "(?<=in)COUNT ANYUNIT(?!AFTER|BEFORE|MORE|ago|of|POSS)", _ahead),
        ("DURATION", "(?:APART)?(?:COUNT|(?<=for)a)DASH?(?:STRAIGHT|more)?ANYUNIT", _duration),
        ("DURATION", "(?:APART)?(?:NUM|a)ANYUNIT and a half", _duration),
        ("DURATION", "(?:the)?(?:REL|FOLLOWING|PREVIOUS|FINAL|ORDW)COUNT?STRAIGHT?UNITS(?!of)", _duration),
        ("DURATION", "APART?COUNT ANYUNIT COMMA?and?NUM ANYUNIT", _joined),
        ("DURATION", "(?<!the|LAST|FINAL|ORDW|OPENING|NUMW|MOD|PREVIOUS|FOLLOWING|THIS|of|in|or)UNITS(?=of$)", _some),
        ("DURATION", "(?:the)?COUNT(?:PREVIOUS|FOLLOWING)UNITS(?!of)", _duration),
        ("DURATION", "(?:the)?PAST UNIT", _duration),
        ("DURATION", "(?:the)NUM UNITS", _duration),
        ("DURATION", "(?<=for|in)UNITS|(?<=within)UNITS", _duration),
        ("SET", "EVERY(?:NUMW|N12|ORDW)?(?:UNITS|UNIT)", _every),
        ("SET", "EVERY(?:other|ORDW)?(?:WEEKDAY|MONTH|DAYPART)DAYPART?", _every),
        ("SET", "once time?(?:a|EVERY|per)UNIT|(?:NUMW|N12)time(?:a|EVERY|per)UNIT", _times_a),
        ("SET", "(?:NUMW|N12)(?:a|EVERY|per)UNIT", _every),
        ("SET", "EVERY other UNIT|EVERY VAGUE UNITS", _every_other),
        ("SET", "EVERY(?:DAYNUM MONTH|ORDN of?MONTH|MONTH(?:DAYNUM|ORDN))(?!COMMA?ANYYEAR)", _every_date),
        ("SET", "per UNIT", _every),
        ("SET", "WEEKDAYS|WEEKDAY(?=POSS)(?!POSS)", _every),
        ("SET", "SETWORD", _setword),
        ("VAGREF", "(?:REF|NOW)(?:UNITS|UNIT)|(?:REF|NOW)(?!as)|CURRENT", _vague),
        ("VAGREF", "in?the FUTURE", _last_word),
        ("VAGREF", "the PAST", _past),
        ("VAGREF", "at PRESENT|at(?:the|THIS)PRESENT", _last_word),
    )
    return tuple(rule(pattern, kind, build) for kind, pattern, build in table)
