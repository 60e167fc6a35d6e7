"""Two models side by side on the same sentences: figures, a paired test, and the sentences that only one gets right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from docmine import models
from docmine.config import Config
from docmine.errors import ModelError
from docmine.evaluate import Evaluation, judge, sentences
from docmine.labelled import Example, Layer
from docmine.scores import Mistake
from docmine.significance import CONFIDENCE, RESAMPLES, Difference, differences


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that one model gets wholly right, and what the other one gets wrong in it."""

    text: str
    where: str
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two models found in the same sentences; `only_first` are the sentences that the second gets wrong."""

    names: tuple[str, str]
    first: Evaluation
    second: Evaluation
    only_first: tuple[Sentence, ...]
    only_second: tuple[Sentence, ...]

    def differences(self, *, merged: bool = False) -> dict[str, Difference]:
        """Return label -> the second model's F1 less the first one's, with `micro` and `macro`."""
        if merged:
            return differences(self.first.joined, self.second.joined)
        return differences(self.first.exact, self.second.exact)

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values, for JSON."""
        first, second = self.first.as_dict(), self.second.as_dict()
        return {
            "models": list(self.names),
            "test": {
                "method": "approximate randomisation over documents",
                "confidence": CONFIDENCE,
                "resamples": RESAMPLES,
            },
            "first": first,
            "second": second,
            "f1_difference": _plain(self.differences()),
            "merged_f1_difference": _plain(self.differences(merged=True)),
            "only_first": [asdict(sentence) for sentence in self.only_first],
            "only_second": [asdict(sentence) for sentence in self.only_second],
        }


def compare(
    config: Config,
    first: str | None = None,
    second: str | None = None,
    data: Sequence[Path] = (),
    *,
    layer: Layer = "names",
    with_patterns: bool = True,
) -> Comparison:
    """Score two models on the same labelled sentences.

    Args:
        config: says where the workspace is, and which patterns are in use.
        first: a model as `models.choose` takes it; without a name, the one in use.
        second: another one; without a name, the newest in `pipeline/models/` that is not in use, or else the shipped.
        data: files with labelled sentences; without any, what is held out of `pipeline/training/`.
        layer: which spans are scored.
        with_patterns: False leaves the user's patterns out.

    Raises:
        ResourceError: there are no labelled sentences, or they are malformed.
        ModelError: a model is missing, or cannot be used.
        AnnotateError: a pipeline fails on a sentence.
    """
    names = (first or models.current(config), second or _newest(config))
    chosen = [models.choose(config, first) if first else config, models.choose(config, names[1])]
    if models.digest(chosen[0]) == models.digest(chosen[1]):
        raise ModelError(f"{names[0]} and {names[1]} are the same model", remedy="name two: docmine compare A B")
    examples = sentences(config, data, layer)
    one, other = (judge(model, examples, layer=layer, with_patterns=with_patterns) for model in chosen)
    return Comparison(names, one, other, only_right(examples, one, other), only_right(examples, other, one))


def only_right(examples: Sequence[Example], right: Evaluation, wrong: Evaluation) -> tuple[Sentence, ...]:
    """Return the sentences that one evaluation has no mistake in and the other one has."""
    return tuple(
        Sentence(example.text, example.where, theirs)
        for example, own, theirs in zip(examples, right.by_text, wrong.by_text, strict=True)
        if theirs and not own
    )


def _newest(config: Config) -> str:
    """Return the newest model that is not in use; where there is none, the one that docmine came with."""
    used = models.find(config).folder
    others = [folder.name for folder in models.trained(config) if folder != used]
    return others[-1] if others else models.SHIPPED_NAME


def _plain(found: dict[str, Difference]) -> dict[str, Any]:
    return {
        label: {
            "value": round(item.value, 4),
            "interval": [round(item.interval.low, 4), round(item.interval.high, 4)] if item.interval else None,
            "p": round(item.p, 5),
        }
        for label, item in found.items()
    }
