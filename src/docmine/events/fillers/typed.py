"""How well the types of event that a text reports are found: sets of types, text by text.

Only events that the report tells as fact count, and only the types that the labels use, as with names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from docmine.errors import ResourceError
from docmine.events.fillers.lessons import Lesson
from docmine.events.fillers.measure import Score
from docmine.events.kinds import Kinds, Pair
from docmine.extensions import EventValue


@dataclass(frozen=True, slots=True)
class TypeMistake:
    """A type that a text does not report, with the triggers that told of it, or one that was not found."""

    document: str
    type: str
    text: str
    missed: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """How many texts say which types they report, scores by type and, as `micro`, of all, and what is wrong."""

    texts: int
    scores: dict[str, Score]
    mistakes: list[TypeMistake]


Told = Mapping[Pair, Sequence[str]]
"""The triggers of a text's events by type and mode."""


def told(events: Iterable[EventValue]) -> dict[Pair, list[str]]:
    """Return which events a text tells as fact."""
    found: dict[Pair, list[str]] = {}
    for event in events:
        if event["status"] == "factual":
            found.setdefault((event["event_type"], event["mode"] or ""), []).append(event["trigger"])
    return found


def check(lessons: Iterable[Lesson], kinds: Kinds) -> None:
    """Make sure that all types are known.

    Raises:
        ResourceError: a text has a type that is none of `kinds`.
    """
    for lesson in lessons:
        if unknown := (lesson.types or frozenset()) - kinds.keys():
            raise ResourceError(
                f"no such type of event: {', '.join(sorted(unknown))}",
                where=lesson.name,
                remedy="write a type of docs/events.md, such as ASSAULT, or with its mode, ASSAULT abduct",
            )


def judge(lessons: Sequence[Lesson], found: Sequence[Told], kinds: Kinds) -> Typed:
    """Score what was found in each text; texts that do not say which types they report are left out."""
    labelled = [(one, events) for one, events in zip(lessons, found, strict=True) if one.types is not None]
    used = sorted(frozenset().union(*(lesson.types or () for lesson, _ in labelled)))
    scores, wrong = dict.fromkeys(used, Score()), list[TypeMistake]()
    for lesson, events in labelled:
        for name in used:
            triggers = [word for pair in sorted(kinds[name] & events.keys()) for word in events[pair]]
            is_told = name in (lesson.types or ())
            scores[name] += Score(int(is_told and bool(triggers)), int(bool(triggers)), int(is_told))
            if is_told != bool(triggers):
                wrong.append(TypeMistake(lesson.name, name, " / ".join(dict.fromkeys(triggers)), missed=is_told))
    return Typed(len(labelled), {**scores, "micro": sum(scores.values(), Score())}, wrong)
