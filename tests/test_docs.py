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
    pages = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "benchmarks" / "README.md"]
    dead = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def commands():
    """The `docmine` command itself and, by name, its commands."""
    from typer.main import get_command

    from docmine.cli import app

    return dict(walk("docmine", get_command(app)))


def walk(name, command):
    """Yield a command, and what is in it if it is a group, in the order in which help lists them."""
    yield name, command
    for part in command.list_commands(None) if hasattr(command, "commands") else ():
        yield from walk(f"{name} {part}", command.commands[part])


COMMANDS = commands()
UNLESS_TOLD = {"docmine train": "docmine train names"}
SECTIONS = dict(
    re.findall(
        r"^## (docmine.*)\n((?:(?!## ).*\n)*)",
        (ROOT / "docs" / "commands.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)


def options(command):
    """The options of a command, each with all its spellings; `--help` is explained once for all."""
    return [
        (*parameter.opts, *parameter.secondary_opts)
        for parameter in command.params
        if parameter.param_type_name == "option"
    ]


def test_every_option_is_explained():
    silent = [
        f"{name} {parameter.name}"
        for name, command in COMMANDS.items()
        for parameter in command.params
        if not getattr(parameter, "help", None)
    ]
    assert silent == []


def test_the_page_on_commands_has_each_of_them_in_order():
    assert list(SECTIONS) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_on_commands_has_every_option_and_no_other(name):
    rows = re.findall(r"^\| (`-.+?`) \|", SECTIONS[name], re.MULTILINE)
    documented = [tuple(re.findall(r"`(-[^`]+)`", row)) for row in rows]
    assert [row for row in documented if row != ("--help", "-h")] == options(COMMANDS[name])


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "docmine"])
def test_the_page_on_commands_has_an_example_of_each(name):
    assert re.search(rf"^```sh\n{name}\b", SECTIONS[name], re.MULTILINE)


def test_options_in_the_docs_exist():
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "pipeline").rglob("*.md"))]
    unknown = [
        f"{page.name}: {line.strip()}"
        for page in pages
        for line in page.read_text(encoding="utf-8").splitlines()
        for name, rest in re.findall(rf"({'|'.join(sorted(COMMANDS, key=len, reverse=True))})\b([^`|#]*)", line)
        if name != "docmine"
        for name in [UNLESS_TOLD.get(name, name)]
        if set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", rest))
        - {spelling for spellings in options(COMMANDS[name]) for spelling in spellings}
        - {"--help"}
    ]
    assert unknown == []


def test_contributing_has_every_room_in_its_layer():
    import docmine

    source = Path(docmine.__file__).parent
    there = {path.stem for path in source.glob("[!_]*.py")} | {
        path.parent.name for path in source.glob("*/__init__.py")
    }
    table = re.findall(r"^\| \w+ \| (`.+`) \|$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`(\w+)/?`", " ".join(table))) == there


def test_the_page_on_benchmarks_has_every_script():
    folder = ROOT / "benchmarks"
    page = (folder / "README.md").read_text(encoding="utf-8")
    scripts = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.py"))]
    assert set(re.findall(r"^\| `(.+?\.py)` \|", page, re.MULTILINE)) == set(scripts)
