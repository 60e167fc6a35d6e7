"""The curated events of a workspace, found by their words, day, place and actors."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from docmine.config import ReconcileConfig
from docmine.reconcile.names import country_code, fold, fold_place, similarity
from docmine.schema import Row
from docmine.service.entities import Entity, Fit, given
from docmine.service.index import NameIndex
from docmine.service.queries import Query
from docmine.service.vocabulary import weights

_SAME = 1.0
_ALIKE = 0.88
_AGREEMENT = {
    "same day": 1.0, "within days": 0.5, "same place": 1.0, "similar place": 0.7, "other place": 0.0,
    "same actor": 1.0, "similar actor": 0.7, "other actor": 0.0, "same country": 1.0, "other country": 0.0,
    "words agree": 1.0, "words agree partly": 0.5, "other words": 0.0,
}  # fmt: skip


class Events:
    """Curated events by their day and by the words of their place and actors."""

    def __init__(self, curated: Iterable[Row], config: ReconcileConfig) -> None:
        self._rows = list(curated)
        self._at = {row["id"]: number for number, row in enumerate(self._rows)}
        self._days: dict[int, list[int]] = {}
        for number, row in enumerate(self._rows):
            for day in _days(row):
                self._days.setdefault(day, []).append(number)
        self._index = NameIndex((_names(row) for row in self._rows), fold, lambda _: "")
        self._reach = config.max_days

    def fits(self, query: Query) -> Iterator[Fit]:
        """Yield the events of about the day asked for; without a day, those with such a place or actor."""
        if query.text in self._at:
            number = self._at[query.text]
            yield Fit(self._entity(number), weights()["shared"]["identifier"], {"identifier": 1.0})
            return
        day = _day(query.value("date"))
        for number in self._by_words(query) if day is None else self._around(day):
            yield self._fit(query, day, number)

    def entities(self, ids: Sequence[str]) -> Mapping[str, Entity]:
        """Return the events that have these ids."""
        return {key: self._entity(self._at[key]) for key in ids if key in self._at}

    def starting(self, prefix: str, most: int) -> Sequence[Entity]:
        """Return the events of which the id, the place or an actor begins so."""
        return [self._entity(number) for number in self._index.starting(prefix, most)]

    def _around(self, day: int) -> list[int]:
        reach = range(day - self._reach, day + self._reach + 1)
        return list(dict.fromkeys(number for near in reach for number in self._days.get(near, ())))

    def _by_words(self, query: Query) -> list[int]:
        texts = [query.text, *query.values("place"), *query.values("actor")]
        return list(dict.fromkeys(number for text in texts for number in self._index.find(text)))

    def _fit(self, query: Query, day: int | None, number: int) -> Fit:
        row, points = self._rows[number], weights()["event"]
        levels = {
            "words": _words(query.text, row),
            "date": None if day is None else "same day" if day in _days(row) else "within days",
            "place": _named("place", query.values("place"), [row["place"] or ""], fold_place),
            "actor": _named("actor", query.values("actor"), [row["side_a"] or "", row["side_b"] or ""], fold),
            "country": _country(query.value("country"), row["country"]),
        }
        known = {field: level for field, level in levels.items() if level}
        total = points["start"] + sum(points[level] for level in known.values())
        return Fit(self._entity(number), total, {field: _AGREEMENT[level] for field, level in known.items()})

    def _entity(self, number: int) -> Entity:
        row = self._rows[number]
        sides = [side for side in (row["side_a"], row["side_b"]) if side]
        lasts = row["end"] and row["end"] != row["start"]
        values = given(
            date=row["start"].isoformat(),
            end_date=row["end"].isoformat() if lasts else None,
            event_type=" / ".join(filter(None, (row["type"], row["sub_type"]))),
            actor=sides,
            place=row["place"],
            admin1=row["admin1"],
            country=row["country"],
            lat=row["lat"],
            lon=row["lon"],
            killed=row["killed"],
        )
        name = ", ".join(filter(None, (row["start"].isoformat(), row["place"], " – ".join(sides))))
        return Entity(row["id"], name, ("event",), " / ".join(filter(None, (row["type"], row["sub_type"]))), values)


def _names(row: Row) -> list[str]:
    return [text for text in (row["id"], row["place"], row["side_a"], row["side_b"]) if text]


def _days(row: Row) -> range:
    """Return the days of an event, with those that its precision adds."""
    last = row["end"] or row["start"]
    return range(row["start"].toordinal() - row["slack_days"], last.toordinal() + row["slack_days"] + 1)


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat((text or "")[:10]).toordinal()
    except ValueError:
        return None


def _words(text: str, row: Row) -> str | None:
    """Return how well a text agrees with the place or an actor of an event, by the likest."""
    likest = max((similarity(fold(text), fold(name)) for name in _names(row)), default=0.0)
    if not fold(text):
        return None
    return "words agree" if likest == _SAME else "words agree partly" if likest >= _ALIKE else "other words"


def _named(what: str, wanted: Sequence[str], known: Sequence[str], folded: Callable[[str], str]) -> str | None:
    """Return the level of the likest pair of names, None where either is not said."""
    pairs = [(folded(one), folded(other)) for one in wanted for side in known for other in side.split(", ")]
    likest = max((similarity(*pair) for pair in pairs if all(pair)), default=math.nan)
    if math.isnan(likest):
        return None
    return f"same {what}" if likest == _SAME else f"similar {what}" if likest >= _ALIKE else f"other {what}"


def _country(wanted: str | None, known: str | None) -> str | None:
    code = country_code(wanted)
    return None if not code or not known else "same country" if code == known else "other country"
