"""How well names are found: precision, recall and F1 of `doc.ents` against labelled sentences, by exact spans.

A label that the labelled sentences never use says nothing about what the model finds under it, so
it is left out. The merged view joins GPE, LOC and FAC to PLACE, and DATE and TIME to TEMPORAL,
because most corpora draw those lines differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from docmine import models
from docmine import nlp as pipeline
from docmine.config import Config
from docmine.entities import lexicon
from docmine.errors import AnnotateError, ResourceError
from docmine.labelled import Example, Layer, Span, find, read

MERGED = {"GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "DATE": "TEMPORAL", "TIME": "TEMPORAL"}
"""Label -> label of the merged view; others stay as they are."""

_CONTEXT = 40  # characters to either side of a mistake


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of exact spans, and the three figures made of them (0 where nothing is to be counted)."""

    correct: int = 0
    found: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.correct / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was found."""
        return self.correct / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.correct / (self.found + self.expected) if self.found + self.expected else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error to read; `expected` or `found` is None where there is no such span."""

    kind: Literal["missed", "spurious", "label", "boundary"]
    expected: str | None
    found: str | None
    context: str
    where: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of one model on one set of sentences."""

    model: str
    texts: int
    labels: dict[str, Score]
    micro: Score
    merged: dict[str, Score]
    merged_micro: Score
    mistakes: tuple[Mistake, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return all scores as plain values, for JSON."""
        return {
            "model": self.model,
            "texts": self.texts,
            "micro": _figures(self.micro),
            "labels": {label: _figures(score) for label, score in self.labels.items()},
            "merged_micro": _figures(self.merged_micro),
            "merged": {label: _figures(score) for label, score in self.merged.items()},
        }


def evaluate(config: Config, data: Sequence[Path] = ()) -> Evaluation:
    """Score the pipeline (model and patterns) on labelled sentences.

    Args:
        config: says which model and patterns are in use.
        data: JSONL files; without any, all of `pipeline/training/*.jsonl`.

    Raises:
        ResourceError: there are no labelled sentences, or they are malformed.
        ModelError: the model cannot be used.
        AnnotateError: the pipeline fails on a sentence.
    """
    examples = read(training_files(config, data), {**lexicon().labels, **config.model.labels})
    if not examples:
        raise ResourceError("there are no labelled sentences", where=_where(config), remedy="see docs/retraining.md")
    nlp = pipeline.load_names(config)
    return score(examples, predict(nlp, [example.text for example in examples]), models.digest(config))


def training_files(config: Config, data: Sequence[Path] = ()) -> list[Path]:
    """Return `data`, or when it is empty the workspace's own labelled files.

    Raises:
        ResourceError: a file is not there.
    """
    for path in data:
        if not path.is_file():
            raise ResourceError("there is no such file", where=str(path), remedy="give files of labelled sentences")
    folder = config.path("training")
    return list(data) or (find(folder) if folder else [])


def predict(nlp: Language, texts: Iterable[str], layer: Layer = "names") -> list[tuple[Span, ...]]:
    """Return the spans of one layer of each text: `doc.ents`, or `doc.spans["conflict"]`.

    Raises:
        AnnotateError: a component fails on a text.
    """

    def fail(doc: Doc, component: str, error: Exception) -> None:
        raise AnnotateError(f"{component} failed: {error}", where=doc.text[:60]) from error

    docs = pipeline.pipe(nlp, (nlp.make_doc(text) for text in texts), fail)
    return [tuple(Span(span.start_char, span.end_char, span.label_) for span in spans_of(doc, layer)) for doc in docs]


def spans_of(doc: Doc, layer: Layer) -> Iterable[SpacySpan]:
    """Return the spans of one layer of a document; a model without a conflict layer finds none there."""
    return doc.ents if layer == "names" else doc.spans.get("conflict", ())


def score(examples: Sequence[Example], found: Sequence[tuple[Span, ...]], model: str = "") -> Evaluation:
    """Compare what was found with what was expected, text by text."""
    used = {span.label for example in examples for span in example.spans}
    counted = [tuple(span for span in spans if span.label in used) for spans in found]
    expected = [example.spans for example in examples]
    labels = _by_label(expected, counted, {})
    merged = _by_label(expected, counted, MERGED)
    mistakes = (
        mistake for example, spans in zip(examples, counted, strict=True) for mistake in _mistakes(example, spans)
    )
    return Evaluation(model, len(examples), labels, _total(labels), merged, _total(merged), tuple(mistakes))


def _by_label(
    expected: Sequence[tuple[Span, ...]], found: Sequence[tuple[Span, ...]], merge: Mapping[str, str]
) -> dict[str, Score]:
    gold = _keys(expected, merge)
    hits = _keys(found, merge)
    labels = sorted({label for *_, label in gold | hits})
    return {
        label: Score(
            correct=sum(key[-1] == label for key in gold & hits),
            found=sum(key[-1] == label for key in hits),
            expected=sum(key[-1] == label for key in gold),
        )
        for label in labels
    }


def _keys(texts: Sequence[tuple[Span, ...]], merge: Mapping[str, str]) -> set[tuple[int, int, int, str]]:
    return {
        (number, span.start, span.end, merge.get(span.label, span.label))
        for number, spans in enumerate(texts)
        for span in spans
    }


def _total(labels: Mapping[str, Score]) -> Score:
    scores = labels.values()
    return Score(*(sum(getattr(item, name) for item in scores) for name in ("correct", "found", "expected")))


def _mistakes(example: Example, found: Sequence[Span]) -> Iterator[Mistake]:
    """Yield what is wrong in one text: first expected spans that were not found, then spans that match nothing."""
    for gold in example.spans:
        if gold in found:
            continue
        rival = next((span for span in found if span.start < gold.end and gold.start < span.end), None)
        kind: Literal["missed", "label", "boundary"] = "missed"
        if rival:
            kind = "label" if (rival.start, rival.end) == (gold.start, gold.end) else "boundary"
        yield _mistake(kind, gold, rival, example)
    for span in found:
        if not any(span.start < gold.end and gold.start < span.end for gold in example.spans):
            yield _mistake("spurious", None, span, example)


def _mistake(
    kind: Literal["missed", "spurious", "label", "boundary"], gold: Span | None, rival: Span | None, example: Example
) -> Mistake:
    def shown(span: Span | None) -> str | None:
        return f"{example.text[span.start : span.end]} ({span.label})" if span else None

    focus = gold or rival
    begin, end = (focus.start, focus.end) if focus else (0, 0)
    context = example.text[max(0, begin - _CONTEXT) : end + _CONTEXT]
    return Mistake(kind, shown(gold), shown(rival), " ".join(context.split()), example.where)


def _figures(score: Score) -> dict[str, float | int]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "correct": score.correct,
        "found": score.found,
        "expected": score.expected,
    }


def _where(config: Config) -> str:
    return str(config.path("training") or "pipeline/training")
