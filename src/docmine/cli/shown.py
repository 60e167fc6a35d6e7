"""What `docmine clean` prints: a report with the verdict on every line, and the table of sites."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

from docmine.cli.terminal import add_row, console, plain, table

if TYPE_CHECKING:
    from rich.console import Console

    from docmine.clean.explain import Site
    from docmine.documents import CleanDocument, Line

_REASON = 17
_REASONS = 6
_NEEDS = 20
_STYLES = {True: "green", False: "red"}


def show_document(document: CleanDocument) -> None:
    """Print a report, kept and dropped lines in two colours, with number, a sign and the reason in the margin.

    A `-` marks what is dropped. Long lines are wrapped beside the margin; control characters are written out.
    """
    to = console()
    _head(to, document.raw.path)
    filled = [line for line in document.lines if line.reason != "empty"]
    known = document.metadata
    facts = {"title": known.title, "byline": known.byline, "publisher": known.publisher, "published": known.published}
    for name, value in facts.items():
        if value:
            to.print(f"{name}: {plain(value)}", style="bold", soft_wrap=True)
    to.print(f"{sum(line.keep for line in filled)} of {len(filled)} lines kept", style="bold")
    for line in document.lines:
        _show_line(to, line, plain(document.raw.text[line.start : line.end]))


def show_failure(name: object, error: str) -> None:
    """Print that a report could not be read or cleaned, and why."""
    to = console()
    _head(to, str(name))
    to.print(f"failed: {plain(error)}", style="red", soft_wrap=True)


def _head(to: Console, name: str) -> None:
    to.rule(plain(name), align="left", characters="─")


def _show_line(to: Console, line: Line, words: str) -> None:
    from rich.text import Text

    if line.reason == "empty":
        to.print()
        return
    reason = f"{line.reason} {line.duplicate_of}" if line.duplicate_of else line.reason
    margin = f"{line.n:>5} {' ' if line.keep else '-'} {plain(reason)[:_REASON]:<{_REASON}} "
    for part in Text(words).wrap(to, max(20, to.width - len(margin)), overflow="fold") or [Text()]:
        part.rstrip()
        to.print(Text(margin) + part, style=_STYLES[line.keep], soft_wrap=True)
        margin = " " * len(margin)


def show_sites(sites: Sequence[Site]) -> None:
    """Print the sites with their counts, and for each what it still needs, as a rule to paste."""
    to = console()
    counts = table("site", "documents", "lines", "kept", "reasons", right=("documents", "lines", "kept"))
    for site in sites:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in site.reasons.most_common(_REASONS))
        add_row(counts, site.name, site.documents, site.lines, f"{site.kept / max(1, site.lines):.0%}", reasons)
    to.print(counts)
    wanting = [site for site in sites if site.needs(1)]
    if wanting:
        typer.echo("\n# Short lines that stay in several reports of a site. Paste those that are no part of a report")
        typer.echo("# into pipeline/cleaning/sites.toml:")
    for site in wanting:
        typer.echo(f"\n# {plain(site.name)}\n{site.rule(site.needs(_NEEDS))}", nl=False)


def sites_as_json(sites: Iterable[Site], failed: int) -> str:
    """Return the counts for other programs."""
    return json.dumps(
        {
            "sites": [
                {
                    "site": site.name,
                    "kind": site.kind,
                    "documents": site.documents,
                    "lines": site.lines,
                    "kept": site.kept,
                    "reasons": dict(site.reasons.most_common()),
                    "needs": [need._asdict() for need in site.needs(_NEEDS)],
                }
                for site in sites
            ],
            "failed": failed,
        },
        ensure_ascii=False,
        indent=1,
    )
