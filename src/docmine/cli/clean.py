"""`docmine clean`: the first stage alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import WorkspaceOption, settings
from docmine.errors import DocmineError

if TYPE_CHECKING:
    from docmine.clean import Cleaner
    from docmine.cli.streams import Record
    from docmine.documents import RawDocument


def clean(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="A report, a folder of reports, a JSONL file, or - for standard input.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="JSONL file to write, or - for standard output.")],
    *,
    workspace: WorkspaceOption = None,
) -> None:
    """Take the boilerplate out of reports, and account for every line.

    JSONL in has `id` and `text` or `html` in a line. A line out, in the same order, is
    `{"id", "text", "title", "published", "lines": [{"n","start","end","keep","reason","score"}]}`, with
    the `page` of every line of a PDF, or `{"id", "error"}` for a document that failed; then the exit code is 1.

        docmine clean raw -o - | head -1
    """
    from docmine.clean import Cleaner
    from docmine.cli.streams import documents, write, writer

    config = settings(workspace)
    cleaner = Cleaner.load(config)
    failed = 0
    with writer(output) as stream:
        for given in documents(source, config):
            record = {"error": given.error} if given.document is None else _cleaned(cleaner, given.document)
            failed += "error" in record
            write(stream, {**record, "id": given.id})
    if failed:
        typer.echo(f"{failed} documents failed; their lines say why", err=True)
        raise typer.Exit(1)


def _cleaned(cleaner: Cleaner, document: RawDocument) -> Record:
    from docmine.clean import to_record
    from docmine.worker import attempt

    record = attempt(lambda: to_record(cleaner(document)))
    return {"error": str(record)} if isinstance(record, DocmineError) else record
