"""Teaching and scoring role fillers through the whole pipeline."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from docmine import nlp as pipeline
from docmine.config import Config
from docmine.errors import AnnotateError, ModelError, ResourceError
from docmine.events import ontology
from docmine.events.fillers import features, typed
from docmine.events.fillers import teach as teaching
from docmine.events.fillers.component import FillerFinder
from docmine.events.fillers.lessons import Lesson, other_case, read
from docmine.events.fillers.measure import Mistake, Score, mistakes, score
from docmine.events.fillers.model import Fillers
from docmine.events.fillers.phrases import key
from docmine.events.fillers.shelves import Example
from docmine.events.kinds import kinds

Progress = Callable[[int, int], None]

_SHARE = 5  # one text in five is held out
_FEWEST = 10


@dataclass(frozen=True, slots=True)
class Course:
    """What came of a training: fillers that learned from all texts, and scores by role on a fifth of them.

    `after` is of fillers that did not learn from the texts on which they are scored.
    """

    fillers: Fillers
    learned: int
    held_out: int
    before: dict[str, Score]
    after: dict[str, Score]

    @property
    def is_better(self) -> bool:
        """Whether the new fillers do better on the texts that were held out."""
        return self.after["micro"].f1 > self.before["micro"].f1

    @property
    def sides(self) -> dict[str, dict[str, Score]]:
        """Both scores by name."""
        return {"before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by role, and what is wrong; the same by type of event."""

    texts: int
    scores: dict[str, Score]
    mistakes: list[Mistake]
    types: typed.Typed


def files_of(config: Config, data: Sequence[Path] = ()) -> list[Path]:
    """Return `data`, or when it is empty the files of `pipeline/training/events/`."""
    folder = config.path("training", "events")
    return list(data) or (sorted(folder.glob("*.jsonl*")) if folder else [])


def are_enough(lessons: Sequence[Lesson]) -> bool:
    """Say whether texts are as many as a training needs, and some of them with fillers."""
    return len(lessons) >= _FEWEST and any(lesson.is_relevant for lesson in lessons)


def lessons_of(config: Config, data: Sequence[Path] = (), decided: Sequence[Lesson] = ()) -> list[Lesson]:
    """Return the texts of `data`, or when it is empty those of `pipeline/training/events/`, and those of decisions.

    Raises:
        ResourceError: there are none, or a line is malformed.
    """
    folder = config.path("training", "events")
    lessons = [*read(files_of(config, data)), *decided]
    if not lessons:
        where = ", ".join(map(str, data)) or str(folder or "pipeline/training/events")
        raise ResourceError("there are no texts with role fillers", where=where, remedy="see docs/retraining.md")
    return lessons


def evaluate(config: Config, lessons: Sequence[Lesson]) -> Evaluation:
    """Score the fillers and the types of event that a run would find.

    Raises:
        ModelError: the model in use finds no role fillers.
        ResourceError: a text has a type that there is not.
        AnnotateError: the pipeline fails on a text.
    """
    users = config.path("events", "ontology.csv")
    names = kinds(ontology.load(users if users and users.is_file() else None))
    typed.check(lessons, names)
    nlp = _load(config)
    docs = _docs(nlp, [(lesson.text, lesson) for lesson in lessons])
    both = [(_by_role(doc), typed.told(doc._.events)) for doc in docs]
    found = [phrases for phrases, _ in both]
    wrong = [mistake for one, phrases in zip(lessons, found, strict=True) for mistake in mistakes(one, phrases)]
    types = typed.judge(lessons, [told for _, told in both], names)
    return Evaluation(len(lessons), score(lessons, found), wrong, types)


