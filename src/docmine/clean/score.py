"""How much a unit looks like running text: a linear score in two steps, over plain features.

First every unit is scored by itself (`own`), then by itself among its neighbours (`context`), where the
neighbours count by their own score. Both are logistic regressions; their weights are in
`data/cleaning/weights.toml`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docmine.clean.lines import Unit
from docmine.resources import DATA, read_toml

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-ÞА-Я]")
_FUNCTION = re.compile(
    r"\b(?:an?|the|and|or|but|if|of|in|on|at|to|for|from|by|with|as|that|this|these|those|which|who|whose|its?|he|his|she|"
    r"her|they|their|them|we|our|us|i|you|your|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|"
    r"may|might|must|should|not|no|so|than|then|there|when|where|while|after|before|during|since|until|because|about|into|"
    r"over|under|between|against|also|more|most|some|any|all|both|each|other|such|only|very)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_SEPARATOR = re.compile(r"[|•·»>/]|\s[-–—]\s")
_LINK = re.compile(r"https?://|www\.|\w@\w|\.com\b", re.IGNORECASE)
_CHARS = 200
_NEAR = 3
_FAR = 10

Features = dict[str, float]


def own_features(unit: Unit) -> Features:
    """Return the features of the unit itself; only its first 200 characters are looked at for its words."""
    text = unit.text[:_CHARS]
    size = max(1, len(_WORD.findall(text)))
    words = len(unit.words)
    return {
        "words": math.log1p(words),
        "words_1": float(words == 1),
        "words_2_3": float(2 <= words <= 3),
        "words_4_7": float(4 <= words <= 7),
        "words_25": float(words >= 25),
        "ends_sentence": float(unit.ends_sentence),
        "long_sentence": float(unit.ends_sentence and words >= 8),
        "ends_colon": float(text.endswith(":")),
        "question": float(text.endswith("?")),
        "comma": float("," in text),
        "capitalised": min(1.0, len(_CAPITALISED.findall(text)) / size),
        "function_words": len(_FUNCTION.findall(text)) / size,
        "digits": len(_DIGIT.findall(text)) / max(1, len(text)),
        "separators": min(3, len(_SEPARATOR.findall(text))) / 3,
        "link": float(bool(_LINK.search(text))),
        "starts_lower": float(text[:1].islower()),
        "starts_digit": float(text[:1].isdigit()),
        "all_capitals": float(text.isupper()),
        "bullet": float(unit.bullet),
        "quote": float(text[:1] in "\"“'‘«"),
    }


@dataclass(frozen=True)
class Surroundings:
    """What the score of one unit needs to know of the others: their own scores and the marks of the rules."""

    own: Sequence[float]
    marked: Sequence[bool]
    gap: Sequence[bool]
    repeats: Sequence[int]
    first_body: int
    last_body: int

    @classmethod
    def of(cls, units: Sequence[Unit], marked: Sequence[bool], own: Sequence[float]) -> Surroundings:
        """Survey a text; a marked unit is one that a rule drops, and counts as no text at all."""
        body = [i for i, unit in enumerate(units) if unit.is_body and not marked[i]]
        counts = Counter(unit.key for unit in units)
        starts = [unit.lines[0].n for unit in units]
        ends = [0, *(unit.lines[-1].n for unit in units)]
        return cls(
            own=own,
            marked=marked,
            gap=[start > end + 1 for start, end in zip(starts, ends, strict=False)],
            repeats=[counts[unit.key] for unit in units],
            first_body=body[0] if body else len(units),
            last_body=body[-1] if body else -1,
        )

    def features(self, i: int) -> Features:
        """Return the features of unit `i` among its neighbours."""
        own, size = self.own, len(self.own)
        above, below = own[max(0, i - _NEAR) : i], own[i + 1 : i + 1 + _NEAR]
        around = self.marked[max(0, i - _NEAR) : i + 1 + _NEAR]
        far_above, far_below = own[max(0, i - _FAR) : i], own[i + 1 : i + 1 + _FAR]
        return {
            "above": above[-1] if above else 0.0,
            "below": below[0] if below else 0.0,
            "near_above": sum(above) / _NEAR,
            "near_below": sum(below) / _NEAR,
            "far_above": sum(far_above) / _FAR,
            "far_below": sum(far_below) / _FAR,
            "best_above": max(far_above, default=0.0),
            "best_below": max(far_below, default=0.0),
            "marked_near": sum(around) / (2 * _NEAR),
            "head": float(i < self.first_body),
            "tail": float(i > self.last_body),
            "distance": math.log1p(max(self.first_body - i, i - self.last_body, 0)),
            "repeated": math.log(self.repeats[i]),
            "gap_above": float(self.gap[i]),
            "gap_below": float(i + 1 < size and self.gap[i + 1]),
        }

    def of_text(self) -> Features:
        """Return the features that all units of the text share."""
        size = max(1, len(self.own))
        return {
            "marked_share": sum(self.marked) / size,
            "own_share": sum(self.own) / size,
            "gap_share": sum(self.gap) / size,
        }


@dataclass(frozen=True)
class Logistic:
    """A logistic score with named weights."""

    bias: float
    weights: Mapping[str, float]

    def score(self, values: Features) -> float:
        """Return the score, from 0 to 1."""
        total = self.bias + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True)
class Scorer:
    """Scores the units of a text."""

    own: Logistic
    context: Logistic

    @classmethod
    def load(cls) -> Scorer:
        """Read the packaged weights."""
        data = read_toml(DATA / "cleaning" / "weights.toml")
        return cls(*(Logistic(data[name]["bias"], data[name]["weights"]) for name in ("own", "context")))

    def scores(self, units: Sequence[Unit], marked: Sequence[bool]) -> list[float]:
        """Return the content score of every unit, from 0 to 1; a marked unit scores 0, a body unit 1.

        Args:
            units: the units of one text.
            marked: whether a rule or a copy elsewhere speaks against the unit already.
        """
        open_units = [i for i, unit in enumerate(units) if not (marked[i] or unit.is_body)]
        features = {i: own_features(units[i]) for i in open_units}
        own = [0.0 if mark else 1.0 for mark in marked]
        for i in open_units:
            own[i] = self.own.score(features[i])
        around = Surroundings.of(units, marked, own)
        text = around.of_text()
        scores = list(own)
        for i in open_units:
            scores[i] = self.context.score({**features[i], "own": own[i], **around.features(i), **text})
        return scores
