"""Teaching and scoring the choice among the types that a word allows, by what people decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from spacy.language import Language

from docmine import nlp as pipeline
from docmine.config import Config
from docmine.errors import ResourceError
from docmine.events.choice import lessons as sentences
from docmine.events.choice.fit import Example, fit, folds
from docmine.events.choice.lessons import Lesson
from docmine.events.choice.model import Chooser
from docmine.events.component import EventCoder
from docmine.events.fillers.measure import Score
from docmine.events.fillers.typed import TypeMistake

WEIGHT = 3.0
"""What a decision counts beside a sentence of ours."""


@dataclass(frozen=True, slots=True)
class TypesCourse:
    """What came of a training: weights that learned from all, and how many decisions are met before and after.

    `after` is of weights that did not learn from the decisions on which they are judged.
    """

    chooser: Chooser
    learned: int
    before: int
    after: int
    problems: list[ResourceError]

    @property
    def is_better(self) -> bool:
        """Whether more decisions are met than by the weights in use."""
        return self.after > self.before


@dataclass(frozen=True, slots=True)
class TypesEvaluation:
    """Scores by type, and as `micro` of all, of the events whose type somebody has put right; and what is wrong."""

    decisions: int
    scores: dict[str, Score]
    mistakes: list[TypeMistake]


def teach(config: Config, decided: Sequence[Lesson]) -> TypesCourse:
    """Learn from our sentences and from decisions about types, each judged by weights that have not seen it.

    Raises:
        ModelError: the model cannot be read.
        ResourceError: a file of the user is malformed.
    """
    nlp = pipeline.load(config)
    ours = [one for _, one in sentences.examples(nlp, sentences.read()) if isinstance(one, Example)]
    theirs: list[Example] = []
    problems: list[ResourceError] = []
    for lesson, one in sentences.examples(nlp, decided):
        if isinstance(one, str):
            remedy = "add a row for the word to pipeline/events/triggers.csv, with the cue @learned"
            problems.append(ResourceError(one, where=lesson.where, remedy=remedy))
        else:
            theirs.append(replace(one, weight=WEIGHT))
    in_use = cast("EventCoder", nlp.get_pipe("docmine_events")).chooser
    before = sum(one.is_met_by(in_use) for one in theirs)
    after = sum(one.is_met_by(chooser) for one, chooser in folds(theirs, ours))
    return TypesCourse(fit([*ours, *theirs]), len(theirs), before, after, problems)


def evaluate(config: Config, decided: Sequence[Lesson]) -> TypesEvaluation:
    """Score the types that a run would give, without the decisions, to events whose type somebody has put right.

    Each is read in its sentence alone.

    Raises:
        ModelError: the model cannot be read.
        ResourceError: a file of the user is malformed.
    """
    nlp = pipeline.load(config)
    scores: dict[str, Score] = {}
    wrong: list[TypeMistake] = []
    for lesson in decided:
        told, found = _name(lesson.event_type, lesson.mode), _found(nlp, lesson)
        is_met = told in found
        for name in {told} if is_met else {told, *found}:
            one = Score(int(is_met), int(is_met or name in found), int(name == told))
            scores[name] = scores.get(name, Score()) + one
        if not is_met:
            word = lesson.text[lesson.start :].split()[0]
            wrong.append(TypeMistake(lesson.where, told, f"{word}: {', '.join(found) or 'no event'}", missed=True))
    return TypesEvaluation(
        len(decided), {**dict(sorted(scores.items())), "micro": sum(scores.values(), Score())}, wrong
    )


def _found(nlp: Language, lesson: Lesson) -> list[str]:
    """Return the types of the events that the word tells of, with their modes if the lesson has one."""
    events = [
        event
        for event in nlp(lesson.text)._.events
        if lesson.start in (event["start"], *(telling["start"] for telling in event["tellings"]))
    ]
    return [_name(event["event_type"], event["mode"] if lesson.mode else None) for event in events]


def _name(event_type: str, mode: str | None) -> str:
    return f"{event_type} {mode}" if mode else event_type
