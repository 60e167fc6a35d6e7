"""Learns which of the types that a word allows an event has, and shows how often that is right where the lexicon is.

    python benchmarks/event_choice.py [--write]

The sentences are ours (`data/events/choices.jsonl`). Each is judged by weights that have not seen its fold: how many
are right by the lexicon's first choice, and how many by the learned choice at several margins. `--write` replaces the
packaged weights by those that have learned from all.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace

from docmine import nlp as pipeline
from docmine.config import Config
from docmine.events.choice import fit, lessons, model

MARGINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8)


def examples() -> list[fit.Example]:
    """Return what the sentences teach; print what teaches nothing."""
    nlp = pipeline.load(Config())
    found: list[fit.Example] = []
    for lesson, example in lessons.examples(nlp, lessons.read()):
        if isinstance(example, str):
            print(f"{lesson.where.rpartition('/')[2]}: {example}: {lesson.text}")
        else:
            found.append(example)
    return found


def show(found: Sequence[fit.Example]) -> None:
    """Print how many are right, of all and of those of several types, by the lexicon and at each margin."""
    judged = list(fit.folds(found))
    chosen = {"lexicon": [(one, 0) for one in found]}
    for margin in MARGINS:
        picks = ((one, replace(chooser, margin=margin).pick(one.facts, one.allowed)) for one, chooser in judged)
        chosen[f"margin {margin}"] = [(one, at) for one, (at, _) in picks]
    print(f"{len(found)} sentences       right   type right   overruled rightly / wrongly")
    for name, picks in chosen.items():
        right = sum(one.right[at] for one, at in picks)
        typed = sum(one.is_type_right(at) for one, at in picks)
        gained = sum(one.right[at] and not one.right[0] for one, at in picks)
        lost = sum(one.right[0] and not one.right[at] for one, at in picks)
        print(f"{name:20}{right / len(found):9.3f}{typed / len(found):13.3f}{gained:15d} / {lost}")


def main() -> None:
    """Show what was not learned from, and with --write replace the packaged weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="replace data/events/choice.json")
    options = parser.parse_args()
    found = examples()
    show(found)
    if options.write:
        model.PATH.write_text(model.to_json(fit.fit(found)), encoding="utf-8")


if __name__ == "__main__":
    main()
