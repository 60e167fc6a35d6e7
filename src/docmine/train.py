"""Fine-tuning of the entity recogniser on a user's own labelled sentences.

A fifth of the documents is held out (`holdout`). The rest is learned together with sentences that
the model answered before (`replay`), so that new names do not cost old ones. Of labels that the
sentences never use, the model's own answers are kept too. The new weights are averaged with the old
ones (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"), which costs little of what was
learned and gives back much of what was forgotten. The new model takes over only if it does not do
worse on what was held out.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.training import Example as Pair
from spacy.util import filter_spans
from thinc.api import Adam, Optimizer, fix_random_seed

from docmine import models, replay
from docmine import nlp as pipeline
from docmine.config import Config
from docmine.entities import lexicon
from docmine.errors import ModelError, ResourceError
from docmine.evaluate import Evaluation, predict, score, training_files
from docmine.holdout import split
from docmine.labelled import Example, Span, read

Progress = Callable[[int, int], None]
"""Called with the number of training steps that are done and that there are to do."""

EPOCHS = 20
_LEAST = 20
_REPLAYED = 1200  # sentences that are rehearsed, and, by another seed, half as many on which forgetting is measured
_REPLAY_RATIO = 8  # rehearsed sentences for each new one, in an epoch
_BATCH = 16
_DROPOUT = 0.1
_LEARN_RATE = 3e-4
_NEW_SHARE = 0.9  # of the new weights in the average with the old ones


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What training did. `kept` scores the new model against the old one's answers on rehearsal sentences."""

    name: str
    folder: Path
    learned: int
    held_out: int
    before: Evaluation
    after: Evaluation
    kept: Evaluation
    promoted: bool

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values, for JSON."""
        return {
            "name": self.name,
            "folder": str(self.folder),
            "learned": self.learned,
            "held_out": self.held_out,
            "promoted": self.promoted,
            "before": self.before.as_dict(),
            "after": self.after.as_dict(),
            "kept": self.kept.as_dict(),
        }


def train(
    config: Config,
    data: Sequence[Path] = (),
    *,
    name: str | None = None,
    seed: int = 0,
    epochs: int = EPOCHS,
    force: bool = False,
    progress: Progress | None = None,
) -> TrainingReport:
    """Fine-tune the model in use and save it in `pipeline/models/`.

    Args:
        config: says where the workspace is and which model is in use.
        data: JSONL files; without any, all of `pipeline/training/*.jsonl`.
        name: folder of the new model; without one, it is made from what goes into it.
        seed: the same seed, data and model give the same new model.
        epochs: passes over the new sentences.
        force: let the new model take over even if it does worse on the held-out sentences.
        progress: called after each step.

    Raises:
        ResourceError: the sentences are malformed or too few, or a label begins or ends inside a word.
        ModelError: there is no workspace, or the model in use is not one of docmine's.
    """
    store = _model_folder(config)
    examples = read(training_files(config, data), {**lexicon().labels, **config.model.labels})
    learned, held_out = split(examples)
    if len(examples) < _LEAST or not held_out:
        raise ResourceError(
            f"{len(examples)} labelled sentences are too few to learn from and to be tested on",
            where=str(store.parent / "training"),
            remedy=f"label at least {_LEAST}; 50 or more are better",
        )
    fix_random_seed(seed)
    nlp = pipeline.load_names(config, with_patterns=False)
    lesson = _complete(nlp, learned)
    rehearsal = _answered(nlp, replay.sentences(_REPLAYED, seed))
    control = _answered(nlp, replay.sentences(_REPLAYED // 2, seed + 1))
    before = _score(nlp, held_out, models.digest(config))
    rng = random.Random(seed)  # noqa: S311  nothing secret
    _fine_tune(nlp, lesson, rehearsal, rng=rng, epochs=epochs, progress=progress)
    name = name or _name(config, examples, seed, epochs)
    after, kept = _score(nlp, held_out, name), _score(nlp, control, name)
    folder = _save(nlp, store / name)
    promoted = force or after.micro.f1 >= before.micro.f1
    if promoted:
        _promote(folder)
    return TrainingReport(name, folder, len(learned), len(held_out), before, after, kept, promoted)


def _model_folder(config: Config) -> Path:
    folder = config.path("models")
    if folder is None:
        raise ModelError("there is no workspace to keep a model in", remedy="run docmine init first")
    if config.model.name != "default":
        raise ModelError(
            f"{config.model.name!r} is not docmine's to train",
            where="model.name",
            remedy='use spaCy\'s own `spacy train`, or set [model] name to "default"',
        )
    return folder


def _score(nlp: Language, examples: Sequence[Example], name: str) -> Evaluation:
    return score(examples, predict(nlp, [example.text for example in examples]), name)


def _answered(nlp: Language, texts: Sequence[str]) -> list[Example]:
    return [Example(text, spans) for text, spans in zip(texts, predict(nlp, texts), strict=True)]


def _complete(nlp: Language, examples: Sequence[Example]) -> list[Example]:
    """Add the model's own answers under labels that the examples never use, where they are free."""
    used = {span.label for example in examples for span in example.spans}
    answers = _answered(nlp, [example.text for example in examples])
    return [
        Example(own.text, tuple(sorted((*own.spans, *_free(own.spans, answer.spans, used)))), own.where)
        for own, answer in zip(examples, answers, strict=True)
    ]


