"""`docmine annotate`: all stages up to the tables, as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.drafts import Form, Purpose, write_drafts
from docmine.cli.workspace import LayerName, WorkspaceOption, settings
from docmine.errors import ModelError, ReadError

if TYPE_CHECKING:
    from spacy.language import Language

    from docmine.annotations import Request
    from docmine.cli.streams import Given, Record
    from docmine.config import Config
    from docmine.documents import CleanDocument, RawDocument

_BATCH = 64


class Roles(StrEnum):
    """Forms in which role fillers come out."""

    muc4 = "muc4"


def annotate(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="IN",
            help="JSONL, a report, a folder of reports, or - for standard input; for review also a run's output.",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write, or - for standard output.")],
    *,
    no_clean: Annotated[bool, typer.Option("--no-clean", help="The text is clean already; keep all of it.")] = False,
    purpose: Annotated[
        Purpose, typer.Option("--for", help="`review`: sentences for people to correct and `docmine train` to learn.")
    ] = Purpose.programs,
    form: Annotated[
        Form | None, typer.Option("--format", "-f", help="For review: of which tool. Default: as OUT's suffix says.")
    ] = None,
    layer: Annotated[
        LayerName, typer.Option("--layer", help="For review: names, or the longer phrases of the conflict layer.")
    ] = LayerName.names,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="For review: write so many sentences.")] = None,
    roles: Annotated[
        Roles | None,
        typer.Option("--roles", help="Add `role_fillers`: who did it, with what, to whom, as MUC-4 has it."),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Find entities, dates, places, actors and events in texts, as a stream, for other programs.

    A line in is `{"id", "text", "dct"?: ISO date, "toponyms"?: [{"start","end"}]}`; where toponyms
    are given, those spans are resolved and no others. A line out, in the same order, is
    `{"id", "entities", "timexes", "dates", "toponyms", "actors", "events"}` with offsets in the text given,
    or `{"id", "error"}` for a document that failed; then the exit code is 1.

        docmine annotate reports.jsonl -o annotated.jsonl

    With `--for review` a line out is a sentence with the names found in it, in the format of the tool in
    which you correct it; sentences with the rarest names come first.

        docmine annotate output --for review --limit 100 -o names.jsonl
    """
    config = settings(workspace)
    if purpose is Purpose.review:
        if roles:
            raise typer.BadParameter("--roles does not go with --for review")
        failed = write_drafts(source, output, config, form=form, layer=layer, limit=limit, clean=not no_clean)
    elif form or limit or layer is not LayerName.names:
        raise typer.BadParameter("--format, --layer and --limit go with --for review")
    else:
        failed = _stream(source, output, config, clean=not no_clean, with_roles=roles is not None)
    if failed:
        typer.echo(f"{failed} {'document' if failed == 1 else 'documents'} failed", err=True)
        raise typer.Exit(1)


def _stream(source: Path, output: Path, config: Config, *, clean: bool, with_roles: bool) -> int:
    """Write one line for each document, and return how many failed.

    Raises:
        ModelError: there are to be role fillers, which the model cannot find.
    """
    from docmine.annotations import unclean
    from docmine.clean import Cleaner
    from docmine.cli.gazetteer import prepare_gazetteer
    from docmine.cli.streams import documents, write, writer
    from docmine.engines.base import batches
    from docmine.nlp import load

    prepare_gazetteer(config, quiet=False)
    nlp = load(config)
    if with_roles and "docmine_fillers" not in nlp.pipe_names:
        raise ModelError(
            "finds no role fillers",
            where=config.model.name,
            remedy='set [model] name to "accurate", or leave out --roles',
        )
    prepare = Cleaner.load(config) if clean else unclean
    failed = 0
    with writer(output) as stream:
        for batch in batches(documents(source, config), _BATCH):
            for record in _annotate(nlp, prepare, batch, config, with_roles=with_roles):
                failed += "error" in record
                write(stream, record)
    return failed


def _annotate(
    nlp: Language,
    prepare: Callable[[RawDocument], CleanDocument],
    batch: list[Given],
    config: Config,
    *,
    with_roles: bool,
) -> Iterator[Record]:
    """Yield one record for each document of a batch, in order."""
    from docmine.annotations import Request
    from docmine.annotations import annotate as annotate_documents
    from docmine.worker import attempt

    asked = [attempt(partial(_request, prepare, given)) for given in batch]
    requests = [one for one in asked if isinstance(one, Request)]
    records = iter(annotate_documents(nlp, requests, config, with_roles=with_roles))
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
