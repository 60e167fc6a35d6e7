"""What a worker of a cluster does with a batch: read its files, work on the reports, commit a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docmine.cluster.batches import Batch
from docmine.config import Config
from docmine.decided import load
from docmine.documents import RawItem, Refused
from docmine.engines.base import batches
from docmine.engines.local import one_by_one
from docmine.errors import ConfigError, EngineError, StoreError
from docmine.ids import document_id
from docmine.parts import Manifest, committed, write_part
from docmine.parts.manifest import NoReport, Report
from docmine.plan import note, settings, watched
from docmine.read import open_listed
from docmine.worker import Outcome, Worker

_LIVES = 6
"""Times that a batch is begun before the run gives up."""


class Job:
    """Turns batches into parts; it holds the model, and is made once in each worker process.

    Args:
        config: settings.
        parts: the folder of parts, which all machines see.
        used: digests of the settings where the run was started.

    Raises:
        ConfigError: docmine, the model or the workspace is another here than where the run was started.
    """

    def __init__(self, config: Config, parts: Path, used: dict[str, str]) -> None:
        self.config = config
        self.parts = parts
        self.used = used
        self._watch = watched(config)
        self._decided = load(config.path("review", "decisions.jsonl"))  # before the worker does: newer ones count anew
        self._worker = Worker(config)
        other = [name for name, digest in settings(config).items() if used.get(name) != digest]
        if other:
            raise ConfigError(
                f"a worker has another {', '.join(other)} than the machine that the run was started on",
                where=str(config.folder or ""),
                remedy="install the same docmine everywhere, and keep the workspace on a folder that all machines see",
            )

    def __call__(self, batch: Batch) -> int:
        """Do a batch, unless it is done; return the number of its files.

        A batch bears marks, one for each time that it was begun. One that was begun before killed its worker, or the
        worker was killed: its reports are worked on one by one then, in a process of their own, so that the one that
        kills is found.

        Raises:
            StoreError: the part cannot be written.
            EngineError: the batch loses one worker after the other.
        """
        if committed(self.parts, batch.part) is None:
            marks = self.parts / f".{batch.part}.begun"
            begun = _mark(marks)
            if begun > _LIVES:
                marks.unlink(missing_ok=True)
                raise EngineError(
                    f"{_LIVES} workers were lost on the batch that begins with {batch.files[0].name}",
                    remedy="see why the machines kill them (memory?), then run again: it goes on where it was",
                )
            self._do(batch, careful=begun > 1)
            marks.unlink(missing_ok=True)
        return len(batch.files)

    def _do(self, batch: Batch, *, careful: bool) -> None:
        found = [item for file in batch.files for item in open_listed(file, self.config.read)]
        items = [item for item in found if isinstance(item, RawItem)]
        first = list({item.sha256: item for item in reversed(items)}.values())[::-1]
        outcomes = {outcome.doc_id: outcome for outcome in self._outcomes(first, careful=careful)}
        manifest = Manifest(
            part=batch.part,
            settings=self.used,
            trusted=not self._watch.changed(),
            reports=tuple(self._report(item, outcomes) for item in items),
            refused=tuple(NoReport.of(item) for item in found if isinstance(item, Refused)),
            tables={},
        )
        write_part(self.parts, manifest, [outcome.rows for outcome in outcomes.values()])

    def _outcomes(self, items: Sequence[RawItem], *, careful: bool) -> Iterator[Outcome]:
        done = one_by_one(self.config, items) if careful else map(self._worker, batches(items, self.config.run.batch))
        for outcomes in done:
            yield from outcomes

    def _report(self, item: RawItem, outcomes: Mapping[str, Outcome]) -> Report:
        doc_id = document_id(item.sha256)
        noted = note(item, self.used, self._decided)
        return Report(
            path=item.path,
            sha256=item.sha256,
            digest=noted.digest,
            decided=self._decided.digest(doc_id),
            failed=outcomes[doc_id].rows["documents"][0]["status"] == "failed",
        )


def _mark(path: Path) -> int:
    """Add a mark to a file and return how many there are."""
    try:
        with path.open("ab") as file:
            file.write(b"|")
            return file.tell()
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="check rights, space"
        ) from error
