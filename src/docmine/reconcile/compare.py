"""Compares two rows field by field: each field that both have gets a level, whose weight is in `weights.toml`.

Fields that one of the rows lacks are left out: nothing known speaks neither for nor against.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Literal

from docmine.config import ReconcileConfig
from docmine.reconcile.blocking import days_apart, km_apart
from docmine.reconcile.facts import ActorFacts, EventFacts, PlaceFacts, Range
from docmine.reconcile.names import consonants, fold, is_abbreviation, short_forms, similarity, terms, unnamed
from docmine.reconcile.parties import Party

Levels = dict[str, str]
"""Field -> how its two values compare, in the words of `weights.toml`."""

Likeness = Literal["same", "alike", "other"]
"""Two parties are one, are the same kind of people ("civilians"), or differ."""

_ALIKE = 0.88
_SOMEWHAT = 0.75
_SAME_KM = 5.0
_NEAR_KM = 25.0
_DIVISION_KM = 150.0
"""Kilometres that a town can be away from the point of its province, as the ACLED precision code 3 is read."""
_ACTOR_LEVELS = ("both sides", "one side", "same kind", "one of two sides", None, "other side", "other sides")
_OVERLAPS = ((1, "same day"), (4, "overlap in days"), (10, "overlap in a week"), (40, "overlap in a month"))
"""Days that two overlapping intervals together leave open, at most -> level."""


def compare_events(one: EventFacts, other: EventFacts, config: ReconcileConfig) -> Levels:
    """Return the levels of date, place, country, actors, type and killed; `one` is extracted, `other` curated."""
    levels = {
        "date": _date(one, other, config.max_days),
        "place": _place(one, other, config.max_km),
        "country": _same(one.country, other.country, "country"),
        "actors": _actors(one, other),
        "type": _type(one, other),
        "killed": _killed(one.killed, other.killed),
    }
    return {field: level for field, level in levels.items() if level}


def compare_actors(one: ActorFacts, other: ActorFacts) -> Levels:
    """Return the levels of name, type and country."""
    levels = {
        "name": "listed" if one.listed == other.id else _state(one, other) or _name(one, other),
        "type": _actor_type(one.type, other.type),
        "country": _same(one.country, other.country, "country"),
    }
    return {field: level for field, level in levels.items() if level}


def compare_places(one: PlaceFacts, other: PlaceFacts, config: ReconcileConfig) -> Levels:
    """Return the levels of name, distance and country."""
    alike = max((similarity(*pair) for pair in product(one.names, other.names)), default=0.0)
    levels = {
        "name": "same name" if alike == 1 else "similar name" if alike >= _ALIKE else "other name",
        "distance": _distance(one, other, config.max_km),
        "country": _same(one.country, other.country, "country"),
    }
    return {field: level for field, level in levels.items() if level}


def _same(one: str | None, other: str | None, what: str) -> str | None:
    if not one or not other:
        return None
    return f"same {what}" if one == other else f"other {what}"


def _date(one: EventFacts, other: EventFacts, max_days: int) -> str | None:
    """Return the level of two intervals: where they overlap, by the days that the two together leave open.

    A bound alone excludes what lies beyond it, and says nothing for what does not.
    """
    if any(event.earliest is None and event.latest is None for event in (one, other)):
        return None
    gap = days_apart(one, other)
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return _level(gap, ((0, "not excluded"), (max_days, "within reach")), "apart")
    if gap:
        return _level(gap, ((1, "a day apart"), (3, "three days apart"), (max_days, "within reach")), "apart")
    open_days = max(one.latest, other.latest) - min(one.earliest, other.earliest) + 1
    return _level(open_days, _OVERLAPS, "overlap in more")


def _place(one: EventFacts, other: EventFacts, max_km: float) -> str | None:
    """Return the level of two places: by distance where both have points, helped by their names."""
    alike = max((similarity(*pair) for pair in product(one.names, other.names)), default=None)
    apart = km_apart(one.point, other.point)
    if apart is None:
        return _place_name(one, other, alike)
    if alike is not None and alike >= _ALIKE and apart <= max_km:
        return "same place" if apart <= _NEAR_KM else "similar name"
    reach = max(one.radius_km, other.radius_km)
    steps = ((_SAME_KM, "same point"), (_NEAR_KM, "near"), (reach, "within precision"), (max_km, "in reach"))
    return _level(apart, steps, "far")


def _place_name(one: EventFacts, other: EventFacts, alike: float | None) -> str | None:
    if alike is not None and alike >= _SOMEWHAT:
        return "same name" if alike == 1 else "similar name"
    if one.admin1 and one.admin1 == other.admin1:
        return "same province"
    return None if alike is None else "other name"


def _distance(one: PlaceFacts, other: PlaceFacts, max_km: float) -> str | None:
    """Return the level of two points; a town in a division that has its name is neither the same nor elsewhere."""
    apart = km_apart(one.point, other.point)
    if apart is None:
        return None
    if one.area != other.area and _SAME_KM < apart <= _DIVISION_KM:
        return "perhaps within"
    return _level(apart, ((_SAME_KM, "same point"), (_NEAR_KM, "near"), (max_km, "in reach")), "far")


def _level(value: float, steps: Sequence[tuple[float, str]], beyond: str) -> str:
    """Return the level of the first step that `value` does not exceed."""
    return next((level for limit, level in steps if value <= limit), beyond)


def _actors(one: EventFacts, other: EventFacts) -> str | None:
    """Return the level of the better of two assignments of sides: as they stand, or crossed over.

    An assignment that sets no named side against another says nothing and does not count where the other does.
    """
    (a, b), (c, d) = one.sides, other.sides
    ways = [((a, c), (b, d)), ((a, d), (b, c))]
    telling = [way for way in ways if any(mine and theirs for mine, theirs in way)]
    levels = [_sides(_side(*first), _side(*second)) for first, second in telling]
    return min(levels, key=_ACTOR_LEVELS.index, default=None)


def _sides(*sides: Likeness | None) -> str | None:
    known = [likeness for likeness in sides if likeness]
    if "other" not in known:
        if "same" not in known:
            return "same kind" if known else None
        return "both sides" if len(known) == 2 else "one side"
    if "same" in known:
        return "one of two sides"
    return "other sides" if known == ["other", "other"] else "other side"


def _side(one: Sequence[Party], other: Sequence[Party]) -> Likeness | None:
    """Return how alike the most alike parties of two sides are; None where that cannot be told."""
    found = {_party(*pair) for pair in product(one, other)}
    ranks: tuple[Likeness | None, ...] = ("same", "alike", None, "other")
    return next((likeness for likeness in ranks if likeness in found), None)


def _party(one: Party, other: Party) -> Likeness | None:
    """Return how alike two parties are; common nouns such as "gunmen" can stand for any armed group."""
    if one.keys & other.keys or (one.state and one.state == other.state):
        return "same"
    if one.group or other.group:
        if one.group == other.group:
            return "alike" if one.group in ("civilian", "protester", "state") else None
        unarmed = {"civilian", "protester"}
        return "other" if (one.group in unarmed) != (other.group in unarmed) else None
    return "same" if similarity(one.name, other.name) >= _ALIKE else "other"


def _type(one: EventFacts, other: EventFacts) -> str | None:
    if not one.broad or not other.broad:
        return None
    if one.broad != other.broad:
        return "other type"
    if one.fine and other.fine:
        return "same type" if one.fine == other.fine else "related type"
    return "compatible type"


def _killed(one: Range | None, other: Range | None) -> str | None:
    """Return the level of two ranges of people killed."""
    if one is None or other is None:
        return None
    if one == other:
        return "none killed" if one == (0, 0) else "same figure"
    apart = any(high is not None and high < low for high, low in ((one[1], other[0]), (other[1], one[0])))
    return "figures differ" if apart else "ranges overlap"


def _state(one: ActorFacts, other: ActorFacts) -> str | None:
    """Return the level of two actors that are states; names of different ones are alike, but say the country."""
    if not one.state or not other.state:
        return None
    return "same state" if one.state == other.state else "other name"


def _name(one: ActorFacts, other: ActorFacts) -> str:
    found = _actor_name(one.names, other.names)
    return found if found == "same name" or one.known is None or one.known != other.known else "same alias"


def _actor_name(ones: Sequence[str], others: Sequence[str]) -> str:
    if fold(ones[0]) == fold(others[0]):
        return "same name"
    mine, theirs = _telling(ones), _telling(others)
    if shared := mine.keys() & theirs.keys():
        short = all(is_abbreviation(mine[name]) or is_abbreviation(theirs[name]) for name in shared)
        return "same abbreviation" if short else "same alias"
    (forms, made), (other_forms, other_made) = short_forms(ones), short_forms(others)
    if (not made and forms & other_made) or (not other_made and other_forms & made):  # no name that says otherwise
        return "same abbreviation"
    written_out = [[folded for folded, name in names.items() if not is_abbreviation(name)] for names in (mine, theirs)]
    best = max((similarity(*pair) for pair in product(*written_out)), default=0.0)
    if best >= _ALIKE or _spelled(ones) & _spelled(others):
        return "similar name"
    return "somewhat similar" if best >= _SOMEWHAT else "other name"


def _spelled(names: Sequence[str]) -> set[str]:
    """Return how names are written without what transliterations differ in."""
    return set(filter(None, map(consonants, names)))


def _telling(names: Sequence[str]) -> dict[str, str]:
    """Return folded form -> form of the names, but not of aliases that are common nouns such as "fighters"."""
    return {fold(name): name for name in names if name == names[0] or unnamed(fold(name)) is None}


def _actor_type(one: str | None, other: str | None) -> str | None:
    if not one or not other or "other" in (one, other):
        return None
    if one == other:
        return "same type"
    groups = terms()["types"].values()
    return "compatible type" if any(one in group and other in group for group in groups) else "other type"
