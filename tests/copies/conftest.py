"""A store of hand-made reports, cleaned but not annotated: places, dates and events are given by hand."""

import hashlib
from dataclasses import dataclass, field

import pytest

from docmine.clean import Cleaner
from docmine.config import CleanConfig, Config
from docmine.copies.mark import mark
from docmine.documents import Metadata, RawDocument, RawItem
from docmine.ids import document_id, make_id
from docmine.report_rows import clean_rows
from docmine.store import Store

CLEANER = Cleaner.load(Config())


@dataclass
class Library:
    """Adds reports to a store and marks the copies among them."""

    store: Store
    names: dict[str, str] = field(default_factory=dict)

    def add(self, name, text, published=None, **rows):
        """Add a report; `rows` are tables -> cells of rows, each with the words that it stands for."""
        data = f"{name}\n{text}".encode()  # so that equal texts have different bytes
        sha = hashlib.sha256(data).hexdigest()
        doc_id = document_id(sha)
        self.names[doc_id] = name
        metadata = Metadata(published=published, published_source="user", title="None")
        item = RawItem(f"{name}.txt", "text", data, sha, metadata)
        clean = CLEANER(RawDocument(doc_id, item.path, "text", text, sha, "utf-8", metadata))
        with self.store.transaction():
            self.store.replace_document(doc_id, clean_rows(item, clean))
            for table, cells in rows.items():
                self.store.write(table, [self.row(doc_id, clean.text, table, **own) for own in cells])
        return doc_id

    def row(self, doc_id, clean, table, text, **cells):
        start = clean.index(text)
        end = start + len(text)
        around = clean[clean.rfind("\n", 0, start) + 1 :].split("\n")[0]
        row = {
            "doc_id": doc_id, "start": start, "end": end, "raw_start": start, "raw_end": end, "text": text,
            "method": "m", "score": 1.0,
        }  # fmt: skip
        own = {
            "places": {"place_id": make_id("place", doc_id, start)},
            "dates": {"date_id": make_id("date", doc_id, start), "type": "DATE"},
            "events": {
                "event_id": make_id("event", doc_id, start), "event_type": "ASSAULT", "trigger": text,
                "sentence": around, "status": "factual",
            },
        }[table]  # fmt: skip
        return row | own | cells

    def mark(self, **settings):
        with self.store.transaction():
            mark(self.store, CleanConfig(**settings))

    def documents(self):
        """Names of copies -> name of the first copy."""
        sql = "SELECT doc_id, duplicate_of FROM documents WHERE duplicate_of IS NOT NULL"
        return {self.names[own]: self.names[first] for own, first in self.store.execute(sql).fetchall()}

    def lines(self):
        """(name, line) of copied lines -> (name, line) of the first copy."""
        sql = "SELECT doc_id, n, copy_of FROM lines WHERE copy_of IS NOT NULL"
        found = {}
        for own, n, copy_of in self.store.execute(sql).fetchall():
            first, _, line = copy_of.partition("#")
            found[self.names[own], n] = (self.names[first], int(line))
        return found

    def events(self):
        """(name, trigger) of copied events -> (name, trigger) of the first telling."""
        sql = "SELECT e.doc_id, e.text, f.doc_id, f.text FROM events e JOIN events f ON f.event_id = e.duplicate_of"
        return {(self.names[a], b): (self.names[c], d) for a, b, c, d in self.store.execute(sql).fetchall()}


@pytest.fixture
def library(tmp_path):
    with Store(tmp_path) as store:
        yield Library(store)
