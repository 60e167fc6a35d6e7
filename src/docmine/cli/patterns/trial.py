"""`docmine patterns test`: what patterns would change, before they are kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.patterns.given import IdOption, LabelOption, LowerOption, is_file, quoted, tested
from docmine.cli.workspace import WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.patterns import Line
    from docmine.trial import Change, Trial


def trial(
    pattern: Annotated[
        str | None,
        typer.Argument(metavar="PATTERN|FILE", help="A phrase, or a JSONL file. Default: all patterns that are kept."),
    ] = None,
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="Folder of the tables.")] = Path("output"),
    *,
    label: LabelOption = None,
    identity: IdOption = "",
    lower: LowerOption = False,
    raw: Annotated[Path | None, typer.Option(help="Try it on these reports instead of the tables of a run.")] = None,
    show: Annotated[int, typer.Option("--show", "-n", min=0, help="Show the first so many places.")] = 20,
    workspace: WorkspaceOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all places as JSON.")] = False,
) -> None:
    """Show what a pattern, or a file of them, would change in the reports. Nothing is written.

    Every place where it matches is one of: new, relabelled, identified (the same name gets the id),
    rebounded (it takes the place of names that begin or end elsewhere), overruled (a longer pattern stays),
    unchanged.

        docmine patterns test "Kessen Guard" --label ORG
        docmine patterns test new.jsonl --raw more-reports
    """
    from docmine.store import Store
    from docmine.trial import try_on_reports, try_on_tables

    config = settings(workspace)
    lines = tested(pattern, config, label, identity, lower=lower)
    if raw:
        found = try_on_reports(config, lines, raw)
    else:
        with Store(output, readonly=True) as store:
            found = try_on_tables(config, lines, store)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
    else:
        _show(found, show)
        _close(found, pattern, lines)


def sum_up(found: Trial) -> str:
    """Return in one line what would change."""
    counts = [f"{times:,} {kind}" for kind, times in found.counts.items() if times]
    reports = f"{found.documents:,} reports"
    if not counts:
        return f"stands nowhere in {reports}"
    return f"{', '.join(counts)}; names would change in {found.changed_documents:,} of {reports}"


def _show(found: Trial, most: int) -> None:
    from docmine.cli.terminal import add_row, console, plain, table
    from docmine.trial import KINDS

    out = console()
    for line in found.replaced:
        out.print(f"in place of {plain(line.words)} ({line.label}) in {line.where}", soft_wrap=True)
    shown = table("places", "become", "meaning", right=("places",))
    for kind, times in found.counts.items():
        add_row(shown, times, kind, KINDS[kind])
    out.print(shown)
    for change in found.telling(most):
        out.print(f"\n{plain(_told(change))}", soft_wrap=True)
        out.print(f"   {plain(f'{change.path}:{change.start}-{change.end}: {change.sentence}')}", soft_wrap=True)
    typer.echo(f"\n{sum_up(found)}")
    if len(found.changes) > most:
        typer.echo(f"{len(found.changes) - most:,} more places: give a higher --show, or --json")


def _told(change: Change) -> str:
    now = f"{change.text} ({change.label}{f', {change.id}' if change.id else ''})"
    was = " and ".join(change.before) or "nothing"
    return f"{change.kind}: {now}" + ("" if change.kind == "unchanged" else f", was {was}")


def _close(found: Trial, pattern: str | None, lines: list[Line]) -> None:
    if found.left_out:
        typer.echo(f"left out: {found.left_out} (not a report in English, or cannot be read; docmine run says why)")
    if pattern is not None and found.changed_documents:
        typer.echo(f"next: docmine patterns add {pattern if is_file(pattern) else _options(lines[0])}")


def _options(line: Line) -> str:
    identity = f" --id {quoted(line.id)}" if line.id else ""
    return f"{quoted(line.words)} --label {line.label}{identity}{' --lower' if line.lower else ''}"
