"""Path to `RawItem` to `RawDocument`: text, HTML, PDF, JSONL; encoding, metadata, language."""

from docmine.read.document import in_language, read
from docmine.read.scan import scan

__all__ = ["in_language", "read", "scan"]
