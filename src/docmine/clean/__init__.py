"""`RawDocument` to `CleanDocument`: every line kept or dropped, with reason and score."""

from docmine.clean.cleaner import Cleaner
from docmine.clean.record import to_record

__all__ = ["Cleaner", "to_record"]
