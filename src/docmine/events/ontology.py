"""The ontology: PLOVER event types and modes, crossed with ACLED and with UCDP's types of violence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docmine.errors import ResourceError
from docmine.resources import DATA, read_csv

PATH = DATA / "events" / "ontology.csv"
COLUMNS = ("event_type", "mode", "when", "acled_type", "sub_type", "ucdp", "plover_mode", "source")
STATE = frozenset({"state", "military"})
ORGANISED = frozenset({"rebel", "militia", "ethnic", "religious"})
CIVILIAN = frozenset({"civilian", "media"})
ARMED = STATE | ORGANISED
PROTESTER, CROWD = "protester", "crowd"
"""Kinds of people that a noun tells beside the type of its actor."""
_CLASSES = {
    "state": STATE,
    "nonstate": ORGANISED,
    "armed": ARMED,
    "civilian": CIVILIAN,
    "protester": frozenset({PROTESTER}),
    "crowd": frozenset({PROTESTER, CROWD}),
}
_SIDES = ("source", "target")
CONDITIONS = ("", *(f"{side}={kind}" for side in _SIDES for kind in _CLASSES))


@dataclass(frozen=True, slots=True)
class Coding:
    """What one event type and mode is called elsewhere, under a condition on the actors."""

    event_type: str
    mode: str
    when: str
    acled_type: str | None
    sub_type: str | None
    ucdp: frozenset[int]

    def holds(self, sources: Collection[str], targets: Collection[str]) -> bool:
        """Say whether the condition is met by the types of the actors on both sides."""
        if not self.when:
            return True
        side, kind = self.when.split("=")
        types = set(sources if side == "source" else targets)
        return bool(_CLASSES[kind] & types) and not (kind == "civilian" and ARMED & types)

    def violence(self, sources: Collection[str], targets: Collection[str]) -> int | None:
        """Return UCDP's type of violence for the types of two sides, None when they do not settle it or it cannot be.

        After the UCDP GED codebook: 3 one-sided (an armed actor against civilians), 1 state-based (a state on one side
        of an armed pair), 2 non-state (organised groups on both sides).
        """
        found = _violence(set(sources), set(targets))
        return found if found in self.ucdp else None


Ontology = Mapping[tuple[str, str], Sequence[Coding]]
"""The codings of each event type and mode, in the order in which their conditions are tried."""


def load(user_file: Path | None = None) -> Ontology:
    """Return the packaged ontology with a user's rows, which come before those of the same type and mode.

    Raises:
        ResourceError: a row has a condition or a type of violence that there is not, or no row holds always.
    """
    table: dict[tuple[str, str], tuple[Coding, ...]] = {}
    for coding in (*(_read(user_file) if user_file else ()), *_packaged()):
        key = coding.event_type, coding.mode
        table[key] = (*table.get(key, ()), coding)
    for (event_type, mode), codings in table.items():
        if codings[-1].when:
            raise ResourceError(
                f"{event_type} {mode} has no row for all other cases",
                where=str(user_file),
                remedy="add a row whose `when` is empty, after the others",
            )
    return table


def code(codings: Sequence[Coding], sources: Collection[str], targets: Collection[str]) -> Coding:
    """Return the first of a type and mode's codings whose condition the actor types meet."""
    return next((coding for coding in codings if coding.holds(sources, targets)), codings[-1])


@cache
def _packaged() -> tuple[Coding, ...]:
    return _read(PATH)


def _read(path: Path) -> tuple[Coding, ...]:
    return tuple(_coding(row, f"{path}, row {number}") for number, row in enumerate(read_csv(path, COLUMNS), 1))


def _coding(row: Mapping[str, str], where: str) -> Coding:
    if row["when"] not in CONDITIONS:
        raise ResourceError(f"no such condition: {row['when']}", where=where, remedy=f"use {', '.join(CONDITIONS[1:])}")
    violence = row["ucdp"].split()
    if not set(violence) <= {"1", "2", "3"}:
        raise ResourceError(f"no such type of violence: {row['ucdp']}", where=where, remedy="use some of 1 2 3")
    acled = row["acled_type"] or None, row["sub_type"] or None
    return Coding(row["event_type"], row["mode"], row["when"], *acled, frozenset(map(int, violence)))


def _violence(one: set[str], two: set[str]) -> int | None:
    if one & ARMED and two & CIVILIAN and not two & ARMED:
        return 3
    if not (one & ARMED and two & ARMED):
        return None
    return 1 if (one | two) & STATE else 2
