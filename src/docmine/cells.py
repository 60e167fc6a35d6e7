"""The words that each cell of an event stands on, and why a cell is empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from docmine.events.choice.model import METHOD
from docmine.extensions import Count, EventValue
from docmine.schema import BOUNDS, COUNTED, Row

Offsets = tuple[int, int]

_TYPES = ("event_type", "mode", "acled_type", "sub_type", "ucdp_type")
_TRIGGER = ("trigger",)
_PLACE = ("place", "place_id")
_DATE = ("date_id", "earliest", "latest", "date_prec", "time_precision")
_ROLES = {"source": "sources", "target": "targets"}

_NOBODY = "no known actor in that role"
_NO_NUMBER = "no number of them is told"
_OPEN = "the words leave it open"
_NO_WEAPON = "no weapon is named"
_OWN_VOICE = "the report says so itself"


@dataclass(frozen=True, slots=True)
class Cell:
    """Cells of one event that stand on the same words: their columns and values, and those words' characters.

    Of empty cells there are no values and no words, but a reason.
    """

    columns: tuple[str, ...]
    values: tuple[str, ...]
    span: Offsets | None
    method: str
    score: float
    reason: str | None = None


class Grounds:
    """What the cells of a document's events stand on, read once: its text, its spans by their characters, its actors.

    Attributes:
        text: of the document, which spaCy joins anew each time it is asked for.
        spans: actors, places and dates by their characters.
        names: of actors by their ids.
    """

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        self.spans = {group: _by_offsets(doc, group) for group in ("actors", "places", "dates")}
        self.names = {actor_id: identity["name"] for actor_id, identity in doc._.actors.items()}


def _by_offsets(doc: Doc, group: str) -> dict[Offsets, Span]:
    return {(span.start_char, span.end_char): span for span in doc.spans.get(group, ())}


def cells(grounds: Grounds, event: EventValue, row: Row) -> Iterator[Cell]:
    """Yield what the cells of an event stand on.

    Actors' ids are left out, since other documents may change them; they follow the names.

    Args:
        grounds: those of the event's document.
        event: the event; offsets are characters of the document's text.
        row: its row of `events`; columns that it lacks are not spoken of.
    """
    yield from _codes(event, row)
    for role, side in _ROLES.items():
        yield from _actors(grounds, event, row, role, side)
    yield from _spot(grounds, event, row, "place", _PLACE)
    yield from _spot(grounds, event, row, "date", _DATE)
    yield from _numbers(event, row)
    yield from _wording(grounds, event, row, "weapon", _NO_WEAPON)
    cue = event["status_cue"] or (event["start"], event["end"])  # a fact stands on the trigger alone
    yield from _of_words(("status",), row, cue, event["method"], event["score"])
    yield from _wording(grounds, event, row, "claimed_by", _OWN_VOICE)


def _of_words(
    columns: tuple[str, ...], row: Mapping[str, object], span: Offsets, method: str, score: float
) -> Iterator[Cell]:
    filled = tuple(name for name in columns if row.get(name) is not None)
    if filled:
        yield Cell(filled, tuple(str(row[name]) for name in filled), span, method, score)


def _codes(event: EventValue, row: Row) -> Iterator[Cell]:
    """Yield the codes, which stand on the trigger; a type that was chosen over the lexicon's has its probability."""
    span, chosen = (event["start"], event["end"]), event.get("chosen")
    if chosen is None:
        yield from _of_words((*_TYPES, *_TRIGGER), row, span, event["method"], event["score"])
        return
    for cell in _of_words(_TYPES, row, span, METHOD, chosen["chance"]):
        yield replace(cell, reason=f"likelier than {chosen['instead_of']}, which the lexicon has first")
    yield from _of_words(_TRIGGER, row, span, event["method"], event["score"])


def _empty(event: EventValue, row: Row, columns: tuple[str, ...], reason: str) -> Iterator[Cell]:
    absent = tuple(name for name in columns if name in row and row[name] in (None, []))
    if absent:
        yield Cell(absent, (), None, event["method"], event["score"], reason)


def _actors(grounds: Grounds, event: EventValue, row: Row, role: str, side: str) -> Iterator[Cell]:
    columns = (f"{role}_actors", f"{role}_sectors")
    sectors = dict(zip(row[f"{role}_actor_ids"], row[f"{role}_sectors"], strict=True))
    mentions = grounds.spans["actors"]
    for start, end, actor_id in event[side]:  # type: ignore[literal-required]
        mention = mentions.get((start, end))
        found = mention._.actor if mention is not None else event
        values = (grounds.names[actor_id], sectors[actor_id])
        yield Cell(columns, values, (start, end), found["method"], found["score"])
    yield from _empty(event, row, columns, _NOBODY)


def _spot(grounds: Grounds, event: EventValue, row: Row, layer: str, columns: tuple[str, ...]) -> Iterator[Cell]:
    """Yield the cells of the place or the date; the reason says how it was chosen, or why it is not known."""
    offsets: Offsets | None = event[layer]  # type: ignore[literal-required]
    reason: str = event[f"{layer}_reason"] or _OPEN  # type: ignore[literal-required]
    span = grounds.spans[f"{layer}s"].get(offsets) if offsets else None
    if span is None:
        yield from _empty(event, row, columns, reason)
        return
    value = getattr(span._, layer)
    for cell in _of_words(columns, row, (span.start_char, span.end_char), value["method"], value["score"]):
        yield Cell(cell.columns, cell.values, cell.span, cell.method, cell.score, reason)
    yield from _empty(event, row, columns, value["reason"] or _OPEN)


def _numbers(event: EventValue, row: Row) -> Iterator[Cell]:
    """Yield the numbers of people, each with the telling that gives it, then those that none gives."""
    for kind in COUNTED:
        own: Count | None = event.get(kind)  # type: ignore[assignment]
        if own is None:
            continue
        told = [telling["counts"][kind] for telling in event["tellings"] if kind in telling["counts"]]
        for count in told if len(told) > 1 else [own]:
            bounds = _bounds(count)
            same = {f"{kind}_{bound}": bounds[bound] for bound in BOUNDS if bounds[bound] == _bounds(own)[bound]}
            yield from _of_words(tuple(same), same, (count["start"], count["end"]), event["method"], event["score"])
        yield from _empty(event, row, tuple(f"{kind}_{bound}" for bound in BOUNDS), _OPEN)
    untold = tuple(f"{kind}_{bound}" for kind in COUNTED if not event.get(kind) for bound in BOUNDS)
    yield from _empty(event, row, untold, _NO_NUMBER)


def _bounds(count: Count) -> dict[str, int | None]:
    return {"low": count["low"], "best": count["best"], "high": count["high"]}


def _wording(grounds: Grounds, event: EventValue, row: Row, column: str, reason: str) -> Iterator[Cell]:
    """Yield a cell that holds words of a telling: where they stand, or the sentence that they are taken from."""
    words: str | None = row.get(column)
    if words is None:
        yield from _empty(event, row, (column,), reason)
        return
    sentences = [(telling["sentence_start"], telling["sentence_end"]) for telling in event["tellings"]]
    found = ((grounds.text.find(words, *sentence), sentence) for sentence in sentences)
    start, end = next(
        ((at, at + len(words)) for at, _ in found if at >= 0), (event["sentence_start"], event["sentence_end"])
    )
    yield Cell((column,), (words,), (start, end), event["method"], event["score"])
