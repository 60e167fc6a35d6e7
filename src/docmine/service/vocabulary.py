"""The types and properties that a service names, as `data/service/services.toml` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from docmine.resources import DATA, read_toml


@dataclass(frozen=True, slots=True)
class Term:
    """A type or a property; `broader` is the type that a type is a kind of, `asked` whether queries may use it."""

    id: str
    name: str
    broader: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a service calls itself, its types and its properties by id, in the order in which they are shown."""

    service: str
    title: str
    types: Mapping[str, Term]
    properties: Mapping[str, Term]

    def named(self, kind: str) -> dict[str, str]:
        """Return a type as the protocol writes it."""
        return {"id": kind, "name": self.types[kind].name}

    @property
    def asked(self) -> list[str]:
        """Ids of the properties that queries may use."""
        return [term.id for term in self.properties.values() if term.asked]


@cache
def vocabulary(service: str) -> Vocabulary:
    """Return the vocabulary of `actors`, `places` or `events`."""
    data = read_toml(DATA / "service" / "services.toml")[service]
    types, properties = ({row["id"]: Term(**row) for row in data[part]} for part in ("types", "properties"))
    return Vocabulary(service, data["title"], types, properties)


@cache
def weights() -> dict[str, Any]:
    """Return the points of `data/service/weights.toml`."""
    return read_toml(DATA / "service" / "weights.toml")
