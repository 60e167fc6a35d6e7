"""The transformer of the accurate model: a spaCy architecture that runs an ONNX network on CPU.

`docmine.OnnxTok2Vec.v1` stands where other pipelines have a convolutional tok2vec: documents in, a matrix of
words x width for each out. The network does not learn; the components that listen to it do. Network and
tokenizer travel inside spaCy's own model file, so a folder that spaCy saved needs nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model
from thinc.shims import Shim

from docmine.errors import ModelError

if TYPE_CHECKING:
    from docmine.wordpieces import Window, Wordpieces

Floats = NDArray[np.float32]
Layer = Model[list[Doc], list[Floats]]


def onnx_tok2vec(width: int) -> Layer:
    """Return the architecture; `width` is that of the vectors. Its one shim is the network, empty at first."""
    return Model("docmine_onnx", _forward, dims={"nO": width}, shims=[Network()])


def fill(layer: Layer, network: bytes, tokenizer: str) -> None:
    """Give a layer its network (ONNX) and its tokenizer (JSON of the tokenizers library)."""
    layer.shims[0].from_bytes(srsly.msgpack_dumps({"network": network, "tokenizer": tokenizer}))


def _forward(
    layer: Layer,
    docs: list[Doc],
    is_train: bool,  # noqa: ARG001  thinc's protocol
) -> tuple[list[Floats], Callable[[list[Floats]], list[Doc]]]:
    network: Any = layer.shims[0]
    width = layer.get_dim("nO")
    return [network.vectors([token.text for token in doc], width) for doc in docs], lambda _: docs


class Network(Shim):
    """An ONNX network and its tokenizer, opened when the first text is read."""

    def __init__(self, network: bytes = b"", tokenizer: str = "") -> None:
        super().__init__(None)
        self._network = network
        self._tokenizer = tokenizer
        self._session: Any = None
        self._pieces: Wordpieces | None = None

    def vectors(self, words: Sequence[str], width: int) -> Floats:
        """Return a row for each word; zeros before there is a network, while spaCy infers shapes.

        Raises:
            ModelError: onnxruntime or tokenizers is not installed.
        """
        if not self._network or not words:
            return np.zeros((len(words), width), dtype="f")
        if self._pieces is None:
            self._session, self._pieces = _open(self._network, self._tokenizer)
        return np.concatenate([self._run(window) for window in self._pieces.windows(words)])

    def _run(self, window: Window) -> Floats:
        """Read one window, by itself: the rounding of inputs depends on all that is read together."""
        inputs = {
            "pieces": np.array([window.pieces]),
            "cases": np.array([window.cases]),
            "mask": np.ones((1, len(window.pieces)), dtype=np.int64),
        }
        vectors: Floats = self._session.run(None, inputs)[0][0]
        return vectors[list(window.words)]

    def finish_update(self, optimizer: object) -> None:
        """Do nothing: the network does not learn."""

    def to_device(self, device_type: str, device_id: int) -> None:
        """Do nothing: the network stays on the CPU."""

    def copy(self) -> Network:
        """Return another that opens its own session."""
        return Network(self._network, self._tokenizer)

    def to_bytes(self) -> bytes:
        """Return network and tokenizer, for spaCy's model file."""
        saved: bytes = srsly.msgpack_dumps({"network": self._network, "tokenizer": self._tokenizer})
        return saved

    def from_bytes(self, data: bytes) -> Network:
        """Take network and tokenizer from such bytes."""
        saved = srsly.msgpack_loads(data)
        self._network, self._tokenizer = saved["network"], saved["tokenizer"]
        self._session = self._pieces = None
        return self


def _open(network: bytes, tokenizer: str) -> tuple[Any, Wordpieces]:
    try:
        import onnxruntime  # noqa: PLC0415 - only the accurate model needs it

        from docmine.wordpieces import Wordpieces  # noqa: PLC0415
    except ImportError as error:
        raise ModelError(
            f"the accurate model needs the package {error.name}",
            where="model.name",
            remedy='install docmine again, or set [model] name to "fast"',
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # documents are shared out among processes
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    return session, Wordpieces(tokenizer)
