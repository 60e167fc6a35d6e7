"""Main content of web pages: docmine beside trafilatura's default, scores and documents per second of one run.

    python benchmarks/extraction.py PAGES.jsonl.gz [--texts TEXTS.jsonl.gz]

A line of PAGES is `{"id", "src", "html", "gold"}`; `src` names the set that the page comes from. docmine's time is
that of reading and cleaning, without starting Python, as is trafilatura's. With `--texts`, whose lines are
`{"id", "lines": [...]}`, docmine is timed on plain text as well.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import trafilatura

import shingles
from docmine.clean import Cleaner
from docmine.config import Config
from docmine.documents import RawItem
from docmine.errors import ReadError
from docmine.read import read


def timed(extract: Callable[[str], str], pages: Sequence[str]) -> tuple[list[str], float]:
    """Return what the extractor makes of the pages, and the documents per second of processor time."""
    extract(pages[0])
    begun = time.process_time()
    texts = [extract(page) for page in pages]
    return texts, len(pages) / (time.process_time() - begun)


def docmine_extractor(field: str) -> Callable[[str], str]:
    """Return a function that cleans `html` or `text` as `docmine clean` does; what fails gives no text."""
    config = Config()
    cleaner = Cleaner.load(config)

    def extract(page: str) -> str:
        data = json.dumps({field: page}).encode()
        try:
            return cleaner(read(RawItem("page", "record", data, hashlib.sha256(data).hexdigest()), config.read)).text
        except ReadError as error:
            print(error)
            return ""

    return extract


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--texts", type=Path)
    options = parser.parse_args()
    records = shingles.load(options.pages)
    pages = [record["html"] for record in records]
    bare, bare_speed = timed(lambda page: trafilatura.extract(page) or "", pages)
    ours, our_speed = timed(docmine_extractor("html"), pages)
    for name, texts, speed in (("trafilatura", bare, bare_speed), ("docmine", ours, our_speed)):
        figures = "  ".join(f"{source} {found.f1:.3f}" for source, found in shingles.table(records, texts).items())
        print(f"{name:12} F1 {figures}  {speed:5.1f} documents/s")
    print(f"ratio of speeds {our_speed / bare_speed:.2f}")
    if options.texts:
        texts = ["\n".join(record["lines"]) for record in shingles.load(options.texts)]
        _, text_speed = timed(docmine_extractor("text"), texts)
        print(f"plain text: {text_speed:5.1f} documents/s, {text_speed / bare_speed:.1f} times trafilatura on pages")


if __name__ == "__main__":
    main()
