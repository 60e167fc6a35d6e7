"""Training of the line scorer on labelled lines: a fifth of the texts tests what the others taught."""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import Adam, fix_random_seed, set_dropout_rate, warmup_linear

from docmine.clean import network
from docmine.clean.cleaner import Cleaner
from docmine.clean.features import Features, measure, names
from docmine.clean.lessons import Lesson
from docmine.clean.lines import split
from docmine.clean.score import Scorer
from docmine.documents import RawDocument
from docmine.errors import ResourceError

Progress = Callable[[int, int], None]

_SHARE = 5  # one text in five is held out
_BATCH = 8
_WARM_UP = 50


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train: more gently where weights that are good already are put right."""

    passes: int = 16
    rate: float = 0.004
    dropout: float = 0.2
    fresh: bool = True


FRESH = Recipe()
AGAIN = Recipe(passes=8, rate=0.001, dropout=0.1, fresh=False)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a cleaner does to labelled texts.

    `f1` is the mean over texts of the F1 of kept words against content words; `removed` the share of boilerplate
    lines that are dropped, `lost` the share of content lines that are.
    """

    f1: float
    removed: float
    lost: float


@dataclass(frozen=True, slots=True)
class Course:
    """What came of a training: the cleaner that learned from all texts, and figures on a fifth of them.

    `after` is of a cleaner that learned from the other four fifths only.
    """

    cleaner: Cleaner
    learned: int
    held_out: int
    before: Figures
    after: Figures

    @property
    def is_better(self) -> bool:
        """Whether the new scorer does better on the texts that were held out."""
        return self.after.f1 > self.before.f1


def teach(
    cleaner: Cleaner, lessons: Sequence[Lesson], recipe: Recipe = AGAIN, *, seed: int = 0, progress: Progress
) -> Course:
    """Train the scorer of a cleaner, first without a fifth of the texts, to test it on these, then with all.

    The same lessons, recipe and seed give the same weights. Which texts are held out depends on their names.

    Raises:
        ResourceError: there are fewer than two texts with labelled lines.
    """
    learned, held = _sides(lessons)
    steps = 2 * recipe.passes
    tested = learn(cleaner, learned, recipe, seed=seed, progress=lambda done, _: progress(done, steps))
    final = learn(cleaner, lessons, recipe, seed=seed, progress=lambda done, _: progress(recipe.passes + done, steps))
    return Course(final, len(learned), len(held), assess(cleaner, held), assess(tested, held))


def _sides(lessons: Sequence[Lesson]) -> tuple[list[Lesson], list[Lesson]]:
    told = [lesson for lesson in lessons if any(flag is not None for flag in lesson.keep)]
    if len(told) < 2:
        remedy = "label the lines of at least two reports, better of twenty"
        raise ResourceError(f"{len(told)} labelled texts are too few", where="lessons", remedy=remedy)
    ranked = sorted(told, key=lambda lesson: hashlib.sha256(lesson.name.encode()).hexdigest())
    size = max(1, len(ranked) // _SHARE)
    return ranked[size:], ranked[:size]


def learn(cleaner: Cleaner, lessons: Sequence[Lesson], recipe: Recipe, *, seed: int, progress: Progress) -> Cleaner:
    """Return the cleaner with a scorer that learned from these texts."""
    fix_random_seed(seed)
    pages = [page for lesson in lessons if (page := _page(cleaner, lesson)) is not None]
    if recipe.fresh:
        pupil = network.build(len(names()), dropout=recipe.dropout)
        network.standardise(pupil, [page.features for page in pages])
    else:
        pupil = set_dropout_rate(cleaner.scorer.network.copy(), recipe.dropout)
    steps = recipe.passes * (len(pages) // _BATCH + 1)
    rates = warmup_linear(recipe.rate, min(_WARM_UP, steps // 5), steps)
    optimiser = Adam(cast("Any", rates), L2=1e-3, use_averages=True)
    order = random.Random(seed)  # noqa: S311 - no secret
    for done in range(recipe.passes):
        progress(done, recipe.passes)
        order.shuffle(pages)
        for number, page in enumerate(pages, 1):
            page.teach(pupil)
            if number % _BATCH == 0 or number == len(pages):
                pupil.finish_update(optimiser)
                optimiser.step_schedules()
    progress(recipe.passes, recipe.passes)
    with pupil.use_params(optimiser.averages or {}):
        weights = Scorer(pupil).to_bytes()
    return replace(cleaner, scorer=Scorer.from_bytes(weights))


@dataclass(frozen=True, slots=True)
class _Page:
    """A text to learn from: what is known of each unit, and how much that counts."""

    features: Features
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]

    def teach(self, pupil: network.Network) -> None:
        """Add the gradient of the cross entropy; a text counts by the square root of its lines."""
        odds, backprop = pupil.begin_update(self.features)
        gap = 1 / (1 + np.exp(-odds[:, 0])) - self.labels
        gradient = gap * self.weights / np.sqrt(max(1.0, self.weights.sum())) / (2 * _BATCH)
        backprop(gradient[:, None].astype(np.float32))


def _page(cleaner: Cleaner, lesson: Lesson) -> _Page | None:
    raw, flags = document(lesson)
    look = cleaner.look(raw, split(raw.text))
    if not look.units:
        return None
    marked = [reason is not None for reason in look.evidence.against_all(look.units)]
    told = [[flag for line in unit.lines if (flag := flags[line.n]) is not None] for unit in look.units]
    labels = np.array([np.mean(of_unit) if of_unit else 0.0 for of_unit in told], np.float32)
    weights = np.array([np.sqrt(len(of_unit)) for of_unit in told], np.float32)
    return _Page(measure(look.units, marked), labels, weights)


def document(lesson: Lesson) -> tuple[RawDocument, dict[int, bool | None]]:
    """Return the text of a lesson, and the flags of its lines by their numbers in that text."""
    text = "\n".join(lesson.lines)
    starts = list(accumulate((len(line) + 1 for line in lesson.lines), initial=0))
    flags = {line.n: lesson.keep[bisect_right(starts, line.start) - 1] for line in split(text)}
    return RawDocument(doc_id=lesson.name, path=lesson.name, kind="text", text=text, sha256=""), flags


def assess(cleaner: Cleaner, lessons: Sequence[Lesson]) -> Figures:
    """Return how a cleaner does on labelled texts."""
    scores: list[float] = []
    content = lost = chrome = removed = 0
    for lesson in lessons:
        kept_words = content_words = both = 0
        for words, is_content, is_kept in _judged(cleaner, lesson):
            content, lost = content + is_content, lost + (is_content and not is_kept)
            chrome, removed = chrome + (not is_content), removed + (not is_content and not is_kept)
            kept_words, content_words = kept_words + words * is_kept, content_words + words * is_content
            both += words * (is_kept and is_content)
        scores.append(2 * both / (kept_words + content_words) if kept_words + content_words else 1.0)
    return Figures(float(np.mean(scores)), removed / max(1, chrome), lost / max(1, content))


def _judged(cleaner: Cleaner, lesson: Lesson) -> Iterator[tuple[int, bool, bool]]:
    """Yield for each labelled line its number of words, whether it is content, and whether it is kept."""
    raw, flags = document(lesson)
    for line in cleaner(raw).lines:
        is_content = flags[line.n]
        if is_content is not None:
            words = len(raw.text[line.start : line.end].split())
            yield words, is_content, line.keep
