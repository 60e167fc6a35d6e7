"""The main job: a folder of raw reports becomes tables, incrementally.

A run goes over the raw folder twice. First it notes what is there and which reports are new or
changed, or were made with other settings or another model (`plan`). Then those are worked on and
committed batch by batch. Killed at any moment, the next run finds in the store what is left to do.
Last, what spans documents is made anew (`corpus`).

The tables are a function of the raw folder, the settings and the model: neither the order of work
nor the number of runs that it took shows in them.

(The module is not called `run`, because `docmine.run` is the function.)
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from docmine.cluster import collect, run_parts
from docmine.commit import commit, report_vanished, sum_up
from docmine.config import Config
from docmine.corpus import finish
from docmine.documents import RawItem
from docmine.engines.base import batches
from docmine.engines.local import Processes, cores
from docmine.engines.on_ray import OnRay
from docmine.errors import StoreError
from docmine.ids import document_id
from docmine.plan import Mode, Notes, Summary, plan, settings, unsought, watched
from docmine.progress import Progress, quiet
from docmine.read import scan
from docmine.store import Store
from docmine.watch import Watch

PARTS = "parts"
"""Folder, in the output folder, of what a cluster run makes."""

_WORTH_A_WORKER = 16
"""Documents for which it is worth while to start another process, which loads the model anew."""


def run(
    raw: Path | str, output: Path, config: Config, *, progress: Progress | None = None, mode: Mode = "new"
) -> Summary:
    """Turn the reports under `raw` into tables in `output`.

    Args:
        raw: a folder, one file, or the URL of either. It is never written to.
        output: folder for the store and the CSV tables.
        config: settings.
        progress: called when the work begins and after each batch.
        mode: work on what is `new` or changed, also `retry` what failed before, or on `all`.

    Raises:
        ReadError: `raw` does not exist or holds no files; nothing was changed.
        StoreError: `output` cannot be written, or another run is writing there.
        ModelError, ConfigError, ResourceError: the settings name something that cannot be used.
        EngineError: the settings name a cluster that cannot be used, or that failed.
    """
    progress = progress or quiet
    if config.run.engine == "ray":
        make_parts(raw, output, config, progress=progress, mode=mode)
        return collect(output / PARTS, output, config)
    _check_apart(raw, output)
    with Store(output) as store:
        watch = watched(config)
        used = settings(config)
        notes = Notes(raw, config, used)
        summary = plan(store, notes, used, notes.decisions, mode)
        summary.notes += unsought(config)
        total = store.count("_pending")
        if total:
            _work(store, raw, config, total, progress, watch=watch)
        finish(store, config)
        with store.transaction():
            store.set_meta("settings", json.dumps(used))  # last, so that a killed run still says why
        sum_up(store, summary)
    return summary


def make_parts(
    raw: Path | str, output: Path, config: Config, *, progress: Progress | None = None, mode: Mode = "new"
) -> None:
    """Turn the reports under `raw` into parts in `output`, on the cluster that the settings name.

    `collect` makes tables of them. Arguments and errors are those of `run`.
    """
    _check_apart(raw, output)
    cluster = OnRay(config.run.address, config.run.workers)
    run_parts(raw, output / PARTS, config, cluster, progress=progress or quiet, mode=mode)


def _check_apart(raw: Path | str, output: Path) -> None:
    if isinstance(raw, Path) and raw.is_dir() and output.resolve().is_relative_to(raw.resolve()):
        raise StoreError(
            "the output folder lies inside the raw folder, which is never written to",
            where=str(output),
            remedy="give another folder with -o, or another raw folder",
        )


def _work(store: Store, raw: Path | str, config: Config, total: int, progress: Progress, *, watch: Watch) -> None:
    progress(0, total)
    done = 0
    workers = min(total, config.run.workers or min(cores(), max(1, total // _WORTH_A_WORKER)))
    size = min(config.run.batch, -(-total // (2 * workers)))
    for outcomes in Processes(workers).map(config, batches(_pending(store, raw, config), size)):
        commit(store, outcomes, trusted=not watch.changed())
        done += len(outcomes)
        progress(done, total)
    report_vanished(store)
    _report_changed(store, watch)


def _pending(store: Store, raw: Path | str, config: Config) -> Iterator[RawItem]:
    """Yield the reports that must be worked on. One that changed since it was noted stays pending."""
    for item in scan(raw, config.read):
        if isinstance(item, RawItem):
            key = (document_id(item.sha256), item.path)
            if store.execute("SELECT 1 FROM _pending WHERE doc_id = ? AND path = ?", key).fetchone():
                yield item


def _report_changed(store: Store, watch: Watch) -> None:
    """Report the files of the workspace that were changed under the run."""
    with store.transaction():
        for path in watch.changed():
            error = {
                "path": str(path),
                "stage": "read",
                "message": "changed while the run went on: reports were worked on with it as it was, or as it is",
                "remedy": "run again: these reports are then done anew",
            }
            store.write("errors", [error])
