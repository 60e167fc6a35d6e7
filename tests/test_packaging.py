import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import spacy
from typer.main import get_command
from typer.testing import CliRunner

import docmine
from docmine.cli import app

ROOT = Path(__file__).parents[1]
FACTORIES = {
    "docmine_actors", "docmine_conflict", "docmine_dates", "docmine_entities", "docmine_events", "docmine_fillers",
    "docmine_paragraphs",
    "docmine_places",
}  # fmt: skip
COMMANDS = [
    "init", "run", "collect", "status", "inspect", "export", "clean", "annotate", "gazetteer",
    "gazetteer add", "gazetteer list", "gazetteer remove", "gazetteer lookup", "reconcile", "review", "review actors",
    "review links",
    "serve-reconcile", "patterns", "patterns suggest", "patterns test", "patterns add", "patterns remove",
    "train", "train names", "train cleaning", "train events", "train reconcile", "evaluate", "compare", "promote",
    "doctor",
]  # fmt: skip
OPTIONS = {
    "": ["--version", "--debug", "--install-completion", "--show-completion"],
    "init": [],
    "run": [
        "--output",
        "--workspace",
        "--workers",
        "--retry",
        "--all",
        "--engine",
        "--address",
        "--collect",
        "--quiet",
        "--json",
    ],
    "collect": ["--output", "--workspace", "--quiet", "--json"],
    "status": ["--output", "--workspace", "--json"],
    "inspect": ["--output", "--workspace", "--port", "--browser", "--static", "--redact"],
    "export": ["--output", "--to", "--format", "--one-a-day"],
    "clean": ["--output", "--show", "--explain", "--json", "--workspace"],
    "annotate": ["--output", "--no-clean", "--for", "--format", "--layer", "--limit", "--roles", "--workspace"],
    "gazetteer": [],
    "gazetteer add": ["--name", "--country", "--source", "--licence", "--every", "--workspace"],
    "gazetteer list": ["--json", "--workspace"],
    "gazetteer remove": ["--workspace"],
    "reconcile": [
        "--output",
        "--check",
        "--table",
        "--json",
        "--actors",
        "--taxonomy",
        "--weights",
        "--engine",
        "--charts",
        "--decisions",
        "--automatic",
        "--match",
        "--possible",
        "--workspace",
        "--quiet",
    ],
    "gazetteer lookup": ["--country", "--limit", "--json", "--workspace"],
    "review": [],
    "review actors": ["--output", "--workspace", "--top", "--who", "--json"],
    "review links": [
        "--output",
        "--workspace",
        "--kind",
        "--decision",
        "--top",
        "--ask",
        "--accept",
        "--reject",
        "--unsure",
        "--accept-all",
        "--above",
        "--who",
        "--json",
    ],
    "serve-reconcile": ["--port", "--origin", "--workspace"],
    "patterns": [],
    "patterns suggest": ["--workspace", "--output", "--source", "--min-count", "--limit", "--examples", "--json"],
    "patterns test": ["--label", "--id", "--lower", "--raw", "--show", "--workspace", "--json"],
    "patterns add": ["--label", "--id", "--lower", "--file", "--workspace"],
    "patterns remove": ["--label", "--workspace"],
    "train": [],
    "train cleaning": ["--workspace", "--output", "--fresh", "--seed", "--quiet", "--json"],
    "train events": ["--workspace", "--output", "--tables", "--fresh", "--seed", "--quiet", "--json"],
    "train reconcile": ["--output", "--truth", "--decisions", "--actors", "--taxonomy", "--weights", "--force"],
    "train names": [
        "--workspace",
        "--layer",
        "--name",
        "--seed",
        "--restart",
        "--promote",
        "--output",
        "--corpora",
        "--model",
        "--steps",
        "--quiet",
        "--json",
    ],
    "evaluate": ["--workspace", "--model", "--layer", "--no-patterns", "--tables", "--errors", "--json"],
    "compare": ["--workspace", "--layer", "--no-patterns", "--errors", "--json"],
    "promote": ["--workspace", "--rollback", "--set-floors", "--force", "--reason", "--json"],
    "doctor": ["--output", "--workspace"],
}
"""What people have in their scripts: a name that goes from here needs a line in CHANGELOG.md and a major version."""
SHORT = {
    "inspect --port": "-p",
    "--output": "-o", "--workspace": "-w", "--quiet": "-q", "--format": "-f", "--errors": "-e", "--model": "-m",
    "patterns suggest --source": "-s", "--label": "-l", "patterns test --show": "-n", "--file": "-f",
    "--country": "-c", "gazetteer lookup --limit": "-n", "reconcile --table": "-t",
}  # fmt: skip
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_public_names():
    assert docmine.__all__ == ["__version__", "load", "run"]
    assert docmine.__version__ == PROJECT["version"]


def commands(group, prefix=""):
    """Yield name and command of all that a group holds, and of the groups in it, as help lists them."""
    for name in group.list_commands(None):
        command = group.commands[name]
        yield f"{prefix}{name}", command
        if hasattr(command, "commands"):
            yield from commands(command, f"{prefix}{name} ")


def test_commands_and_their_help():
    runner = CliRunner()
    assert [name for name, _ in commands(get_command(app))] == COMMANDS
    for command in COMMANDS:
        result = runner.invoke(app, [*command.split(), "--help"])
        assert result.exit_code == 0
        assert "docmine" in result.output


def test_the_options_of_each_command():
    whole = get_command(app)
    found = {
        name: [parameter.opts for parameter in command.params if parameter.param_type_name == "option"]
        for name, command in [("", whole), *commands(whole)]
    }
    assert found == {
        name: [
            [option, short] if (short := SHORT.get(option) or SHORT.get(f"{name} {option}")) else [option]
            for option in options
        ]
        for name, options in OPTIONS.items()
    }


def distribution(requirement):
    return re.split(r"[\[<>=!~ ;]", requirement)[0].lower()


def imported(folder):
    """The distributions that the modules of a folder import themselves."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / folder).rglob("*.py"))]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    known = packages_distributions()
    packages = {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"docmine"}
    return {known[package][0].lower().replace("_", "-") for package in packages if package in known}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    declared = {distribution(item) for item in PROJECT["dependencies"]}
    extras = {
        distribution(item) for extra in ("parquet", "xlsx", "web") for item in PROJECT["optional-dependencies"][extra]
    }
    rare = {  # few have these installed
        distribution(item) for extra in ("recipe", "ray", "splink") for item in PROJECT["optional-dependencies"][extra]
    }
    brought = {"pydantic-core", "srsly", "thinc"}  # parts of pydantic and spaCy, which pin them
    for_others = {"lxml-html-clean"}  # see the comment in pyproject.toml
    assert imported("src") - brought - rare == (declared | extras) - for_others


def test_what_tests_import_is_declared():
    declared = {
        distribution(item)
        for item in (
            *PROJECT["dependencies"],
            *(i for extra in PROJECT["optional-dependencies"].values() for i in extra),
        )
    }
    assert imported("tests") - {"thinc"} <= declared  # spaCy brings and pins it


def test_every_requirement_has_a_lower_and_an_upper_bound():
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    open_ended = [item for group in groups for item in group if not re.search(r"^docmine\[|>=[^,]+,<", item)]
    assert open_ended == []


@pytest.mark.parametrize("pattern", PROJECT["license-files"])
def test_licence_files_are_there(pattern):
    assert list(ROOT.glob(pattern))


def test_factories_are_found_by_entry_point():
    assert set(PROJECT["entry-points"]["spacy_factories"]) == FACTORIES
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
