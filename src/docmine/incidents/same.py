"""Whether events of two documents are one that both tell."""

from __future__ import annotations

from docmine.events.deeds import are_one_deed, rules
from docmine.incidents.account import Account
from docmine.incidents.party import are_named, differ, pairs, share

_DEATH = frozenset({"assassinate", "execute", "kill"})
"""Modes that a person suffers once, wherever and whenever it was."""


def is_contrary(one: Account, other: Account) -> bool:
    """Say whether two events cannot be one: of one document, or with other deeds, places, days or actors.

    Documents that name other doers, or give other numbers, may contradict each other about one event.
    """
    return (
        one.doc_id == other.doc_id
        or one.event_type != other.event_type
        or not are_one_deed(one.mode, other.mode)
        or (one.place is not None and other.place is not None and not _meet(one, other))
        or _before(one, other)
        or _before(other, one)
        or _other_sides(one, other)
        or _other_means(one, other)
    )


def how_alike(one: Account, other: Account) -> str | None:
    """Return by what two events that are not contrary are one; None where too little says so.

    Either a person died, or place and week are the same and so is a doer, a victim, a number of people, or the town
    that was taken.
    """
    if one.persons & other.persons and {one.mode, other.mode} <= _DEATH:
        return "same person"
    if not (_known(one) and _known(other) and one.place and other.place and _meet(one, other)):
        return None
    taken = {one.mode, other.mode} <= rules().place_once
    taken = taken or _is_one_battle(one, other)
    return "same place and day" if taken or _share_sides(one, other) or _same_number(one, other) else None


def _other_sides(one: Account, other: Account) -> bool:
    """Say whether doers or victims are others, and neither the victims nor their number are the same."""
    if not (one.has_sides and other.has_sides):
        return differ(one.known, one.sides, other.sides)
    return (differ(one.known, one.sources, other.sources) and not _same_victims(one, other)) or (
        differ(one.known, one.targets, other.targets) and not _same_number(one, other)
    )


def _share_sides(one: Account, other: Account) -> bool:
    """Say whether a doer or a victim is the same, or both sides of a clash may be.

    Where doers only may be the same, victims of a kind (*civilians*) say too little.
    """
    if not (one.has_sides and other.has_sides):
        met = pairs(one.known, one.sides, other.sides)
        both = len({a for a, _ in met}) > 1 and len({b for _, b in met}) > 1
        return both or share(one.known, one.sides, other.sides)
    if share(one.known, one.sources, other.sources):
        return True
    victims = one.targets & other.targets
    named = not (one.sources and other.sources) or are_named(one.known, victims)
    return (bool(victims) and named) or share(one.known, one.targets - victims, other.targets - victims)


def _is_one_battle(one: Account, other: Account) -> bool:
    """Say whether both tell of fighting in one town on one day; in a capital there may be two."""
    fought = {one.mode, other.mode} <= rules().day_once and one.on_one_day and other.on_one_day
    return fought and not any(account.place is None or account.place.is_capital for account in (one, other))


def _other_means(one: Account, other: Account) -> bool:
    """Say whether it was done with other means, and by nobody known by name."""
    if not (one.means and other.means) or one.means == other.means:
        return False
    return not are_named(one.known, one.sources & other.sources)


def _meet(one: Account, other: Account) -> bool:
    return bool(one.place and other.place and (one.place.meets(other.place) or _is_country_of(one, other)))


def _is_country_of(one: Account, other: Account) -> bool:
    """Say whether one place is the country in which the other lies: no contradiction, but no evidence either."""
    places = [place for place in (one.place, other.place) if place]
    return any(place.is_country for place in places) and len({place.country for place in places}) == 1


def _known(account: Account) -> bool:
    return account.place is not None and not account.place.is_country and any(account.days())


def _before(one: Account, other: Account) -> bool:
    return bool(one.latest and other.earliest and one.latest < other.earliest)


def _same_victims(one: Account, other: Account) -> bool:
    return bool(one.persons & other.persons) or (bool(one.targets & other.targets) and _same_number(one, other))


def _same_number(one: Account, other: Account) -> bool:
    return any(a is not None and a == b and a > 1 for a, b in zip(one.numbers, other.numbers, strict=True))
