"""`docmine patterns suggest`: candidates for new patterns."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.suggest import Candidate, Suggestions


class Origin(StrEnum):
    """Where candidates come from; the names and their order are those of `docmine.suggest.SOURCES`."""

    decisions = "decisions"
    curated = "curated"
    brackets = "brackets"
    unknown = "unknown"
    triggers = "triggers"


def suggest(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="Folder of the tables.")] = Path("output"),
    *,
    workspace: WorkspaceOption = None,
    to: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Also write the candidates as pattern lines to this JSONL file."),
    ] = None,
    sources: Annotated[
        list[Origin] | None, typer.Option("--source", "-s", help="Only from here; may be given several times.")
    ] = None,
    min_count: Annotated[int, typer.Option(min=1, help="Leave out words that the reports have less often.")] = 2,
    limit: Annotated[int, typer.Option(min=0, help="Show the first so many; 0 for all.")] = 30,
    examples: Annotated[int, typer.Option(min=0, help="Sentences for each.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
) -> None:
    """Mine the reports of a run for names that the patterns lack. Nothing is added.

    decisions: people corrected a name in the same way twice or more. curated: a name of your lists stands
    in the reports, but the run found nothing there, or something else. brackets: a name and its
    abbreviation explain each other. unknown: the model found a name that no list knows. triggers: words in
    capitals, near a word that names an event, that nothing was made of.

        docmine patterns suggest -o new.jsonl
    """
    from docmine.store import Store
    from docmine.suggest import SOURCES
    from docmine.suggest import suggest as mine

    wanted = [source for source in SOURCES if sources is None or source in sources]
    with Store(output, readonly=True) as store:
        found = mine(settings(workspace), store, sources=wanted, min_count=min_count, limit=limit, examples=examples)
    if to:
        _write(to, found.candidates)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
    else:
        _show(found, to)


def _write(path: Path, candidates: tuple[Candidate, ...]) -> None:
    """Write the candidates that can be added; one that the pattern files contradict cannot."""
    from docmine.cli.streams import writer

    with writer(path) as stream:
        stream.writelines(f"{one.line.to_json()}\n" for one in candidates if not one.clashes)


def _show(found: Suggestions, to: Path | None) -> None:
    from docmine.cli.terminal import add_row, console, plain, table

    out = console()
    shown = table(
        "", "label", "pattern", "id", "seen", "count", "reports", "from", right=("", "seen", "count", "reports")
    )
    for number, one in enumerate(found.candidates, 1):
        add_row(
            shown, number, one.label, one.pattern, one.id, one.seen, one.count, one.documents, ", ".join(one.sources)
        )
    if found.candidates:
        out.print(shown)
    for number, one in enumerate(found.candidates, 1):
        out.print(f"\n{number}. {plain(one.pattern)}: {_labels(one)}", soft_wrap=True)
        for conflict in one.conflicts:
            out.print(f"   ! {plain(conflict)}", soft_wrap=True)
        for example in one.examples:
            out.print(
                f"   {plain(f'{example.path}:{example.start}-{example.end}: {example.sentence}')}", soft_wrap=True
            )
    _close(found, to)


def _labels(one: Candidate) -> str:
    """Say what the run made of the name: "found as PERSON 16, not found 1"."""
    from docmine.suggest import NOTHING

    found = ", ".join(f"{label} {times}" for label, times in one.votes.items() if label != NOTHING)
    told = [f"found as {found}"] if found else []
    told += [f"not found {one.votes[NOTHING]}"] if NOTHING in one.votes else []
    return ", ".join(told) or "the label is a guess"


def _close(found: Suggestions, to: Path | None) -> None:
    left = found.found - len(found.candidates)
    clashing = sum(one.clashes for one in found.candidates)
    typer.echo(f"\n{found.found} candidates" + (f", the first {len(found.candidates)} shown" if left else ""))
    if found.rejected:
        typer.echo(f"{found.rejected} left out: people said that they are no names")
    if not found.candidates:
        typer.echo("next: give a lower --min-count, or docmine run on more reports")
    elif to is None:
        typer.echo("next: docmine patterns suggest -o new.jsonl, or docmine patterns test 'NAME' --label LABEL")
    else:
        typer.echo(f"written  {to}" + (f", without {clashing} that pattern files contradict" if clashing else ""))
        typer.echo(f"next: delete the lines that you do not want, then docmine patterns test {to}")
