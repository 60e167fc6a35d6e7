"""Whether two events of a document are one that is told twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from spacy.tokens import Doc, Span

from docmine.events.deeds import FIGHTERS, are_one_deed, has_sides, rules
from docmine.events.told import INHERITED, Told
from docmine.extensions import Count, DateValue, PlaceValue
from docmine.schema import COUNTED

_DAYS = 7
"""An interval of at most so many days says when, not only in which month."""

_SURE = 3
"""Points that make two tellings one event without further signs."""


def is_contrary(one: Told, other: Told) -> bool:
    """Say whether two tellings cannot be of one event: other deed, outcome, actors, place, day or number of people."""
    return (
        one.polarity != other.polarity
        or not _same_deed(one, other)
        or _other_actors(one, other)
        or _apart(one, other)
        or _other_days(one, other)
        or _other_numbers(one, other)
    )


def are_one(earlier: Told, later: Told) -> bool:
    """Say whether two tellings that are not contrary are of one event.

    What they share gives points: an actor in the same role, a town or region, a week or less, a number of people. Three
    make them one. The lead needs two to be its headline's event, or as many as the headline has cells; what is spoken
    of as known (*the attack*) needs two, or one in the sentence after; what is spoken of as new (*a raid*) is only ever
    a headline's event. A bare outcome is that of the deed before it.
    """
    if later.trigger.sent == earlier.trigger.sent or not later.beside.isdisjoint(rules().other):
        return False
    points = _points(earlier, later)
    if earlier.is_headline:
        return points >= min(2, earlier.filled)
    if _is_outcome(earlier, later):
        return True
    if later.is_new or (later.is_noun and earlier.is_noun and _is_plural(later) != _is_plural(earlier)):
        return False
    if later.is_definite:
        return points >= (1 if later.sentence - earlier.sentence == 1 else 2)
    return points >= _SURE


def _is_outcome(earlier: Told, later: Told) -> bool:
    """Say whether a telling only says what came of the deed before it: *two were killed*, after *a bomb exploded*."""
    outcomes = rules().outcome
    before = later.doc.text[earlier.event["start"] : later.event["sentence_start"]]
    return (
        later.event["mode"] in outcomes
        and earlier.event["mode"] not in outcomes
        and later.polarity == earlier.polarity == "happened"
        and later.sentence - earlier.sentence == 1
        and not before.rstrip(" ").endswith("\n")
        and not (later.is_noun or later.sources or later.own("place") or later.own("date"))
        and rules().other.isdisjoint(token.lower_ for token in later.trigger.sent)
    )


def _points(one: Told, other: Told) -> int:
    modes, lists = {one.event["mode"], other.event["mode"]}, rules()
    place, targets = _shared_place(one, other), one.targets & other.targets
    if (place and modes <= lists.place_once) or (_has_person(one.doc, targets) and modes <= lists.person_once):
        return _SURE
    return (
        bool(one.sources & other.sources)
        + bool(targets)
        + place
        + _shared_week(one, other)
        + any(_same_number(one.counts().get(kind), other.counts().get(kind)) for kind in COUNTED)
    )


def _same_deed(one: Told, other: Told) -> bool:
    same_type = one.event["event_type"] == other.event["event_type"]
    return same_type and are_one_deed(one.event["mode"], other.event["mode"])


def _other_actors(one: Told, other: Told) -> bool:
    """Say whether the sides differ; who meets, agrees or clashes has no direction."""
    if not has_sides(one.event["event_type"], one.event["mode"]):
        return _differ(one.doc, one.sources | one.targets, other.sources | other.targets)
    return _differ(one.doc, one.sources, other.sources) or _differ(one.doc, one.targets, other.targets)


def _differ(doc: Doc, one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other) and not any(_may_be(doc, a, b) for a in one for b in other)


def _may_be(doc: Doc, one: str, other: str) -> bool:
    """Say whether a common noun for fighters may mean an actor of its kind: *soldiers* and *the Belden army*."""
    first, second = doc._.actors[one], doc._.actors[other]
    return first["type"] == second["type"] in FIGHTERS and "class" in (first["origin"], second["origin"])


def _apart(one: Told, other: Told) -> bool:
    return one.place is not None and other.place is not None and not is_within(one.place, other.place)


def is_within(one: Span, other: Span) -> bool:
    """Say whether two places are the same, or one is the country or region in which the other lies."""
    first: PlaceValue | None = one._.place
    second: PlaceValue | None = other._.place
    if first is None or second is None or not (first["geonameid"] and second["geonameid"]):
        return bool(one.text.lower() == other.text.lower())
    return first["geonameid"] == second["geonameid"] or holds(first, second) or holds(second, first)


def holds(area: PlaceValue, place: PlaceValue) -> bool:
    """Say whether a place lies in a country or in a first-order division."""
    if area["country_iso3"] != place["country_iso3"] or not area["country_iso3"]:
        return False
    code = area["feature_code"] or ""
    return code.startswith("PCL") or (code == "ADM1" and bool(area["admin1"]) and area["admin1"] == place["admin1"])


def is_country(place: Span) -> bool:
    """Say whether a place is a country or more."""
    value: PlaceValue | None = place._.place
    return value is not None and (value["feature_code"] or "").startswith(("PCL", "CONT", "RGN"))


def _shared_place(one: Told, other: Told) -> bool:
    return (
        one.place is not None
        and other.place is not None
        and (other.is_definite or other.event["place_reason"] != INHERITED)
        and not (is_country(one.place) or is_country(other.place))
        and is_within(one.place, other.place)
    )


def _other_days(one: Told, other: Told) -> bool:
    """Say whether the dates do not meet; where an interval is unknown, whether the words differ."""
    if one.date is None or other.date is None:
        return False
    first, second = _days(one.date._.date), _days(other.date._.date)
    if first is None or second is None:
        return one.date.text.lower() != other.date.text.lower()
    return first[1] < second[0] or second[1] < first[0]


def _shared_week(one: Told, other: Told) -> bool:
    if one.date is None or other.date is None or _other_days(one, other):
        return False
    if other.event["date_reason"] == INHERITED and not other.is_definite:
        return False
    spans = [days for span in (one.date, other.date) if (days := _days(span._.date))]
    return len(spans) == 2 and all((last - first).days < _DAYS for first, last in spans)


def _days(value: DateValue) -> tuple[date, date] | None:
    if value["earliest"] is None or value["latest"] is None:
        return None
    return date.fromisoformat(value["earliest"]), date.fromisoformat(value["latest"])


def _other_numbers(one: Told, other: Told) -> bool:
    """Say whether numbers of one kind exclude each other and neither sentence says that one was revised."""
    if one.is_revised or other.is_revised:
        return False
    first, second = one.counts(), other.counts()
    return any(_exclude(first[kind], second[kind]) for kind in first.keys() & second.keys())


def _exclude(one: Count, other: Count) -> bool:
    return _below(one["high"], other["low"]) or _below(other["high"], one["low"])


def _below(high: int | None, low: int | None) -> bool:
    return high is not None and low is not None and high < low


def _same_number(one: Count | None, other: Count | None) -> bool:
    best = one["best"] if one else None
    return best is not None and other is not None and best == other["best"] and best > 1


def _is_plural(told: Told) -> bool:
    return told.trigger.tag_ in ("NNS", "NNPS")


def _has_person(doc: Doc, actor_ids: Iterable[str]) -> bool:
    return any(doc._.actors[actor_id]["type"] == "person" for actor_id in actor_ids)
