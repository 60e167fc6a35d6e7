"""Runs in processes that can be disturbed."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from pathlib import Path

from processes import ended

from docmine import config as settings
from docmine import runner
from docmine.config import Config
from docmine.errors import DocmineError

_fork = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Bench:
    """A workspace and the engine that works on it: `1` or `2` local workers, or `ray` at some address."""

    folder: Path
    engine: str
    address: str = ""

    @property
    def raw(self) -> Path:
        """The reports."""
        return self.folder / "raw"

    @property
    def pipeline(self) -> Path:
        """The settings."""
        return self.folder / "pipeline"

    def config(self) -> Config:
        """Return the settings as they are now."""
        found = settings.load(self.pipeline)
        on_ray = {"workers": 2, "engine": "ray", "part": 4, "address": self.address}
        run = on_ray if self.engine == "ray" else {"workers": int(self.engine)}
        return found.model_copy(update={"run": found.run.model_copy(update={"batch": 2, **run})})

    def start(self, output: Path) -> ForkProcess:
        """Start a run in a process of its own."""
        config = self.config()
        self._said.unlink(missing_ok=True)
        process = _fork.Process(target=_run, args=(self.raw, output, config, self._said))
        process.start()
        return process

    def run(self, output: Path) -> tuple[float, int, str]:
        """Run undisturbed; return the seconds, the exit code and what was said."""
        start = time.perf_counter()
        code = ended(self.start(output))
        return time.perf_counter() - start, code, self.said()

    def begun(self, output: Path) -> bool:
        """Whether a run holds the folder, or did once."""
        return any((output / place / ".docmine.holder").exists() for place in (".", runner.PARTS))

    def said(self) -> str:
        """Return what the last run said, if it ended of itself."""
        return self._said.read_text(encoding="utf-8") if self._said.exists() else ""

    @property
    def _said(self) -> Path:
        return self.folder / "said.txt"


def _run(raw: Path, output: Path, config: Config, said: Path) -> None:
    """Do what `docmine run` does, and end with its exit code; what it says goes to a file."""
    os.setsid()
    try:
        summary = runner.run(raw, output, config)
        text, code = "\n".join(f"{row['path']}: {row['message']}" for row in summary.errors), summary.exit_code
    except DocmineError as error:
        text, code = str(error), 2
    except KeyboardInterrupt:
        text, code = "stopped", 130
    said.write_text(text, encoding="utf-8")
    sys.exit(code)


def cli(arguments: list[str], preload: Path | None = None) -> subprocess.Popen[bytes]:
    """Start `docmine` with these arguments, and with a library before all others."""
    code = "from docmine.cli import main; main()"
    environment = os.environ | ({"LD_PRELOAD": str(preload)} if preload else {})
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment, stdout=subprocess.DEVNULL)
