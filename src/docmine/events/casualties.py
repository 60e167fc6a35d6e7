"""How many were killed, injured, detained, displaced or missing: which event a number belongs to, and its cells.

A number goes to the event that its word of harm names or that the parse joins it to (`merge`), else to the nearest
event of the sentence that can do such harm, else to the last such event of the sentence before in the paragraph. A cell
of an event is the sum of what one word of harm counts (coordinated victims are disjoint); parts (*including five
children*) and running totals (*bringing the toll to 30*) are casualties of the event, but in none of its cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from spacy.tokens import Span

from docmine.events import counts, tally
from docmine.events.counts import Amount
from docmine.events.frames import Frame
from docmine.events.harm import Harm
from docmine.events.toll import Toll
from docmine.extensions import Casualty, Count, EventValue
from docmine.schema import COUNTED

_CAUSES = {
    "killed": ("ASSAULT", "COERCE", "PROTEST"),
    "injured": ("ASSAULT", "COERCE", "PROTEST"),
    "harmed": ("ASSAULT", "COERCE", "PROTEST"),
    "detained": ("COERCE",),
    "displaced": ("COERCE", "ASSAULT", "AID"),
    "missing": ("COERCE", "ASSAULT"),
}
"""Types of events that do such harm, the likeliest first."""


def fill(frames: Sequence[Frame], sentence: Span, harms: Sequence[Harm]) -> list[Toll]:
    """Give a sentence's events their casualties and cells; return the numbers that none of them takes."""
    left: list[Toll] = []
    for toll in tally.read(sentence, harms):
        frame = _owner(frames, toll)
        if frame is None:
            left.append(toll)
        else:
            frame.casualties.append(toll.casualty)
            frame.harms.append(toll.word.i)
    for frame in frames:
        frame.counts.update(_cells(frame.casualties, frame.harms))
    return left


def go_on(left: Sequence[Toll], events: Sequence[EventValue], sentence: Span, previous: Span | None) -> None:
    """Give what is left of a sentence to the last event of the sentence before that does such harm."""
    if previous is None or tally.is_natural(sentence):
        return
    before = [event for event in events if event["sentence_start"] == previous.start_char]
    for toll in left:
        kind = toll.casualty["kind"]
        types = _CAUSES[kind][:1]
        event = next((event for event in reversed(before) if event["event_type"] in types), None)
        if event is None or event["status"] != "factual":
            continue
        event["casualties"].append(toll.casualty)
        if kind in COUNTED and event[kind] is None:  # type: ignore[literal-required]
            same = [one.casualty for one in left if one.word == toll.word]
            cells = _cells(same, [toll.word.i] * len(same))
            if kind in cells:
                event[kind] = cells[kind]  # type: ignore[literal-required]


def _owner(frames: Sequence[Frame], toll: Toll) -> Frame | None:
    named = next((frame for frame in frames if toll.word.i in {head.i for head in frame.heads}), None)
    if named is not None:
        return named
    for event_type in _CAUSES[toll.casualty["kind"]]:
        fitting = [frame for frame in frames if frame.trigger.event_type == event_type]
        if fitting:
            return min(fitting, key=lambda frame: abs(frame.token.i - toll.word.i))
    return None


def _cells(casualties: Sequence[Casualty], harms: Sequence[int]) -> dict[str, Count]:
    """Return the sum for each kind of what its first word of harm counts."""
    sums: dict[str, tuple[int, Amount]] = {}
    for casualty, word in zip(casualties, harms, strict=True):
        kind = casualty["kind"]
        if casualty["part"] or casualty["cumulative"] or kind not in COUNTED:
            continue
        amount = Amount(casualty["low"], casualty["best"], casualty["high"], casualty["start"], casualty["end"])
        if kind not in sums:
            sums[kind] = word, amount
        elif sums[kind][0] == word:
            sums[kind] = word, counts.add(sums[kind][1], amount)
    return {kind: cast(Count, amount._asdict()) for kind, (_, amount) in sums.items()}
