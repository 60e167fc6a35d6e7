"""What a run has to do: which reports are new, changed, or were made with other settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from docmine import __version__, models
from docmine.config import Config
from docmine.copies import sketch
from docmine.decided import Decided, line_count, load
from docmine.documents import RawItem, Refused
from docmine.errors import ReadError
from docmine.ids import document_id, make_id
from docmine.read import scan
from docmine.schema import Row
from docmine.store import Store
from docmine.watch import Watch

Kind = Literal["new", "changed", "redone", "unchanged"]
"""What a document is to a run: `changed` has new bytes, `redone` has the same bytes and other settings."""

Mode = Literal["new", "retry", "all"]
"""Whether a run works only on what is new, also on what failed before, or on everything."""


@dataclass
class Summary:
    """What a run did, for people and for `--json`.

    Up to `removed` it counts reports as this run met them, where one that failed before is `unchanged` too; `done`,
    `skipped` and `failed` count all reports of the tables as they are now. `notes` say what the model in use does not
    look for.
    """

    new: int = 0
    changed: int = 0
    redone: int = 0
    unchanged: int = 0
    removed: int = 0
    redone_because: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    copies: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    done: int = 0
    skipped: int = 0
    failed: int = 0
    errors: list[Row] = field(default_factory=list)

    def add(self, kind: Kind) -> None:
        """Count a document."""
        setattr(self, kind, getattr(self, kind) + 1)

    @property
    def because(self) -> str:
        """Why documents are done again, in brackets for the end of a line; empty if none are."""
        return f" ({', '.join(self.redone_because)})" if self.redone and self.redone_because else ""

    @property
    def exit_code(self) -> int:
        """0 when all is done, 1 when some documents failed."""
        return 1 if self.failed or self.errors else 0


def settings(config: Config) -> dict[str, str]:
    """Return digests of what documents are made with, by what the user would call it."""
    return {
        "configuration": config.digest(),
        "model": models.digest(config),
        "sketching": sketch.METHOD,
        "docmine": __version__,
    }


def watched(config: Config) -> Watch:
    """Begin to watch the files that documents are made with, apart from the decisions.

    Raises:
        ModelError: there is no such model.
    """
    model = models.files(config)
    return Watch(lambda: [*config.extracting_files(), *model])


@dataclass(frozen=True, slots=True)
class Noted:
    """A report that was found: its path, the digest of its bytes, and that of all else that its rows are made from."""

    path: str
    sha256: str
    digest: str


class Notes:
    """What lies in a raw folder, and what is noted of it; the files are gone through when it is iterated over.

    Args:
        raw: the folder, one file, or the URL of either.
        config: settings.
        used: digests of them, as `settings` gives them.
    """

    def __init__(self, raw: Path | str, config: Config, used: dict[str, str]) -> None:
        self.raw = raw
        self.config = config
        self.used = used
        decisions = config.path("review", "decisions.jsonl")
        self._decided = load(decisions)
        self.decisions = line_count(decisions)

    def __iter__(self) -> Iterator[Noted | Refused]:
        """Yield what is found; an empty folder is an error, lest a lost one empty the tables."""
        found = False
        for item in scan(self.raw, self.config.read):
            found = True
            yield item if isinstance(item, Refused) else note(item, self.used, self._decided)
        if not found:
            raise ReadError("holds no files", where=str(self.raw), remedy="put your reports there")


def note(item: RawItem, used: dict[str, str], decided: Decided) -> Noted:
    """Return what is noted of a report that these settings and decisions are used on."""
    state = "\x1f".join(used.values()) + decided.digest(document_id(item.sha256))
    text = json.dumps(asdict(item.metadata), sort_keys=True) + state
    return Noted(item.path, item.sha256, hashlib.blake2b(text.encode(), digest_size=12).hexdigest())


def plan(store: Store, found: Iterable[Noted | Refused], used: dict[str, str], decisions: int, mode: Mode) -> Summary:
    """Note in the store what was found in the raw folder and what of it must be worked on.

    `used` are the `settings` of this run, and `decisions` is the number of lines of decisions that it has seen.
    """
    summary = Summary(redone_because=_differences(store, used))
    with store.transaction():
        this_run = int(store.meta("run") or 0) + 1
        store.set_meta("run", str(this_run))
        store.execute("DELETE FROM _pending")
        store.execute("DELETE FROM errors WHERE doc_id IS NULL AND stage = 'read'")
        store.set_meta("decisions", str(decisions))
        for item in found:
            if isinstance(item, Refused):
                _note_refused(store, item, this_run)
            elif kind := _note_item(store, item, this_run, mode):
                summary.add(kind)
        summary.removed = _forget_missing(store, this_run)
        if store.count("_pending"):
            store.set_meta("unfinished", "1")
    return summary


def preview(store: Store, raw: Path | str, config: Config) -> Summary:
    """Return what a run would find to do; nothing is written."""
    used = settings(config)
    summary = Summary(redone_because=_differences(store, used), notes=list(unsought(config)))
    seen: set[str] = set()
    for item in Notes(raw, config, used):
        if isinstance(item, Noted) and item.sha256 not in seen:
            seen.add(item.sha256)
            summary.add(_classify(store, item, "new"))
    return summary


def unsought(config: Config) -> Iterator[str]:
    """Yield what the tables lack because the model in use does not look for it."""
    if not models.has_part(config, "encoder"):
        name = models.find(config).name
        yield f'role_fillers is empty: the model {name} looks for none; set [model] name to "accurate" for them'


def _differences(store: Store, used: dict[str, str]) -> list[str]:
    before = json.loads(store.meta("settings") or "{}")
    return [f"{name} changed" for name in used if before and before.get(name) != used[name]]


def _note_item(store: Store, item: Noted, this_run: int, mode: Mode) -> Kind | None:
    """Note a report; return what it is, or None for a copy of one that this run has seen."""
    doc_id = document_id(item.sha256)
    is_copy = store.execute("SELECT 1 FROM _sources WHERE doc_id = ? AND run = ?", (doc_id, this_run)).fetchone()
    kind = _classify(store, item, mode)
    known = store.execute("SELECT 1 FROM _sources WHERE path = ? AND doc_id = ?", (item.path, doc_id)).fetchone()
    store.execute("INSERT OR REPLACE INTO _sources VALUES (?, ?, ?, ?)", (item.path, item.sha256, doc_id, this_run))
    if not known:
        store.set_meta("unfinished", "1")
    if is_copy:
        return None
    if kind != "unchanged":
        store.execute("INSERT INTO _pending VALUES (?, ?, ?)", (doc_id, item.path, item.digest))
    return kind


def _classify(store: Store, item: Noted, mode: Mode) -> Kind:
    doc_id = document_id(item.sha256)
    done = store.execute(
        "SELECT x.digest, d.status FROM _done x JOIN documents d USING (doc_id) WHERE doc_id = ?", (doc_id,)
    ).fetchone()
    if done:
        again = mode == "all" or (mode == "retry" and done["status"] == "failed")
        return "unchanged" if done["digest"] == item.digest and not again else "redone"
    other = store.execute("SELECT 1 FROM _sources WHERE path = ? AND doc_id <> ?", (item.path, doc_id)).fetchone()
    return "changed" if other else "new"


def _note_refused(store: Store, refused: Refused, this_run: int) -> None:
    doc_id = make_id("document", "refused", refused.path)
    row = {
        "doc_id": doc_id,
        "path": [refused.path],
        "published_source": "none",
        "status": refused.status,
        "error": refused.message,
    }
    error = {
        "path": refused.path,
        "stage": refused.stage,
        "message": refused.message,
        "remedy": refused.remedy,
        "doc_id": doc_id,
    }
    known = store.execute("SELECT status, error FROM documents WHERE doc_id = ?", (doc_id,)).fetchone()
    store.execute("INSERT OR REPLACE INTO _sources VALUES (?, NULL, ?, ?)", (refused.path, doc_id, this_run))
    if known is None or tuple(known) != (refused.status, refused.message):
        store.set_meta("unfinished", "1")
        store.replace_document(doc_id, {"documents": [row], "errors": [error] if refused.status == "failed" else []})


def _forget_missing(store: Store, this_run: int) -> int:
    """Take out what is no longer in the raw folder; return how many documents that were."""
    if store.execute("DELETE FROM _sources WHERE run <> ?", (this_run,)).rowcount:
        store.set_meta("unfinished", "1")
    gone = store.execute("SELECT doc_id FROM documents WHERE doc_id NOT IN (SELECT doc_id FROM _sources)").fetchall()
    for record in gone:
        store.remove_document(record["doc_id"])
    return len(gone)
