"""How well role fillers are found: entities of a document, one to one, role by role (CEAF-REE, Du et al. 2021).

An entity is found if all names that are given for it are among its names; here one name is given for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from docmine.events.fillers import ROLES
from docmine.events.fillers.lessons import Entities, Lesson


@dataclass(frozen=True, slots=True)
class Score:
    """Fillers that are right, that were found, that there are."""

    right: int = 0
    found: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.found + self.expected
        return 2 * self.right / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.expected + other.expected)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A phrase that is no filler of the role, or an entity that was not found."""

    document: str
    role: str
    text: str
    missed: bool


def score(lessons: Iterable[Lesson], found: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, Score]:
    """Return the score of each role and, as `micro`, of all; `found` has for each text the phrases by role."""
    scores = dict.fromkeys(ROLES, Score())
    for lesson, phrases in zip(lessons, found, strict=True):
        for role in ROLES:
            scores[role] += _score(lesson.entities[role], phrases.get(role, ()))
    return {**scores, "micro": sum(scores.values(), Score())}


def mistakes(lesson: Lesson, found: Mapping[str, Sequence[str]]) -> list[Mistake]:
    """Return what is wrong in one text."""
    wrong: list[Mistake] = []
    for role in ROLES:
        names = found.get(role, ())
        known = frozenset().union(*lesson.entities[role])
        wrong += [Mistake(lesson.name, role, name, missed=False) for name in names if name not in known]
        missed = (entity for entity in lesson.entities[role] if entity.isdisjoint(names))
        wrong += [Mistake(lesson.name, role, " / ".join(sorted(entity)), missed=True) for entity in missed]
    return wrong


def _score(entities: Entities, names: Sequence[str]) -> Score:
    given = list(dict.fromkeys(names))
    return Score(_matched(entities, given), len(given), len(entities))


def _matched(entities: Entities, names: Sequence[str]) -> int:
    """Return how many names can be given to entities that bear them, one to one (augmenting paths)."""
    owner: dict[int, str] = {}

    def place(name: str, tried: set[int]) -> bool:
        for number, entity in enumerate(entities):
            if name in entity and number not in tried:
                tried.add(number)
                if number not in owner or place(owner[number], tried):
                    owner[number] = name
                    return True
        return False

    return sum(place(name, set()) for name in names)
