"""How likely it is that no cell of an event is wrong: a logistic model over what its words are like.

The weights were fitted on events that were judged by reading (`benchmarks/event_support.py`); docs/events.md tells how
far they hold.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from docmine.events.story import DIRECT
from docmine.events.syntax import governors, relation
from docmine.extensions import EventValue
from docmine.resources import DATA, read_toml

PATH = DATA / "events" / "support.toml"

_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_NUMBERS = ("killed", "injured", "detained", "displaced", "missing")
_USUAL = 25
"""Words of a usual sentence."""
_TRUSTED = 0.7
"""Weight of a usual trigger."""


def chance(doc: Doc, event: EventValue) -> float:
    """Return the probability that no cell of an event is wrong, from its evidence and the weights."""
    weights = _weights()
    odds = weights["always"] + sum(weights[name] * value for name, value in evidence(doc, event).items())
    return round(1 / (1 + math.exp(-odds)), 3)


def evidence(doc: Doc, event: EventValue) -> dict[str, float]:
    """Return what tells for or against an event, by name: 1 or 0, lengths and weights less the usual."""
    sentence = doc.char_span(event["sentence_start"], event["sentence_end"], alignment_mode="expand")
    trigger = doc.char_span(event["start"], event["end"], alignment_mode="expand")
    words = [token for token in sentence or () if token.is_alpha]
    facts = {
        "capitals": 2 * sum(token.is_upper for token in words) > len(words),
        "nested": trigger is not None and _is_nested(trigger.root),
        "violent": event["event_type"] in _VIOLENT,
        "no_fact": event["status"] != "factual",
        "source": bool(event["sources"]),
        "counts": any(event.get(kind) for kind in _NUMBERS),
        **dict(_circumstances(event)),
    }
    numbers = {"weight": event["weight"] - _TRUSTED, "length": math.log(max(len(words), 1) / _USUAL)}
    return {**numbers, **{name: float(fact) for name, fact in facts.items()}}


def _is_nested(trigger: Token) -> bool:
    """Say whether a trigger stands in or below a clause that hangs on a noun or tells of a circumstance."""
    return any(relation(token) in ("acl", "advcl") for token in (trigger, *governors(trigger)))


def _circumstances(event: EventValue) -> Iterator[tuple[str, bool]]:
    for name, cell, reason in (
        ("place", event["place"], event["place_reason"]),
        ("date", event["date"], event["date_reason"]),
    ):
        yield name, cell is not None and reason in DIRECT
        yield f"{name}_elsewhere", cell is not None and reason not in DIRECT


@cache
def _weights() -> dict[str, float]:
    return {name: float(value) for name, value in read_toml(PATH)["weights"].items()}
