"""`docmine review links`: extracted rows beside curated rows, and what people say of each pair."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docmine.cli.workspace import OutputOption, WorkspaceOption, settings

if TYPE_CHECKING:
    from docmine.reconcile.verdicts import Ledger
    from docmine.schema import Row

_ANSWERS = {"a": "accept", "r": "reject", "u": "unsure"}
_ASKED = "a accept, r reject, u unsure, s skip, z undo, q quit: "
_IN_WORDS = {"accept": "accepted", "reject": "rejected", "unsure": "unsure"}


class Kind(StrEnum):
    """What is linked."""

    event = "event"
    actor = "actor"
    place = "place"


class Decision(StrEnum):
    """Decisions of links with a curated row."""

    match = "match"
    possible = "possible"
    conflict = "conflict"


def links(
    output: OutputOption = Path("output"),
    *,
    workspace: WorkspaceOption = None,
    kind: Annotated[Kind | None, typer.Option(help="Only these. Default: all.")] = None,
    decision: Annotated[
        Decision | None,
        typer.Option(help="Only these. Default: all to review; with --accept-all, match and possible."),
    ] = None,
    top: Annotated[int, typer.Option(min=0, help="Show the first so many; 0 for all.")] = 20,
    ask: Annotated[
        bool, typer.Option("--ask", help="Show one after the other, and ask for a verdict on each.")
    ] = False,
    accept: Annotated[list[str] | None, typer.Option(metavar="ID", help="Accept the link with this id.")] = None,
    reject: Annotated[list[str] | None, typer.Option(metavar="ID", help="Reject the link with this id.")] = None,
    unsure: Annotated[list[str] | None, typer.Option(metavar="ID", help="Note doubt about the link.")] = None,
    accept_all: Annotated[
        bool, typer.Option("--accept-all", help="Accept every link that scores at least `--above`.")
    ] = False,
    above: Annotated[float | None, typer.Option(min=0, max=1, help="With `--accept-all`: the least score.")] = None,
    who: Annotated[str | None, typer.Option(help="Who decides. Default: your name on this computer.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
) -> None:
    """List the links that a person should judge, most useful first, with both rows side by side, and note verdicts.

    Conflicts come first, then what is least certain and most rows hang on. Links that you have judged are left out.
    Verdicts go to `pipeline/review/decisions.jsonl`; the next `docmine run` honours them. `--accept-all` leaves out
    pairs that somebody has judged, conflicts unless asked for, and rows that two curated rows fit as well.

        docmine review links
        docmine review links --ask --kind event
        docmine review links --accept l_0123456789abcdef --reject l_0123456789abcde0
        docmine review links --accept-all --above 0.98
    """
    from docmine.reconcile.verdicts import Ledger, sure, waiting
    from docmine.store import Store

    if accept_all != (above is not None):
        raise typer.BadParameter("--accept-all and --above go together", param_hint="--above")
    path = settings(workspace).path("review", "decisions.jsonl")
    with Store(output, readonly=True) as store:
        ledger = Ledger(store, path, who or _me())
        named = (("accept", accept), ("reject", reject), ("unsure", unsure))
        if any(ids for _, ids in named):
            found = [(ledger.link(link_id), verdict) for verdict, ids in named for link_id in ids or ()]
            _note(ledger, found)
        elif above is not None:
            _note(ledger, [(link, "accept") for link in sure(store, path, above, kind, decision)], bulk=True)
        elif ask:
            _ask(ledger, waiting(store, path, kind, decision, top))
        else:
            _list(waiting(store, path, kind, decision, top), as_json=as_json)


def _me() -> str:
    from getpass import getuser

    return getuser()


def _note(ledger: Ledger, verdicts: list[tuple[Row, str]], *, bulk: bool = False) -> None:
    for link, verdict in verdicts:
        ledger.note(link, verdict, bulk=bulk)
    typer.echo(f"{len(verdicts):,} verdicts written to {ledger.path}\nnext: docmine run")


def _list(found: list[Row], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for number, link in enumerate(found, 1):
        _show(f"{number}. ", link)
    typer.echo("next: docmine review links --ask" if found else "no link waits for a verdict")


def _ask(ledger: Ledger, found: list[Row]) -> None:
    """Go through the links; an answer is a line of the input, its end means quit."""
    at, given = 0, list[tuple[int, str]]()
    while at < len(found):
        _show(f"{at + 1} of {len(found)}. ", found[at])
        typer.echo(_ASKED, nl=False)
        answer = sys.stdin.readline().strip().lower()[:1] or ("s" if sys.stdin.isatty() else "q")
        if answer == "q":
            break
        if answer in _ANSWERS:
            given.append((at, ledger.note(found[at], _ANSWERS[answer])))
            typer.echo(_IN_WORDS[_ANSWERS[answer]])
        elif answer == "z" and given:
            at, mark = given.pop()
            ledger.undo(mark)
            typer.echo("taken back")
            continue
        elif answer != "s":
            typer.echo("nothing to take back" if answer == "z" else "no such answer")
            continue
        at += 1
    typer.echo(f"{len(given):,} verdicts written to {ledger.path}\nnext: docmine run")


def _show(number: str, link: Row) -> None:
    from docmine.cli.terminal import add_row, console, plain, table

    def line(text: str, style: str = "") -> None:
        console().print(plain(text), style=style, soft_wrap=True)

    line(f"{number}{link['kind']}, {link['decision']}, {link['score']:.2f}  {link['link_id']}", "bold")
    shown = table("", "extracted", f"curated: {plain(link['curated_id'])}", "", "points", right=("points",))
    for name, one in json.loads(link["comparison"] or "{}").items():
        cells = (one["extracted"] or "·", one["curated"] or "·", one["level"] or "not compared")
        add_row(shown, name, *cells, f"{one['points']:+.1f}")
    console().print(shown)
    if link.get("sentence"):
        line(f"   {link['path']}: {link['sentence']}")
    line("")
