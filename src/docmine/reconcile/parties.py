"""Who stands on a side of an event: one actor under any of its names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docmine.reconcile.names import country_code, fold, terms, unnamed
from docmine.schema import Row

_STATE_TYPES = ("state", "military")
_KINDS = {"state": "state", "military": "state", "rebel": "armed", "militia": "armed", "civilian": "civilian"}
"""Type of a listed actor -> the kind of people that common nouns for it stand for."""
_CAN_BE_LISTED = (None, "state", "armed")
"""What a curated alias can pin down: a name, "the regime", "the militants"; "civilians" are never the same ones."""

_ID = "\x1f"
"""Stands in a cell between a name, commas and all, and the extracted actor that bears it."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as an event names it.

    `keys` are identities: parties that share one are the same. `group` is the kind of people that a
    common noun stands for (`armed`, `civilian`, …), None for a name. `state` is the country whose
    government or forces it is; `kind` is what kind of people a listed actor is, None where no list says so.
    """

    name: str
    keys: frozenset[str]
    group: str | None = None
    state: str | None = None
    kind: str | None = None


class ActorBook:
    """Finds the party that a name stands for, through the extracted and the curated actors' names and aliases."""

    def __init__(
        self,
        extracted: Iterable[Row],
        curated: Iterable[Row],
        known: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        """Take the actors; `known` gives the identity that a name has in some further list."""
        self._known = known
        self._listed: dict[str, set[str]] = {}
        self._states: dict[str, str] = {}
        self._by_id: dict[str, Row] = {}
        self._kinds: dict[str, str] = {}
        self._parties: dict[tuple[str, str | None], Party] = {}
        for row in curated:
            names = [folded for folded in map(fold, (row["name"] or "", *row["aliases"])) if folded]
            for name in names:
                self._listed.setdefault(name, set()).add(row["id"])
            if kind := _KINDS.get(row["type"] or ""):
                self._kinds.update(dict.fromkeys(names, kind))
            country: str | None = row["country"]
            if row["type"] in _STATE_TYPES and country:
                self._states.update(dict.fromkeys(names, country))
        for row in extracted:
            self._by_id[row["actor_id"]] = row

    def party(self, name: str, actor_id: str | None = None) -> Party:
        """Return the party of a name, with what is known of the extracted actor `actor_id`."""
        key = (name, actor_id)
        if key not in self._parties:
            self._parties[key] = self._make(name, self._by_id.get(actor_id or "", {}))
        return self._parties[key]

    def parties(self, cell: str) -> tuple[Party, ...]:
        """Return the parties of a cell that `side` made, or of a coalition with `|` or, as UCDP writes, commas."""
        found: list[Party] = []
        for part in filter(None, cell.split("|")):
            name, marked, actor_id = part.partition(_ID)
            names = [name] if marked else part.split(", ")
            found += [self.party(one, actor_id or None) for one in names if one]
        return tuple(found)

    def _make(self, name: str, actor: Row) -> Party:
        folded = fold(name)
        known = self._known(name)
        aliases = actor.get("aliases") or ()
        names = [folded, *map(fold, aliases.split("|") if isinstance(aliases, str) else aliases)]
        named = [other for other in names if unnamed(other) is None]
        listed = {key for other in names if unnamed(other) in _CAN_BE_LISTED for key in self._listed.get(other, ())}
        if actor.get("curated_id") and unnamed(folded) in _CAN_BE_LISTED:
            listed.add(actor["curated_id"])
        civilian = actor.get("type") == "civilian"
        return Party(
            name=folded,
            keys=frozenset(
                {f"name:{other}" for other in named}
                | {f"curated:{key}" for key in listed}
                | ({f"known:{known}"} if known else set())
            ),
            group="civilian" if civilian else None if named else unnamed(folded),
            state=self._state(folded, actor),
            kind=_KINDS.get(actor.get("type") or "") or self._kinds.get(folded),
        )

    def _state(self, folded: str, actor: Row) -> str | None:
        if actor.get("type") in _STATE_TYPES and actor.get("country_iso3"):
            return country_code(actor["country_iso3"])
        for prefix in terms()["state_prefixes"]:
            if folded.startswith(f"{prefix} "):
                return country_code(folded.removeprefix(f"{prefix} "))
        return self._states.get(folded)


def side(names: Sequence[str], actor_ids: Sequence[str]) -> str:
    """Return a side of an extracted event as one cell; ids count only where there is one for each name."""
    ids = actor_ids if len(actor_ids) == len(names) else [""] * len(names)
    return "|".join(f"{name}{_ID}{key}" for name, key in zip(names, ids, strict=True))
