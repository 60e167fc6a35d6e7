"""Builds the shipped model from the corpora: `python benchmarks/model/build.py CORPORA OUT`.

CORPORA holds `ner/*.jsonl.gz` and `parse/*.conllu.gz` (docs/model-card.md says which, from where, and
under which licence). OUT gets the training files, the two trained halves and `OUT/model`, which is what
lies in `src/docmine/data/model`. Everything is seeded. It takes about an hour and a half on two cores.

Two halves are trained apart, because no corpus carries both layers and each half then has its own
tok2vec, which lets `docmine train` change names without changing the parser:

* syntax: tagger, morphologizer, lemmatizer and parser on EWT and GUM;
* names: ner on GMB, CrossNER politics, WikiGold and GUM; then once more from there with more dropout
  and a lower learning rate.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy import util
from spacy.cli.convert import convert
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import Doc, DocBin

HERE = Path(__file__).parent
LABELS = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "TIME"}
CAPITALS = 0.04  # share of sentences put in capitals, as headlines are
JOINTS = (" ", " ", " ", "\n", "\n\n")  # what stands between two sentences of a text
META = {
    "name": "docmine",
    "version": "1.0.0",
    "description": "Names and syntax of English reports, for docmine. See docs/model-card.md.",
    "author": "The docmine authors",
    "license": "CC BY-SA 4.0",
    "performance": {},  # measured apart, on held-out sets: docs/model-card.md
}


@dataclass(frozen=True)
class Corpus:
    """A corpus of names: how often it is repeated, which of its rows are left out, whether it marks dates."""

    name: str
    repeat: int
    without: str | None = None
    dates: bool = True


CORPORA = (
    Corpus("gmb_train", 1),
    Corpus("crossner_politics", 3, without="test", dates=False),
    Corpus("wikigold", 2, dates=False),
    Corpus("gum_named", 1),
)
TEMPORAL = re.compile(
    r"\d{4}s?|\d{1,2}(st|nd|rd|th)?|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow"
    r"|centur(y|ies)|(decade|year|month|week|day|hour)s?|morning|evening|night|early|late|mid"
)
"""Words that may belong to a date: where a corpus marks none, nothing is learned from them."""


@dataclass(frozen=True)
class Row:
    """A sentence with its names."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    dates: bool


def rows(folder: Path, corpus: Corpus) -> Iterator[Row]:
    """Yield the sentences of a corpus."""
    with gzip.open(folder / f"{corpus.name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            item = json.loads(line)
            if not (corpus.without and corpus.without in item["id"]):
                spans = tuple((start, end, label) for start, end, label, _ in item["spans"] if label in LABELS)
                yield Row(item["text"], spans, corpus.dates)


def name_files(folder: Path, out: Path) -> tuple[Path, Path]:
    """Write the training and the development file for names; one sentence in fifty is for development."""
    rng = random.Random(0)
    learned: list[Row] = []
    kept: list[Row] = []
    for corpus in CORPORA:
        found = list(rows(folder, corpus))
        rng.shuffle(found)
        cut = len(found) // 50
        kept += found[:cut]
        learned += [row for row in found[cut:] for _ in range(corpus.repeat)]
    rng.shuffle(learned)
    paths = out / "names_train.spacy", out / "names_dev.spacy"
    DocBin(docs=_documents(learned, rng, CAPITALS)).to_disk(paths[0])
    DocBin(docs=_documents(kept, rng, 0.0)).to_disk(paths[1])
    return paths


def _documents(found: list[Row], rng: random.Random, capitals: float) -> Iterator[Doc]:
    """Yield texts of one to four sentences."""
    nlp = spacy.blank("en")
    start = 0
    while start < len(found):
        size = rng.choice((1, 1, 2, 3, 4))
        yield _document(nlp, found[start : start + size], rng, capitals)
        start += size


def _document(nlp: Language, group: Iterable[Row], rng: random.Random, capitals: float) -> Doc:
    text = ""
    spans: list[tuple[int, int, str]] = []
    dateless: list[tuple[int, int]] = []
    for row in group:
        text += rng.choice(JOINTS) if text else ""
        spans += [(start + len(text), end + len(text), label) for start, end, label in row.spans]
        if not row.dates:
            dateless.append((len(text), len(text) + len(row.text)))
        upper = row.text.upper()
        text += upper if rng.random() < capitals and len(upper) == len(row.text) else row.text
    doc: Doc = nlp.make_doc(text)
    found = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans)
    ents = util.filter_spans(span for span in found if span is not None)
    taken = {token.i for span in ents for token in span}
    unknown = [
        doc[token.i : token.i + 1]
        for token in doc
        if token.i not in taken
        and TEMPORAL.fullmatch(token.text)
        and any(start <= token.idx < end for start, end in dateless)
    ]
    doc.set_ents(ents, missing=unknown)
    return doc


def syntax_files(folder: Path, out: Path) -> tuple[Path, Path]:
    """Write the training and the development file for syntax."""
    for part in ("train", "dev"):
        text = ""
        for corpus in ("ewt", "gum"):
            with gzip.open(folder / f"{corpus}_{part}.conllu.gz", "rt", encoding="utf-8") as file:
                text += file.read().rstrip() + "\n\n"
        path = out / f"syntax_{part}.conllu"
        path.write_text(text, encoding="utf-8")
        convert(path, out, converter="conllu", n_sents=4, file_type="spacy", silent=True)
    return out / "syntax_train.spacy", out / "syntax_dev.spacy"


def assemble(syntax: Path, names: Path, out: Path) -> None:
    """Put the two halves together, ner with its own tok2vec inside."""
    nlp = spacy.load(syntax)
    source = spacy.load(names)
    source.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=source)
    nlp.meta.update(META)
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)


def build(corpora: Path, out: Path, steps: int | None = None) -> Path:
    """Train both halves and put them together; returns the model's folder. `steps` cuts training short."""
    out.mkdir(parents=True, exist_ok=True)
    short = {"training.max_steps": steps, "training.eval_frequency": steps} if steps else {}
    for half, files, folder in (("syntax", syntax_files, "parse"), ("names", name_files, "ner")):
        learned, kept = files(corpora / folder, out)
        settings = {"paths.train": str(learned), "paths.dev": str(kept), **short}
        train(HERE / f"{half}.cfg", out / half, overrides=settings)
    again = {**settings, "paths.first": str(out / "names" / "model-best")}
    train(HERE / "names-again.cfg", out / "names-again", overrides=again)
    assemble(out / "syntax" / "model-best", out / "names-again" / "model-best", out / "model")
    return out / "model"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, help="so many training steps in each half, to try the recipe")
    arguments = parser.parse_args()
    print(build(arguments.corpora, arguments.out, arguments.steps))
