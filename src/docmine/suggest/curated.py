"""Names of the curated tables that stand in the reports, and that a run overlooked there or took for something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docmine.config import Config
from docmine.resources import read_csv
from docmine.stored import Mention, Text, touching
from docmine.suggest.known import Known, label_of
from docmine.suggest.phrases import Phrases
from docmine.suggest.sightings import NOTHING, Sighting

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PLACE_COLUMNS = ("place_id", "name", "aliases")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a curated name stands for: the row's id, the label that it should carry, and others that will do."""

    id: str
    label: str
    fitting: frozenset[str]


@dataclass(slots=True)
class Curated:
    """The names of a workspace's curated actors and places."""

    entries: dict[str, Entry]
    _phrases: Phrases = field(init=False)

    def __post_init__(self) -> None:
        self._phrases = Phrases(self.entries)

    @classmethod
    def load(cls, config: Config, known: Known) -> Curated:
        """Read `pipeline/curated/actors.csv` and `places.csv`; names without any capital are words, and left out.

        Raises:
            ResourceError: `places.csv` is malformed.
        """
        path = config.path("curated", "places.csv")
        names = dict(_places(path) if path and path.is_file() else ())
        names |= dict(_actors(known))
        return cls({name: entry for name, entry in names.items() if not name.islower()})

    def unfound(self, report: Text, found: Sequence[Mention]) -> Iterator[Sighting]:
        """Yield the places at which a curated name stands and the mentions do not say so."""
        reached = 0
        for name, start, end in self._phrases.find(report.text):
            if start < reached:  # part of a longer curated name
                continue
            reached = end
            entry = self.entries[name]
            around = touching(found, start, end)
            if not any(_says(one, entry, start, end) for one in around):
                label = next((one.label for one in around if one.is_entity), NOTHING)
                yield Sighting(name, "curated", report.doc_id, start, end, entry.label, entry.id, label)


def _says(one: Mention, entry: Entry, start: int, end: int) -> bool:
    """Tell whether a mention is what the curated row says: that actor, or any place, which only its label tells.

    A phrase such as "KLF fighters" that stands for the actor will do; a name with other ends will not.
    """
    if one.start > start or one.end < end or one.label not in entry.fitting:
        return False
    if entry.label == "GPE":
        return (one.start, one.end) == (start, end)
    return one.curated_id == entry.id


def _actors(known: Known) -> Iterator[tuple[str, Entry]]:
    for actor in known.curated():
        label = label_of(actor)
        for name in (actor.name, *actor.aliases):
            yield name, Entry(actor.key, label, frozenset({label, "ACTOR"}))


def _places(path: Path) -> Iterator[tuple[str, Entry]]:
    for row in read_csv(path, _PLACE_COLUMNS):
        for name in (row["name"], *row["aliases"].split("|")):
            if name.strip():
                yield name.strip(), Entry(row["place_id"].strip(), "GPE", _PLACES)
