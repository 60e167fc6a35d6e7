"""The fast model: convolutional networks on hashed features, trained by spaCy from its config files.

Syntax and names each have a tok2vec of their own, because no corpus carries both, and so that `docmine train` can
change names without changing the parser. Syntax learns a second time on gold trees and on those that the accurate
model found in the news sentences ("uptraining", Petrov et al. 2010).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from docmine.recipe import corpora
from docmine.resources import DATA

CONFIGS = DATA / "recipe"
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 128, "upstream": "tok2vec"}
LEMMAS: dict[str, dict[str, Any]] = {
    "trainable_lemmatizer": {"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": _LISTENER}}
}
"""Taught at the end: spaCy's lemmatizer forgets its classes when it is loaded to learn on."""

CONFLICT: dict[str, dict[str, Any]] = {
    "docmine_conflict": {
        "model": {
            "@architectures": "docmine.PhraseTagger.v1",
            "width": 64,
            "depth": 3,
            "votes": 2,
            "dropout": 0.4,
            "tok2vec": _LISTENER,
        }
    }
}
_KEPT_FOR_DEVELOPMENT = 50  # one text in so many tells when names have learned enough


def syntax(folder: Path, out: Path, teacher: Language | None, texts: Sequence[Doc], steps: int | None) -> Path:
    """Train tagger, morphologizer, lemmatizer and parser; returns the folder of the trained half.

    Args:
        folder: corpora of trees.
        out: for the training files and the model.
        teacher: a pipeline whose trees of `texts` are learned too; None does without.
        texts: documents of which only the words are read.
        steps: cuts each training short.
    """
    nlp = spacy.blank("en")
    gold = corpora.trees(nlp, folder, "train")
    files = {
        "paths.train": write(gold, out / "syntax_train.spacy"),
        "paths.dev": write(corpora.trees(nlp, folder, "dev"), out / "syntax_dev.spacy"),
    }
    first = _train("syntax", out, files, steps)
    if teacher is None:
        return first
    silver = [*gold, *gold, *parsed(teacher, texts)]
    again = {**files, "paths.train": write(silver, out / "silver_train.spacy"), "paths.first": str(first)}
    return _train("syntax-again", out, again, steps)


def names(folder: Path, out: Path, seed: int, steps: int | None) -> Path:
    """Train the entity recogniser, then once more from there with more dropout and a lower rate."""
    nlp = spacy.blank("en")
    docs = corpora.names(nlp, folder, seed)
    files = {
        "paths.train": write(
            [doc for number, doc in enumerate(docs) if number % _KEPT_FOR_DEVELOPMENT], out / "names_train.spacy"
        ),
        "paths.dev": write(docs[::_KEPT_FOR_DEVELOPMENT], out / "names_dev.spacy"),
    }
    first = _train("names", out, files, steps)
    return _train("names-again", out, {**files, "paths.first": str(first)}, steps)


def parsed(teacher: Language, texts: Iterable[Doc]) -> Iterator[Doc]:
    """Yield the documents' words, without line breaks, with the teacher's tags, features and trees.

    Lemmas are left out: the gold ones suffice, and a wrong one is worse than none.
    """
    words = ([token.text for token in doc if not token.is_space] for doc in texts)
    plain = (Doc(teacher.vocab, words=found) for found in words if found)
    for doc in teacher.pipe(plain, disable=["ner", "docmine_conflict"]):
        doc.tensor = doc.tensor[:0]
        for token in doc:
            token.lemma = 0
        yield doc


def join(syntax: Path, names: Path) -> Language:
    """Return both halves as one pipeline, the entity recogniser with its own tok2vec inside."""
    nlp = spacy.load(syntax)
    source = spacy.load(names)
    source.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    if "trainable_lemmatizer" in nlp.pipe_names:
        nlp.remove_pipe("trainable_lemmatizer")
    nlp.add_pipe("ner", source=source)
    return nlp


def write(docs: Sequence[Doc], path: Path) -> str:
    """Write documents as spaCy reads them for training; returns the path."""
    DocBin(docs=docs).to_disk(path)
    return str(path)


def _train(name: str, out: Path, files: dict[str, str], steps: int | None) -> Path:
    short: dict[str, Any] = {"training.max_steps": steps, "training.eval_frequency": steps} if steps else {}
    train(CONFIGS / f"{name}.cfg", out / name, overrides={**files, **short})
    return out / name / "model-best"
