"""Rules for times that hang on an event: "the night before the raid", "three days into the siege".

They have no date here, but they are told from durations, and the reason says why. A date that is named in place of the
event is for other rules; the event itself is a word that the lexicon does not know, so that the run ends before it.
"""

from __future__ import annotations

from docmine.dates.expressions import Shift, Timed
from docmine.dates.grammar import Built, Rule, pick, rule
from docmine.dates.relative_rules import counted
from docmine.dates.scan import Item

_EVENT = "(?=(?:the|a)?$)"
_OF_EVENT = "(?=of the$)"
_UNITS = frozenset({"day", "night", "week", "weekend", "month", "year"})


def _part_of_day(items: list[Item]) -> Built:
    """Read "the night before", "the morning of"."""
    part = pick(items, "DAYPART")
    amount = -1 if pick(items, "BEFORE") else 1 if pick(items, "AFTER", "FOLLOWING") else 0
    return Timed(Shift("day", amount, None), part.value) if part else None


def _within(items: list[Item]) -> Built:
    """Read "the day of", "the first week of"."""
    unit = pick(items, "UNIT", "UNITS")
    if unit is None or unit.value not in _UNITS:
        return None
    return Shift({"night": "day", "weekend": "week"}.get(unit.value, unit.value), 0, None)


def _following(items: list[Item]) -> Built:
    unit = pick(items, "UNIT")
    return Shift(unit.value, 1, None) if unit and unit.value in _UNITS - {"weekend"} else None


def _day(_: list[Item]) -> Built:
    return Shift("day", 0, None)


def _so_far(items: list[Item]) -> Built:
    """Read "three days into"."""
    length = counted(items)
    return Shift(length[0], length[1], None) if length else None


def _unnumbered(items: list[Item]) -> Built:
    """Read "hours after"."""
    return Shift(items[0].value, None, None) if items[0].value in {"minute", "hour"} else None


def rules() -> tuple[Rule, ...]:
    """Return the rules of the first stage, which build POINT and SHIFT phrases."""
    table = (
        ("POINT", f"the DAYPART(?:BEFORE|AFTER|FOLLOWING){_EVENT}|the DAYPART{_OF_EVENT}", _part_of_day),
        ("SHIFT", f"the UNIT{_OF_EVENT}|(?:the)?(?:ORD|OPENING|LAST|FINAL)(?:UNIT|UNITS){_OF_EVENT}", _within),
        ("SHIFT", "the UNIT FOLLOWING(?=(?:the|a)$)", _following),
        ("SHIFT", f"(?:the)?(?:ORD|LAST|FINAL)WEEKDAY{_OF_EVENT}|(?:the)?EVE{_OF_EVENT}", _day),
        ("SHIFT", f"(?<=on)the ORD ANNIVERSARY{_OF_EVENT}", _day),
        ("SHIFT", f"COUNT ANYUNIT into{_EVENT}|UNITS into{_EVENT}", _so_far),
        ("SHIFT", f"UNITS(?:BEFORE|AFTER){_EVENT}", _unnumbered),
    )
    return tuple(rule(pattern, kind, build) for kind, pattern, build in table)
