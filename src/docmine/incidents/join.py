"""Events that are one: blocks of those that can be, and within a block the first that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from docmine.ids import make_id
from docmine.incidents.account import Account
from docmine.incidents.same import how_alike, is_contrary
from docmine.schema import Row

HEADS = 8
"""Events of a group that a new one is compared with: its first."""

_GROUPS = 64
"""Groups of a block that an event is compared with, its last: a week of a large town in thousands of reports stays
linear."""

_Key = tuple[object, ...]


@dataclass(eq=False, slots=True)
class _Group:
    members: list[Account] = field(default_factory=list)
    methods: set[str] = field(default_factory=set)
    doc_ids: set[str] = field(default_factory=set)
    earliest: date = date.min
    latest: date = date.max

    def likeness(self, account: Account) -> str | None:
        """Return by what an event is of this group, if it contradicts none of its first and fits the days of all."""
        heads = self.members[:HEADS]
        first, last = self._days(account)
        if account.doc_id in self.doc_ids or first > last or any(is_contrary(one, account) for one in heads):
            return None
        return next((method for one in heads if (method := how_alike(one, account))), None)

    def add(self, account: Account) -> None:
        """Take an event in."""
        self.members.append(account)
        self.doc_ids.add(account.doc_id)
        self.earliest, self.latest = self._days(account)

    def _days(self, account: Account) -> tuple[date, date]:
        return max(self.earliest, account.earliest or date.min), min(self.latest, account.latest or date.max)


def numbered(accounts: Iterable[Account]) -> Iterator[Row]:
    """Yield for each event the incident that it tells of, by what it was joined, and its number among its events.

    What was denied, and nobody says happened, is no incident.

    Args:
        accounts: what is told as a fact first, then what is denied; an incident takes its id from its first.
    """
    for group in _groups(accounts):
        incident_id = make_id("incident", group.members[0].event_id)
        method = " | ".join(sorted(group.methods)) or "one report"
        for n, account in enumerate(group.members):
            yield {"event_id": account.event_id, "incident_id": incident_id, "method": method, "n": n}


def _groups(accounts: Iterable[Account]) -> list[_Group]:
    groups: list[_Group] = []
    blocks: dict[_Key, list[_Group]] = {}
    for account in accounts:
        keys = [*_keys(account)]
        near = dict.fromkeys(chain.from_iterable(blocks.get(key, [])[-_GROUPS:] for key in keys))
        found = next(((group, how) for group in near if (how := group.likeness(account))), None)
        if found is None and not account.happened:
            continue
        if found is None:
            group = _Group()
            groups.append(group)
        else:
            group = found[0]
            group.methods.add(found[1])
        group.add(account)
        for key in keys:
            block = blocks.setdefault(key, [])
            if group not in block[-_GROUPS:]:
                block.append(group)
    return groups


def _keys(account: Account) -> Iterator[_Key]:
    """Yield what an event must share with another to be compared: type, area and a day, or type and a person."""
    if account.place is not None and not account.place.is_country:
        yield from ((account.event_type, account.place.area, day) for day in account.days())
    yield from ((account.event_type, person) for person in sorted(account.persons))
