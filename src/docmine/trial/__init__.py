"""What pattern lines would change in a corpus, before they are kept. Nothing is written.

The lines are matched by the pipeline's own ruler, on the pipeline's own tokens, together with the
patterns that are kept already; then the pipeline's own rule says which names stand (`entities.prefer`).
Only documents that hold a word of the lines are looked at.

With tables, the names that the model found are read from them, so that nothing is annotated again.
What the model would find under a pattern of the last run is not in them: where such a pattern is
outdone by a longer one, a name at its edge that only a run would bring back is not shown. Lines that
ask for tags, lemmas or the like are matched on texts that the model annotates anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from docmine import nlp as pipeline
from docmine import patterns
from docmine.config import Config
from docmine.documents import CleanDocument, Refused
from docmine.entities import prefer
from docmine.errors import AnnotateError
from docmine.excerpts import excerpt
from docmine.offsets import TextMap
from docmine.patterns import Line
from docmine.read import scan
from docmine.store import Store
from docmine.stored import Mention, mentions, texts
from docmine.trial.anchors import Anchors, reads_annotation
from docmine.worker import Worker

Kind = Literal["new", "relabelled", "identified", "rebounded", "overruled", "unchanged"]
KINDS: dict[Kind, str] = {
    "new": "nothing was found here",
    "relabelled": "the same words, under another label",
    "identified": "the same words and label, with another id",
    "rebounded": "takes the place of names with other first or last words",
    "overruled": "a longer pattern keeps its place",
    "unchanged": "found just so already",
}
"""What can become of a place where a line matches."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place where a line matches; `start:end` are offsets in the decoded raw text of the report."""

    kind: Kind
    path: str
    start: int
    end: int
    text: str
    label: str
    id: str
    before: tuple[str, ...]
    sentence: str


