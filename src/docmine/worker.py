"""What is done to a batch of reports, wherever it is done: read, clean, annotate, make rows.

A worker holds the cleaner and the spaCy pipeline, each loaded when it is first needed. A report
that fails becomes an outcome with an error; the others of its batch go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from docmine.config import Config
from docmine.documents import CleanDocument, RawDocument, RawItem
from docmine.errors import DocmineError
from docmine.ids import document_id
from docmine.report_rows import clean_rows, document_row, review_rows
from docmine.schema import Row

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from docmine.clean import Cleaner

T = TypeVar("T")

LANGUAGE = "en"
"""The one language that is annotated; reports in others are recorded and skipped."""

_UNFORESEEN = "please report this with the file"
_TOO_COMPLEX = "split the file, or raise run.memory_mb if memory ran short; then docmine run --retry"


@dataclass(slots=True)
class Outcome:
    """What became of one report: its rows; those of `documents` and `errors` say whether and why it failed."""

    doc_id: str
    path: str
    rows: dict[str, list[Row]] = field(default_factory=dict)

    @classmethod
    def failed(cls, item: RawItem, stage: str, error: Exception, raw: RawDocument | None = None) -> Outcome:
        """Return the outcome of a report that failed at a stage."""
        told = _told(error)
        doc_id = document_id(item.sha256)
        problem = {
            "path": item.path,
            "stage": stage,
            "message": told.message,
            "remedy": told.remedy or _UNFORESEEN,
            "doc_id": doc_id,
        }
        document = document_row(item, raw, status="failed", error=told.message)
        return cls(doc_id, item.path, {"documents": [document], "errors": [problem]})

    @classmethod
    def skipped(cls, item: RawItem, raw: RawDocument, reason: str) -> Outcome:
        """Return the outcome of a report that is not worked on."""
        row = document_row(item, raw, status="skipped", error=reason)
        return cls(document_id(item.sha256), item.path, {"documents": [row]})


class Worker:
    """Turns batches of `RawItem` into outcomes, one for each item and in the same order."""

    def __init__(self, config: Config) -> None:
        self.config = config

    @cached_property
    def cleaner(self) -> Cleaner:
        """The cleaner."""
        from docmine.clean import Cleaner  # noqa: PLC0415 - a run that finds nothing new loads nothing

        return Cleaner.load(self.config)

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline."""
        from docmine.nlp import load  # noqa: PLC0415

        return load(self.config)

    def __call__(self, items: Sequence[RawItem]) -> list[Outcome]:
        """Work on a batch."""
        outcomes: dict[int, Outcome] = {}
        cleaned: dict[int, CleanDocument] = {}
        for position, item in enumerate(items):
            result = self.clean(item)
            if isinstance(result, Outcome):
                outcomes[position] = result
            else:
                cleaned[position] = result
        for position, doc in self.annotate(cleaned):
            item, document = items[position], cleaned[position]
            outcomes[position] = (
                Outcome.failed(item, "annotate", doc, document.raw)
                if isinstance(doc, DocmineError)
                else self.finish(item, document, doc)
            )
        return [outcomes[position] for position in range(len(items))]

    def clean(self, item: RawItem) -> CleanDocument | Outcome:
        """Read and clean one report."""
        from docmine.read import in_language, read  # noqa: PLC0415

        raw = attempt(lambda: in_language(read(item, self.config.read), item.metadata.language))
        if isinstance(raw, DocmineError):
            return Outcome.failed(item, "read", raw)
        language = raw.metadata.language or LANGUAGE
        if language != LANGUAGE:
            return Outcome.skipped(item, raw, f"language is {language}; docmine reads English")
        cleaner = self.cleaner  # malformed rules are no fault of the report
        document = attempt(lambda: cleaner(raw))
        if isinstance(document, DocmineError):
            return Outcome.failed(item, "clean", document, raw)
        return document

    def annotate(self, documents: dict[int, CleanDocument]) -> Iterator[tuple[int, Doc | DocmineError]]:
        """Yield each document's `Doc`, or the error that it met, once and with its position."""
        if not documents:
            return
        from docmine.nlp import make_docs, pipe  # noqa: PLC0415

        position_of = {document.raw.doc_id: position for position, document in documents.items()}
        failures: list[tuple[int, DocmineError]] = []

        def fail(doc: Doc, component: str, error: Exception) -> None:
            failures.append((position_of[doc._.doc_id], _told(error, component)))

        for doc in pipe(self.nlp, make_docs(self.nlp, documents.values(), self.config), fail):
            yield position_of[doc._.doc_id], doc
        yield from failures

    def finish(self, item: RawItem, document: CleanDocument, doc: Doc) -> Outcome:
        """Make the rows of an annotated report."""
        from docmine.tables import annotation_rows  # noqa: PLC0415

        decisions = self.cleaner.decided.of(document.raw.doc_id)
        reviewed = {"errors": [*review_rows(decisions, document, doc._.unmet)]}
        rows = attempt(lambda: _rows(clean_rows(item, document), annotation_rows(document, doc), reviewed))
        if isinstance(rows, DocmineError):
            return Outcome.failed(item, "tables", rows, document.raw)
        rows["documents"][0]["date_mode"] = doc._.date_mode
        return Outcome(document.raw.doc_id, item.path, rows)


def attempt(stage: Callable[[], T]) -> T | DocmineError:
    """Run a stage on one document and return what it gives; any error is that document's own and is returned."""
    try:
        return stage()
    except Exception as error:
        return _told(error)


def _told(error: Exception, component: str = "") -> DocmineError:
    """Return the error as docmine tells it; one that nobody foresaw names its kind, and where it was raised."""
    if isinstance(error, DocmineError):
        return error
    place = f"{component}: " if component else ""
    if isinstance(error, MemoryError | RecursionError):
        return DocmineError(f"{place}is too complex ({type(error).__name__})", remedy=_TOO_COMPLEX)
    return DocmineError(f"{place}{type(error).__name__}: {error}", remedy=_UNFORESEEN)


def _rows(*stages: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the rows of all stages; `errors` come from several."""
    tables = dict.fromkeys(table for stage in stages for table in stage)
    return {table: [row for stage in stages for row in stage.get(table, ())] for table in tables}
