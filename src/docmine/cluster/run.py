"""A run on a cluster: what is to be done is listed, and what is not done yet is given to the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from docmine.cluster.batches import Batch, batches, in_stretches
from docmine.config import Config
from docmine.decided import Decided, line_count, load
from docmine.documents import Refused
from docmine.errors import ReadError, StoreError
from docmine.ids import document_id
from docmine.lock import Lock
from docmine.parts import Dataset, Manifest, committed
from docmine.parts.dataset import Index
from docmine.parts.manifest import NoReport
from docmine.plan import Mode, settings
from docmine.progress import Progress, quiet
from docmine.read import Listed, listing


class Cluster(Protocol):
    """Does batches on many machines."""

    def map(self, config: Config, parts: Path, used: dict[str, str], batches: Iterable[Batch]) -> Iterator[int]:
        """Do each batch with a `Job`, on any machine and in any order; yield the number of its files when it is done.

        A batch whose worker is lost is done again.
        """
        ...


def run_parts(
    raw: Path | str,
    parts: Path,
    config: Config,
    cluster: Cluster,
    *,
    progress: Progress = quiet,
    mode: Mode = "new",
) -> None:
    """Turn the reports under `raw` into the parts of a dataset; what is done already is not done again.

    Args:
        raw: a folder that all machines see, one file, or the URL of either. It is never written to.
        parts: a folder that all machines see.
        config: settings.
        cluster: does the work.
        progress: called, with numbers of files or stretches of them, when the work begins and after each batch.
        mode: do what is `new` or changed, also `retry` batches with reports that failed before, or `all`.

    Raises:
        ReadError: `raw` does not exist, holds no files or cannot be listed; nothing was changed.
        StoreError: `parts` cannot be written, another run is writing there, or a part is torn.
    """
    used = settings(config)
    found = list(listing(raw, config.read))
    if not found:
        raise ReadError("holds no files", where=str(raw), remedy="put your reports there")
    size = config.run.part
    files = list(in_stretches((one for one in found if isinstance(one, Listed)), config.read, size))
    work = list(batches(files, used, size))
    index = Index(
        settings=used,
        decisions=line_count(config.path("review", "decisions.jsonl")),
        parts=tuple(batch.part for batch in work),
        refused=tuple(NoReport.of(one) for one in found if isinstance(one, Refused)),
    )
    lock = _lock(parts)
    try:
        dataset = Dataset.begin(parts, index)
        dataset.sweep()
        dataset.withdraw(_outdated(dataset, load(config.path("review", "decisions.jsonl")), mode))
        missing = set(dataset.missing())
        done = sum(len(batch.files) for batch in work if batch.part not in missing)
        progress(done, len(files))
        for count in cluster.map(config, parts, used, (batch for batch in work if batch.part in missing)):
            done += count
            progress(done, len(files))
    finally:
        lock.release()


def _lock(parts: Path) -> Lock:
    try:
        parts.mkdir(parents=True, exist_ok=True)
        return Lock(parts)
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", where=str(parts), remedy="check its rights") from error


def _outdated(dataset: Dataset, decided: Decided, mode: Mode) -> list[str]:
    """Return the parts that are there and must be done again."""
    there = (committed(dataset.folder, part) for part in dataset.index.parts)
    return [manifest.part for manifest in there if manifest and _is_outdated(manifest, decided, mode)]


def _is_outdated(manifest: Manifest, decided: Decided, mode: Mode) -> bool:
    has_failed = any(report.failed for report in manifest.reports)
    has_failed |= any(entry.status == "failed" for entry in manifest.refused)
    other = any(report.decided != decided.digest(document_id(report.sha256)) for report in manifest.reports)
    return mode == "all" or not manifest.trusted or other or (mode == "retry" and has_failed)
