"""A training from its files to its model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from spacy.language import Language
from thinc.api import fix_random_seed

from docmine import models
from docmine import nlp as pipeline
from docmine import promote as promotion
from docmine.config import Config
from docmine.errors import ModelError, PromotionRefused
from docmine.evaluate import Evaluation, predict, score
from docmine.labelled import Example, Layer
from docmine.train import lesson, pairs, rehearsal, shelf
from docmine.train.checkpoint import Checkpoint
from docmine.train.report import TrainingReport
from docmine.train.tuning import Progress, Recipe, tune

COMPONENTS: dict[Layer, str] = {"names": "ner", "conflict": "docmine_conflict"}
"""Layer -> the component of the model that finds it."""


def train(
    config: Config,
    data: Sequence[Path] = (),
    *,
    layer: Layer = "names",
    corrected: Sequence[Example] = (),
    name: str | None = None,
    seed: int = 0,
    recipe: Recipe | None = None,
    restart: bool = False,
    promote: bool = True,
    progress: Progress | None = None,
) -> TrainingReport:
    """Fine-tune one layer of the model in use and save the new model in `pipeline/models/`.

    A training that was interrupted goes on after its last whole epoch if nothing that goes into it has
    changed, and ends with the model that it would have ended with.

    Args:
        config: says where the workspace is and which model is in use.
        data: files of labelled sentences; without any, all of `pipeline/training/`.
        layer: which layer is learned; sentences that label the other one are left out.
        corrected: more labelled sentences, made of the user's decisions.
        name: folder of the new model; without one, it is made from what goes into it.
        seed: the same seed, sentences and model give the same new model.
        recipe: how it is tuned.
        restart: begin anew where a training was interrupted.
        promote: let the new model take over, if it passes the gate (`docmine.promote`).
        progress: called after each step.

    Raises:
        ResourceError: the sentences are malformed or too few, or a label begins or ends inside a word.
        ModelError: there is no workspace, the model in use is not one of docmine's or lacks the layer, or
            the state of an interrupted training cannot be read.
        ConfigError: `pipeline/floors.json` cannot be used.
    """
    recipe = recipe or Recipe()
    store, former, component = shelf.folder(config), models.digest(config), COMPONENTS[layer]
    shelf.check(config, name)
    sentences = lesson.gather(config, data, corrected, layer)
    nlp = _load(config, layer)
    new, old = lesson.complete(nlp, sentences.learned), rehearsal.prepare(nlp, recipe.rehearsed, seed, layer)
    control = rehearsal.prepare(nlp, recipe.rehearsed // 2, seed + 1, layer)
    before = _score(nlp, sentences.held_out, former)
    digest = _digest(former, layer, recipe, seed, new, old)
    checkpoint = Checkpoint(store / f".{layer}.checkpoint", digest)
    if restart:
        checkpoint.remove()
    fix_random_seed(seed)
    resumed = tune(
        nlp,
        component,
        {span.label for example in new for span in example.spans},
        pairs.make(nlp, new, component),
        pairs.make(nlp, old, component),
        recipe=recipe,
        seed=seed,
        checkpoint=checkpoint,
        progress=progress,
    )
    name = name or f"{layer}-{digest}"
    after, kept = _score(nlp, sentences.held_out, name), _score(nlp, control, name)
    folder = shelf.save(nlp, store / name)
    checkpoint.remove()
    refusal = _take_over(config, name, data, corrected) if promote else ""
    return TrainingReport(
        name=name,
        folder=folder,
        layer=layer,
        learned=len(new),
        rehearsed=len(old),
        held_out=len(sentences.held_out),
        other_layer=sentences.other_layer,
        resumed=resumed,
        before=before,
        after=after,
        kept=kept,
        promoted=promote and not refusal,
        refusal=refusal,
    )


def _load(config: Config, layer: Layer) -> Language:
    nlp = pipeline.load_names(config, with_patterns=False)
    if COMPONENTS[layer] not in nlp.pipe_names:
        raise ModelError(
            f"has no component {COMPONENTS[layer]!r}, so it cannot learn the layer {layer!r}",
            where=str(models.find(config).target),
            remedy="train from a model that has one; delete pipeline/models/current.json to go back to the shipped one",
        )
    return nlp


def _score(nlp: Language, examples: Sequence[Example], name: str) -> Evaluation:
    return score(examples, predict(nlp, [example.text for example in examples], examples[0].layer), name)


def _digest(former: str, layer: Layer, recipe: Recipe, seed: int, *examples: Sequence[Example]) -> str:
    """Return a digest of all that makes the new model what it is."""
    state = hashlib.blake2b(repr((former, layer, recipe, seed)).encode(), digest_size=4)
    for example in chain(*examples):
        state.update(repr((example.text, example.spans)).encode())
    return state.hexdigest()


def _take_over(config: Config, name: str, data: Sequence[Path], corrected: Sequence[Example]) -> str:
    """Put the model before the gate; return why it is refused, or nothing."""
    try:
        promotion.promote(config, name, data=data, corrected=corrected)
    except PromotionRefused as error:
        return error.message
    return ""
