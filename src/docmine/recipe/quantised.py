"""Learning with the rounding of 8 bits in the loop, so that the network loses little when it is stored and run so.

Quantisation-aware training (Jacob et al. 2018; Zafrir et al. 2019): what goes forward is rounded, what goes back is
not. Weights have a scale for each output and 7 bits, inputs one scale for the whole batch and 8, as in `network.py`.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

_WEIGHT_STEPS = 63.0  # -63 … 63
_INPUT_STEPS = 255.0


class RoundedLinear(nn.Linear):
    """A linear layer that computes with rounded weights and inputs."""

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002  torch's name
        """Return the layer's output."""
        return functional.linear(_rounded_input(input), _rounded_weight(self.weight), self.bias)


def round_linear_layers(module: nn.Module) -> None:
    """Make every linear layer of a module a rounded one; its weights stay the same objects."""
    for layer in module.modules():
        if type(layer) is nn.Linear:
            layer.__class__ = RoundedLinear


def unround_linear_layers(module: nn.Module) -> None:
    """Undo `round_linear_layers`, for export."""
    for layer in module.modules():
        if type(layer) is RoundedLinear:
            layer.__class__ = nn.Linear  # type: ignore[assignment]


def _rounded_weight(weight: Tensor) -> Tensor:
    with torch.no_grad():
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / _WEIGHT_STEPS
        change = torch.round(weight / scale) * scale - weight
    return weight + change


def _rounded_input(values: Tensor) -> Tensor:
    with torch.no_grad():
        wide = values.float()
        low, high = wide.amin().clamp(max=0.0), wide.amax().clamp(min=0.0)
        scale = (high - low).clamp(min=1e-8) / _INPUT_STEPS
        change = (torch.round(wide / scale) * scale - wide).to(values.dtype)
    return values + change
