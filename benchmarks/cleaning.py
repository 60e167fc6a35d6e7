"""Speed of cleaning, beside bare `trafilatura.extract`: documents per second of one run.

    python benchmarks/cleaning.py PAGES.jsonl TEXTS.jsonl --limit 300

A line of PAGES is `{"id", "html"}`, a line of TEXTS `{"id", "text"}`; either may be gzipped. docmine's time is that of
`docmine clean` without starting Python and loading: from a line of JSONL to a line of JSONL. trafilatura's is that of
the extraction alone.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import trafilatura

import shingles
from docmine.clean import Cleaner, to_record
from docmine.cli.streams import documents, write
from docmine.config import Config


class Speed(NamedTuple):
    """Documents per second of processor time, and of time on the clock."""

    process: float
    wall: float


def timed(work: Callable[[int], int], limit: int) -> Speed:
    """Return the speed of `work`, which works on so many documents at most and returns their number."""
    work(1)  # what is loaded or compiled once is no part of the speed
    process, wall = time.process_time(), time.perf_counter()
    number = work(limit)
    return Speed(number / (time.process_time() - process), number / (time.perf_counter() - wall))


def extraction(path: Path, limit: int) -> Callable[[int], int]:
    """Return what extracts the main content of the pages of a file with trafilatura's default."""
    pages = [record["html"] for record in shingles.load(path)[:limit]]

    def work(number: int) -> int:
        return len([trafilatura.extract(page) for page in pages[:number]])

    return work


def cleaning(path: Path, cleaner: Cleaner, config: Config) -> Callable[[int], int]:
    """Return what cleans the documents of a file as `docmine clean` does; one that fails is named and counts."""

    def work(number: int) -> int:
        done = 0
        with Path(os.devnull).open("w", encoding="utf-8") as sink:
            for given in islice(documents(path, config), number):
                done += 1
                if given.document is None:
                    print(f"{given.id}: {given.error}", file=sys.stderr)
                else:
                    write(sink, {**to_record(cleaner(given.document)), "id": given.id})
        return done

    return work


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--limit", type=int, default=300, help="documents of each kind")
    asked = parser.parse_args()
    config = Config()
    cleaner = Cleaner.load(config)
    bare = timed(extraction(asked.pages, asked.limit), asked.limit)
    speeds = {
        "trafilatura, pages": bare,
        "docmine, pages": timed(cleaning(asked.pages, cleaner, config), asked.limit),
        "docmine, texts": timed(cleaning(asked.texts, cleaner, config), asked.limit),
    }
    print(f"{'documents/s':20}{'processor':>10}{'clock':>10}{'ratio':>8}")
    for name, speed in speeds.items():
        print(f"{name:20}{speed.process:10.1f}{speed.wall:10.1f}{speed.process / bare.process:8.2f}")


if __name__ == "__main__":
    main()
