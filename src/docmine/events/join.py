"""Events of a document that it tells several times: one each, with all their tellings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Literal

from spacy.tokens import Doc, Span

from docmine.events import ontology
from docmine.events.deeds import rules
from docmine.events.ontology import Ontology
from docmine.events.same import are_one, holds, is_contrary
from docmine.events.story import DIRECT
from docmine.events.told import Told
from docmine.extensions import Count, EventValue, Telling
from docmine.schema import COUNTED

_RECENT = 40
"""So many events of its type before it may an event be another telling of; a long list of events stays linear."""

_SIDES: tuple[Literal["sources"], Literal["targets"]] = ("sources", "targets")
_LISTS = ("casualties", "claims")
ELSEWHERE = "another telling"
"""The reason of a place or date that another telling than the main one gives."""


def join(doc: Doc, events: Sequence[EventValue], types: Ontology) -> list[EventValue]:
    """Return a document's events, each once, in the order of their main tellings.

    The main telling is the one that tells most, the first among equals. Its empty cells are filled from the others.
    Numbers that differ are a spread: the least as low, the greatest as high, the main telling's as best.

    Args:
        doc: the document, with the actors, places and dates that the events name.
        events: those of its sentences, in text order.
        types: the ontology, which codes an event anew when its tellings know more together.
    """
    groups: dict[str, list[list[Told]]] = {}
    for told in _told(doc, events):
        known = groups.setdefault(told.event["event_type"], [])
        group = _group(told, known[-_RECENT:])
        if group is None:
            known.append([told])
        else:
            group.append(told)
    joined = [_one(group, types) for known in groups.values() for group in known]
    return sorted(joined, key=itemgetter("start", "end"))


def _told(doc: Doc, events: Sequence[EventValue]) -> Iterator[Told]:
    starts = {sentence.start_char: number for number, sentence in enumerate(doc.sents)}
    first = next(iter(doc.sents), None)
    headline = first is not None and not _ends(first)
    places, dates = _by_offsets(doc, "places"), _by_offsets(doc, "dates")
    for event in events:
        number = starts[event["sentence_start"]]
        place = places.get(event["place"]) if event["place"] else None
        date = dates.get(event["date"]) if event["date"] else None
        words = doc.char_span(event["start"], event["end"], alignment_mode="expand")
        if words is None:
            raise ValueError(f"an event's trigger is outside the text: {event['start']} to {event['end']}")
        yield Told(doc, event, words, number, headline and number == 0, place, date)


def _by_offsets(doc: Doc, group: str) -> dict[tuple[int, int], Span]:
    return {(span.start_char, span.end_char): span for span in doc.spans.get(group, ())}


def _ends(sentence: Span) -> bool:
    """Say whether a sentence ends as running text does, which a headline does not."""
    last = next((token for token in reversed(sentence) if not token.is_space), None)
    return last is not None and last.is_punct


def _group(told: Told, groups: Sequence[list[Told]]) -> list[Told] | None:
    """Return the nearest event that a telling is of; none of whose tellings it contradicts."""
    if told.polarity == "generic":
        return None
    for group in reversed(groups):
        if any(are_one(one, told) for one in group) and not any(is_contrary(one, told) for one in group):
            return group
    return None


def _one(group: Sequence[Told], types: Ontology) -> EventValue:
    """Return the event of several tellings."""
    main = max(group, key=lambda told: told.filled)
    event = main.event.copy()
    event["tellings"] = [_telling(told) for told in group]
    if len(group) == 1:
        return event
    others = [told for told in group if told is not main]
    _fill_actors(event, others)
    _fill_span(event, main.place, others, "place", _is_finer_place)
    _fill_span(event, main.date, others, "date", _is_finer_date)
    for kind in COUNTED:
        event[kind] = _spread([told.event[kind] for told in (main, *others)])  # type: ignore[literal-required]
    for cell in ("weapon", "claimed_by"):
        known = (told.event[cell] for told in (main, *others))
        event[cell] = next(filter(None, known), None)
    for name in _LISTS:
        event[name] = [item for told in group for item in told.event[name]]  # type: ignore[literal-required]
    return _recoded(event, main, [told.event["mode"] for told in (main, *others)], types)


def _telling(told: Told) -> Telling:
    event = told.event
    return Telling(
        start=event["start"],
        end=event["end"],
        trigger=event["trigger"],
        sentence_start=event["sentence_start"],
        sentence_end=event["sentence_end"],
        status=event["status"],
        counts=told.counts(),
    )


def _fill_actors(event: EventValue, others: Sequence[Told]) -> None:
    taken = {actor_id for side in _SIDES for _, _, actor_id in event[side]}
    for side in _SIDES:
        if not event[side]:
            known = ([one for one in told.event[side] if one[2] not in taken] for told in others)
            event[side] = next(filter(None, known), [])


def _fill_span(
    event: EventValue, own: Span | None, others: Sequence[Told], cell: str, is_finer: Callable[[Span, Span], bool]
) -> None:
    """Take a place or date from the first telling whose own clause has one, or has a finer one."""
    for told in others:
        span: Span | None = getattr(told, cell)
        direct = told.event[f"{cell}_reason"] in DIRECT  # type: ignore[literal-required]
        if span is not None and direct and (own is None or is_finer(span, own)):
            own = span
            event[cell] = (span.start_char, span.end_char)  # type: ignore[literal-required]
            event[f"{cell}_reason"] = ELSEWHERE  # type: ignore[literal-required]


def _is_finer_place(one: Span, other: Span) -> bool:
    first, second = one._.place, other._.place
    return bool(first and second and first["geonameid"] != second["geonameid"] and holds(second, first))


def _is_finer_date(one: Span, other: Span) -> bool:
    first, second = ((span._.date["earliest"], span._.date["latest"]) for span in (one, other))
    if None in first:
        return False
    return None in second or (second[0] <= first[0] and first[1] <= second[1] and first != second)


def _spread(counts: Sequence[Count | None]) -> Count | None:
    """Return one number for those of all tellings, the main one's first."""
    known = [count for count in counts if count is not None]
    if not known:
        return None
    lows = [count["low"] for count in known if count["low"] is not None]
    highs = [count["high"] for count in known if count["high"] is not None]
    return Count(
        low=min(lows, default=None),
        best=next((count["best"] for count in known if count["best"] is not None), None),
        high=max(highs, default=None),
        start=known[0]["start"],
        end=known[0]["end"],
    )


def _recoded(event: EventValue, main: Told, modes: Sequence[str | None], types: Ontology) -> EventValue:
    """Return an event with the codes that its most telling mode, or an actor of another telling, asks for."""
    mode = next((mode for mode in modes if mode and mode not in rules().general), event["mode"])
    if mode == event["mode"] and all(event[side] == main.event[side] for side in _SIDES):
        return event  # its own words tell more than the types of its actors: a mob, a protester
    sides = [[main.doc._.actors[actor_id]["type"] for _, _, actor_id in event[side]] for side in _SIDES]
    coding = ontology.code(types[event["event_type"], mode or ""], *sides)
    return {
        **event,
        "mode": coding.mode,
        "acled_type": coding.acled_type,
        "sub_type": coding.sub_type,
        "ucdp_type": coding.violence(*sides),
    }
