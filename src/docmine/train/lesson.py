"""The sentences that are learned: gathered, divided from those that are held out, and completed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language

from docmine.config import Config
from docmine.errors import ResourceError
from docmine.evaluate import labelled
from docmine.holdout import plain, split
from docmine.labelled import Example, Layer, Span
from docmine.train.rehearsal import answered

_LEAST = 20


@dataclass(frozen=True, slots=True)
class Lesson:
    """Labelled sentences of one layer on either side; `other_layer` counts those of the other layer."""

    learned: list[Example]
    held_out: list[Example]
    other_layer: int


def gather(config: Config, data: Sequence[Path], corrected: Sequence[Example], layer: Layer) -> Lesson:
    """Return the sentences of the files, or of `pipeline/training/`, and the corrected ones, divided.

    A sentence that is labelled by hand takes the place of its corrected twin.

    Raises:
        ResourceError: the sentences are malformed or too few, or all are of one document.
    """
    own = labelled(config, data)
    known = {(plain(example.text), example.layer) for example in own}
    examples = [*own, *(item for item in corrected if (plain(item.text), item.layer) not in known)]
    learned, held_out = split(examples, layer)
    number = len(learned) + len(held_out)
    where = str(config.path("training"))
    if number < _LEAST:
        raise ResourceError(
            f"{number} labelled sentences of the layer {layer!r} are too few to learn from and to be tested on",
            where=where,
            remedy=f"label at least {_LEAST}; 50 or more are better",
        )
    if not learned or not held_out:
        raise ResourceError(
            f"all {number} sentences fall on one side, so there is nothing to {'test on' if learned else 'learn from'}",
            where=where,
            remedy="label sentences of other documents too, or leave `doc` out",
        )
    return Lesson(learned, held_out, len(examples) - number)


def complete(nlp: Language, examples: Sequence[Example]) -> list[Example]:
    """Add the model's own answers under labels that the examples never use, where they are free."""
    used = {span.label for example in examples for span in example.spans}
    answers = answered(nlp, [example.text for example in examples], examples[0].layer)
    return [
        replace(own, spans=tuple(sorted((*own.spans, *_free(own.spans, answer.spans, used)))))
        for own, answer in zip(examples, answers, strict=True)
    ]


def _free(taken: Sequence[Span], offered: Sequence[Span], used: set[str]) -> Iterator[Span]:
    for span in offered:
        if span.label not in used and not any(span.start < other.end and other.start < span.end for other in taken):
            yield span
