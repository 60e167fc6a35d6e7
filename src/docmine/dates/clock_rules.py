"""Rules for times of day: "10:30", "5 p.m. EST", "at 0530 local time", "10:35 a.m. (0735 GMT)"."""

from __future__ import annotations

from docmine.dates.expressions import Timed
from docmine.dates.grammar import Built, Rule, phrase, pick, rule
from docmine.dates.scan import Item

_CLOCK = "(?:CLOCK AMPM?|N12 AMPM|HOURS)"


def _clock(items: list[Item]) -> Timed:
    clock, hour, half = pick(items, "CLOCK"), pick(items, "N12"), pick(items, "AMPM")
    word, offset = pick(items, "TIMEWORD"), pick(items, "TZ")
    if word:
        return Timed(None, word.value)
    text = clock.value if clock else f"{hour.value if hour else 0}:00"
    hours, rest = int(text.split(":")[0]), text[text.index(":") :]
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.value == "p" else 0)
    return Timed(None, f"{hours:02}{rest}{offset.value if offset else ''}")


def _share_half(items: list[Item]) -> Built:
    """Read "3 to 5 p.m.", "between 11 and 2 a.m.": the first is in the same half of the day, or in the one before."""
    first, joint, second = items[-4:-1]
    last, half = _clock(items[-2:]), items[-1]
    hours = [int(str(item.value).split(":")[0]) % 12 for item in (first, second)]
    other = Item(half.kind, first.end, first.end, "a" if half.value == "p" else "p")
    start = _clock([first, half if hours[0] <= hours[1] else other])
    one, two = phrase("TIME", first.start, first.end, start), phrase("TIME", second.start, half.end, last)
    return [*items[:-4], one, joint, two]


def _military(items: list[Item]) -> Timed | None:
    """Read "at 1830 on Thursday", "at 0330 GMT"."""
    number, offset, unit = items[0], pick(items, "TZ"), pick(items, "UNITS")
    hours, minutes = divmod(int(number.value), 100)
    if number.end - number.start != 4 or hours > 23 or minutes > 59 or (unit and unit.value != "hour"):
        return None
    return Timed(None, f"{hours:02}:{minutes:02}{offset.value if offset else ''}")


def _two_zones(items: list[Item]) -> Built:
    """Read "10:35 a.m. (0735 GMT)": the local time counts, as it does without the brackets."""
    local = items[: next(at for at, item in enumerate(items) if pick([item], "OPEN"))]
    return _clock(local) if pick(local, "CLOCK", "AMPM") else _military(local)


def rules() -> tuple[Rule, ...]:
    """Return the rules of the first stage, which build TIME phrases."""
    table = (
        ("CLOCK AMPM?(?:TZ|local time)?|N12 AMPM(?:TZ|local time)?|TIMEWORD", _clock),
        ("(?:from?(?:CLOCK|N12)TO|between(?:CLOCK|N12)and)(?:CLOCK|N12)AMPM", _share_half),
        ("(?<=at)(?:YEAR|N999)(?=on|COMMA?DEICTIC|COMMA?WEEKDAY)", _military),
        ("HOURS(?:TZ|local time)|(?<=at|APPROX)HOURS UNITS", _military),
        ("(?<=between|SINCE|UNTIL|BEFORE|AFTER|from|APPROX)HOURS(?=on(?:DAYNUM|WEEKDAY))", _military),
        (f"{_CLOCK}(?:TZ|local time)?OPEN{_CLOCK}(?:TZ|local time)CLOSE", _two_zones),
    )
    return tuple(rule(pattern, "TIME", build) for pattern, build in table)
