"""Which event types and modes may be one deed, differently told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from docmine.resources import DATA, read_toml

FIGHTERS = frozenset({"military", "militia", "rebel"})
"""Types of actors whose common nouns say of what kind they are, not who: *troops*, *rebels*."""

_MUTUAL = frozenset({"AGREE", "CONSULT"})


@dataclass(frozen=True, slots=True)
class Rules:
    """The lists of `data/events/tellings.toml`, which say what they are for."""

    general: frozenset[str]
    place_once: frozenset[str]
    day_once: frozenset[str]
    person_once: frozenset[str]
    outcome: frozenset[str]
    broader: dict[str, frozenset[str]]
    means: dict[str, str]
    other: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    revised: frozenset[str]


@cache
def rules() -> Rules:
    """Return the lists of `data/events/tellings.toml`, read once per process."""
    lists = read_toml(DATA / "events" / "tellings.toml")
    modes = lists["modes"]
    return Rules(
        **{name: frozenset(modes[name]) for name in ("general", "place_once", "day_once", "person_once", "outcome")},
        broader={mode: frozenset(narrower) for mode, narrower in modes["broader"].items()},
        means={word: kind for kind, words in lists["means"].items() for word in words},
        **{name: frozenset(words) for name, words in lists["words"].items()},
    )


def has_sides(event_type: str, mode: str | None) -> bool:
    """Say whether it matters who is source and who is target; who meets, agrees or clashes has no direction."""
    return event_type not in _MUTUAL and mode != "clash"


def are_one_deed(one: str | None, other: str | None) -> bool:
    """Say whether two modes of one event type may be told of one deed: *an airstrike* is *an attack* and a killing."""
    lists = rules()
    return (
        one == other
        or not lists.general.isdisjoint((one, other))
        or one in lists.broader.get(other or "", ())
        or other in lists.broader.get(one or "", ())
    )
