"""The corpora that the shipped model learns from, as spaCy documents.

`ner/*.jsonl.gz` holds a sentence in a line (`{"id", "text", "spans": [[start, end, label, note]]}`),
`parse/*.conllu.gz` dependency trees. docs/model-card.md says where they are from, and their licences.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.converters.conllu_to_docs import conllu_to_docs

from docmine.errors import ResourceError

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "TIME"})
"""The names that `doc.ents` of the shipped model holds."""

_CAPITALS, _SMALL = 0.04, 0.02  # share of sentences put in capitals, as headlines are, and in small letters
_JOINTS = (" ", " ", " ", "\n", "\n\n")  # what stands between two sentences of a text
_SIZES = (1, 1, 2, 3, 4)  # sentences in a text
_NON_COMMERCIAL = ("NC", "not aligned")  # parts of a licence's name: such lines are never read
_MERGED = {"GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "DATE": "TEMPORAL", "TIME": "TEMPORAL"}
_TEMPORAL = re.compile(
    r"\d{4}s?|\d{1,2}(st|nd|rd|th)?|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow"
    r"|centur(y|ies)|(decade|year|month|week|day|hour)s?|morning|evening|night|early|late|mid"
)
"""Words that may belong to a date: where a corpus marks none, nothing is learned from them."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus of names: how often it is repeated, which of its rows are left out, whether it marks dates."""

    name: str
    repeat: int = 1
    without: str | None = None
    dates: bool = True


NAMES = (
    Corpus("gmb_train"),
    Corpus("crossner_politics", repeat=3, without="test", dates=False),
    Corpus("wikigold", repeat=2, dates=False),
    Corpus("gum_named"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with its spans; `doc` is the document it is from."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    dates: bool = True
    doc: str = ""


def names(nlp: Language, folder: Path, seed: int, *, without: str = "") -> list[Doc]:
    """Return texts of one to four sentences with their names; a corpus called `without` is left out."""
    rng = random.Random(seed)  # noqa: S311  nothing secret
    rows = [
        row
        for corpus in NAMES
        if corpus.name != without
        for row in _names(folder / f"{corpus.name}.jsonl.gz", corpus)
        for _ in range(corpus.repeat)
    ]
    rng.shuffle(rows)
    return [_document(nlp, group, rng) for group in _groups(rows, rng)]


def conflict(path: Path) -> list[Row]:
    """Return the sentences of re3d that may be used commercially, with places and times undivided."""
    return [
        Row(item["text"], _spans(item, _MERGED), doc=item["doc"])
        for item in _items(path)
        if not any(word in item["license"] for word in _NON_COMMERCIAL)
    ]


TREES = ("ewt", "gum")
"""The corpora of trees."""


def trees(nlp: Language, folder: Path, part: str, sentences: int = 4, *, names: Sequence[str] = TREES) -> list[Doc]:
    """Return the texts of EWT and GUM, so many sentences in each; `part` is `train` or `dev`."""
    found: list[Doc] = []
    for corpus in names:
        with _open(folder / f"{corpus}_{part}.conllu.gz") as file:
            read = conllu_to_docs(file.read(), n_sents=sentences, no_print=True)  # type: ignore[no-untyped-call]
            found += [Doc(nlp.vocab).from_bytes(doc.to_bytes()) for doc in read]
    return found


def document(nlp: Language, row: Row) -> Doc:
    """Return one sentence with its spans in `doc.spans["conflict"]`."""
    doc = nlp.make_doc(row.text)
    found = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in row.spans)
    doc.spans["conflict"] = util.filter_spans(span for span in found if span is not None)
    return doc


def _names(path: Path, corpus: Corpus) -> Iterator[Row]:
    for item in _items(path):
        if not (corpus.without and corpus.without in item["id"]):
            yield Row(item["text"], _spans(item, {}, LABELS), corpus.dates)


def _spans(
    item: dict[str, list[list[int | str]]], merge: dict[str, str], kept: frozenset[str] | None = None
) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (int(start), int(end), merge.get(str(label), str(label)))
        for start, end, label, *_ in item["spans"]
        if kept is None or label in kept
    )


def _items(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with _open(path) as file:
        for line in file:
            yield json.loads(line)


def _open(path: Path):  # type: ignore[no-untyped-def]  # noqa: ANN202
    if not path.is_file():
        remedy = "docs/model-card.md says which are needed"
        raise ResourceError("the corpus is not there", where=str(path), remedy=remedy)
    return gzip.open(path, "rt", encoding="utf-8")


def _groups(rows: Sequence[Row], rng: random.Random) -> Iterator[Sequence[Row]]:
    start = 0
    while start < len(rows):
        size = rng.choice(_SIZES)
        yield rows[start : start + size]
        start += size


def _document(nlp: Language, group: Iterable[Row], rng: random.Random) -> Doc:
    text = ""
    spans: list[tuple[int, int, str]] = []
    dateless: list[tuple[int, int]] = []
    for row in group:
        text += rng.choice(_JOINTS) if text else ""
        spans += [(start + len(text), end + len(text), label) for start, end, label in row.spans]
        if not row.dates:
            dateless.append((len(text), len(text) + len(row.text)))
        text += _recased(row.text, rng.random())
    doc = nlp.make_doc(text)
    found = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans)
    ents = util.filter_spans(span for span in found if span is not None)
    taken = {token.i for span in ents for token in span}
    unknown = [
        doc[token.i : token.i + 1]
        for token in doc
        if token.i not in taken
        and _TEMPORAL.fullmatch(token.text)
        and any(start <= token.idx < end for start, end in dateless)
    ]
    doc.set_ents(ents, missing=unknown)
    return doc


def _recased(text: str, chance: float) -> str:
    """Return the text in capitals or small letters with the small chances above; offsets stay."""
    other = text.upper() if chance < _CAPITALS else text.lower() if chance < _CAPITALS + _SMALL else text
    return other if len(other) == len(text) else text
