"""The ontology: PLOVER event types and modes, crossed with ACLED and with UCDP's types of violence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from docmine.errors import ResourceError
from docmine.resources import DATA, read_csv

PATH = DATA / "events" / "ontology.csv"
STATE = frozenset({"state", "military"})
ORGANISED = frozenset({"rebel", "militia", "ethnic", "religious"})
CIVILIAN = frozenset({"civilian", "media"})
ARMED = STATE | ORGANISED


@dataclass(frozen=True, slots=True)
class Coding:
    """What one event type and mode is called elsewhere, under a condition on the actors."""

    event_type: str
    mode: str
    when: str
    acled_type: str | None
    sub_type: str | None
    armed: bool

    def holds(self, sources: Collection[str], targets: Collection[str]) -> bool:
        """Say whether the condition is met by actor types."""
        match self.when:
            case "":
                return True
            case "source=state":
                return bool(STATE & set(sources))
            case "source=nonstate":
                return bool(ORGANISED & set(sources))
            case "target=civilian":
                return bool(CIVILIAN & set(targets)) and not ARMED & set(targets)
            case _:
                return bool(ARMED & set(targets))


CONDITIONS = ("", "source=state", "source=nonstate", "target=civilian", "target=armed")


@cache
def load() -> dict[tuple[str, str], tuple[Coding, ...]]:
    """Return the codings of each event type and mode, in the order in which their conditions are tried."""
    table: dict[tuple[str, str], tuple[Coding, ...]] = {}
    for row in read_csv(PATH, ("event_type", "mode", "when", "acled_type", "sub_type", "armed")):
        if row["when"] not in CONDITIONS:
            raise ResourceError(f"no such condition: {row['when']}", where=str(PATH), remedy=f"use {CONDITIONS[1:]}")
        key = row["event_type"], row["mode"]
        coding = Coding(*key, row["when"], row["acled_type"] or None, row["sub_type"] or None, row["armed"] == "yes")
        table[key] = (*table.get(key, ()), coding)
    return table


def code(event_type: str, mode: str, sources: Collection[str], targets: Collection[str]) -> Coding:
    """Return the first coding of a type and mode whose condition the actor types meet."""
    codings = load()[event_type, mode]
    return next((coding for coding in codings if coding.holds(sources, targets)), codings[-1])


def violence(sources: Collection[str], targets: Collection[str]) -> int | None:
    """Return UCDP's type of violence for the types of two sides, None when they do not settle it.

    After the UCDP GED codebook: 3 one-sided (an armed actor against civilians), 1 state-based (a state on one side of
    an armed pair), 2 non-state (organised groups on both sides).
    """
    one, two = set(sources), set(targets)
    if one & ARMED and two & CIVILIAN and not two & ARMED:
        return 3
    if not (one & ARMED and two & ARMED):
        return None
    return 1 if (one | two) & STATE else 2
