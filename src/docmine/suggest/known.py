"""What docmine knows without patterns: listed actors, countries and their people, common words of the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from docmine.actors.decisions import of_workspace
from docmine.actors.lexicon import is_junk, lexicon
from docmine.actors.names import fold
from docmine.actors.table import Actor, Table
from docmine.config import Config

_LABELS = {"person": "PERSON", "ethnic": "NORP", "religious": "NORP"}


@dataclass(frozen=True)
class Known:
    """The packaged and the user's own actors, and countries."""

    table: Table

    @classmethod
    def load(cls, config: Config) -> Known:
        """Read the lists.

        Raises:
            ResourceError, CuratedError: the user's actors or decisions cannot be understood.
        """
        return cls(of_workspace(config))

    @cached_property
    def _countries(self) -> frozenset[str]:
        rows = self.table.countries.values()
        return frozenset(fold(name) for row in rows for name in (*row.names, *row.demonyms, *row.capitals))

    def actor(self, name: str) -> Actor | None:
        """Return the one listed actor of this name."""
        keys = self.table.find(name)
        return self.table.actors[keys[0]] if len(keys) == 1 else None

    def knows(self, name: str) -> bool:
        """Tell whether a list has the name, or it is a word that names nobody."""
        folded = fold(name)
        if not folded or folded in self._countries or folded in lexicon().titles or folded in lexicon().generics:
            return True
        return bool(self.table.find(name)) or is_junk(name)

    def curated(self) -> list[Actor]:
        """Return the rows of the user's own list."""
        return [actor for actor in self.table.actors.values() if actor.curated_id]


def label_of(actor: Actor) -> str:
    """Return the label that names of an actor of this type carry."""
    return _LABELS.get(actor.type, "ORG")
