"""All that is learned about role fillers, in one file, and what it finds in a document."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

from docmine.events.fillers import ROLES, features, judge, network, sequence
from docmine.events.fillers.evidence import weigh
from docmine.events.fillers.judge import Judge
from docmine.events.fillers.network import Network
from docmine.events.fillers.odds import sigmoid
from docmine.events.fillers.phrases import subsumes
from docmine.events.fillers.relevance import Relevance, describe
from docmine.resources import DATA, read_weights

WEIGHTS = "fillers.npz"
"""Name of the file of weights: docmine's in `data/models/events/`, the user's own in `pipeline/events/`."""

SHIPPED = DATA / "models" / "events" / WEIGHTS

_FORMAT = "fillers 3"
_STEPS = 127


@dataclass(frozen=True, slots=True)
class Found:
    """A filler: its phrase as `phrases.key` writes it, its role, all of its places, and its probability."""

    name: str
    role: str
    best: tuple[int, int]  # tokens of its likeliest place
    places: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Fillers:
    """What finds role fillers. `threshold` is the logarithm of the odds above which a candidate is one."""

    network: Network
    tagger: Network
    relevance: Relevance
    judge: Judge
    threshold: float

    def find(self, doc: Doc, gate: float) -> list[Found]:
        """Return the fillers of an annotated document, likeliest first.

        A phrase of which another, in the same role, is a part or the whole and likelier, is left out.

        Args:
            doc: what the components before have annotated; its tensor holds the accurate model's vectors.
            gate: probability of reporting violence below which a document has no fillers.
        """
        phrases = features.measure(doc)
        if not phrases.names:
            return []
        odds, marks = network.odds(self.network, phrases), sequence.mark(self.tagger, phrases)
        relevance = self.relevance.odds(describe(phrases, odds, marks))
        if sigmoid(np.array(relevance)) < gate:
            return []
        candidates = weigh(phrases, odds, marks, relevance)
        scores = self.judge.odds(candidates.numbers)
        chosen = choose(phrases.names, candidates.name, candidates.role, scores, self.threshold)
        found = [_found(phrases, candidates.name[i], candidates.role[i], candidates.row[i], scores[i]) for i in chosen]
        return _distinct(doc, found)

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Fillers:
        """Read weights, docmine's own unless told.

        Raises:
            ResourceError: the file is missing, broken, or of another version of docmine.
        """
        return read_weights(path, cls.from_bytes)

    @classmethod
    def from_bytes(cls, content: bytes) -> Fillers:
        """Return what `to_bytes` wrote.

        Raises:
            ValueError, KeyError, EOFError, BadZipFile: the content is not of that kind.
        """
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            if str(arrays["format"]) != _FORMAT:
                raise ValueError("made by another version of docmine")
            taught, tagger = network.build(len(ROLES)), sequence.build()
            _fill(taught, arrays, "network")
            _fill(tagger, arrays, "tagger")
            voices = tuple(judge.build() for _ in range(judge.VOICES))
            for number, voice in enumerate(voices):
                _fill(voice, arrays, f"voice{number}")
            mean, scale, document, weights = (
                arrays[name].astype(float)
                for name in ("judge_mean", "judge_scale", "document_mean", "document_weights")
            )
            threshold = float(arrays["threshold"])
        return cls(taught, tagger, Relevance(document, weights), Judge(mean, scale, voices), threshold)

    def to_bytes(self) -> bytes:
        """Return the file that `load` reads: matrices in 8 bits with a step for each row, the rest as it is."""
        arrays: dict[str, NDArray[Any]] = {
            "format": np.array(_FORMAT),
            "threshold": np.array(self.threshold),
            "judge_mean": self.judge.mean.astype(np.float32),
            "judge_scale": self.judge.scale.astype(np.float32),
            "document_mean": self.relevance.mean.astype(np.float32),
            "document_weights": self.relevance.weights.astype(np.float32),
            **_packed(self.network, "network"),
            **_packed(self.tagger, "tagger"),
        }
        for number, voice in enumerate(self.judge.voices):
            arrays |= _packed(voice, f"voice{number}")
        file = io.BytesIO()
        np.savez_compressed(file, allow_pickle=False, **arrays)
        return file.getvalue()


def choose(
    names: list[str], name: NDArray[np.int64], role: NDArray[np.int64], scores: NDArray[np.float64], threshold: float
) -> list[int]:
    """Return the candidates that are likely enough, likeliest first, and of those that say the same only the first."""
    chosen: list[int] = []
    for i in map(int, np.argsort(-scores, kind="stable")):
        if scores[i] < threshold:
            break
        rivals = (names[name[j]] for j in chosen if role[j] == role[i])
        if not any(subsumes(names[name[i]], rival) for rival in rivals):
            chosen.append(i)
    return chosen


def _distinct(doc: Doc, found: list[Found]) -> list[Found]:
    """Return fillers without those that name an actor which a likelier one names already, in the same role."""
    actors = {i: span._.actor["actor_id"] for span in doc.spans.get("actors", ()) for i in range(span.start, span.end)}
    kept: dict[tuple[str, str], Found] = {}
    for one in found:
        actor = next((actors[i] for i in range(*one.best) if i in actors), one.name)
        kept.setdefault((one.role, actor), one)
    return list(kept.values())


def _found(phrases: features.Phrases, name: int, role: int, row: int, odds: float) -> Found:
    places = tuple((int(start), int(end)) for start, end in phrases.words[phrases.name == name, :2])
    start, end = phrases.words[row, :2]
    score = round(float(sigmoid(np.array(odds))), 3)
    return Found(phrases.names[name], ROLES[role], (int(start), int(end)), places, score)


def _params(model: Model[Any, Any]) -> Iterator[tuple[Model[Any, Any], str]]:
    """Yield layer and name of all weights, in an order that is always the same."""
    for layer in model.walk():
        for name in layer.param_names:
            yield layer, name


def _packed(model: Model[Any, Any], prefix: str) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {}
    for number, (layer, name) in enumerate(_params(model)):
        value = cast("NDArray[np.float32]", layer.get_param(name))
        rows = value.reshape(-1, value.shape[-1])
        step = np.maximum(np.abs(rows).max(axis=1, keepdims=True) / _STEPS, 1e-6).astype(np.float32)
        arrays[f"{prefix}_{number}"] = np.rint(rows / step).astype(np.int8).reshape(value.shape)
        arrays[f"{prefix}_{number}_step"] = step
    return arrays


def _fill(model: Model[Any, Any], arrays: Mapping[str, NDArray[Any]], prefix: str) -> None:
    """Give a network its weights.

    Raises:
        KeyError: some are not there.
        ValueError: they have another shape.
    """
    for number, (layer, name) in enumerate(_params(model)):
        now, packed = layer.get_param(name), arrays[f"{prefix}_{number}"]
        if packed.shape != now.shape:
            raise ValueError(f"{prefix} has weights of another shape")
        rows = packed.reshape(-1, packed.shape[-1]).astype(np.float32) * arrays[f"{prefix}_{number}_step"]
        layer.set_param(name, cast("Any", rows.reshape(packed.shape)))
