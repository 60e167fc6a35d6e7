"""What a model must reach to be used: `pipeline/floors.json`, checked by `promote`.

`corpus` is what the floors were set on: while the held-out sentences have the same digest, figures
can be compared. For each layer, `micro` is the least F1 over all labels, `labels` the least F1 of a
label, `max_drop` how far F1 over all labels may fall below that of the model in use. What is not
given is not asked for, but `max_drop` is then 0: a new model must not be worse than the old one.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from docmine.config import Config
from docmine.errors import ConfigError
from docmine.evaluate import Evaluation
from docmine.export import atomic
from docmine.holdout import document, plain
from docmine.labelled import Example, Layer
from docmine.significance import estimates

Share = Annotated[float, Field(ge=0, le=1)]

_ENOUGH = 10  # names of a label on which a floor of its own can stand
_TINY = 1e-9  # equal but for rounding


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Corpus(_Section):
    """The held-out sentences on which floors were set."""

    digest: str
    sentences: int
    documents: int


class LayerFloors(_Section):
    """What is asked of one layer."""

    micro: Share | None = None
    labels: dict[str, Share] = Field(default_factory=dict)
    max_drop: Share = 0.0


class Floors(_Section):
    """All of `pipeline/floors.json`. `model` is the one from whose figures the floors were set."""

    model: str | None = None
    corpus: Corpus | None = None
    names: LayerFloors = LayerFloors()
    conflict: LayerFloors = LayerFloors()

    def of(self, layer: Layer) -> LayerFloors:
        """Return what is asked of a layer."""
        return self.names if layer == "names" else self.conflict


def load(config: Config) -> Floors:
    """Return the workspace's floors; where there is no file, only a model that is worse is refused.

    Raises:
        ConfigError: the file is not JSON, or has unknown keys or wrong values; all of them are named.
    """
    path = config.path("floors.json")
    if path is None or not path.exists():
        return Floors()
    try:
        return Floors.model_validate_json(path.read_bytes())
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise ConfigError(
            f"cannot be used: {problems.removeprefix(': ')}",
            where=str(path),
            remedy="see docs/evaluation.md, or write it anew with docmine promote --set-floors",
        ) from error


def save(path: Path, floors: Floors) -> None:
    """Write the floors, whole or not at all."""
    with atomic(path) as part:
        part.write_text(floors.model_dump_json(indent=2) + "\n", encoding="utf-8")


def describe(examples: Sequence[Example]) -> Corpus:
    """Return what identifies a set of sentences: their texts, labels, layers and documents, whatever their order."""
    lines = sorted(
        json.dumps([document(item), item.layer, plain(item.text), [(s.start, s.end, s.label) for s in item.spans]])
        for item in examples
    )
    digest = hashlib.blake2b("\n".join(lines).encode(), digest_size=8).hexdigest()
    return Corpus(digest=digest, sentences=len(examples), documents=len({document(item) for item in examples}))


def raised(old: LayerFloors, found: Evaluation) -> LayerFloors:
    """Return the floors that a model's own figures give.

    F1 over all labels must stay within `max_drop` of what it is now, F1 of a label that has ten names or
    more within what chance explains: the low end of its interval.
    """
    rows = estimates(found.exact)
    labels = {
        label: _down(interval.low)
        for label, score in found.labels.items()
        if score.expected >= _ENOUGH and (interval := rows[label]["f1"].interval)
    }
    return LayerFloors(micro=_down(max(0.0, found.micro.f1 - old.max_drop)), labels=labels, max_drop=old.max_drop)


def _down(value: float) -> float:
    return math.floor(value * 1000 + _TINY) / 1000


def against(floors: LayerFloors, before: Evaluation, after: Evaluation) -> Iterator[str]:
    """Yield each reason why a model must not take the place of another, on one layer."""
    new, old = after.micro.f1, before.micro.f1
    if new < old - floors.max_drop - _TINY:
        allowed = f", and max_drop allows {floors.max_drop}" if floors.max_drop else ""
        yield f"F1 falls from {old:.4f} to {new:.4f}{allowed}"
    if floors.micro is not None and new < floors.micro - _TINY:
        yield f"F1 is {new:.4f}, and its floor {floors.micro}"
    for label, floor in floors.labels.items():
        score = after.labels.get(label)
        if score is None:
            yield f"{label} has a floor, and no held-out sentence has {label}"
        elif score.f1 < floor - _TINY:
            yield f"F1 of {label} is {score.f1:.4f}, and its floor {floor}"
