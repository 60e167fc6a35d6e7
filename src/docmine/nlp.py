"""The spaCy pipeline: a model that finds names and parses sentences, and docmine's components after it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import spacy
from spacy.about import __version__ as spacy_version
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc, Span

from docmine import extensions, models, patterns, unbroken, weights
from docmine.config import Config
from docmine.decided import Decision
from docmine.decided import load as load_decided
from docmine.decided.decisions import anchored
from docmine.documents import CleanDocument
from docmine.errors import ModelError
from docmine.events.choice import model as choice
from docmine.events.fillers import component as fillers

OnError = Callable[[Doc, str, Exception], None]
"""Is told of a document that failed: the document as it came in, the component's name, and what it raised."""

_BATCH_DOCS = 32
_BATCH_CHARS = 60_000  # the parser holds about 12 kB a token
_NEEDED = ("parser", "ner")
_KINDS = ("entity", "date", "place", "event")
"""Kinds of decisions that the components honour."""

_RULER = {
    "spans_key": "ruler",
    "spans_filter": {"@misc": "spacy.first_longest_spans_filter.v1"},
    "phrase_matcher_attr": "ORTH",
}
_LAST_WORD_END = re.compile(r"[.?!…:;][\"'”’»)\]]*$")
_DATELINE = re.compile(
    r"^[A-Z][A-Z .'’/-]{2,40}(?:, [^–—\n]{2,60}?)?(?: \([^()\n]{2,40}\))? (?:[–—]|--?) (?=[A-Z\"“])", re.MULTILINE
)
_FIRST_WORD = re.compile(r"\S+")
_RAGGED = 0.8  # lines set in a proportional font differ by about a fifth in their number of characters


def load(config: Config) -> Language:
    """Return the whole pipeline: the model in use (see `models.find`), the user's patterns, docmine's components.

    Raises:
        ModelError: the model is missing, cannot be read, or lacks a parser or an entity recogniser.
        ResourceError: a pattern file is malformed.
    """
    nlp = load_names(config)
    for name, settings in _components(config):
        nlp.add_pipe(name, config=settings)
    if fillers.fits(nlp):
        nlp.add_pipe("docmine_fillers", config=_fillers(config))
    return nlp


def load_names(config: Config, *, with_patterns: bool = True) -> Language:
    """Return the pipeline as far as `doc.ents`: what training and evaluation need.

    Args:
        config: says which model and patterns are in use.
        with_patterns: False leaves the user's patterns out, and shows what the model itself knows.

    Raises:
        ModelError: as for `load`.
        ResourceError: as for `load`.
    """
    nlp = load_model(config)
    nlp.max_length = config.read.max_chars + 1
    nlp.add_pipe("docmine_paragraphs", first=True)
    if with_patterns:
        _add_ruler(nlp, patterns.read(config))
    nlp.add_pipe("docmine_entities", config={"labels": dict(config.model.labels)})
    return nlp


def take_names_off(nlp: Language) -> None:
    """Undo `load_names`: leave the bare model."""
    for name in ("docmine_paragraphs", "span_ruler", "docmine_entities"):
        if name in nlp.component_names:
            nlp.remove_pipe(name)


def _add_ruler(nlp: Language, lines: list[patterns.Line]) -> None:
    if not lines:  # a ruler without patterns warns about every document
        return
    ruler: Any = nlp.add_pipe("span_ruler", config=_RULER)
    ruler.add_patterns(patterns.expand(lines, tokenizer(nlp)))


def make_ruler(nlp: Language, lines: Iterable[patterns.Line]) -> Callable[[Doc], list[Span]]:
    """Return what finds all spans of lines of pattern files in a document, as the pipeline would, overlaps and all."""
    ruler: Any = nlp.create_pipe("span_ruler", config=_RULER)
    ruler.add_patterns(patterns.expand(lines, tokenizer(nlp)))
    return ruler.match if len(ruler.patterns) else lambda _: []  # an empty ruler warns


def tokenizer(nlp: Language) -> Callable[[str], list[str]]:
    """Return what splits a phrase as the pipeline splits its texts."""
    return lambda phrase: [token.text for token in nlp.make_doc(phrase)]


def load_model(config: Config) -> Language:
    """Return the bare model in use, without docmine's components.

    Raises:
        ModelError: the model is missing, cannot be read, or lacks a parser or an entity recogniser.
    """
    source = models.find(config)
    if source.folder is not None and not (source.folder / "meta.json").is_file():
        raise models.missing(source)
    try:
        nlp = spacy.load(source.target)
    except OSError as error:
        raise models.missing(source) from error
    except Exception as error:  # whatever a foreign model's loading code raises is about the model
        raise ModelError(
            f"cannot be loaded: {error}",
            where=str(source.target),
            remedy=f"it must fit spaCy {spacy_version}; or set [model] name to another",
        ) from error
    if lacking := [name for name in _NEEDED if name not in nlp.pipe_names]:
        raise ModelError(
            f"has no {' and no '.join(lacking)}",
            where=str(source.target),
            remedy="docmine needs a parser and an entity recogniser",
        )
    weights.widen(nlp)
    parser: Any = nlp.get_pipe("parser")
    if "obl" not in parser.labels:
        warnings.warn(
            f"{source.target} does not parse by Universal Dependencies: roles in events will be poor", stacklevel=2
        )
    return nlp


