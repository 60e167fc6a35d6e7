"""Words per second of docmine's models beside a default-size spaCy pipeline of the same components, in one run.

    python benchmarks/peer.py [--documents 200] [--rounds 5]

The peer has spaCy's own sizes (tok2vec of width 96 and depth 4, one for syntax and one for names, parser of width
64, a span categorizer for phrases as spaCy makes it by default) and learns for some steps from what docmine's fast
model finds in the sample reports, so that its parser takes the turns of a real one. The three are timed in turn,
round by round, with the same texts in one process; the ratio is that of the medians.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

import corpus
from docmine import models
from docmine.config import Config, ModelConfig
from docmine.nlp import load_model

_CNN = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000, "window_size": 1}
_CNN |= {"maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None}
_SHARED = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
_PARTS = ("tagger", "morphologizer", "trainable_lemmatizer", "parser")
_STEPS = 150


def load(name: str) -> Language:
    """Return one of docmine's models, bare."""
    return load_model(Config(model=ModelConfig(name=name)))


def peer(texts: list[str]) -> Language:
    """Return spaCy's own pipeline, taught by the fast model."""
    taught = [doc for doc in load("fast").pipe(texts) if len(doc)]
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _CNN})
    for name in _PARTS:
        sizes = {} if name == "parser" else {"@architectures": "spacy.Tagger.v2", "nO": None}
        nlp.add_pipe(name, config={"model": {**sizes, "tok2vec": _SHARED}})
    nlp.add_pipe("ner", config={"model": {"tok2vec": _CNN}})
    nlp.add_pipe("docmine_conflict", config={"model": {"tok2vec": _SHARED}})
    golds = [Doc(nlp.vocab).from_bytes(doc.to_bytes()) for doc in taught]
    examples = [Example(nlp.make_doc(gold.text), gold) for gold in golds]
    optimizer = nlp.initialize(lambda: examples)
    for step in range(_STEPS):
        start = step * 8 % len(examples)
        nlp.update(examples[start : start + 8], sgd=optimizer)
    with tempfile.TemporaryDirectory() as folder:
        nlp.to_disk(folder)
        return spacy.load(folder)


def seconds(nlp: Language, texts: list[str]) -> float:
    """Return how long a pipeline takes over the texts."""
    start = time.perf_counter()
    for _ in nlp.pipe(texts, batch_size=32):
        pass
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        words = corpus.make(Path(folder), chosen.documents)
        texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    pipelines = {"peer": peer(corpus.sentences()), **{name: load(name) for name in models.SHIPPED}}
    for nlp in pipelines.values():
        seconds(nlp, texts[:20])  # warm
    rounds = [{name: seconds(nlp, texts) for name, nlp in pipelines.items()} for _ in range(chosen.rounds)]
    middle = {name: statistics.median(one[name] for one in rounds) for name in pipelines}
    print(f"{chosen.documents} documents, {words} words, {chosen.rounds} rounds, one process; words per second, median")
    for name, time_taken in middle.items():
        print(f"{name:10}{words / time_taken:8.0f}   {middle['peer'] / time_taken:.2f} of the peer's")


if __name__ == "__main__":
    main()
