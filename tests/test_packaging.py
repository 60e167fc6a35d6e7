import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from typer.testing import CliRunner

import docmine
from docmine.cli import app

ROOT = Path(__file__).parents[1]
FACTORIES = {
    "docmine_actors", "docmine_dates", "docmine_entities", "docmine_events", "docmine_paragraphs", "docmine_places",
}  # fmt: skip
COMMANDS = ["init", "run", "status", "export", "clean", "annotate", "train", "evaluate", "doctor"]


def test_public_names():
    assert docmine.__all__ == ["__version__", "load", "run"]
    assert docmine.__version__ == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def test_commands_and_their_help():
    runner = CliRunner()
    assert [command.callback.__name__ for command in app.registered_commands] == COMMANDS
    for command in COMMANDS:
        result = runner.invoke(app, [command, "--help"])
        assert result.exit_code == 0
        assert "docmine" in result.output


def test_factories_are_found_by_entry_point():
    entry_points = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]["spacy_factories"]
    assert set(entry_points) == FACTORIES
    for name in FACTORIES:
        assert spacy.blank("en").has_factory(name) or spacy.registry.factories.get(name)


@pytest.mark.parametrize("heavy", ["spacy", "pandas", "trafilatura", "dateparser", "duckdb"])
def test_the_command_line_starts_without_heavy_libraries(heavy):
    code = f"import sys, docmine.cli; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_command_is_in_the_docs():
    text = "\n".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *ROOT.glob("docs/*.md")])
    assert [command for command in COMMANDS if f"docmine {command}" not in text] == []


def test_no_file_names_a_machine_path_or_an_index():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    if not any(tracked):
        pytest.skip("not a git checkout")
    banned = ["/" + "work/", "/" + "root/", "index-" + "url"]
    found = [
        f"{name}: {word}"
        for name in tracked
        if name.endswith((".py", ".toml", ".md", ".cfg", ".csv", ".jsonl")) and (ROOT / name).is_file()
        for word in banned
        if word in (ROOT / name).read_text(encoding="utf-8")
    ]
    assert found == []
