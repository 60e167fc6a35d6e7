"""Small stores, written by hand."""

import json

import pytest

from docmine.config import Config
from docmine.store import Store

SPAN = {"raw_start": 0, "raw_end": 0, "score": 1.0}


@pytest.fixture
def corpus(tmp_path):
    """Return what makes a store of `texts`, with mentions `(number of the text, words, label, cells)`, and opens it."""

    def make(texts, mentions=(), places=(), actors=()):
        store = Store(tmp_path / "output")
        with store.transaction():
            for number, text in enumerate(texts):
                doc_id, size = f"d_{number}", len(text)
                store.write("documents", [
                    {"doc_id": doc_id, "path": [f"{number}.txt"], "published_source": "none", "status": "ok"}
                ])  # fmt: skip
                # The raw text has a headline more, so that raw offsets are not clean offsets.
                pieces = json.dumps([[0, size, 5, 5 + size]])
                store.write("_texts", [{"doc_id": doc_id, "raw": f"Menu\n{text}", "clean": text, "pieces": pieces}])
            for number, words, label, cells in mentions:
                for start in places_of(words, texts[number]):
                    store.write("mentions", [{
                        "mention_id": f"m_{number}_{start}_{label}", "doc_id": f"d_{number}", "start": start,
                        "end": start + len(words), "text": words, "method": "ner", "label": label, **SPAN, **cells,
                    }])  # fmt: skip
            store.write("places", places)
            store.write("actors", actors)
        return store

    return make


def places_of(words, text):
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


@pytest.fixture
def workspace(tmp_path):
    """Return what makes a workspace of files, by their names below `pipeline/`."""

    def make(**files):
        for name, content in files.items():
            folder, _, stem = name.partition("_")
            suffix = "csv" if folder == "curated" else "jsonl"
            path = tmp_path / "pipeline" / folder / f"{stem}.{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else "\n".join(map(json.dumps, content)))
        return Config(folder=tmp_path / "pipeline")

    return make
