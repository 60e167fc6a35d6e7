"""One engine's runs, and what became of them."""

from __future__ import annotations

import random
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

import tables
from bench import Bench


@dataclass
class Found:
    """What became of one kind of fault."""

    injected: int = 0
    lost: int = 0
    doubled: int = 0
    torn: int = 0
    left: int = 0
    resumed: list[float] = field(default_factory=list)
    said: str = ""

    def row(self, name: str, engine: str) -> str:
        """Return a row of the table."""
        resumed = f"{sum(self.resumed) / len(self.resumed):.1f} s" if self.resumed else "-"
        figures = (self.injected, self.lost, self.doubled, self.torn, self.left, resumed)
        return f"| {name} | {engine} | {' | '.join(map(str, figures))} | {self.said} |"


class Trial:
    """One engine's runs: a workspace, its undisturbed tables, and moments drawn at random."""

    def __init__(self, bench: Bench, scratch: Path, times: int, seed: int) -> None:
        self.bench, self.scratch, self.times = bench, scratch, times
        self.chance = random.Random(seed)
        whole = scratch / "whole"
        self.seconds, code, told = bench.run(whole)
        if code:
            raise SystemExit(f"the undisturbed run fails: {told}")
        self.whole = tables.exports(whole)
        self.output = scratch / "output"

    @property
    def on_ray(self) -> bool:
        """Whether the engine is Ray."""
        return self.bench.engine == "ray"

    def pause(self, share: float = 1.0) -> None:
        """Wait for a random part of an undisturbed run."""
        time.sleep(self.chance.uniform(0, share * self.seconds))

    def fresh(self) -> None:
        """Begin with no output."""
        shutil.rmtree(self.output, ignore_errors=True)

    def resume(self, found: Found, output: Path | None = None) -> None:
        """Run again, and compare."""
        output = output or self.output
        found.torn += tables.torn(output)
        seconds, code, told = self.bench.run(output)
        if code:
            raise SystemExit(f"the run does not resume: {told}")
        lost, doubled = tables.compare(tables.exports(output), self.whole)
        found.resumed.append(seconds)
        found.lost += lost
        found.doubled += doubled
        found.torn += tables.torn(output)
        found.left += tables.left_over(output)
