"""The parts of a cluster run become the SQLite store and the tables of a run on one machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from docmine.commit import commit, report_vanished, sum_up
from docmine.config import Config
from docmine.corpus import finish
from docmine.ids import document_id
from docmine.parts import Dataset, Manifest, read_part
from docmine.plan import Summary, plan
from docmine.progress import Progress, quiet
from docmine.store import Store
from docmine.worker import Outcome


def collect(parts: Path, output: Path, config: Config, *, progress: Progress = quiet) -> Summary:
    """Put the parts into the store in `output`, and make all that spans documents, as a run does.

    Only what is not in the store yet is read. Killed at any moment, it can be done again. What is not in the parts any
    more leaves the store.

    Args:
        parts: the folder of parts, `OUTPUT/parts` of a cluster run.
        output: folder for the store and the CSV tables.
        config: settings, of which only those count that do not change what is extracted.
        progress: called when the work begins and after each part.

    Raises:
        StoreError: a part is missing, torn or was changed, `output` cannot be written, or another run writes there.
    """
    dataset = Dataset(parts)
    index = dataset.index
    with Store(output) as store:
        summary = plan(store, dataset.found(), index.settings, index.decisions, "new")
        total = len(index.parts)
        for done, manifest in enumerate(dataset.manifests()):
            progress(done, total)
            trusted = manifest.trusted
            commit(store, _pending(store, parts, manifest), trusted=trusted)
        progress(total, total)
        report_vanished(store)
        finish(store, config)
        with store.transaction():
            store.set_meta("settings", json.dumps(index.settings))
        sum_up(store, summary)
    return summary


def _pending(store: Store, parts: Path, manifest: Manifest) -> list[Outcome]:
    """Return the outcomes of the reports of a part that are not in the store."""
    wanted = {}
    for report in manifest.reports:
        key = (document_id(report.sha256), report.path)
        if store.execute("SELECT 1 FROM _pending WHERE doc_id = ? AND path = ?", key).fetchone():
            wanted[key[0]] = report.path
    return list(_outcomes(parts, manifest, wanted)) if wanted else []


def _outcomes(parts: Path, manifest: Manifest, wanted: dict[str, str]) -> Iterator[Outcome]:
    for doc_id, rows in read_part(parts, manifest):
        if doc_id in wanted:
            yield Outcome(doc_id, wanted[doc_id], rows)
