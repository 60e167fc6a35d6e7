"""The score of a case of tests/events/cases, cell by cell; has no command of its own.

A case, and what is found in a document, are plain dictionaries and spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from spacy.tokens import Doc

TOLD = frozenset({"factual", "historical"})  # statuses of what is said to have happened
_PEOPLE = ("people", "persons", "others")  # neither wanted nor wrong as a target
_ABSENT = {"event_type": None, "mode": None, "status": None, "sources": [], "targets": [], "place": None, "date": None}
Case = dict[str, Any]
Name = str | dict[str, Any]  # an exact string of the text, or several any of which will do
Span = tuple[int, int]


class Mark(NamedTuple):
    """What one case adds to one figure."""

    case: str
    figure: str
    right: int
    predicted: int
    wanted: int
    note: str

    @property
    def missed(self) -> bool:
        """Whether something was wrong or is lacking."""
        return self.right < max(self.predicted, self.wanted)


class Score(NamedTuple):
    """Precision, recall and F1 of one figure, and how many were wanted."""

    precision: float
    recall: float
    f1: float
    wanted: int


def scores(marks: Iterable[Mark]) -> dict[str, Score]:
    """Return the score of each figure."""
    sums: dict[str, list[int]] = {}
    for mark in marks:
        total = sums.setdefault(mark.figure, [0, 0, 0])
        for i, number in enumerate((mark.right, mark.predicted, mark.wanted)):
            total[i] += number
    return {figure: _score(*total) for figure, total in sums.items()}


def _score(right: int, predicted: int, wanted: int) -> Score:
    precision = right / predicted if predicted else 0.0
    recall = right / wanted if wanted else 0.0
    return Score(precision, recall, 2 * right / (predicted + wanted) if predicted + wanted else 0.0, wanted)


def names(wanted: Name) -> list[str]:
    """Return the strings any of which will do."""
    return wanted["any"] if isinstance(wanted, dict) else [wanted]


def needed(wanted: Name) -> bool:
    """Whether leaving it out is a mistake."""
    return not (isinstance(wanted, dict) and wanted.get("optional"))


def spans(text: str, wanted: Name) -> list[Span]:
    """Return all places where one of the strings stands as words."""
    return [match.span() for name in names(wanted) for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def meets(found: Sequence[int], places: Iterable[Span]) -> bool:
    """Whether a span shares a character with one of the places."""
    return any(found[0] < end and start < found[1] for start, end in places)


def shown(text: str, found: Iterable[Sequence[Any]]) -> list[str]:
    """Return the words of spans."""
    return [text[one[0] : one[1]] for one in found]


def told_at(event: Case, places: list[Span]) -> bool:
    """Whether one of the event's tellings has its trigger there."""
    triggers = [(event["start"], event["end"]), *((telling["start"], telling["end"]) for telling in event["tellings"])]
    return any(meets(trigger, places) for trigger in triggers)


def roles(case: Case, doc: Doc) -> Iterator[Mark]:
    """Compare the events of a sentence, one by one, by their triggers."""
    rest = list(doc._.events)
    for gold in case["events"]:
        found = _partner(doc.text, gold, rest)
        if found is not None:
            rest.remove(found)
        if not gold.get("optional"):
            yield from _event(case, doc.text, gold, found)
    for event in rest:
        if event["status"] in TOLD:
            yield Mark(case["id"], "event", 0, 1, 0, f"spurious: {event['event_type']} {event['trigger']}")


def _partner(text: str, gold: Case, events: list[Case]) -> Case | None:
    places = [span for name in (gold["trigger"], *gold.get("also", ())) for span in spans(text, name)]
    near = [event for event in events if told_at(event, places)]
    return min(near, key=lambda event: event["event_type"] not in _types(gold), default=None)


def _types(gold: Case) -> list[str]:
    return gold["type"] if isinstance(gold["type"], list) else [gold["type"]]


def _event(case: Case, text: str, gold: Case, event: Case | None) -> Iterator[Mark]:
    yield Mark(case["id"], "event", int(event is not None), int(event is not None), 1, f"not found: {gold['trigger']}")
    for mark in _cells(case, text, gold, event or _ABSENT):
        yield mark if event else mark._replace(note="")  # said once is enough


def _cells(case: Case, text: str, gold: Case, event: Case) -> Iterator[Mark]:
    for figure, key, wanted in (
        ("type", "event_type", _types(gold)),
        ("mode", "mode", [gold["mode"]] if gold["mode"] else []),
        ("status", "status", [gold["status"]]),
    ):
        if wanted:
            value = event[key]
            note = f"{gold['trigger']}: {value}, not {wanted}"
            yield Mark(case["id"], figure, int(value in wanted), int(value is not None), 1, note)
    for role in ("source", "target"):
        yield _fillers(case, text, gold, role, event[f"{role}s"])
    for cell in ("place", "date"):
        yield _cell(case, text, gold, cell, event[cell])


