"""Passes over new and rehearsed sentences, and the average of the weights before and after.

The new weights are averaged with the old ones (Wortsman et al. 2022, "Robust fine-tuning of zero-shot
models"), which costs little of what was learned and gives back much of what was forgotten. The tables
of hashed features are not: their rows belong to words, and it is in them that new names are remembered.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.training import Example as Pair
from thinc.api import Adam, Optimizer, fix_random_seed
from thinc.types import FloatsXd

from docmine.train.checkpoint import Checkpoint, Key, parameters

Progress = Callable[[int, int], None]
"""Called with the number of training steps that are done and that there are to do."""


_TABLE = "E"  # thinc's name for the rows of a HashEmbed


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is tuned; the defaults are made for some 50 to 2,000 new sentences."""

    epochs: int = 30
    rehearsed: int = 1200  # sentences; by another seed, half as many show what is forgotten
    replay_ratio: int = 8  # rehearsed sentences for each new one, in an epoch
    batch: int = 16
    dropout: float = 0.3
    learn_rate: float = 3e-4
    new_share: float = 0.6  # of the new weights in the average with the old ones


def tune(
    nlp: Language,
    component: str,
    labels: Iterable[str],
    new: Sequence[Pair],
    old: Sequence[Pair],
    *,
    recipe: Recipe,
    seed: int,
    checkpoint: Checkpoint,
    progress: Progress | None = None,
) -> int:
    """Update one component, and nothing else, with new and rehearsed sentences mixed.

    Args:
        nlp: the pipeline.
        component: its component that learns.
        labels: those of the new sentences; the component gets room for what it lacks.
        new: sentences that are learned; all of them in each epoch.
        old: sentences that are rehearsed; a sample of them in each epoch.
        recipe: how.
        seed: all chance hangs on it.
        checkpoint: where the state is kept after each epoch, and taken up.
        progress: called after each step.

    Returns:
        The number of epochs that were done before, by a training that was interrupted.

    Raises:
        ModelError: the checkpoint cannot be read or written.
    """
    pipe: Any = nlp.get_pipe(component)
    former = {key: node.get_param(key[1]).copy() for key, node in parameters(pipe.model)}
    for label in sorted(set(labels) - set(pipe.labels)):
        pipe.add_label(label)
    optimizer = Adam(recipe.learn_rate, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    begin = checkpoint.load(pipe.model, optimizer)
    with nlp.select_pipes(enable=[component]):
        for epoch in range(begin, recipe.epochs):
            batches = list(_batches(new, old, recipe, f"{seed}/{epoch}"))
            for number, batch in enumerate(batches, 1):
                nlp.update(batch, sgd=optimizer, drop=recipe.dropout)
                if progress:
                    progress(epoch * len(batches) + number, recipe.epochs * len(batches))
            checkpoint.save(pipe.model, optimizer, epoch + 1)
    _average(pipe, optimizer, former, recipe.new_share)
    return begin


def _batches(new: Sequence[Pair], old: Sequence[Pair], recipe: Recipe, seed: str) -> Iterator[list[Pair]]:
    """Yield an epoch's batches; all chance in an epoch hangs on its own seed, so that it can be begun anywhere."""
    rng = random.Random(seed)  # noqa: S311  nothing secret
    fix_random_seed(rng.getrandbits(32))
    mixed = [*new, *rng.sample(old, min(len(old), recipe.replay_ratio * len(new)))]
    rng.shuffle(mixed)
    for start in range(0, len(mixed), recipe.batch):
        yield mixed[start : start + recipe.batch]


def _average(pipe: TrainablePipe, optimizer: Optimizer, former: Mapping[Key, FloatsXd], share: float) -> None:
    """Set each weight between its running average over the steps and what it was before."""
    averages = optimizer.averages or {}
    for key, node in parameters(pipe.model):
        value: Any = averages.get((node.id, key[1]), node.get_param(key[1]))
        if key in former and key[1] != _TABLE:
            old: Any = former[key]
            value[: len(old)] = share * value[: len(old)] + (1 - share) * old  # rows beyond are of labels new to it
        node.set_param(key[1], value)
