"""Names of kinds of event in labelled texts, and which types and modes of the ontology each covers.

A name is an event type (`ASSAULT`), a type and a mode (`ASSAULT abduct`), or an incident type of the role corpus
(`KIDNAPPING`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from docmine.resources import DATA, read_csv

PATH = DATA / "events" / "incidents.csv"
COLUMNS = ("incident_type", "event_type", "mode")

Pair = tuple[str, str]
"""An event type and a mode."""

Kinds = Mapping[str, frozenset[Pair]]
"""The pairs that each name covers."""


def kinds(pairs: Iterable[Pair]) -> Kinds:
    """Return all names by which events of these types and modes may be labelled."""
    found: dict[str, set[Pair]] = {}
    for event_type, mode in pairs:
        for name in (event_type, f"{event_type} {mode}"):
            found.setdefault(name, set()).add((event_type, mode))
    return {**{name: frozenset(covered) for name, covered in found.items()}, **incidents()}


@cache
def incidents() -> Kinds:
    """Return what the incident types of the role corpus cover."""
    found: dict[str, set[Pair]] = {}
    for row in read_csv(PATH, COLUMNS):
        found.setdefault(row["incident_type"], set()).add((row["event_type"], row["mode"]))
    return {name: frozenset(covered) for name, covered in found.items()}
