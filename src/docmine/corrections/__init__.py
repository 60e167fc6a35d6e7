"""What people decided about names, as labelled sentences to learn from (docs/formats.md)."""

from docmine.corrections.sentences import examples

__all__ = ["examples"]
