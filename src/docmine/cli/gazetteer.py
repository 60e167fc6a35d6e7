"""`docmine gazetteer`: places of your own, and what a name may mean."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.config import Config
    from docmine.places.adding import Added
    from docmine.places.layer import Candidate

_SHOWN = 20
"""Names of places left out that are printed."""

app = typer.Typer(
    name="gazetteer",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Places of your own beside those that docmine ships, and what a name may mean.",
)


@app.command()
def add(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="Files of GeoNames, or tables: CSV or XLSX.", exists=True, dir_okay=False
        ),
    ],
    *,
    name: Annotated[str | None, typer.Option("--name", help="What to call the addition. Default: as the file.")] = None,
    country: Annotated[
        list[str] | None,
        typer.Option("--country", "-c", help="Of a dump, only these countries; of a table, the one that it is about."),
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Where a table comes from.")] = None,
    licence: Annotated[str | None, typer.Option("--licence", help="Under which licence a table may be used.")] = None,
    every: Annotated[
        bool, typer.Option("--every", help="Of a dump, also streams, hills, wells, farms and single buildings.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Add places: a dump of GeoNames, a table with P-codes, or a table of your own.

    One call makes one addition; the same name again replaces it. A malformed file is refused whole.

        docmine gazetteer add SY.zip alternateNamesV2.zip --country SYR
        docmine gazetteer add syr_admgz.xlsx --source "OCHA COD-AB" --licence "CC BY-IGO"
        docmine gazetteer add my-villages.csv
    """
    from docmine.cli.progress import progress
    from docmine.places import adding
    from docmine.places.gazetteer import default_path

    config = settings(workspace)
    folder = _folder(config)
    prepare_gazetteer(config, quiet=False)
    given = adding.Given(files, name, country or (), source, licence, every)
    with progress("adding places", quiet=False) as advance:
        added = adding.add(folder, given, config.places.gazetteer or default_path(), advance)
    _tell(added)


@app.command("list")
def show(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON, for other programs.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show what was added, with source and licence.

    docmine gazetteer list
    """
    from docmine.cli.terminal import add_row, console, table
    from docmine.places import additions

    found = additions.listed(_folder(settings(workspace)))
    if as_json:
        typer.echo(json.dumps([one._asdict() | {"path": str(one.path)} for one in found], ensure_ascii=False, indent=1))
        return
    shown = table("name", "places", "source", "licence", "file", right=("places",))
    for one in found:
        add_row(shown, one.name, one.places, one.source, one.licence, one.path.name)
    if found:
        console().print(shown)
    else:
        typer.echo("nothing was added yet; add a file with `docmine gazetteer add`")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What `docmine gazetteer list` calls it.")],
    *,
    workspace: WorkspaceOption = None,
) -> None:
    """Remove an addition.

    docmine gazetteer remove syr_admgz
    """
    from docmine.places import additions

    typer.echo(f"removed  {additions.remove(_folder(settings(workspace)), name)}")
    typer.echo("next: docmine run")


@app.command()
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="In any script and spelling.")],
    *,
    country: Annotated[
        list[str] | None, typer.Option("--country", "-c", help="ISO 3166 alpha-3 code; only places in these.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", help="Show so many at most.", min=1)] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON, for other programs.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Show the places that a name may mean, the best first, and how the name matches them.

    docmine gazetteer lookup "Maarat al-Numan" --country SYR
    """
    from docmine.places.gazetteer import open_gazetteer

    config = settings(workspace)
    prepare_gazetteer(config, quiet=as_json)
    gazetteer = open_gazetteer(config.places.gazetteer, additions=config.path("gazetteer"))
    found = gazetteer.lookup(name, frozenset(code.upper() for code in country) if country else None)
    gazetteer.close()
    if as_json:
        typer.echo(json.dumps([_record(place) for place in found[:limit]], ensure_ascii=False, indent=1))
    else:
        _show(name, found, limit)


def prepare_gazetteer(config: Config, *, quiet: bool) -> None:
    """Build the gazetteer if it is not in the user's cache yet."""
    from docmine.cli.progress import progress
    from docmine.places.gazetteer import open_gazetteer

    with progress("building the gazetteer, once: places", quiet=quiet) as advance:
        open_gazetteer(config.places.gazetteer, progress=advance).close()


def _folder(config: Config) -> Path:
    """Return the folder of the workspace's additions."""
    from docmine.errors import ConfigError

    if (folder := config.path("gazetteer")) is None:
        raise ConfigError("there is no workspace here", where=str(Path.cwd()), remedy="make one with `docmine init`")
    return folder


def _tell(added: Added) -> None:
    from docmine.cli.terminal import plain

    made = added.addition
    typer.echo(f"added    {made.path}: {made.places:,} places ({plain(made.source)}; licence: {plain(made.licence)})")
    if added.joined:
        typer.echo(f"{added.joined:,} of them are known under the names that GeoNames has too")
    if added.left_out:
        names = ", ".join(plain(name) for name in added.left_out[:_SHOWN])
        more = len(added.left_out) - _SHOWN
        typer.echo(
            f"left out {len(added.left_out):,} without coordinates that docmine has none for either: {names}"
            + (f" and {more:,} more" if more > 0 else "")
        )
    typer.echo("next: docmine run")


def _record(place: Candidate) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(place)


def _show(name: str, found: Sequence[Candidate], limit: int) -> None:
    from docmine.cli.terminal import add_row, console, plain, table

    if not found:
        typer.echo(f"no place is called {plain(name)}, nor anything like it; add it to pipeline/gazetteer/")
        raise typer.Exit(1)
    shown = table("score", "match", "place", "in", "kind", "people", "point", "code", "source", right=("people",))
    for place in found[:limit]:
        within = ", ".join(part for part in (place.admin1, place.country) if part and part != place.name)
        point = f"{place.lat:.3f} {place.lon:.3f}"
        code = str(place.pcode or place.geonameid or "")
        people = place.population or ""
        named = f"{place.likeness:.2f}", place.match, place.name
        add_row(shown, *named, within, place.feature_code, people, point, code, place.source)
    console().print(shown)
    if len(found) > limit:
        typer.echo(f"and {len(found) - limit:,} more; see them with --limit")
