"""Teaching one component of a pipeline on what the others, which stay as they are, give it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, fix_random_seed, warmup_linear

Progress = Callable[[int, int, float], None]
"""Called with the steps done, the steps to do, and the last loss."""


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how fast a component learns; `words` is the size of a batch."""

    epochs: int
    words: int = 800
    rate: float = 1e-3
    dropout: float = 0.1
    warm_up: float = 0.05
    floor: float = 0.02  # share of the rate at which the last steps learn
    decay: float = 0.01


def teach(
    nlp: Language,
    component: str,
    examples: Sequence[Example],
    *,
    course: Course,
    seed: int,
    progress: Progress,
    steps: int | None = None,
) -> None:
    """Initialise a component and teach it; `steps` cuts the course short.

    The examples' predicted documents carry all that the component reads: tags, names, and in `doc.tensor` what the
    encoder gives, which spaCy's listeners take when the encoder itself does not learn.
    """
    fix_random_seed(seed)
    rng = random.Random(seed)  # noqa: S311  nothing secret
    pipe: Any = nlp.get_pipe(component)
    pipe.initialize(lambda: examples, nlp=nlp)
    plan = [batch for _ in range(course.epochs) for batch in batches(examples, course.words, rng)][:steps]
    total = len(plan)
    schedule: Any = warmup_linear(course.rate, max(1, int(course.warm_up * total)), int(total * (1 + course.floor)) + 1)
    optimizer = Adam(schedule, L2=course.decay, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    for done, batch in enumerate(plan, 1):
        losses = pipe.update(batch, drop=course.dropout, sgd=optimizer)
        optimizer.step_schedules()
        progress(done, total, losses[component] / sum(len(example.predicted) for example in batch))
    with pipe.model.use_params(optimizer.averages):
        learned = pipe.model.to_bytes()
    pipe.model.from_bytes(learned)


def batches(examples: Sequence[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Yield all examples in random order, in batches of some `size` words."""
    order = list(examples)
    rng.shuffle(order)
    batch: list[Example] = []
    words = 0
    for example in order:
        if batch and words + len(example.predicted) > size:
            yield batch
            batch, words = [], 0
        batch.append(example)
        words += len(example.predicted)
    if batch:
        yield batch
