"""The weights of the choice among the types that a word allows, and the choice itself.

A log-linear model: each fact of the evidence has a weight for each event type and for each pair of type and mode; the
lexicon's own verdict has weights, too. The candidates are what the lexicon allows and nothing else.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docmine.errors import ResourceError
from docmine.events import match
from docmine.events.choice.evidence import evidence
from docmine.events.frames import Choice, Frame
from docmine.events.layers import Layers
from docmine.events.triggers import Lexicon, Trigger
from docmine.resources import DATA

PATH = DATA / "events" / "choice.json"
WEIGHTS = "choice.json"
"""Name of the file of weights that a user has trained, in `pipeline/events/`."""

METHOD = "choice"
"""What says in a table that the learned choice made a cell."""

FIRST, FITS, LEARNED = "first", "fits", "learned"
"""How the lexicon stands to a candidate: it took it; its company is there, too; it leaves it to the choice."""

Weights = Mapping[str, Mapping[str, float]]
"""By fact, then by name of a type (`ASSAULT`), of a pair (`ASSAULT airstrike`), or "" for the lexicon's verdict."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A type and mode that a word allows: the row of the lexicon that says so, and how it stands to it."""

    trigger: Trigger
    standing: str


@dataclass(frozen=True, slots=True)
class Chooser:
    """Weights, and by how much the probability of another type must exceed that of the lexicon's to be taken."""

    weights: Weights
    margin: float

    def choose(self, frame: Frame, lexicon: Lexicon, layers: Layers) -> Choice | None:
        """Return what is clearly likelier than the type that the lexicon has taken for an event, else None."""
        allowed = candidates(frame, lexicon, layers)
        if len(allowed) < 2:
            return None
        at, chance = self.pick(evidence(frame, layers), allowed)
        return Choice(allowed[at].trigger, chance, frame.trigger.pair) if at else None

    def pick(self, facts: Sequence[str], allowed: Sequence[Candidate]) -> tuple[int, float]:
        """Return which candidate is taken, and its probability.

        It is the likeliest if it leads the lexicon's, the first, by more than the margin, and if the word, the first
        fact, is one of which something was learned.
        """
        chances = self.chances(facts, allowed)
        best = max(chances)
        leads = best - chances[0] > self.margin and facts[0] in self.weights
        at = chances.index(best) if leads else 0
        return at, chances[at]

    def chances(self, facts: Sequence[str], allowed: Sequence[Candidate]) -> list[float]:
        """Return the probability of each candidate."""
        sums = [sum(self.weights.get(f, {}).get(name, 0.0) for f, name in terms(facts, one)) for one in allowed]
        powers = [math.exp(value - max(sums)) for value in sums]
        return [power / sum(powers) for power in powers]


def terms(facts: Sequence[str], one: Candidate) -> Iterator[tuple[str, str]]:
    """Yield the names of the weights that speak for a candidate."""
    event_type, mode = one.trigger.pair
    yield one.standing, ""
    for fact in facts:
        yield fact, event_type
        yield fact, f"{event_type} {mode}"


def candidates(frame: Frame, lexicon: Lexicon, layers: Layers) -> list[Candidate]:
    """Return what an event may be, the lexicon's choice first; only that where the word or its user leaves no other.

    What asks for no company is there for want of something narrower, and no rival of it.
    """
    first = frame.trigger
    found = {first.pair: Candidate(first, FIRST)}
    if first.is_users or (first.lemma, first.pos) not in lexicon.ambiguous:
        return list(found.values())
    for row, fits in match.readings(frame.token, lexicon, layers):
        if row.is_learned:
            found.setdefault(row.pair, Candidate(row, LEARNED))
        elif fits and row.is_narrow:
            found.setdefault(row.pair, Candidate(row, FITS))
    return list(found.values())


def load(path: Path | None = None) -> Chooser:
    """Return the chooser of a file of weights, or the packaged one.

    Raises:
        ResourceError: the file cannot be read or is none of weights.
    """
    path = path or PATH
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        weights = {fact: {name: float(w) for name, w in row.items()} for fact, row in read["weights"].items()}
        return Chooser(weights, float(read["margin"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = "delete it, and docmine uses its own; `docmine train events` writes another"
        raise ResourceError(f"is no file of weights: {error}", where=str(path), remedy=remedy) from error


def to_json(chooser: Chooser) -> str:
    """Return a chooser as the text of a file of weights: a fact a line."""
    rows = (
        f" {json.dumps(fact, ensure_ascii=False)}: {json.dumps(dict(sorted(row.items())), ensure_ascii=False)}"
        for fact, row in sorted(chooser.weights.items())
    )
    return f'{{"margin": {chooser.margin}, "weights": {{\n' + ",\n".join(rows) + "\n}}\n"
