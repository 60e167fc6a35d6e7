"""What training did."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docmine.evaluate import Evaluation
from docmine.labelled import Layer


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What training did.

    `before` and `after` score the former and the new model on the held-out sentences; `kept` scores the
    new model against the former one's answers on rehearsal sentences. `resumed` counts the passes that
    were done before an interruption, `other_layer` the sentences that label the other layer.
    """

    name: str
    folder: Path
    layer: Layer
    learned: int
    rehearsed: int
    held_out: int
    other_layer: int
    resumed: int
    before: Evaluation
    after: Evaluation
    kept: Evaluation
    promoted: bool
    refusal: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values, for JSON."""
        return {
            "name": self.name,
            "folder": str(self.folder),
            "layer": self.layer,
            "learned": self.learned,
            "rehearsed": self.rehearsed,
            "held_out": self.held_out,
            "other_layer": self.other_layer,
            "resumed": self.resumed,
            "promoted": self.promoted,
            "refusal": self.refusal,
            "before": self.before.as_dict(),
            "after": self.after.as_dict(),
            "kept": self.kept.as_dict(),
        }
