"""What people decided, to learn from: about names as labelled sentences (docs/formats.md), about events as texts."""

from docmine.corrections.fillers import Taught, taught
from docmine.corrections.sentences import examples
from docmine.corrections.types import Corrected, corrected

__all__ = ["Corrected", "Taught", "corrected", "examples", "taught"]
