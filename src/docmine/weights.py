"""Weights at rest and at work: kept with 16 bits, computed with 32.

The half of the digits that is lost is far below what a network's answers depend on, and the package is half as large.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from spacy.language import Language
from thinc.api import Model


def halve(nlp: Language) -> None:
    """Round the weights of all components to 16 bits; such a pipeline can be saved, but not run."""
    _cast(nlp, "float16")


def widen(nlp: Language) -> None:
    """Give the weights of all components 32 bits again, after loading."""
    _cast(nlp, "float32")


def _cast(nlp: Language, dtype: Literal["float16", "float32"]) -> None:
    for model in _models(nlp):
        for node in model.walk():
            for name in node.param_names:
                values: Any = node.get_param(name) if node.has_param(name) else None
                if values is not None and values.dtype != dtype:
                    node.set_param(name, values.astype(dtype))


def _models(nlp: Language) -> Iterator[Model[Any, Any]]:
    for _, component in nlp.components:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            yield model
