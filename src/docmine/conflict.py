"""Component `docmine_conflict`: who and what fights, as phrases, in `doc.spans["conflict"]`.

`doc.ents` holds names. Reports name few of those who act: "insurgent-held villages", "Marines from the third
battalion", "two mortar rounds". This layer marks such phrases whole, under the labels of re3d (Defence Science and
Technology Laboratory 2017). It may overlap names, and neither layer changes the other: a pattern of the user's
wins in `doc.ents` alone.

Each word gets one class (B-, I- of a label, or O) from a convolutional layer that sees the word, its part of
speech, its relation to its head, and the names found before it. Several such layers, learned from other seeds,
vote; the best allowed sequence of classes in each sentence is taken (Viterbi 1967).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Span
from spacy.training import Example, validate_examples, validate_get_examples
from spacy.vocab import Vocab
from thinc.api import Model, Optimizer, set_dropout_rate

from docmine.networks import set_classes

KEY = "conflict"
"""Name of the span group."""

Floats = NDArray[np.float32]

DEFAULT_MODEL = {
    "@architectures": "docmine.PhraseTagger.v1",
    "width": 96,
    "depth": 2,
    "votes": 3,
    "dropout": 0.2,
    "tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 2, "embed_size": 2000,
                "window_size": 1, "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None},
}  # fmt: skip
"""What a pipeline made from nothing gets."""


@Language.factory("docmine_conflict", assigns=["doc.spans"], default_config={"model": DEFAULT_MODEL})
def make_conflict(nlp: Language, name: str, model: Model[list[Doc], list[Floats]]) -> Conflict:
    """Return the component; `model` gives each word a score for each class."""
    return Conflict(nlp.vocab, model, name)


class Conflict(TrainablePipe):  # type: ignore[misc]  # spaCy compiles it, without types
    """Marks phrases. It learns from `reference.spans["conflict"]` of its examples."""

    def __init__(self, vocab: Vocab, model: Model[list[Doc], list[Floats]], name: str = "docmine_conflict") -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {"labels": []}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it tells apart."""
        return tuple(self.cfg["labels"])

    @property
    def _learned(self) -> bool:
        return bool(any(node.name == "softmax" and node.has_dim("nO") for node in self.model.walk()))

    @property
    def label_data(self) -> list[str]:
        """The labels, for spaCy's initialisation from files."""
        return list(self.labels)

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of words, in the order of the scores."""
        return ("O", *(f"{mark}-{label}" for label in self.labels for mark in "BI"))

    def add_label(self, label: str) -> int:
        """Add a label, before the component is initialised.

        Raises:
            ValueError: the component has learned already; its last layer has no room for another class.
        """
        if label in self.cfg["labels"]:
            return 0
        if self._learned:
            raise ValueError(f"the conflict layer knows {', '.join(self.labels)}; {label!r} cannot be added")
        self.cfg["labels"].append(label)
        return 1

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,  # noqa: ARG002  part of spaCy's protocol
        labels: list[str] | None = None,  # spaCy resolves this by name: builtins only
    ) -> None:
        """Take the labels from the examples, and give the layers their sizes."""
        validate_get_examples(get_examples, "Conflict.initialize")
        found = labels or sorted(
            {span.label_ for example in get_examples() for span in example.reference.spans.get(KEY, ())}
        )
        for label in found:
            self.add_label(label)
        set_classes(self.model, len(self.classes))
        self.model.initialize(X=[example.predicted for example in islice(get_examples(), 10)])

    def predict(self, docs: Iterable[Doc]) -> list[list[int]]:
        """Return the class of each word of each document."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            return [[] for _ in docs]
        allowed = transitions(self.classes)
        return [
            [number for start, end in _sentences(doc) for number in best(scores[start:end], allowed)]
            for doc, scores in zip(docs, map(self._average, self.model.predict(docs)), strict=True)
        ]

    def set_annotations(self, docs: Iterable[Doc], found: list[list[int]]) -> None:
        """Write the phrases to `doc.spans["conflict"]`."""
        classes = self.classes
        for doc, numbers in zip(docs, found, strict=True):
            doc.spans[KEY] = list(phrases(doc, [classes[number] for number in numbers]))

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from a batch; returns the losses."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = list(examples)
        validate_examples(examples, "Conflict.update")
        if not any(len(example.predicted) for example in examples):
            return losses
        set_dropout_rate(self.model, drop)
        scores, backprop = self.model.begin_update([example.predicted for example in examples])
        loss, gradient = self.get_loss(examples, scores)
        backprop(gradient)
        if sgd is not None:
            self.finish_update(sgd)
        losses[self.name] += loss
        return losses

    def get_loss(self, examples: Iterable[Example], scores: Sequence[Floats]) -> tuple[float, list[Floats]]:
        """Return the cross-entropy of the words' classes, each voter's alone, and its gradient."""
        number = {name: index for index, name in enumerate(self.classes)}
        loss, gradients = 0.0, []
        for example, rows in zip(examples, scores, strict=True):
            gold = [number[name] for name in words(example)]
            gradient = rows.reshape(len(rows), -1, len(number)).copy()
            chosen = gradient[np.arange(len(rows)), :, gold]
            loss -= float(np.log(chosen + 1e-9).sum())
            gradient[np.arange(len(rows)), :, gold] -= 1
            gradients.append(gradient.reshape(rows.shape))
        return loss, gradients

    def _average(self, rows: Floats) -> Floats:
        """Return the mean of the voters' probabilities."""
        averaged: Floats = rows.reshape(len(rows), -1, len(self.classes)).mean(axis=1)
        return averaged


def words(example: Example) -> list[str]:
    """Return the gold class of each word of `example.predicted`."""
    classes = ["O"] * len(example.predicted)
    for span in example.reference.spans.get(KEY, ()):
        here = example.predicted.char_span(span.start_char, span.end_char, alignment_mode="expand")
        if here is not None:
            classes[here.start : here.end] = [f"B-{span.label_}", *[f"I-{span.label_}"] * (len(here) - 1)]
    return classes


def transitions(classes: Sequence[str]) -> Floats:
    """Return 0 where the class of the column may follow that of the row, minus infinity where not: I- needs its B-."""
    table = np.zeros((len(classes), len(classes)), dtype="f")
    for before, first in enumerate(classes):
        for after, second in enumerate(classes):
            if second.startswith("I-") and first[2:] != second[2:]:
                table[before, after] = -np.inf
    return table


def best(scores: Floats, allowed: Floats) -> list[int]:
    """Return the classes whose probabilities, `scores`, have the largest product, of all allowed sequences."""
    logs = np.log(scores + 1e-9)
    total = logs[0] + allowed[0]  # a sentence begins as after O
    back = np.empty(logs.shape, dtype=np.int64)
    for word in range(1, len(logs)):
        ways = total[:, None] + allowed
        back[word] = ways.argmax(axis=0)
        total = ways.max(axis=0) + logs[word]
    path = [int(total.argmax())]
    for word in range(len(logs) - 1, 0, -1):
        path.append(int(back[word, path[-1]]))
    return path[::-1]


def phrases(doc: Doc, classes: Sequence[str]) -> Iterator[Span]:
    """Yield the stretches that the classes of a document's words mark."""
    start = None
    for number, (name, following) in enumerate(pairwise([*classes, "O"])):
        if name.startswith("B-"):
            start = number
        if start is not None and not following.startswith("I-"):
            yield Span(doc, start, number + 1, label=name[2:])
            start = None


def _sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    if doc.has_annotation("SENT_START"):
        yield from ((sentence.start, sentence.end) for sentence in doc.sents)
    elif len(doc):
        yield 0, len(doc)
