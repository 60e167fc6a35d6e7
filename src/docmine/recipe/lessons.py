"""What the encoder is taught: documents as arrays of word indices and gold classes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from docmine.wordpieces import Window, Wordpieces

MISSING = -100
"""A gold class that is not known; nothing is learned from it."""

_STEP = 8  # windows are padded to multiples of so many pieces
_CAPITALS = 0.04  # share of the parsed texts that are read in capitals, as headlines are

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labels:
    """The classes of each task, in order."""

    names: tuple[str, ...]
    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    deps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One window with the gold classes of its words, task by task; `heads` are word numbers in the window."""

    window: Window
    gold: dict[str, Ints] = field(default_factory=dict)


def labels(names: Iterable[str], trees: Sequence[Doc], *, least: int = 3) -> Labels:
    """Return the classes that the gold documents use; what trees have fewer than `least` times is left out."""
    bio = ["O", *(f"{mark}-{name}" for name in sorted(names) for mark in "BI")]
    return Labels(
        tuple(bio),
        _frequent((token.tag_ for doc in trees for token in doc), least),
        _frequent((_morph(token) for doc in trees for token in doc), least),
        _frequent((token.dep_ for doc in trees for token in doc), least),
    )


def name_lessons(docs: Iterable[Doc], pieces: Wordpieces, known: Labels) -> Iterator[Lesson]:
    """Yield the windows of documents with names."""
    number = {label: index for index, label in enumerate(known.names)}
    for doc in docs:
        classes = np.array([_name(token, number) for token in doc], dtype=np.int64)
        for window, start, end in _cut(doc, pieces):
            yield Lesson(window, {"names": classes[start:end]})


def tree_lessons(docs: Iterable[Doc], pieces: Wordpieces, known: Labels, rng: random.Random) -> Iterator[Lesson]:
    """Yield the windows of parsed documents, a few in capitals; a head outside the window is not known."""
    tags, morphs, deps = (
        {label: index for index, label in enumerate(part)} for part in (known.tags, known.morphs, known.deps)
    )
    for doc in docs:
        gold = {
            "tags": np.array([tags.get(token.tag_, MISSING) for token in doc], dtype=np.int64),
            "morphs": np.array([morphs.get(_morph(token), MISSING) for token in doc], dtype=np.int64),
            "deps": np.array([deps.get(token.dep_, MISSING) for token in doc], dtype=np.int64),
            "starts": np.array([int(bool(token.is_sent_start)) for token in doc], dtype=np.int64),
        }
        heads = np.array([token.head.i for token in doc], dtype=np.int64)
        for window, start, end in _cut(doc, pieces, capitals=rng.random() < _CAPITALS):
            inside = (heads[start:end] >= start) & (heads[start:end] < end)
            part = {task: classes[start:end] for task, classes in gold.items()}
            part["heads"] = np.where(inside, heads[start:end] - start, MISSING)
            yield Lesson(window, part)


def batches(lessons: Sequence[Lesson], size: int, rng: random.Random) -> Iterator[list[Lesson]]:
    """Yield batches of some `size` pieces, padding included, in random order; lessons of like length go together.

    There are few shapes on purpose: the libraries below keep buffers for each.
    """
    alike: dict[int, list[Lesson]] = {}
    for lesson in lessons:
        alike.setdefault(padded(lesson.window), []).append(lesson)
    found: list[list[Lesson]] = []
    for length, group in alike.items():
        rng.shuffle(group)
        most = max(1, size // length)
        found += [group[start : start + most] for start in range(0, len(group), most)]
    rng.shuffle(found)
    yield from found


def padded(window: Window) -> int:
    """Return the number of pieces that a window is padded to."""
    return -(-len(window.pieces) // _STEP) * _STEP


def _cut(doc: Doc, pieces: Wordpieces, *, capitals: bool = False) -> Iterator[tuple[Window, int, int]]:
    start = 0
    for window in pieces.windows([token.text.upper() if capitals else token.text for token in doc]):
        end = start + len(window.words)
        yield window, start, end
        start = end


def _name(token, number: dict[str, int]) -> int:  # type: ignore[no-untyped-def]  # noqa: ANN001
    if token.ent_iob_ == "":
        return MISSING
    return number["O"] if token.ent_iob_ == "O" else number[f"{token.ent_iob_}-{token.ent_type_}"]


def _morph(token) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001
    return f"{token.pos_}|{token.morph}"


def _frequent(values: Iterable[str], least: int) -> tuple[str, ...]:
    return tuple(sorted(value for value, count in Counter(values).items() if count >= least))
