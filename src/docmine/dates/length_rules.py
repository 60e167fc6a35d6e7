"""Rules for what has no place on the calendar: durations, sets, vague references; and times of day."""

from __future__ import annotations

from docmine.dates import lexicon
from docmine.dates.expressions import Length, Timed
from docmine.dates.grammar import Built, Rule, pick, rule
from docmine.dates.intervals import duration
from docmine.dates.relative_rules import number
from docmine.dates.scan import Item

_DURATION = "a duration, not a date"
_SET = "a repeated time, not a date"
_VAGUE = "the text does not say when"
_MODIFIERS = {"more": "MORE_THAN", "less": "LESS_THAN"}


def _length(amount: str, unit: str) -> str:
    if unit == "fortnight":
        return duration(str(int(amount) * 2) if amount.isdigit() else "X", "week")
    return duration(amount, unit)


def _amount(items: list[Item]) -> str:
    if pick(items, "VAGUE"):
        return "X"
    if pick(items, "half"):
        return "0.5"
    values = [i.value for i in items if isinstance(i.value, int | float)]
    if len(values) > 1 and values[-1] in {12, 100, 1000} and pick(items, "NUMW"):
        return f"{values[0] * values[-1]:g}"
    return f"{sum(values):g}" if values else "1"


def _duration(items: list[Item]) -> Built:
    unit = pick(items, "UNIT", "UNITS")
    if unit is None:
        return None
    counted = [
        i
        for i in items
        if i is not unit and not pick([i], "LAST", "PAST", "NEXT", "FOLLOWING", "PREVIOUS", "APPROX", "THIS", "ORDW")
    ]
    approx, than = pick(items, "APPROX"), pick(items, "more", "less")
    modifier = approx.value if approx else _MODIFIERS[than.value] if than else None
    if unit.value == "quarter" and not pick(items, "LAST", "PAST", "NEXT", "FOLLOWING", "PREVIOUS", "THIS", "ORDW"):
        return None
    amount = _amount(counted)
    if amount == "1" and unit.kind == lexicon.kinds()["UNITS"] and not pick(counted, "NUMW", "N12"):
        amount = "X"
    return Length("DURATION", _length(amount, unit.value), _DURATION, modifier)


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
    word = pick(items, "REF")
    return Length("DATE", word.value, _VAGUE) if word else None


def _last_word(items: list[Item]) -> Built:
    return Length("DATE", items[-1].value, _VAGUE)


def _past(_: list[Item]) -> Built:
    return Length("DATE", "PAST_REF", _VAGUE)


def _clock(items: list[Item]) -> Built:
    clock, hour, half = pick(items, "CLOCK"), pick(items, "N12"), pick(items, "AMPM")
    word, zone = pick(items, "TIMEWORD"), pick(items, "TZ")
    if word:
        return Timed(None, word.value)
    text = clock.value if clock else f"{hour.value if hour else 0}:00"
    hours, rest = int(text.split(":")[0]), text[text.index(":") :]
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.value == "p" else 0)
    return Timed(None, f"{hours:02}{rest}{zone.value if zone else ''}")


def _military(items: list[Item]) -> Built:
    """Read "at 1830 on Thursday", "at 0330 GMT"."""
    number, zone, unit = items[0], pick(items, "TZ"), pick(items, "UNITS")
    hours, minutes = divmod(int(number.value), 100)
    if number.end - number.start != 4 or hours > 23 or minutes > 59 or (unit and unit.value != "hour"):
        return None
    return Timed(None, f"{hours:02}:{minutes:02}{zone.value if zone else ''}")


def _two_zones(items: list[Item]) -> Built:
    """Read "10:35 a.m. (0735 GMT)": the local time counts, as it does without the brackets."""
    local = items[: next(at for at, item in enumerate(items) if pick([item], "OPEN"))]
    return _clock(local) if pick(local, "CLOCK") else _military(local)


def rules() -> tuple[Rule, ...]:
    """Return the rules of the first stage that build TIME, DURATION, SET and VAGREF phrases."""
    table = (
        ("TIME", "CLOCK AMPM?TZ?", _clock),
        ("TIME", "N12 AMPM TZ?", _clock),
        ("TIME", "TIMEWORD", _clock),
        ("TIME", "(?<=at)(?:YEAR|N999)(?:(?=on|COMMA?DEICTIC|COMMA?WEEKDAY)|(?:UNITS|TZ))", _military),
        ("TIME", "HOURS TZ|(?<=at)NBIG UNITS", _military),
        ("TIME", "(?<=between|SINCE|UNTIL|BEFORE|AFTER|from|APPROX)HOURS(?=on(?:DAYNUM|WEEKDAY))", _military),
        ("TIME", "(?:CLOCK AMPM?|HOURS)OPEN(?:CLOCK|HOURS)TZ CLOSE", _two_zones),
        ("DURATION", "(?:APART)?(?:COUNT|(?<=for)a)DASH?ANYUNIT", _duration),
        ("DURATION", "(?:the)?(?:REL|FOLLOWING|PREVIOUS|FINAL|ORDW)COUNT?UNITS(?!of)", _duration),
        ("DURATION", "(?:the)?PAST UNIT", _duration),
        ("DURATION", "(?:the)NUM UNITS", _duration),
        ("DURATION", "(?<=for)UNITS|(?<=in)UNITS", _duration),
        ("SET", "EVERY(?:NUMW|N12|ORDW)?(?:UNITS|UNIT)", _every),
        ("SET", "EVERY(?:WEEKDAY|MONTH|DAYPART)DAYPART?", _every),
        ("SET", "(?:NUMW|N12|once)(?:time)?(?:a|EVERY|per)UNIT", _every),
        ("SET", "WEEKDAYS|WEEKDAY(?=POSS)(?!POSS)", _every),
        ("SET", "SETWORD", _setword),
        ("VAGREF", "REF(?:UNITS|UNIT)?", _vague),
        ("VAGREF", "in?the FUTURE", _last_word),
        ("VAGREF", "the PAST", _past),
        ("VAGREF", "at PRESENT|at(?:the|THIS)PRESENT", _last_word),
    )
    return tuple(rule(pattern, kind, build) for kind, pattern, build in table)
