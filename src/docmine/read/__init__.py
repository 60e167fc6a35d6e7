"""Path to `RawItem` to `RawDocument`: text, HTML, PDF, JSONL; encoding, metadata, language."""

from docmine.read.document import in_language, read
from docmine.read.jsonl import ALL, stretches
from docmine.read.listing import Listed, listing
from docmine.read.scan import open_listed, scan
from docmine.read.storage import raw_folder

__all__ = ["ALL", "Listed", "in_language", "listing", "open_listed", "raw_folder", "read", "scan", "stretches"]
