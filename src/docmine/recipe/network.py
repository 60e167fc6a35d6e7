"""The encoder as a file: ONNX, with weights of 8 bits (dynamic quantisation; Zafrir et al. 2019, "Q8BERT").

Weights use 7 of the 8 bits, because processors without VNNI add pairs of products in 16 bits and would overflow.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from docmine.recipe.encoder import Encoder

_INPUTS = ("pieces", "cases", "mask")


def export(encoder: Encoder) -> bytes:
    """Return the network: `pieces`, `cases` and `mask` (windows x pieces) in, `vectors` (… x width) out."""
    encoder.eval()
    example = tuple(torch.ones(2, 8, dtype=torch.long) for _ in _INPUTS)
    with tempfile.TemporaryDirectory() as folder:
        whole, ready, small = (str(Path(folder) / f"{name}.onnx") for name in ("whole", "ready", "small"))
        torch.onnx.export(
            encoder,
            example,
            whole,
            input_names=list(_INPUTS),
            output_names=["vectors"],
            dynamic_axes={name: {0: "windows", 1: "pieces"} for name in (*_INPUTS, "vectors")},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(whole, ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        return Path(small).read_bytes()