def _fillers(case: Case, text: str, gold: Case, role: str, found: list[Any]) -> Mark:
    wanted = gold[role]
    right = [one for one in wanted if needed(one) and any(meets(span, spans(text, one)) for span in found)]
    allowed = [span for one in wanted for span in spans(text, one)]
    if role == "target":
        allowed += spans(text, gold["place"]) if gold["place"] else []
        found = [span for span in found if not text[span[0] : span[1]].lower().endswith(_PEOPLE)]
    wrong = [span for span in found if not meets(span, allowed)]
    want = [one for one in wanted if needed(one)]
    note = f"{gold['trigger']}: {shown(text, found)}, not {[names(one) for one in want]}"
    return Mark(case["id"], role, len(right), len(right) + len(wrong), len(want), note)


def _cell(case: Case, text: str, gold: Case, cell: str, found: Span | None) -> Mark:
    wanted = gold[cell]
    right = bool(found and wanted and meets(found, spans(text, wanted)))
    want = wanted is not None and needed(wanted)
    note = f"{gold['trigger']}: {found and text[slice(*found)]!r}, not {wanted and names(wanted)}"
    return Mark(case["id"], cell, int(right and want), int(bool(found) and (want or not right)), int(want), note)


def status(case: Case, doc: Doc) -> Iterator[Mark]:
    """Compare the status of the event at the trigger, or of the deed that one is about; none counts as lacking."""
    places = spans(doc.text, case["trigger"])
    found = [event["status"] for event in doc._.events if told_at(event, places)]
    deeds = (deed for event in doc._.events for deed in event["deeds"])
    found += [deed["status"] for deed in deeds if meets((deed["start"], deed["end"]), places)]
    right = int(case["status"] in found[:1])
    for figure in ("status", case["status"]):
        note = f"{found[0] if found else 'no event'}, not {case['status']}" if figure == "status" else ""
        yield Mark(case["id"], figure, right, len(found[:1]), 1, note)


_NUMBER = ("kind", "low", "best", "high", "part", "cumulative")


def casualties(case: Case, doc: Doc) -> Iterator[Mark]:
    """Compare the numbers of people harmed, and of those that agree, who they are."""
    found = {(one["start"], one["end"], one["kind"]): one for event in doc._.events for one in event["casualties"]}
    rest = list(found.values())
    for gold in case["casualties"]:
        same = [one for one in rest if _number(one) == _number(gold)]
        hit = min(same, key=lambda one: one["who"] != gold["who"], default=None)
        if hit is not None:
            rest.remove(hit)
        if gold.get("optional"):
            continue
        yield Mark(case["id"], "number", int(hit is not None), int(hit is not None), 1, f"not found: {_number(gold)}")
        if hit is not None and gold["who"]:
            note = f"{hit['who']}, not {gold['who']}"
            yield Mark(case["id"], "who", int(hit["who"] == gold["who"]), 1, 1, note)
    for one in rest:
        yield Mark(case["id"], "number", 0, 1, 0, f"spurious: {_number(one)}")


def _number(one: Case) -> tuple[Any, ...]:
    return tuple(one[cell] for cell in _NUMBER)


def claims(case: Case, doc: Doc) -> Iterator[Mark]:
    """Compare who says what, and whom those blame who blame."""
    found = {(one["stance"], one["claimant"]): one for event in doc._.events for one in event["claims"]}
    rest = list(found.values())
    for gold in case["claims"]:
        places = spans(doc.text, gold["claimant"])
        same = [one for one in rest if one["stance"] == gold["stance"] and meets(one["claimant"] or (0, 0), places)]
        hit = same[0] if same else None
        if hit is not None:
            rest.remove(hit)
        if gold.get("optional"):
            continue
        note = f"not found: {names(gold['claimant'])} {gold['stance']}"
        yield Mark(case["id"], "claim", int(hit is not None), int(hit is not None), 1, note)
        if hit is not None and gold["accused"]:
            right = sum(any(meets(one, spans(doc.text, name)) for one in hit["accused"]) for name in gold["accused"])
            note = f"{shown(doc.text, hit['accused'])}, not {gold['accused']}"
            yield Mark(case["id"], "accused", right, len(hit["accused"]), len(gold["accused"]), note)
    for one in rest:
        claimant = shown(doc.text, [one["claimant"]] if one["claimant"] else [])
        yield Mark(case["id"], "claim", 0, 1, 0, f"spurious: {claimant} {one['stance']}")
