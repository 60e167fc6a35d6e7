"""`docmine patterns add` and `remove`: what is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.patterns.given import IdOption, LabelOption, LowerOption, lines, quoted
from docmine.cli.workspace import WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.config import Config
    from docmine.pattern_files import Added


def add(
    pattern: Annotated[str, typer.Argument(metavar="PATTERN|FILE", help="A phrase, or a JSONL file of pattern lines.")],
    output: Annotated[
        Path, typer.Argument(metavar="OUTPUT", help="Folder of the tables, to tell what changes.")
    ] = Path("output"),
    *,
    label: LabelOption = None,
    identity: IdOption = "",
    lower: LowerOption = False,
    file: Annotated[str, typer.Option("--file", "-f", help="File in `pipeline/patterns/` to add to.")] = "names.jsonl",
    workspace: WorkspaceOption = None,
) -> None:
    """Keep a pattern, or a file of them: the next `docmine run` finds these names everywhere.

    What is there already is not written again. A phrase that is kept with another label or id is refused,
    and then nothing is written.

        docmine patterns add "Kessen Guard" --label ORG --id kessen_guard
        docmine patterns add new.jsonl --file groups.jsonl
    """
    from docmine.pattern_files import add as keep

    config = settings(workspace)
    added = keep(config, lines(pattern, label, identity, lower=lower), file)
    _show(added)
    for unlisted in _unlisted(config, added):
        typer.echo(f"note: no row of your curated tables has the id {unlisted} yet; until one has, it names nobody")
    if added.written:
        _tell_effect(config, added, output)
        typer.echo("next: docmine run")


def remove(
    pattern: Annotated[str, typer.Argument(metavar="PATTERN", help="The phrase, or the token patterns as JSON.")],
    *,
    label: Annotated[str | None, typer.Option("--label", "-l", help="Only the line with this label.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Take a pattern out of all files; other lines stay as they are.

    docmine patterns remove "Kessen Guard"
    """
    from docmine.cli.terminal import plain
    from docmine.pattern_files import remove as take_out

    for line in take_out(settings(workspace), pattern, label):
        typer.echo(f"removed  {line.where}: {plain(line.to_json())}")
    typer.echo("next: docmine run")


def _show(added: Added) -> None:
    from docmine.cli.terminal import plain

    for line in added.written:
        typer.echo(f"added    {added.path}: {plain(line.to_json())}")
    for line in added.there:
        typer.echo(f"kept     {line.where}: {plain(line.words)} is there already")


def _unlisted(config: Config, added: Added) -> list[str]:
    """Return the ids of the new lines that no curated row has."""
    from docmine.suggest import curated_ids

    ids = {line.id for line in added.written if line.id}
    return sorted(ids - curated_ids(config)) if ids else []


def _tell_effect(config: Config, added: Added, output: Path) -> None:
    """Say what the new lines change in the tables, where there are any; that they cannot be read is no matter here."""
    from docmine.cli.patterns.trial import sum_up
    from docmine.errors import StoreError
    from docmine.store import Store
    from docmine.trial import try_on_tables

    try:
        with Store(output, readonly=True) as store:
            typer.echo(f"in {output}: {sum_up(try_on_tables(config, added.written, store))}")
    except StoreError:
        return
    what = added.written[0].words if len(added.written) == 1 else str(added.path)
    typer.echo(f"to see each place: docmine patterns test {quoted(what)}")
