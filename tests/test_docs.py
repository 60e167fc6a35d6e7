"""What the README shows is what happens."""

import re
from pathlib import Path

import pytest

from docmine.schema import TABLES
from docmine.store import Store

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_session_in_the_readme_is_true(samples):
    session = README.split("<!-- session -->")[1].split("```")[1]
    shown = {name: int(count.replace(",", "")) for name, count in re.findall(r"^(\w+) +([\d,]+)  a", session, re.M)}
    shown |= {name: int(count) for name, count in re.findall(r"^(errors) +(\d+)  ", session, re.M)}
    with Store(samples / "output", readonly=True) as store:
        assert shown == {name: store.count(name) for name in TABLES}


@pytest.mark.parametrize("name", ["run", "test"])
def test_ci_finds_the_commands_that_it_runs(name):
    block = README.split(f"<!-- ci: {name} -->\n")[1].split("```")[1]
    assert block.startswith("sh\npython3 -m venv .venv && ")


def test_links_in_the_docs_lead_somewhere():
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    dead = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_option_is_explained():
    from typer.main import get_command

    from docmine.cli import app

    commands = get_command(app).commands
    silent = [
        f"{name} {parameter.name}"
        for name, command in commands.items()
        for parameter in command.params
        if not getattr(parameter, "help", None)
    ]
    assert silent == []
