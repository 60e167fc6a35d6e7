"""Labelled sentences, read from and written to the files of the tools that people label in (docs/formats.md)."""

from docmine.labelled.example import LABELS, Example, Layer, Span
from docmine.labelled.files import FORMATS, dump, find, format_for, format_of, read, write

__all__ = [
    "FORMATS",
    "LABELS",
    "Example",
    "Layer",
    "Span",
    "dump",
    "find",
    "format_for",
    "format_of",
    "read",
    "write",
]
