"""Coverage-guided fuzzing of all that takes in what others wrote (pip install atheris).

    python benchmarks/fuzz/fuzz.py dates --seconds 600 --folder fuzzing

One target at a time, or `--list`. A fault does not end the run: it is counted once by its kind and the line that raised
it, its input is kept in the folder, and a line of figures is written to `figures.jsonl` there. What was found to be new
stays in the folder too, so that the next run begins where this one ended.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from time import monotonic, process_time
from types import FrameType

import atheris

_SECONDS = 10.0
"""Processor time after which an input counts as too slow."""
_EVERY = 5.0
"""Seconds between two writings of the figures: libFuzzer ends the process without telling it."""

with atheris.instrument_imports(include=["docmine"]):
    from seeds import seeds, words
    from targets import TARGETS

    from docmine.errors import DocmineError


class TooSlowError(Exception):
    """An input takes longer than any may."""


class Watch:
    """Runs a target on inputs, and keeps count of them and of the faults."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self.inputs = self.errors = 0
        self.slowest = 0.0
        self.faults: dict[str, int] = {}
        self.start = self.told = monotonic()

    def __call__(self, data: bytes) -> None:
        """Try one input."""
        begin = process_time()
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)
        try:
            TARGETS[self.name](data)
        except DocmineError:
            self.errors += 1
        except Exception as error:  # what is looked for
            self._keep(error, data)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self.inputs += 1
        self.slowest = max(self.slowest, process_time() - begin)
        if monotonic() - self.told > _EVERY:
            self.tell()

    def _keep(self, error: Exception, data: bytes) -> None:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "fuzz.py" not in frame.filename]
        last = frames[-1]
        fault = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
        if fault not in self.faults:
            name = fault.replace(" ", "-").replace(":", "-")
            (self.folder / f"fault-{name}").write_bytes(data)
            print(f"FAULT {fault}: {str(error)[:200]}", flush=True)
        self.faults[fault] = self.faults.get(fault, 0) + 1

    def tell(self) -> None:
        """Write the figures."""
        self.told = monotonic()
        figures = {
            "target": self.name,
            "seconds": round(self.told - self.start),
            "inputs": self.inputs,
            "own_errors": self.errors,
            "slowest_seconds": round(self.slowest, 2),
            "faults": self.faults,
        }
        path = self.folder / f"figures-{os.getpid()}.json"
        path.write_text(json.dumps(figures) + "\n", encoding="utf-8")


def _too_slow(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise TooSlowError(f"more than {_SECONDS:g} seconds")


def main() -> None:
    """Fuzz one target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--folder", type=Path, default=Path("fuzzing"), help="for inputs, faults and figures")
    given = parser.parse_args()
    folder = given.folder / given.target
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(given.target)):
        (corpus / f"seed-{number}").write_bytes(seed)
    dictionary = folder / "words"
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in words()), encoding="ascii")
    signal.signal(signal.SIGPROF, _too_slow)
    limits = [f"-max_total_time={given.seconds}", f"-dict={dictionary}", "-max_len=4096", "-rss_limit_mb=2048"]
    artefacts = f"-artifact_prefix={folder}/"
    atheris.Setup([sys.argv[0], *limits, artefacts, "-print_final_stats=1", str(corpus)], Watch(given.target, folder))
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
