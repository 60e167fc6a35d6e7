"""`docmine annotate`: all stages up to the tables, as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import WorkspaceOption, settings
from docmine.errors import ReadError

if TYPE_CHECKING:
    from spacy.language import Language

    from docmine.annotations import Request
    from docmine.cli.streams import Given, Record
    from docmine.config import Config
    from docmine.documents import CleanDocument, RawDocument

_BATCH = 64


def annotate(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="A JSONL file, a report, a folder of reports, or - for standard input.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="JSONL file to write, or - for standard output.")],
    *,
    no_clean: Annotated[bool, typer.Option("--no-clean", help="The text is clean already; keep all of it.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Find entities, dates, places, actors and events in texts, as a stream, for other programs.

    A line in is `{"id", "text", "dct"?: ISO date, "toponyms"?: [{"start","end"}]}`; where toponyms
    are given, those spans are resolved and no others. A line out, in the same order, is
    `{"id", "entities", "timexes", "toponyms", "actors", "events"}` with offsets in the text given,
    or `{"id", "error"}` for a document that failed; then the exit code is 1.

        docmine annotate reports.jsonl -o annotated.jsonl
    """
    from docmine.annotations import unclean
    from docmine.clean import Cleaner
    from docmine.cli.gazetteer import prepare_gazetteer
    from docmine.cli.streams import documents, write, writer
    from docmine.engines.base import batches
    from docmine.nlp import load

    config = settings(workspace)
    prepare_gazetteer(config, quiet=False)
    nlp = load(config)
    prepare = unclean if no_clean else Cleaner.load(config)
    failed = 0
    with writer(output) as stream:
        for batch in batches(documents(source, config), _BATCH):
            for record in _annotate(nlp, prepare, batch, config):
                failed += "error" in record
                write(stream, record)
    if failed:
        typer.echo(f"{failed} documents failed; their lines say why", err=True)
        raise typer.Exit(1)


def _annotate(
    nlp: Language, prepare: Callable[[RawDocument], CleanDocument], batch: list[Given], config: Config
) -> Iterator[Record]:
    """Yield one record for each document of a batch, in order."""
    from docmine.annotations import Request
    from docmine.annotations import annotate as annotate_documents
    from docmine.worker import attempt

    asked = [attempt(partial(_request, prepare, given)) for given in batch]
    records = iter(annotate_documents(nlp, [one for one in asked if isinstance(one, Request)], config))
    for given, one in zip(batch, asked, strict=True):
        yield {"id": given.id, **(next(records) if isinstance(one, Request) else {"error": str(one)})}


def _request(prepare: Callable[[RawDocument], CleanDocument], given: Given) -> Request:
    from docmine.annotations import Request

    if given.document is None:
        raise ReadError(given.error)
    return Request(prepare(given.document), _toponyms(given))


def _toponyms(given: Given) -> tuple[tuple[int, int], ...] | None:
    """Return the spans of the record's toponyms.

    Raises:
        ReadError: they are no spans of its text.
    """
    spans = given.record.get("toponyms")
    if spans is None or given.document is None:
        return None
    size = len(given.document.text)
    try:
        found = tuple((int(span["start"]), int(span["end"])) for span in spans)
    except (TypeError, KeyError, ValueError) as error:
        raise ReadError("toponyms must be a list of {start, end}", where=str(given.id)) from error
    if any(not 0 <= start < end <= size for start, end in found):
        raise ReadError(f"a toponym is not within the {size} characters of the text", where=str(given.id))
    return found