@dataclass(slots=True)
class Trial:
    """All places where lines match, in the order of the reports and of their text."""

    documents: int = 0
    left_out: int = 0
    replaced: tuple[Line, ...] = ()
    changes: list[Change] = field(default_factory=list)

    @property
    def counts(self) -> dict[Kind, int]:
        """How many places there are of each kind."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in KINDS}

    def telling(self, most: int) -> list[Change]:
        """Return at most so many places, a fair share of each kind, so that a rare kind is not lost among many."""
        nth: Counter[Kind] = Counter()
        turns = []
        for change in self.changes:
            turns.append((nth[change.kind], list(KINDS).index(change.kind), change))
            nth[change.kind] += 1
        chosen = sorted(turns, key=lambda turn: turn[:2])[:most]
        return [change for _, _, change in sorted(chosen, key=lambda turn: turn[1])]

    def as_dict(self) -> dict[str, object]:
        """Return all of it as plain values, for JSON."""
        places = [asdict(change) for change in self.changes]
        return {"documents": self.documents, "left_out": self.left_out, "counts": self.counts, "places": places}

    @property
    def changed_documents(self) -> int:
        """How many reports would have other names than before."""
        return len({change.path for change in self.changes if change.kind not in ("unchanged", "overruled")})


def try_on_tables(config: Config, lines: Sequence[Line], store: Store) -> Trial:
    """Compare what the tables hold now with what they would hold after a run with the lines.

    Raises:
        ModelError: the model in use cannot be loaded.
        ResourceError: a pattern file is malformed.
    """
    bench = _Bench(config, lines)
    trial = Trial(replaced=bench.replaced)
    for report in texts(store):
        trial.documents += 1
        if not bench.may_match(report.text):
            continue
        doc = bench.tokens(report.text)
        before = list(_stored(doc, mentions(store, report.doc_id)))
        found = [ent for ent, by_model in before if by_model]
        offsets = store.text(report.doc_id)[2]
        after = prefer(bench.all(doc), found)
        trial.changes += bench.changes(doc, [ent for ent, _ in before], after, report.path, offsets)
    return trial


def try_on_reports(config: Config, lines: Sequence[Line], raw: Path) -> Trial:
    """Compare what the pipeline finds in reports with what it would find with the lines.

    Raises:
        ReadError: there is nothing at `raw`.
        ModelError: the model in use cannot be loaded.
        ResourceError: a pattern file is malformed.
        AnnotateError: the model fails on a report.
    """
    bench, worker = _Bench(config, lines), Worker(config)
    trial = Trial(replaced=bench.replaced)
    for item in scan(raw, config.read):
        clean = item if isinstance(item, Refused) else worker.clean(item)
        if not isinstance(clean, CleanDocument):
            trial.left_out += 1
            continue
        trial.documents += 1
        if bench.may_match(clean.text):
            doc = bench.annotated(clean.text)
            before, after = prefer(bench.kept(doc), doc.ents), prefer(bench.all(doc), doc.ents)
            trial.changes += bench.changes(doc, before, after, clean.raw.path, clean.map)
    return trial


class _Bench:
    """The pipeline's tools for one trial."""

    def __init__(self, config: Config, lines: Sequence[Line]) -> None:
        self.config = config
        tested = patterns.Agreement(lines)
        kept = patterns.read(config)
        self.replaced = tuple(line for line in kept if tested.rival(line))
        rest = [line for line in kept if not tested.rival(line)]
        nlp = pipeline.load_model(config)
        self._tokenize = nlp.make_doc
        self.kept = pipeline.make_ruler(nlp, kept)
        self.all = pipeline.make_ruler(nlp, [*rest, *lines])
        self._own = pipeline.make_ruler(nlp, lines)
        self._needs_model = any(reads_annotation(line) for line in [*kept, *lines])
        self.may_match = Anchors(lines).may_match

    @cached_property
    def _nlp(self) -> Language:
        return pipeline.load_names(self.config, with_patterns=False)

    def annotated(self, text: str) -> Doc:
        """Return the text with the names that the model finds in it.

        Raises:
            AnnotateError: a component fails.
        """

        def fail(doc: Doc, component: str, error: Exception) -> None:
            raise AnnotateError(f"{component} failed: {error}", where=doc.text[:60]) from error

        return next(pipeline.pipe(self._nlp, [self._nlp.make_doc(text)], fail))

    def tokens(self, text: str) -> Doc:
        """Return the text with as much annotation as the patterns read."""
        return self.annotated(text) if self._needs_model else self._tokenize(text)

    def changes(
        self, doc: Doc, before: Sequence[Span], after: Sequence[Span], path: str, offsets: TextMap
    ) -> Iterator[Change]:
        """Yield what becomes of each place where a line of the trial matches."""
        standing, text = {_identity(ent) for ent in after}, doc.text
        for span in filter_spans(self._own(doc)):
            stands = _identity(span) in standing
            old = [ent for ent in (before if stands else after) if ent.start < span.end and span.start < ent.end]
            kind = _kind(span, old) if stands else "overruled"
            start, end = offsets.to_raw(span.start_char, span.end_char)
            told = tuple(f"{_one_line(ent)} ({ent.label_}{f', {ent.id_}' if ent.id_ else ''})" for ent in old)
            sentence = excerpt(text, span.start_char, span.end_char)
            yield Change(kind, path, start, end, _one_line(span), span.label_, span.id_, told, sentence)


def _kind(span: Span, old: Sequence[Span]) -> Kind:
    if not old:
        return "new"
    if len(old) > 1 or (old[0].start, old[0].end) != (span.start, span.end):
        return "rebounded"
    if old[0].label_ != span.label_:
        return "relabelled"
    return "unchanged" if old[0].id_ == span.id_ else "identified"


def _stored(doc: Doc, found: Iterable[Mention]) -> Iterator[tuple[Span, bool]]:
    """Yield the names that the tables hold, and whether the model found them and no pattern."""
    for one in found:
        if one.is_entity:
            method, _, curated_id = one.method.partition(":")
            span = doc.char_span(one.start, one.end, one.label, span_id=curated_id, alignment_mode="expand")
            if span is not None:
                yield span, method == "ner"


def _identity(span: Span) -> tuple[int, int, str, str]:
    return span.start, span.end, span.label_, span.id_


def _one_line(span: Span) -> str:
    return " ".join(span.text.split())
