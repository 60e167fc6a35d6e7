"""`docmine init`: write a commented workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to make the workspace.")] = Path(),
) -> None:
    """Make a workspace: `raw/` for your reports and `pipeline/` for your settings, each file commented.

    Files that are already there are left as they are.

    Then put reports into it and run:

        docmine init my-project
        cp reports/*.html my-project/raw/
        cd my-project && docmine run
    """
    from docmine.export import atomic
    from docmine.resources import DATA

    template = DATA / "workspace"
    written = 0
    for source in sorted(path for path in template.rglob("*") if path.is_file()):
        target = folder / source.relative_to(template)
        if target.exists():
            typer.echo(f"kept     {target}")
            continue
        with atomic(target) as temporary:
            temporary.write_bytes(source.read_bytes())
        typer.echo(f"written  {target}")
        written += 1
    for name in ("raw", "output"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    typer.echo(f"\n{written} files written. Next: put reports into {folder / 'raw'}/, then type: docmine run")
