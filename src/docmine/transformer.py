"""The transformer of the accurate model: a spaCy architecture that runs an ONNX network on CPU.

`docmine.OnnxTok2Vec.v1` stands where other pipelines have a convolutional tok2vec: documents in, a matrix of
words x width for each out. The network does not learn; the components that listen to it do. Network and
tokenizer travel inside spaCy's own model file, so a folder that spaCy saved needs nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

from docmine.errors import ModelError

if TYPE_CHECKING:
    from docmine.wordpieces import Window

Floats = NDArray[np.float32]

_BATCH = 1536  # pieces that the network reads at once, padding included; more gains nothing on CPU


def onnx_tok2vec(width: int) -> Model[list[Doc], list[Floats]]:
    """Return the architecture; `width` is that of the network's vectors. `fill` gives it its network."""
    return Model("docmine_onnx", _forward, dims={"nO": width}, attrs={"network": b"", "tokenizer": ""})


def fill(model: Model[Any, Any], network: bytes, tokenizer: str) -> None:
    """Give the layer its network (ONNX) and its tokenizer (JSON of the tokenizers library)."""
    model.attrs.update(network=network, tokenizer=tokenizer)


def _forward(
    model: Model[list[Doc], list[Floats]],
    docs: list[Doc],
    is_train: bool,  # noqa: ARG001
) -> tuple[list[Floats], Callable[[list[Floats]], list[Doc]]]:
    width = model.get_dim("nO")
    if not model.attrs["network"]:  # not filled yet: spaCy infers shapes from empty vectors
        return [np.zeros((len(doc), width), dtype="f") for doc in docs], lambda _: docs
    return _Network.of(model).vectors([[token.text for token in doc] for doc in docs], width), lambda _: docs


@dataclass(slots=True)
class _Network:
    """An ONNX session and the words' splitter."""

    session: Any
    pieces: Any

    @staticmethod
    def of(model: Model[Any, Any]) -> _Network:
        """Return the network of a layer, opened once in a process."""
        key = id(model.attrs["network"])
        if key not in _OPEN:
            _OPEN[key] = _open(model.attrs["network"], model.attrs["tokenizer"])
        return _OPEN[key]

    def vectors(self, texts: Sequence[Sequence[str]], width: int) -> list[Floats]:
        """Return a matrix for each text: a row for each of its words."""
        found = [np.zeros((len(words), width), dtype="f") for words in texts]
        slots = [
            (window, number, start)
            for number, words in enumerate(texts)
            for window, start in _starts(self.pieces.windows(words))
        ]
        slots.sort(key=lambda slot: len(slot[0].pieces))  # windows of like length go together: less padding
        for batch in _batches(slots):
            rows = self._run([window for window, _, _ in batch])
            for (window, number, start), row in zip(batch, rows, strict=True):
                found[number][start : start + len(window.words)] = row[list(window.words)]
        return found

    def _run(self, windows: Sequence[Window]) -> Floats:
        longest = max(len(window.pieces) for window in windows)
        pieces, cases, mask = (np.zeros((len(windows), longest), dtype=np.int64) for _ in range(3))
        for row, window in enumerate(windows):
            size = len(window.pieces)
            pieces[row, :size], cases[row, :size], mask[row, :size] = window.pieces, window.cases, 1
        inputs = {"pieces": pieces, "cases": cases, "mask": mask}
        vectors: Floats = self.session.run(None, inputs)[0]
        return vectors


_OPEN: dict[int, _Network] = {}
"""Sessions by the identity of their bytes, which live as long as the model does."""


def _open(network: bytes, tokenizer: str) -> _Network:
    try:
        import onnxruntime  # noqa: PLC0415 - only the accurate model needs it

        from docmine.wordpieces import Wordpieces  # noqa: PLC0415
    except ImportError as error:
        raise ModelError(
            f"the accurate model needs the package {error.name}",
            where="model.name",
            remedy='pip install "docmine[accurate]", or set [model] name to "fast"',
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # documents are shared out among processes
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    return _Network(session, Wordpieces(tokenizer))


def _starts(windows: Iterator[Window]) -> Iterator[tuple[Window, int]]:
    start = 0
    for window in windows:
        yield window, start
        start += len(window.words)


def _batches(slots: Sequence[tuple[Window, int, int]]) -> Iterator[list[tuple[Window, int, int]]]:
    batch: list[tuple[Window, int, int]] = []
    for slot in slots:
        if batch and (len(batch) + 1) * len(slot[0].pieces) > _BATCH:
            yield batch
            batch = []
        batch.append(slot)
    if batch:
        yield batch
