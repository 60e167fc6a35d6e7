"""`docmine clean`: the first stage alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import WorkspaceOption, settings
from docmine.errors import DocmineError

if TYPE_CHECKING:
    from docmine.config import Config
    from docmine.documents import CleanDocument


def clean(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="A report, a folder of reports, a JSONL file, or - for standard input.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="JSONL file to write, or - for standard output.")
    ] = None,
    *,
    show: Annotated[
        bool, typer.Option("--show", help="Print the reports with every line kept or dropped, and why.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Count reasons by site, and print what a site still needs as a rule.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --explain: print the counts as JSON.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take the boilerplate out of reports, and account for every line.

    JSONL in has `id` and `text` or `html` in a line. A line out, in the same order, is
    `{"id", "text", "title", "published", "lines": [{"n","start","end","keep","reason","score"}]}`, with
    the `page` of every line of a PDF, or `{"id", "error"}` for a document that failed; then the exit code is 1.

        docmine clean raw -o - | head -1

    To see what is dropped and why, in one report or site by site (`FORCE_COLOR=1` keeps the colours in a pipe):

        docmine clean raw/report.txt --show
        docmine clean raw --explain
    """
    if (output is not None) + show + explain != 1:
        raise typer.BadParameter("give one of -o, --show and --explain")
    if as_json and not explain:
        raise typer.BadParameter("--json goes with --explain")
    cleaned = _cleaned(source, settings(workspace))
    if output is not None:
        failed = _write(cleaned, output)
    else:
        failed = _show(cleaned) if show else _explain(cleaned, as_json=as_json)
    if failed:
        told = "1 document failed; its line says" if failed == 1 else f"{failed} documents failed; their lines say"
        typer.echo(f"{told} why", err=True)
        raise typer.Exit(1)


def _cleaned(source: Path, config: Config) -> Iterator[tuple[object, CleanDocument | str]]:
    """Yield id and clean document of each report, in order, or what went wrong with it."""
    from docmine.clean import Cleaner
    from docmine.cli.streams import documents
    from docmine.worker import attempt

    cleaner = Cleaner.load(config)
    for given in documents(source, config):
        if given.document is None:
            yield given.id, given.error
            continue
        result = attempt(partial(cleaner, given.document))
        yield given.id, str(result) if isinstance(result, DocmineError) else result


def _write(cleaned: Iterable[tuple[object, CleanDocument | str]], output: Path) -> int:
    """Write a line for each document, and return how many failed."""
    from docmine.clean import to_record
    from docmine.cli.streams import write, writer

    failed = 0
    with writer(output) as stream:
        for name, result in cleaned:
            failed += isinstance(result, str)
            record = {"error": result} if isinstance(result, str) else to_record(result)
            write(stream, {**record, "id": name})
    return failed


def _show(cleaned: Iterable[tuple[object, CleanDocument | str]]) -> int:
    """Print the documents one after the other, and return how many failed."""
    from docmine.cli.shown import show_document, show_failure

    failed = 0
    for name, result in cleaned:
        if isinstance(result, str):
            failed += 1
            show_failure(name, result)
        else:
            show_document(result)
    return failed


def _explain(cleaned: Iterable[tuple[object, CleanDocument | str]], *, as_json: bool) -> int:
    """Print the reasons by site, and return how many documents failed; these are named on standard error."""
    from docmine.clean.explain import by_site
    from docmine.cli.shown import show_sites, sites_as_json
    from docmine.cli.terminal import plain

    failures: list[str] = []

    def good() -> Iterator[CleanDocument]:
        for name, result in cleaned:
            if isinstance(result, str):
                failures.append(f"{name}: {result}")
            else:
                yield result

    sites = by_site(good())
    for failure in failures:
        typer.echo(plain(failure), err=True)
    if as_json:
        typer.echo(sites_as_json(sites, len(failures)))
    else:
        show_sites(sites)
    return len(failures)
