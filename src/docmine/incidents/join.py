"""Events that are one: blocks of those that can be, and within a block the first that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


ALONE = "one report"
"""By what the first event of an incident belongs to it."""


@dataclass(eq=False, slots=True)
class _Group:
    incident_id: str
    heads: list[Account]
    size: int = 1
    further: set[str] | None = None  # documents of the events that are no heads
    earliest: date = date.min
    latest: date = date.max

    def likeness(self, account: Account) -> str | None:
        """Return by what an event is of this group, if it contradicts none of its first and fits the days of all."""
        first, last = self._days(account)
        told = self.further is not None and account.doc_id in self.further
        if told or first > last or any(is_contrary(one, account) for one in self.heads):
            return None
        return next((method for one in self.heads if (method := how_alike(one, account))), None)

    def add(self, account: Account) -> None:
        """Take an event in, of which no more is kept than later ones are compared with."""
        self.size += 1
        if len(self.heads) < HEADS:
            self.heads.append(account)
        else:
            self.further = self.further or set()
            self.further.add(account.doc_id)
        self.earliest, self.latest = self._days(account)

    def _days(self, account: Account) -> tuple[date, date]:
        return max(self.earliest, account.earliest or date.min), min(self.latest, account.latest or date.max)


def numbered(accounts: Iterable[Account]) -> Iterator[Row]:
    """Yield for each event the incident that it tells of, by what it was joined, and its number among its events.

    What was denied, and nobody says happened, is no incident. Of events that nothing can be compared with nothing is
    kept, so that memory grows with those alone that others may tell, too.

    Args:
        accounts: what is told as a fact first, then what is denied; an incident takes its id from its first.
    """
    blocks: dict[_Key, list[_Group]] = {}
    for account in accounts:
        keys = [*_keys(account)]
        near = dict.fromkeys(chain.from_iterable(blocks.get(key, [])[-_GROUPS:] for key in keys))
        found = next(((group, how) for group in near if (how := group.likeness(account))), None)
        if found is not None:
            group, method = found
            group.add(account)
        elif account.happened:
            group, method = _first(account), ALONE
        else:
            continue
        yield {
            "event_id": account.event_id, "incident_id": group.incident_id, "method": method, "n": group.size - 1,
        }  # fmt: skip
        for key in keys:
            block = blocks.setdefault(key, [])
            if group not in block[-_GROUPS:]:
                block.append(group)


def _first(account: Account) -> _Group:
    earliest, latest = account.earliest or date.min, account.latest or date.max
    return _Group(make_id("incident", account.event_id), [account], earliest=earliest, latest=latest)


def _keys(account: Account) -> Iterator[_Key]:
    """Yield what an event must share with another to be compared: type, area and a day, or type and a person."""
    if account.place is not None and not account.place.is_country:
        yield from ((account.event_type, account.place.area, day) for day in account.days())
    yield from ((account.event_type, person) for person in sorted(account.persons))
