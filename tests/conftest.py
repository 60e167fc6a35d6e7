"""Shared by all tests: the sample workspace, run once."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """Return a copy of the sample workspace (raw/ and pipeline/) that has been run once."""
    from docmine import config, runner

    folder = tmp_path_factory.mktemp("samples")
    for name in ("raw", "pipeline"):
        shutil.copytree(ROOT / name, folder / name)
    settings = config.load(folder / "pipeline")
    runner.run(folder / "raw", folder / "output", settings)
    return folder