def teach(
    config: Config, lessons: Sequence[Lesson], *, fresh: bool = False, seed: int = 0, progress: Progress
) -> Course:
    """Train role fillers, first without a fifth of the texts, to test on these, then with all.

    Args:
        config: says which model and which weights are in use.
        lessons: texts with their fillers.
        fresh: True begins with new networks, False with those in use.
        seed: the same lessons and seed give the same weights.
        progress: is told how many of how many steps are done.

    Raises:
        ModelError: the model in use has no such vectors.
        ResourceError: there are too few texts, or none with fillers.
        AnnotateError: the pipeline fails on a text.
    """
    if not are_enough(lessons):
        told = (
            f"{len(lessons)} texts, {sum(lesson.is_relevant for lesson in lessons)} of them with fillers, are too few"
        )
        raise ResourceError(
            told, where="lessons", remedy=f"give at least {_FEWEST} texts, better of 50, some with fillers"
        )
    nlp = _load(config)
    finder = cast("FillerFinder", nlp.get_pipe("docmine_fillers"))
    steps = _Steps(progress, 2 * len(lessons) + (teaching.STEPS if fresh else 2))
    with nlp.select_pipes(disable=["docmine_fillers"]):
        read = [_Read(example, doc) for example, doc in _examples(nlp, lessons, steps)]
    learned, held = _sides(read)
    before = _judge(finder.fillers, held, config)
    if fresh:
        fillers, after = _anew(read, held, config, seed, steps)
    else:
        steps.advance()
        after = _judge(teaching.refine(finder.fillers, _examples_of(learned), seed=seed), held, config)
        steps.advance()
        fillers = teaching.refine(finder.fillers, _examples_of(read), seed=seed)
    return Course(fillers, len(learned), len(held), before, after)


@dataclass(frozen=True, slots=True)
class _Read:
    """An example, and its document as it is written."""

    example: Example
    doc: Doc


class _Steps:
    """Counts steps aloud."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def advance(self) -> None:
        """Tell that one more step is done."""
        self._done += 1
        self._progress(self._done, self._total)


def _load(config: Config) -> Language:
    nlp = pipeline.load(config)
    if "docmine_fillers" not in nlp.pipe_names:
        raise ModelError("finds no role fillers", where=config.model.name, remedy='set [model] name to "accurate"')
    return nlp


def _examples(nlp: Language, lessons: Sequence[Lesson], steps: _Steps) -> Iterator[tuple[Example, Doc]]:
    """Yield each lesson as the pipeline reads it, as it is written and in the other case."""
    for lesson, doc in zip(lessons, _docs(nlp, [(one.text, one) for one in lessons]), strict=True):
        steps.advance()
        twin = next(_docs(nlp, [(other_case(doc), lesson)]))
        steps.advance()
        yield Example(lesson, (features.measure(doc), features.measure(twin))), doc


def _docs(nlp: Language, texts: Sequence[tuple[str, Lesson]]) -> Iterator[Doc]:
    def fail(doc: Doc, component: str, error: Exception) -> None:
        raise AnnotateError(f"{component} failed: {error}", where=doc._.doc_id) from error

    yield from pipeline.pipe(nlp, (_made(nlp, *one) for one in texts), fail)


def _made(nlp: Language, text: str, lesson: Lesson) -> Doc:
    doc = nlp.make_doc(text)
    doc._.doc_id, doc._.published = lesson.name, lesson.published
    return doc


def _sides(read: Sequence[_Read]) -> tuple[list[_Read], list[_Read]]:
    ranked = sorted(read, key=lambda one: _rank(one.example.lesson))
    size = max(1, len(ranked) // _SHARE)
    return ranked[size:], ranked[:size]


def _anew(
    read: Sequence[_Read], held: Sequence[_Read], config: Config, seed: int, steps: _Steps
) -> tuple[Fillers, dict[str, Score]]:
    """Return fillers that have learned from all, and the score on some by such as have not learned from these."""
    learned = teaching.learn(_examples_of(read), gate=config.events.relevance, seed=seed, step=steps.advance)
    scored = {id(one) for one in held}
    told = [pair for pair in zip(read, learned.found, strict=True) if id(pair[0]) in scored]
    return learned.fillers, score([one.example.lesson for one, _ in told], [found for _, found in told])


def _examples_of(read: Sequence[_Read]) -> list[Example]:
    return [one.example for one in read]


def _rank(lesson: Lesson) -> str:
    return hashlib.sha256(lesson.name.encode()).hexdigest()


def _judge(fillers: Fillers, held: Sequence[_Read], config: Config) -> dict[str, Score]:
    """Return the scores of fillers on documents, apart from the events that they would hang on."""
    found = []
    for one in held:
        phrases: dict[str, list[str]] = {}
        for filler in fillers.find(one.doc, config.events.relevance):
            phrases.setdefault(filler.role, []).append(filler.name)
        found.append(phrases)
    return score([one.example.lesson for one in held], found)


def _by_role(doc: Doc) -> dict[str, list[str]]:
    phrases: dict[str, list[str]] = {}
    for filler in (filler for event in doc._.events for filler in event["fillers"] or ()):
        phrases.setdefault(filler["role"], []).append(key(doc.text[filler["start"] : filler["end"]]))
    return phrases
