"""How well docmine's models tag and parse, on the development trees of EWT and GUM.

    python benchmarks/syntax.py CORPORA [--model fast] [--sentences 10]

CORPORA holds `parse/{ewt,gum}_dev.conllu.gz` (docs/model-card.md). Models get raw text, so many sentences at a time,
and are scored by spaCy's own scorer on their own words and sentences. EWT is web text whose sentences often end
without a sign: with one sentence at a time (spaCy's default when it converts CoNLL-U), their ends are given away.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.training import Example

from docmine import models
from docmine.config import Config, ModelConfig
from docmine.nlp import load_model
from docmine.recipe import corpora

_FIGURES = {"tag_acc": "tags", "pos_acc": "UPOS", "lemma_acc": "lemmas", "dep_uas": "UAS", "dep_las": "LAS"}
_FIGURES |= {"sents_f": "sentences"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--model", choices=list(models.SHIPPED), action="append", help="default: all that ship")
    parser.add_argument("--sentences", type=int, default=10)
    chosen = parser.parse_args()
    print(f"{'':20}" + "".join(f"{figure:>11}" for figure in _FIGURES.values()))
    for name in chosen.model or models.SHIPPED:
        nlp = load_model(Config(model=ModelConfig(name=name)))
        for corpus in corpora.TREES:
            docs = corpora.trees(nlp, chosen.corpora / "parse", "dev", chosen.sentences, names=(corpus,))
            scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
            print(f"{name:12}{corpus:8}" + "".join(f"{100 * scores[figure]:11.1f}" for figure in _FIGURES))


if __name__ == "__main__":
    main()
