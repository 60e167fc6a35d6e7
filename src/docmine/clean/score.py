"""How much a unit looks like running text: a linear score over a few plain features of it and of its neighbours."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from docmine.clean.lines import Unit
from docmine.resources import DATA, read_toml

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FUNCTION = frozenset(
    "a an the and or but if of in on at to for from by with as that this these those which who whom whose it its he his "
    "she her they their them we our us i you your is are was were be been being has have had do does did will would can "
    "could may might must should not no so than then there when where while after before during since until because about "
    "into over under between against also more most some any all both each other such only very".split()
)
_SEPARATOR = re.compile(r"[|•·»>/]|\s[-–—]\s")
_LINK = re.compile(r"https?://|www\.|\w@\w|\.com\b", re.IGNORECASE)
_CHARS = 600
_REACH = 3

Features = dict[str, float]


def own_features(unit: Unit) -> Features:
    """Return the features of the unit itself; texts are looked at up to 600 characters."""
    text = unit.text[:_CHARS]
    words = _WORD.findall(text)
    size = max(1, len(words))
    capitals = sum(word[0].isupper() for word in words)
    function = sum(word.lower() in _FUNCTION for word in words)
    digits = sum(char.isdigit() for char in text)
    return {
        "words": math.log1p(len(unit.words)),
        "short": float(len(words) <= 3),
        "ends_sentence": float(unit.ends_sentence),
        "ends_colon": float(text.endswith(":")),
        "question": float(text.endswith("?")),
        "comma": float("," in text),
        "capitalised": capitals / size,
        "function_words": function / size,
        "digits": digits / max(1, len(text)),
        "separators": min(3, len(_SEPARATOR.findall(text))) / 3,
        "link": float(bool(_LINK.search(text))),
        "starts_lower": float(text[:1].islower()),
        "all_capitals": float(text.isupper()),
        "bullet": float(unit.bullet),
        "quote": float(text[:1] in "\"“'‘«"),
    }


def bodyness(unit: Unit) -> float:
    """Return how much of a body unit this is, from 0 to 1: its length in words and its closing punctuation."""
    return min(1.0, len(unit.words) / 30) * (1.0 if unit.ends_sentence else 0.6)


def features(units: Sequence[Unit], chrome: Sequence[str | None]) -> list[Features]:
    """Return the features of every unit, with those of its surroundings and of the whole text."""
    bodies = [0.0 if reason else bodyness(unit) for unit, reason in zip(units, chrome, strict=True)]
    is_body = [unit.is_body and not reason for unit, reason in zip(units, chrome, strict=True)]
    first = is_body.index(True) if any(is_body) else len(units)
    last = len(units) - 1 - is_body[::-1].index(True) if any(is_body) else -1
    hits = sum(reason is not None for reason in chrome)
    known: dict[tuple[str, ...], int] = {}
    for unit in units:
        known[tuple(unit.words[:12])] = known.get(tuple(unit.words[:12]), 0) + 1
    text = {"chrome_share": hits / max(1, len(units)), "body_share": sum(bodies) / max(1, len(units))}
    found = []
    for i, unit in enumerate(units):
        before, after = bodies[max(0, i - _REACH) : i], bodies[i + 1 : i + 1 + _REACH]
        around = chrome[max(0, i - _REACH) : i + 1 + _REACH]
        found.append(
            own_features(unit)
            | text
            | {
                "before": before[-1] if before else 0.0,
                "after": after[0] if after else 0.0,
                "before_far": sum(before) / _REACH,
                "after_far": sum(after) / _REACH,
                "chrome_near": sum(reason is not None for reason in around) / (2 * _REACH),
                "above_body": float(i < first),
                "below_body": float(i > last),
                "distance": math.log1p(max(first - i, i - last, 0)),
                "repeated": math.log(known[tuple(unit.words[:12])]),
            }
        )
    return found


class Scorer:
    """A logistic score with named weights."""

    def __init__(self, weights: Mapping[str, float], bias: float) -> None:
        self._weights = tuple(weights.items())
        self._bias = bias

    @classmethod
    def load(cls) -> Scorer:
        """Read the packaged weights."""
        data = read_toml(DATA / "cleaning" / "weights.toml")
        return cls(data["weights"], data["bias"])

    def score(self, values: Features) -> float:
        """Return the content score, from 0 to 1."""
        total = self._bias + sum(weight * values[name] for name, weight in self._weights)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
