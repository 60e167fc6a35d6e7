"""Clean labelled texts with line scorers that were not trained on them.

    python benchmarks/line_folds.py TEXTS.jsonl.gz -o kept.jsonl            # five folds by page
    python benchmarks/line_folds.py TEXTS.jsonl.gz -o kept.jsonl --sources  # each source by the others

A line of TEXTS is `{"id", "src", "lines": [...], "lab": "…"}` (see docmine.clean.lessons); ids that are the same up to
the last dot are renderings of one page and stay together. A line out is `{"id", "text"}`, for a scorer of your choice.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from pathlib import Path

from docmine.clean import Cleaner, lessons
from docmine.clean.teach import FRESH, document, learn
from docmine.config import Config

FOLDS = 5


def main() -> None:
    """Train once for each group and clean its texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--sources", action="store_true", help="leave out one source after the other")
    options = parser.parse_args()
    texts = lessons.read([options.texts])
    with gzip.open(options.texts) as file:
        source = {record["id"]: record["src"] for record in map(json.loads, file)}
    group = {text.name: source[text.name] if options.sources else str(fold(text.name)) for text in texts}
    cleaner = Cleaner.load(Config())
    with options.output.open("w", encoding="utf-8") as output:
        for name in sorted(set(group.values())):
            others = [text for text in texts if group[text.name] != name]
            taught = learn(cleaner, others, FRESH, seed=0, progress=lambda _done, _total: None)
            print(f"{name}: learned from {len(others)}", flush=True)
            for text in texts:
                if group[text.name] == name:
                    clean = taught(document(text)[0])
                    output.write(json.dumps({"id": text.name, "text": clean.text}) + "\n")


def fold(name: str) -> int:
    """Return the fold of a text; all renderings of a page are in the same."""
    return int(hashlib.sha1(name.rpartition(".")[0].encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


if __name__ == "__main__":
    main()
