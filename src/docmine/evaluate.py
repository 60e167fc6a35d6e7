"""How well a model finds names, or the phrases of the conflict layer, in labelled sentences.

What is counted says `scores`, how far it can be trusted `significance`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from docmine import models
from docmine import nlp as pipeline
from docmine.config import Config
from docmine.entities import lexicon
from docmine.errors import AnnotateError, ResourceError
from docmine.holdout import document, split
from docmine.labelled import Example, Layer, Span, read
from docmine.scores import MERGED, Mistake, Score, Tally, confusion, counted, mistakes, pairs, tally
from docmine.significance import CONFIDENCE, RESAMPLES, Estimate, estimates


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one model found in a set of sentences, against what was expected.

    `exact` counts labels as they are, `joined` the merged view; `by_text` tells the mistakes in each sentence.
    """

    model: str
    texts: int
    documents: int
    exact: Tally
    joined: Tally
    confusion: dict[str, dict[str, int]]
    by_text: tuple[tuple[Mistake, ...], ...]

    @property
    def labels(self) -> dict[str, Score]:
        """Scores by label."""
        return self.exact.labels

    @property
    def micro(self) -> Score:
        """The score of all spans."""
        return self.exact.micro

    @property
    def merged(self) -> dict[str, Score]:
        """Scores by label of the merged view."""
        return self.joined.labels

    @property
    def merged_micro(self) -> Score:
        """The score of all spans in the merged view."""
        return self.joined.micro

    @property
    def mistakes(self) -> list[Mistake]:
        """All that is wrong, in the order of the texts."""
        return [mistake for mistakes in self.by_text for mistake in mistakes]

    def as_dict(self, resamples: int = RESAMPLES, seed: int = 0) -> dict[str, Any]:
        """Return everything as plain values, for JSON."""
        exact, merged = _plain(self.exact, resamples, seed), _plain(self.joined, resamples, seed)
        return {
            "model": self.model,
            "texts": self.texts,
            "documents": self.documents,
            "intervals": {"confidence": CONFIDENCE, "resamples": resamples, "seed": seed},
            **exact,
            "merged_micro": merged["micro"],
            "merged_macro": merged["macro"],
            "merged": merged["labels"],
            "confusion": self.confusion,
            "errors": [asdict(mistake) for mistake in self.mistakes],
        }


def evaluate(
    config: Config, data: Sequence[Path] = (), *, layer: Layer = "names", with_patterns: bool = True
) -> Evaluation:
    """Score the model in use on labelled sentences.

    Args:
        config: says which model and patterns are in use.
        data: files with labelled sentences; without any, what is held out of `pipeline/training/`.
        layer: which spans are scored.
        with_patterns: False leaves the user's patterns out, and shows what the model itself knows.

    Raises:
        ResourceError: there are no labelled sentences, or they are malformed.
        ModelError: the model cannot be used.
        AnnotateError: the pipeline fails on a sentence.
    """
    examples = sentences(config, data, layer)
    return judge(config, examples, layer=layer, with_patterns=with_patterns)


def judge(config: Config, examples: Sequence[Example], *, layer: Layer, with_patterns: bool) -> Evaluation:
    """Score the model in use on examples of one layer.

    Raises:
        ModelError: the model cannot be used.
        AnnotateError: the pipeline fails on a sentence.
    """
    nlp = pipeline.load_names(config, with_patterns=with_patterns)
    return score(examples, predict(nlp, [example.text for example in examples], layer), models.digest(config))


def sentences(config: Config, data: Sequence[Path], layer: Layer) -> list[Example]:
    """Return the labelled sentences of a layer: all of `data`, or what is held out of the workspace's own.

    Raises:
        ResourceError: there are none, or a line is malformed.
    """
    examples = labelled(config, data)
    chosen = [example for example in examples if example.layer == layer] if data else split(examples, layer)[1]
    if not chosen:
        raise ResourceError(
            f"of {len(examples)} labelled sentences none {'is' if data else 'is held out'} of the layer {layer}"
            if examples
            else "there are no labelled sentences",
            where=", ".join(map(str, data)) or str(config.path("training") or "pipeline/training"),
            remedy="see docs/retraining.md",
        )
    return chosen


def labelled(config: Config, data: Sequence[Path] = ()) -> list[Example]:
    """Return all labelled sentences of `data`, or when it is empty of the workspace, with docmine's labels.

    Raises:
        ResourceError: a file is not there, or a line is malformed.
    """
    return read(training_files(config, data), {**lexicon().labels, **config.model.labels})


def training_files(config: Config, data: Sequence[Path] = ()) -> list[Path]:
    """Return `data`, or when it is empty the workspace's own labelled files.

    Raises:
        ResourceError: a file is not there.
    """
    for path in data:
        if not path.is_file():
            raise ResourceError("there is no such file", where=str(path), remedy="give JSONL files")
    folder = config.path("training")
    return list(data) or (sorted(folder.glob("*.jsonl")) if folder else [])


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


def score(examples: Sequence[Example], found: Sequence[Sequence[Span]], model: str = "") -> Evaluation:
    """Compare what was found with what was expected, text by text."""
    hits = counted(examples, found)
    numbers = {name: number for number, name in enumerate(dict.fromkeys(map(document, examples)))}
    documents = [numbers[document(example)] for example in examples]
    paired = [pairs(example.spans, spans) for example, spans in zip(examples, hits, strict=True)]
    return Evaluation(
        model,
        texts=len(examples),
        documents=len(numbers),
        exact=tally(examples, hits, documents),
        joined=tally(examples, hits, documents, MERGED),
        confusion=confusion(pair for one in paired for pair in one),
        by_text=tuple(tuple(mistakes(example, one)) for example, one in zip(examples, paired, strict=True)),
    )


def _plain(view: Tally, resamples: int, seed: int) -> dict[str, Any]:
    """Return a view's figures with their intervals: labels, micro and macro."""
    scores = {**view.labels, "micro": view.micro}
    rows = {
        name: {**_figures(row), **(asdict(scores[name]) if name in scores else {})}
        for name, row in estimates(view, resamples, seed).items()
    }
    micro, macro = rows.pop("micro"), rows.pop("macro")
    return {"micro": micro, "macro": macro, "labels": rows}


def _figures(row: dict[str, Estimate]) -> dict[str, Any]:
    figures: dict[str, Any] = {name: round(item.value, 4) for name, item in row.items()}
    for name, item in row.items():
        between = item.interval
        figures[f"{name}_interval"] = [round(between.low, 4), round(between.high, 4)] if between else None
    return figures
