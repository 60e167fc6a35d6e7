"""Speed of the dates component: beside dateparser's search, within the whole pipeline, and on lines of any length.

    python benchmarks/dates.py TEXTS.jsonl [--limit 300] [--sample 50]
    python benchmarks/dates.py TEXTS.jsonl --missed

A line of TEXTS is `{"id", "text"}`, perhaps with `"published"`; the file may be gzipped. docmine's words per second are
those of finding, anchoring and normalising together. `--missed` lists instead what the model's entity recogniser takes
for a date or a time and the grammar does not find: a check on the grammar, never a source of dates.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from dateparser.search import search_dates
from spacy.language import Language

import shingles
from docmine import nlp as pipelines
from docmine.config import Config
from docmine.dates.document import resolve
from docmine.dates.find import find
from docmine.dates.values import date_value

_SIZES = (100_000, 1_000_000)
_LINES = {
    "dates, words and digits": "On 12 May 2016 and from 3 to 7 June 2015, 1,500 people left; 2016-12-05, 5/12/2016. ",
    "digits": "7",
    "numbers": "1 ",
    "commas": ",",
    "dashes": "-",
    "digits and dashes": "12-",
    "numbers and stops": "1.",
    "articles": "the ",
    "months": "May ",
    "foreign months": "12 mars ",
    "blanks after a day": "5 May" + " " * 95,
    "capitals": "A",
    "quotes": "'",
}
_TEMPORAL = frozenset({"DATE", "TIME"})
Record = dict[str, str]


def annotate(records: Iterable[Record]) -> int:
    """Find and resolve all expressions of the texts, write them as values, and return their number."""
    found = 0
    for record in records:
        text = record["text"]
        found += len([date_value(item[1]) for item, _ in resolve(text, find(text), record.get("published"))])
    return found


def search(records: Iterable[Record]) -> int:
    """Do the same with dateparser's search."""
    return sum(len(search_dates(record["text"], languages=["en"]) or []) for record in records)


def speed(work: Callable[[list[Record]], int], records: list[Record]) -> float:
    """Return words per second; what is loaded once does not count."""
    work(records[:1])
    start = time.perf_counter()
    work(records)
    return sum(len(record["text"].split()) for record in records) / (time.perf_counter() - start)


def share(records: list[Record]) -> float:
    """Return the part of the pipeline's time that the dates component takes."""
    nlp = pipelines.load(Config())
    component_seconds(nlp, records[:2])
    seconds = component_seconds(nlp, records)
    return seconds["docmine_dates"] / seconds.total()


def component_seconds(nlp: Language, records: Iterable[Record]) -> Counter[str]:
    """Return how long each component takes over the texts, one after the other."""
    seconds: Counter[str] = Counter()
    for record in records:
        start = time.perf_counter()
        doc = nlp.make_doc(record["text"])
        doc._.published = record.get("published")
        for name, component in [("tokenizer", lambda doc: doc), *nlp.pipeline]:
            doc = component(doc)
            now = time.perf_counter()
            seconds[name] += now - start
            start = now
    return seconds


def missed(records: list[Record]) -> Counter[str]:
    """Count the model's temporal entities that no expression overlaps, by their text."""
    counts: Counter[str] = Counter()
    for doc in pipelines.load_model(Config()).pipe(record["text"] for record in records):
        spans = [(item.start, item.end) for item in find(doc.text)]
        for entity in doc.ents:
            if entity.label_ in _TEMPORAL and not _overlaps(entity.start_char, entity.end_char, spans):
                counts[" ".join(entity.text.lower().split())] += 1
    return counts


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in spans)


def line_seconds(piece: str, size: int) -> float:
    """Return the seconds that a line of so many characters takes."""
    line = (piece * (size // len(piece) + 1))[:size]
    start = time.perf_counter()
    annotate([{"text": line, "published": "2016-12-05"}])
    return time.perf_counter() - start


def report(records: list[Record], sample: int) -> None:
    """Print all figures."""
    own, other = speed(annotate, records[:sample]), speed(search, records[:sample])
    print(f"{sample} texts: docmine {own:,.0f} words/s, search_dates {other:,.0f}, ratio {own / other:.1f}")
    print(f"dates component: {share(records):.1%} of the pipeline's time")
    for name, piece in _LINES.items():
        short, long = (line_seconds(piece, size) for size in _SIZES)
        print(f"{name:24} 0.1 MB {short:6.2f} s   1 MB {long:6.2f} s   ratio {long / short:5.1f}")


def main() -> None:
    """Print the figures, or what was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("--limit", type=int, default=300, help="how many texts to read")
    parser.add_argument("--sample", type=int, default=50, help="how many of them to compare speed on")
    parser.add_argument("--missed", action="store_true", help="list the model's dates that the grammar does not find")
    chosen = parser.parse_args()
    records = shingles.load(chosen.texts)[: chosen.limit]
    if chosen.missed:
        for text, count in missed(records).most_common():
            print(f"{count:6}  {text}")
    else:
        report(records, chosen.sample)


if __name__ == "__main__":
    main()
