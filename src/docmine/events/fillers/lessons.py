"""Texts with role fillers, in the form of the role corpus, and the same texts in the other case.

A line is `{"id", "text", "role_fillers": {"PerpInd": [[{"text": …} or "…", …], …], "PerpOrg": …, "Target": …,
"Victim": …, "Weapon": …}}`: for each role the entities, each with all of its names. A role that a line leaves out has
no fillers. `"event_types": ["ASSAULT abduct", …]` may say which kinds of event the text reports; else the corpus's own
`"templates": [{"incident_type": ["KIDNAPPING"], "stage": ["ACCOMPLISHED"]}, …]` do.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from docmine.errors import ResourceError
from docmine.events.fillers import CORPUS_ROLES, ROLES
from docmine.events.fillers.phrases import key

Entities = tuple[frozenset[str], ...]

_CAPITALS = 0.7  # share of capitals among the letters of a text that is written in capitals
_REMEDY = "see docs/retraining.md"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text and, by role, its entities: the names of each, as `phrases.key` writes them.

    `types` are names of kinds of event (`events.kinds`) that it reports, None where nobody says.
    """

    name: str
    text: str
    published: str | None
    entities: dict[str, Entities]
    types: frozenset[str] | None = None

    @property
    def is_relevant(self) -> bool:
        """Whether the text has any filler."""
        return any(self.entities.values())

    def labels(self, names: Sequence[str]) -> NDArray[np.float32]:
        """Return phrases × roles: 1 where a phrase is a name of an entity with that role."""
        known = [frozenset().union(*self.entities[role]) for role in ROLES]
        return np.array([[name in one for one in known] for name in names], np.float32).reshape(-1, len(ROLES))


def read(paths: Sequence[Path]) -> list[Lesson]:
    """Return the lessons of JSONL files, packed by gzip or not.

    Raises:
        ResourceError: a file cannot be read, or a line is not of the form above.
    """
    return [_lesson(row, where) for path in paths for row, where in _rows(path)]


def _rows(path: Path) -> Iterator[tuple[Any, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield json.loads(line), f"{path}:{number}"
    except (OSError, ValueError, EOFError) as error:
        raise ResourceError(f"cannot be read: {error}", where=str(path), remedy="one JSON object a line") from error


def _lesson(row: object, where: str) -> Lesson:
    if (
        not isinstance(row, dict)
        or not isinstance(row.get("text"), str)
        or not isinstance(row.get("role_fillers"), dict)
    ):
        raise ResourceError("needs a text and role_fillers", where=where, remedy=_REMEDY)
    if unknown := row["role_fillers"].keys() - CORPUS_ROLES.keys():
        raise ResourceError(f"no such role: {', '.join(sorted(unknown))}", where=where, remedy=_REMEDY)
    entities = {role: _entities(row["role_fillers"].get(name), where) for name, role in CORPUS_ROLES.items()}
    return Lesson(str(row.get("id", where)), row["text"], row.get("dct"), entities, _types(row, where))


def _entities(value: object, where: str) -> Entities:
    try:
        found = [
            frozenset(key(mention if isinstance(mention, str) else mention["text"]) for mention in entity)
            for entity in cast("Iterable[Any]", value or ())
        ]
    except (TypeError, KeyError, AttributeError) as error:
        raise ResourceError("an entity is a list of names", where=where, remedy=_REMEDY) from error
    return tuple(names - {""} for names in found if names - {""})


def _types(row: dict[str, Any], where: str) -> frozenset[str] | None:
    """Return the kinds of event of a line: of templates those that are no mere threat, of alternatives the first."""
    if row.get("event_types") is None and row.get("templates") is None:
        return None
    try:
        if row.get("event_types") is not None:
            return frozenset(map(_name, row["event_types"]))
        done = [one for one in row["templates"] if one.get("stage") != ["THREATENED"]]
        return frozenset(_name(one["incident_type"][0]) for one in done)
    except (TypeError, LookupError, AttributeError) as error:
        raise ResourceError("event_types is a list of types", where=where, remedy=_REMEDY) from error


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def other_case(doc: Doc) -> str:
    """Return a document's text in capitals; one that is written so in small letters, but for the names of the parse.

    A model that learned from both depends less on how a report is written.
    """
    letters = [letter for letter in doc.text if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) < _CAPITALS * len(letters):
        return doc.text.upper()
    starts = {sentence.start for sentence in doc.sents}
    return "".join(
        (token.text.title() if token.pos_ == "PROPN" or token.i in starts else token.lower_) + token.whitespace_
        for token in doc
    )
