"""A training from its files to its model."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from spacy.language import Language
from thinc.api import fix_random_seed

from docmine import models
from docmine import nlp as pipeline
from docmine.config import Config
from docmine.errors import ModelError
from docmine.evaluate import Evaluation, predict, score
from docmine.labelled import Example, Layer
from docmine.train import lesson, pairs, rehearsal, shelf
from docmine.train.checkpoint import Checkpoint
from docmine.train.report import TrainingReport
from docmine.train.tuning import Progress, Recipe, tune

COMPONENTS: dict[Layer, str] = {"names": "ner", "conflict": "conflict"}
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
    force: bool = False,
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
        promote: let the new model take over if it does not do worse on the held-out sentences.
        force: let it take over even then.
        progress: called after each step.

    Raises:
        ResourceError: the sentences are malformed or too few, or a label begins or ends inside a word.
        ModelError: there is no workspace, the model in use is not one of docmine's or lacks the layer, or
            the state of an interrupted training cannot be read.
    """
    recipe = recipe or Recipe()
    store, former = shelf.folder(config), models.digest(config)
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
        COMPONENTS[layer],
        {span.label for example in new for span in example.spans},
        pairs.make(nlp, new),
        pairs.make(nlp, old),
        recipe=recipe,
        seed=seed,
        checkpoint=checkpoint,
        progress=progress,
    )
    name = name or f"{layer}-{digest}"
    after, kept = _score(nlp, sentences.held_out, name), _score(nlp, control, name)
    folder = shelf.save(nlp, store / name)
    checkpoint.remove()
    refusal = _take_over(folder, before, after, force=force) if promote else ""
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


def _take_over(folder: Path, before: Evaluation, after: Evaluation, *, force: bool) -> str:
    """Let `current.json` name the model, unless it does worse; return why it does not, or nothing."""
    new, old = after.micro.f1, before.micro.f1
    if new < old and not force:
        return f"on the held-out sentences its F1 is {new:.3f}, and that of the model in use {old:.3f}"
    current = folder.parent / "current.json"
    part = current.with_suffix(".part")
    text = json.dumps({"name": folder.name, "digest": models.folder_digest(folder)}, indent=2)
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(current)
    return ""
