"""Whether events of two documents are one that both tell."""

from __future__ import annotations

from docmine.events.deeds import are_one_deed, rules
from docmine.incidents.account import Account

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
        or (_differ(one.sources, other.sources) and not _same_victims(one, other))
        or (_differ(one.targets, other.targets) and not _same_number(one, other))
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
    shared = one.sources & other.sources or one.targets & other.targets
    return "same place and day" if taken or shared or _same_number(one, other) else None


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


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _same_victims(one: Account, other: Account) -> bool:
    return bool(one.persons & other.persons) or (bool(one.targets & other.targets) and _same_number(one, other))


def _same_number(one: Account, other: Account) -> bool:
    return any(a is not None and a == b and a > 1 for a, b in zip(one.numbers, other.numbers, strict=True))
