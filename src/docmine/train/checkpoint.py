"""The state of a training after its last whole pass, so that an interrupted one goes on where it was.

The file holds, for each parameter, its values, the optimizer's two moments and the running average. No
state of a random generator is kept, because each pass seeds its own (`tuning`); so a training that was
interrupted ends with the same model as one that was not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.lib.npyio import NpzFile
from thinc.api import Model, Optimizer

from docmine.errors import ModelError

Key = tuple[int, str]
"""A parameter: the number of its node in the order of `Model.walk`, and its name.

thinc numbers nodes anew in each process, so its own ids are of no use in a file."""

_UNSEEN = "unseen_classes"  # spaCy's parsers hide the classes of new labels until they have met them

_STATES = ("mom1", "mom2", "averages")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One file. `digest` names all that goes into the training; the state of another training is not taken up."""

    path: Path
    digest: str

    def load(self, model: Model[Any, Any], optimizer: Optimizer) -> int:
        """Restore weights and optimizer; return the number of passes that they have seen, 0 without a file.

        Raises:
            ModelError: the file cannot be read.
        """
        if not self.path.is_file():
            return 0
        try:
            with np.load(self.path, allow_pickle=False) as state:
                if str(state["digest"]) != self.digest:
                    return 0
                for key, node in parameters(model):
                    _restore(state, key, node, optimizer)
                if _UNSEEN in model.attrs:
                    model.attrs[_UNSEEN] = set(state[_UNSEEN].tolist())
                return int(state["epochs"])
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise ModelError(
                f"cannot be read: {error}", where=str(self.path), remedy="begin anew with docmine train --restart"
            ) from error

    def save(self, model: Model[Any, Any], optimizer: Optimizer, epochs: int) -> None:
        """Write the state after so many passes, in the place of an earlier one.

        Raises:
            ModelError: it cannot be written.
        """
        state: dict[str, Any] = {"digest": np.array(self.digest), "epochs": np.array(epochs)}
        if _UNSEEN in model.attrs:
            state[_UNSEEN] = np.array(sorted(model.attrs[_UNSEEN]), dtype=np.int64)
        for key, node in parameters(model):
            state |= _state(key, node, optimizer)
        part = self.path.with_suffix(".part")
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                np.savez(file, **state)
            part.replace(self.path)
        except OSError as error:
            raise ModelError(
                f"cannot be written: {error.strerror}", where=str(self.path), remedy="free some space, then train again"
            ) from error

    def remove(self) -> None:
        """Forget the state, if there is one."""
        self.path.unlink(missing_ok=True)


def parameters(model: Model[Any, Any]) -> Iterator[tuple[Key, Model[Any, Any]]]:
    """Yield every parameter that has values, with its node."""
    for number, node in enumerate(model.walk()):
        for name in node.param_names:
            if node.has_param(name):
                yield (number, name), node


def _state(key: Key, node: Model[Any, Any], optimizer: Optimizer) -> dict[str, Any]:
    own = (node.id, key[1])
    label = f"{key[0]}/{key[1]}"
    state: dict[str, Any] = {label: node.get_param(key[1])}
    if own in optimizer.nr_update:  # the optimizer knows nothing of what has had no gradient yet
        state |= {f"{label}/{name}": getattr(optimizer, name)[own] for name in _STATES}
        state[f"{label}/updates"] = np.array(optimizer.nr_update[own])
    return state


def _restore(state: NpzFile, key: Key, node: Model[Any, Any], optimizer: Optimizer) -> None:
    own = (node.id, key[1])
    label = f"{key[0]}/{key[1]}"
    values: Any = node.get_param(key[1])
    values[...] = state[label]
    if f"{label}/updates" in state:
        for name in _STATES:
            getattr(optimizer, name)[own] = state[f"{label}/{name}"]
        optimizer.nr_update[own] = int(state[f"{label}/updates"])
