"""Compares two actors or places field by field: each field that both have gets a level, weighed in `weights.toml`.

Fields that one of the rows lacks are left out: nothing known speaks neither for nor against.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from docmine.reconcile.blocking import km_apart
from docmine.reconcile.facts import ActorFacts, PlaceFacts
from docmine.reconcile.names import consonants, fold, is_abbreviation, short_forms, similarity, terms, unnamed

Levels = dict[str, str]
"""Field -> how its two values compare, in the words of `weights.toml`."""

_ALIKE = 0.88
_SOMEWHAT = 0.75
_SAME_KM = 5.0
_NEAR_KM = 25.0
_REACH_KM = 50.0
_DIVISION_KM = 150.0
"""Kilometres that a town can be away from the point of its province, as the ACLED precision code 3 is read."""


def compare_actors(one: ActorFacts, other: ActorFacts) -> Levels:
    """Return the levels of name, type and country."""
    levels = {
        "name": "listed" if one.listed == other.id else _state(one, other) or _name(one, other),
        "type": _actor_type(one.type, other.type),
        "country": _same(one.country, other.country, "country"),
    }
    return {field: level for field, level in levels.items() if level}


def compare_places(one: PlaceFacts, other: PlaceFacts) -> Levels:
    """Return the levels of name, distance and country."""
    alike = max((similarity(*pair) for pair in product(one.names, other.names)), default=0.0)
    levels = {
        "name": "same name" if alike == 1 else "similar name" if alike >= _ALIKE else "other name",
        "distance": _distance(one, other),
        "country": _same(one.country, other.country, "country"),
    }
    return {field: level for field, level in levels.items() if level}


def _same(one: str | None, other: str | None, what: str) -> str | None:
    if not one or not other:
        return None
    return f"same {what}" if one == other else f"other {what}"


def _distance(one: PlaceFacts, other: PlaceFacts) -> str | None:
    """Return the level of two points; a town in a division that has its name is neither the same nor elsewhere."""
    apart = km_apart(one.point, other.point)
    if apart is None:
        return None
    if one.area != other.area and _SAME_KM < apart <= _DIVISION_KM:
        return "perhaps within"
    return _level(apart, ((_SAME_KM, "same point"), (_NEAR_KM, "near"), (_REACH_KM, "in reach")), "far")


def _level(value: float, steps: Sequence[tuple[float, str]], beyond: str) -> str:
    """Return the level of the first step that `value` does not exceed."""
    return next((level for limit, level in steps if value <= limit), beyond)


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
