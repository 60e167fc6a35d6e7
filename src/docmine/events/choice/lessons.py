"""Sentences of which somebody says which type of event a word in them names.

A line is `{"text": …, "trigger": "attacked", "event_type": "ASSAULT", "mode": "heavy-weapons"}`: the word as it stands
in the text, where it stands first. Without a mode any mode of the type is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from spacy.language import Language
from spacy.tokens import Doc

from docmine.errors import ResourceError
from docmine.events import layers
from docmine.events.choice.evidence import evidence
from docmine.events.choice.fit import Example
from docmine.events.choice.model import Candidate, candidates
from docmine.resources import DATA

if TYPE_CHECKING:
    from docmine.events.component import EventCoder

PATH = DATA / "events" / "choices.jsonl"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text, where the word stands in it, and the type that the word has there; `where` says who says so."""

    text: str
    start: int
    event_type: str
    mode: str | None
    where: str
    published: str | None = None


def read(path: Path = PATH) -> list[Lesson]:
    """Return the lessons of a file.

    Raises:
        ResourceError: a line is not of the form above.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_lesson(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def _lesson(line: str, where: str) -> Lesson:
    try:
        row = json.loads(line)
        return Lesson(row["text"], row["text"].index(row["trigger"]), row["event_type"], row.get("mode"), where)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = "write an object with text, trigger, event_type and mode, the trigger as it stands in the text"
        raise ResourceError(f"is no labelled sentence: {error}", where=where, remedy=remedy) from error


def examples(nlp: Language, lessons: Iterable[Lesson]) -> Iterator[tuple[Lesson, Example | str]]:
    """Yield what each lesson teaches, or why it teaches nothing.

    Args:
        nlp: a pipeline with `docmine_events`.
        lessons: the sentences.
    """
    coder = cast("EventCoder", nlp.get_pipe("docmine_events"))
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name in ("docmine_events", "docmine_fillers")]):
        for lesson in lessons:
            doc = nlp.make_doc(lesson.text)
            doc._.published = lesson.published
            yield lesson, _example(coder, nlp(doc), lesson)


def _example(coder: EventCoder, doc: Doc, lesson: Lesson) -> Example | str:
    token = next((token for token in doc if token.idx == lesson.start), None)
    spans = layers.read(doc)
    frame = coder.by_lexicon(token, spans) if token is not None else None
    if frame is None:
        return "the lexicon finds no event there"
    allowed = candidates(frame, coder.lexicon, spans)
    right = tuple(_is_right(one, lesson) for one in allowed)
    if not any(right):
        return f"the lexicon allows no {lesson.event_type} {lesson.mode or ''}".rstrip()
    return Example(tuple(evidence(frame, spans)), tuple(allowed), right)


def _is_right(one: Candidate, lesson: Lesson) -> bool:
    event_type, mode = one.trigger.pair
    return event_type == lesson.event_type and lesson.mode in (None, mode)