def _free(taken: Sequence[Span], offered: Sequence[Span], used: set[str]) -> Iterator[Span]:
    for span in offered:
        if span.label not in used and not any(span.start < other.end and other.start < span.end for other in taken):
            yield span


def _fine_tune(
    nlp: Language,
    lesson: Sequence[Example],
    rehearsal: Sequence[Example],
    *,
    rng: random.Random,
    epochs: int,
    progress: Progress | None,
) -> None:
    """Update the entity recogniser, and nothing else, with new and rehearsed sentences mixed."""
    new, old = [[_pair(nlp, example) for example in part] for part in (lesson, rehearsal)]
    ner: Any = nlp.get_pipe("ner")
    for label in sorted({span.label for example in lesson for span in example.spans}):
        ner.add_label(label)
    former = _parameters(ner)
    share = min(len(old), _REPLAY_RATIO * len(new))
    total = epochs * -(-(len(new) + share) // _BATCH)
    with nlp.select_pipes(enable=["ner"]):
        nlp.resume_training()
        optimizer: Optimizer = Adam(_LEARN_RATE, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
        done = 0
        for _ in range(epochs):
            mixed = [*new, *rng.sample(old, share)]
            rng.shuffle(mixed)
            for start in range(0, len(mixed), _BATCH):
                nlp.update(mixed[start : start + _BATCH], sgd=optimizer, drop=_DROPOUT)
                done += 1
                if progress:
                    progress(done, total)
    with nlp.use_params(optimizer.averages):
        learned = _parameters(ner)
    for key, (node, name, value) in learned.items():
        old = former[key][2] if key in former else value
        # A label that is new to the model has widened its last layer: there is no old value to go back to.
        node.set_param(name, _NEW_SHARE * value + (1 - _NEW_SHARE) * old if old.shape == value.shape else value)


def _parameters(ner: TrainablePipe) -> dict[tuple[int, str], tuple[Any, str, Any]]:
    """Return a copy of every parameter: (number of the layer, name) -> (layer, name, values)."""
    return {
        (number, name): (node, name, node.get_param(name).copy())
        for number, node in enumerate(ner.model.walk())
        for name in node.param_names
        if node.has_param(name)
    }


def _pair(nlp: Language, example: Example) -> Pair:
    doc = nlp.make_doc(example.text)
    spans = []
    for span in example.spans:
        tokens = doc.char_span(span.start, span.end, label=span.label)
        if tokens is None:
            raise ResourceError(
                f"{example.text[span.start : span.end]!r} begins or ends inside a word",
                where=example.where,
                remedy="label whole words",
            )
        spans.append(tokens)
    reference = doc.copy()
    reference.set_ents(filter_spans(spans))
    return Pair(doc, reference)


def _name(config: Config, examples: Sequence[Example], seed: int, epochs: int) -> str:
    state = hashlib.blake2b(f"{models.digest(config)}\0{seed}\0{epochs}".encode(), digest_size=4)
    for example in examples:
        state.update(repr((example.text, example.spans)).encode())
    return f"names-{state.hexdigest()}"


def _save(nlp: Language, folder: Path) -> Path:
    """Write the model without docmine's components; the folder is there whole or not at all."""
    for name in [name for name in nlp.component_names if name.startswith("docmine_")]:
        nlp.remove_pipe(name)
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    nlp.to_disk(part)
    old = folder.with_name(f".{folder.name}.old")
    if folder.exists():
        folder.replace(old)
    part.replace(folder)
    shutil.rmtree(old, ignore_errors=True)
    return folder


def _promote(folder: Path) -> None:
    """Make `current.json` name the model."""
    current = folder.parent / "current.json"
    part = current.with_suffix(".part")
    text = json.dumps({"name": folder.name, "digest": models.folder_digest(folder)}, indent=2)
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(current)
