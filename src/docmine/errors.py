"""Everything docmine raises on purpose.

    DocmineError
    ├── ConfigError      pipeline/docmine.toml cannot be used
    ├── ReadError        one raw report cannot be read; the run goes on
    ├── ResourceError    a word list, pattern file or gazetteer is malformed or missing
    ├── ModelError       the language model is missing or cannot be used
    │   └── PromotionRefused   a model is not good enough to be used
    ├── CuratedError     a curated table cannot be understood; nothing is written
    ├── AnnotateError    one document failed inside the pipeline; the run goes on
    ├── StoreError       the output folder cannot be read or written
    ├── EngineError      the machines that are to do the work cannot be used
    └── QueryError       a request to the reconciliation service cannot be answered
        └── TooMuch      it asks for more than the service gives at once

Each says what is wrong, where (a file, a line, a key) and what to do about it.
"""

from __future__ import annotations


class DocmineError(Exception):
    """Base of all errors that docmine raises on purpose.

    Args:
        message: what is wrong, in one sentence.
        where: file, `file:line` or key path that the message is about.
        remedy: what the user can do next.
    """

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} ({self.remedy})" if self.remedy else text

    def __reduce__(self) -> tuple[object, ...]:
        """Keep `where` and `remedy` when a worker process sends the error home."""
        return (_rebuild, (type(self), self.message, self.where, self.remedy))


def _rebuild(kind: type[DocmineError], message: str, where: str, remedy: str) -> DocmineError:
    return kind(message, where=where, remedy=remedy)


class ConfigError(DocmineError):
    """The configuration cannot be used."""


class ReadError(DocmineError):
    """A raw report cannot be read."""


class ResourceError(DocmineError):
    """A word list, pattern file or gazetteer is malformed or missing."""


class ModelError(DocmineError):
    """The language model is missing or cannot be used."""


class PromotionRefused(ModelError):  # noqa: N818  it is an answer, not a fault
    """A model does not meet the floors, or the floors are not for these sentences; what was in use stays in use."""


class CuratedError(DocmineError):
    """A curated table cannot be understood."""


class AnnotateError(DocmineError):
    """A document failed inside the pipeline."""


class StoreError(DocmineError):
    """The output folder cannot be read or written."""


class EngineError(DocmineError):
    """The machines that are to do the work cannot be used."""


class QueryError(DocmineError):
    """A request to the reconciliation service cannot be answered."""


class TooMuch(QueryError):  # noqa: N818  it says how much is too much
    """A request asks for more than the service gives at once."""