def make_docs(nlp: Language, documents: Iterable[CleanDocument], config: Config) -> Iterator[Doc]:
    """Yield each document's text as an unannotated Doc that knows its id, its date and its home countries."""
    decided = load_decided(config.path("review", "decisions.jsonl"))
    for document in documents:
        doc = unbroken.make_doc(nlp, document.text)
        doc._.doc_id = document.raw.doc_id
        doc._.decisions = list(_found_again(decided.of(document.raw.doc_id, *_KINDS), document.text))
        doc._.published = document.metadata.published
        doc._.published_source = document.metadata.published_source
        doc._.home = list(document.metadata.home or config.places.home)
        yield doc


def _found_again(decisions: Sequence[Decision], text: str) -> Iterator[extensions.Decided]:
    """Yield the decisions whose words still stand in the text, with where they do."""
    for one, stretch in anchored(decisions, text):
        if stretch:
            yield extensions.Decided(kind=one.kind, start=stretch[0], end=stretch[1], row=one.row, where=one.where)


def pipe(nlp: Language, docs: Iterable[Doc], on_error: OnError) -> Iterator[Doc]:
    """Annotate documents in order; every one is either yielded or given to `on_error`, once.

    A batch in which a component fails is done again document by document, from fresh copies, because
    a trainable component fails for all documents of its batch at once and leaves them half annotated.
    """
    for batch in _batches(docs):
        fresh = [doc.copy() for doc in batch]
        try:
            done = list(nlp.pipe(batch))
        except Exception:
            done = [doc for doc in (_annotate(nlp, doc, on_error) for doc in fresh) if doc is not None]
        yield from done


def _annotate(nlp: Language, doc: Doc, on_error: OnError) -> Doc | None:
    for name, component in nlp.pipeline:
        try:
            doc = component(doc)
        except Exception as error:
            on_error(doc, name, error)
            return None
    return doc


def _batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    chars = 0
    for doc in docs:
        length = len(doc.text)  # joined anew at each access
        if batch and (len(batch) == _BATCH_DOCS or chars + length > _BATCH_CHARS):
            yield batch
            batch, chars = [], 0
        batch.append(doc)
        chars += length
    if batch:
        yield batch


def _components(config: Config) -> Iterator[tuple[str, dict[str, Any]]]:
    def existing(*parts: str) -> str | None:
        return _existing(config, *parts)

    gazetteer = config.places.gazetteer
    yield "docmine_dates", {"fuzzy": existing("dates", "fuzzy.toml")}
    yield (
        "docmine_places",
        {
            "gazetteer": str(gazetteer) if gazetteer else None,
            "home": [],  # that of each source: see `make_docs`
            "additions": existing("gazetteer"),
        },
    )
    yield (
        "docmine_actors",
        {"curated": existing("curated", "actors.csv"), "decisions": existing("review", "decisions.jsonl")},
    )
    yield (
        "docmine_events",
        {
            "triggers": existing("events", "triggers.csv"),
            "ontology": existing("events", "ontology.csv"),
            "choice": existing("events", choice.WEIGHTS),
        },
    )


def _fillers(config: Config) -> dict[str, Any]:
    return {"weights": _existing(config, "events", fillers.WEIGHTS), "relevance": config.events.relevance}


def _existing(config: Config, *parts: str) -> str | None:
    path = config.path(*parts)
    return str(path) if path and path.exists() else None


@Language.factory("docmine_paragraphs", assigns=["token.is_sent_start"])
def make_paragraphs(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Return the component that begins a sentence after a line break that was meant (see `mark_paragraphs`)."""
    return mark_paragraphs


def mark_paragraphs(doc: Doc) -> Doc:
    """Begin a sentence after each line break that was meant, and after a dateline; the parser never crosses it.

    A dateline is the place, and perhaps the date and the agency, that open a dispatch: "GAO, 17 March (Desk) – The
    army …". A break was meant if a blank line follows, if the line ends like a sentence, or if the line is so
    short that the next word, which is not in lower case, would still have fitted on it.
    """
    spaces = np.flatnonzero(doc.to_array(IS_SPACE))
    breaks = [int(i) for i in spaces if "\n" in doc[int(i)].text]
    text = doc.text
    _mark_datelines(doc, text)
    if not breaks:
        return doc
    width = _RAGGED * max(len(line) for line in text.splitlines())
    for i in breaks:
        following = i + 1
        while following < len(doc) and doc[following].is_space:
            following += 1
        if following < len(doc) and _meant(text, doc[i].idx, doc[following].idx, width):
            doc[following].is_sent_start = True
    return doc


def _mark_datelines(doc: Doc, text: str) -> None:
    for dateline in _DATELINE.finditer(text):
        first = doc.char_span(dateline.end(), dateline.end() + 1, alignment_mode="expand")
        if first is not None and first.start_char == dateline.end():
            first[0].is_sent_start = True


def _meant(text: str, end: int, start: int, width: float) -> bool:
    """Tell whether the break between `text[:end]` and `text[start:]` was meant; lines are about `width` wide."""
    if text.count("\n", end, start) > 1:
        return True
    line = text[text.rfind("\n", 0, end) + 1 : end].rstrip()
    if _LAST_WORD_END.search(line):
        return True
    word = _FIRST_WORD.match(text, start)
    return word is not None and not word[0][0].islower() and len(line) + 1 + len(word[0]) <= width


extensions.register()
