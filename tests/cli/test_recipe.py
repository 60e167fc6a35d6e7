"""`docmine train --corpora` says what it lacks; what goes with it goes with nothing else."""

import importlib.resources

import pytest
from typer.testing import CliRunner

from docmine.cli import app
from docmine.errors import ModelError


def test_without_the_extra_it_says_what_to_install(tmp_path, monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(importlib.resources, "files", missing)
    arguments = ["train", "--corpora", str(tmp_path), "-o", str(tmp_path / "out"), "--model", "accurate", "--quiet"]
    result = CliRunner().invoke(app, arguments)
    assert isinstance(result.exception, ModelError)
    assert "docmine[recipe]" in str(result.exception)


@pytest.mark.parametrize("option", [["--steps", "3"], ["--model", "fast"]])
def test_options_of_the_recipe_need_corpora(option):
    result = CliRunner().invoke(app, ["train", *option])
    assert result.exit_code == 2
    assert "--corpora" in result.output
