"""Role fillers against a role corpus, as it is written and in the other case.

    python benchmarks/fillers.py muc4_dev.jsonl.gz

Prints precision, recall and F1 of each role, the fillers for each 100 texts that have none, and the share of the
pipeline's time that the component takes.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

from spacy.language import Language

from docmine.config import Config
from docmine.events.fillers.lessons import Lesson, other_case, read
from docmine.events.fillers.measure import score
from docmine.events.fillers.phrases import key
from docmine.nlp import load


def main() -> None:
    """Score a corpus twice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    lessons = read([parser.parse_args().corpus])
    nlp = load(Config())
    show("as written", nlp, lessons)
    show("other case", nlp, [replace(lesson, text=other_case(nlp(lesson.text))) for lesson in lessons])


def show(name: str, nlp: Language, lessons: list[Lesson]) -> None:
    """Print the figures of one way of writing."""
    spent, whole, found = 0.0, 0.0, []
    for lesson in lessons:
        doc = nlp.make_doc(lesson.text)
        doc._.doc_id, doc._.published = lesson.name, lesson.published
        begin = time.process_time()
        for component, work in nlp.pipeline:
            start = time.process_time()
            doc = work(doc)
            spent += (time.process_time() - start) * (component == "docmine_fillers")
        whole += time.process_time() - begin
        fillers = [filler for event in doc._.events for filler in event["fillers"] or ()]
        phrases = {role: [] for role in {filler["role"] for filler in fillers}}
        for filler in fillers:
            phrases[filler["role"]].append(key(doc.text[filler["start"] : filler["end"]]))
        found.append(phrases)
    print(f"{name}: {len(lessons)} texts, {spent / whole:.1%} of the time")
    for role, figures in score(lessons, found).items():
        print(f"  {role:12} P {figures.precision:.3f}  R {figures.recall:.3f}  F1 {figures.f1:.3f}")
    quiet = [phrases for lesson, phrases in zip(lessons, found, strict=True) if not lesson.is_relevant]
    wrong = sum(len(names) for phrases in quiet for names in phrases.values())
    print(f"  {100 * wrong / max(1, len(quiet)):.0f} fillers for 100 texts that have none")


if __name__ == "__main__":
    main()
