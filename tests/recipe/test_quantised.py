"""Rounding to 8 bits: forward rounded, backward not. Only where torch is installed."""

import pytest

torch = pytest.importorskip("torch")


def test_weights_have_127_steps_for_each_output_and_inputs_256_for_all():
    from docmine.recipe.quantised import round_linear_layers, unround_linear_layers

    layer = torch.nn.Sequential(torch.nn.Linear(2, 1, bias=False))
    layer[0].weight.data = torch.tensor([[0.63, 0.104]])  # steps of 0.01: 63 and 10
    round_linear_layers(layer)
    # The inputs go from 0 to 2.55 in steps of 0.01: 2.55 and 1.00.
    found = layer(torch.tensor([[2.55, 1.004]]))
    assert found.item() == pytest.approx(0.63 * 2.55 + 0.10 * 1.00, abs=1e-5)
    unround_linear_layers(layer)
    assert layer(torch.tensor([[2.55, 1.004]])).item() == pytest.approx(0.63 * 2.55 + 0.104 * 1.004, abs=1e-5)


def test_gradients_pass_as_if_nothing_were_rounded():
    from docmine.recipe.quantised import round_linear_layers

    layer = torch.nn.Linear(1, 1, bias=False)
    layer.weight.data = torch.tensor([[0.63]])
    round_linear_layers(layer)
    value = torch.tensor([[2.55]], requires_grad=True)
    layer(value).backward()
    assert value.grad.item() == pytest.approx(0.63, abs=1e-5)
    assert layer.weight.grad.item() == pytest.approx(2.55, abs=1e-5)
