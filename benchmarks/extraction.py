"""Main content of web pages: scores of docmine beside those of trafilatura's default.

    python benchmarks/extraction.py PAGES.jsonl.gz

A line of PAGES is `{"id", "src", "html", "gold"}`; `src` names the set that the page comes from. For
speed see `cleaning.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import trafilatura

import shingles
from docmine.clean import Cleaner
from docmine.config import Config
from docmine.documents import RawItem
from docmine.errors import ReadError
from docmine.read import read


def docmine_extractor() -> Callable[[str], str]:
    """Return a function that reads and cleans a page as `docmine clean` does; a page that fails has no text."""
    config = Config()
    cleaner = Cleaner.load(config)

    def extract(page: str) -> str:
        data = json.dumps({"html": page}).encode()
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
    records = shingles.load(parser.parse_args().pages)
    pages = [record["html"] for record in records]
    extractors = {"trafilatura": lambda page: trafilatura.extract(page) or "", "docmine": docmine_extractor()}
    for name, extract in extractors.items():
        found = shingles.table(records, [extract(page) for page in pages])
        figures = "  ".join(f"{source} {score.f1:.3f}" for source, score in found.items())
        print(f"{name:12} F1 {figures}")


if __name__ == "__main__":
    main()
