"""What a time expression says, before it is known when it was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Base = Literal["speech", "text"]
"""What a relative expression counts from: the day of writing ("ago") or the last date named ("later")."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A complete calendar value in TIMEX3 (`2016-12`); `reason` says why it has no interval, if it has none."""

    value: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Partial:
    """A calendar date without its year, a weekday or a day of the month.

    `unit` is day, month, quarter, season, half, weekday, weekend or date; `which` is -1 for "last", 0 for
    "this", 1 for "next" and None for a bare name. `weekday` (Monday is 1) is that of a day, where the text names it.
    """

    unit: str
    index: int | str
    day: int | None = None
    which: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units from the base: "yesterday", "last week", "three days later". `amount` None is unknown.

    `counted` tells "a year ago" from "last year": the first may go back from whatever period the text is about.
    `ahead` says in which direction an unknown number of units lies.
    """

    unit: str
    amount: int | None
    base: Base = "speech"
    counted: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """A time of day (`10:00`, `MO`) on a day; `day` None is the day that the text is about."""

    day: Node | None
    time: str


@dataclass(frozen=True, slots=True)
class Part:
    """A fuzzy part of a period: `early`, `second_half`, `final`, `so_far`, `rest` … (see `fuzzy.toml`).

    `edge` tells "the end of May" from "late May": before the end of May is any day of it.
    """

    part: str
    of: Node
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Of:
    """A date within a longer period: "July last year"; a Partial of unit `date` is the n-th day, 0 the last."""

    part: Partial
    whole: Node


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th weekday or weekend within a period, -1 the last; or, `beside` it, the n-th after it or before it.

    `whole` None is an event.
    """

    part: Partial
    number: int
    whole: Node | None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class DayOnly:
    """A day whose month is not named: "on the 15th"; `weekday` (Monday is 1) is that of the day, where it is named."""

    day: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """So many units from the day of writing, where the sentence looks ahead ("in ten days"); else a length."""

    unit: str
    amount: int
    length: Length


@dataclass(frozen=True, slots=True)
class About:
    """A date that the text calls approximate."""

    of: Node


@dataclass(frozen=True, slots=True)
class Around:
    """The longer period that a date lies in: "the week of 6 March"."""

    unit: str
    of: Node


@dataclass(frozen=True, slots=True)
class Again:
    """The period that the text is about, named by its unit alone: "the quarter". Without one it is no expression."""

    unit: str


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before or after a date that is named, or 0 within it; `of` None is an event.

    `exact` says to the day: "a year ago today".
    """

    unit: str
    amount: int | None
    of: Node | None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A day that is counted or looked up, with the weekday that the text says it was (Monday is 1)."""

    weekday: int
    of: Node


@dataclass(frozen=True, slots=True)
class Bound:
    """An open interval: `since`, `until`, `before`, `after`, `by` or `not_before` a date."""

    kind: str
    of: Node


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another, both included."""

    first: Node
    last: Node


@dataclass(frozen=True, slots=True)
class Length:
    """A duration (`P3D`) or a set (`P1W`, `XXXX-WXX-5`) or a vague reference (`PAST_REF`): no place on the calendar."""

    type: Literal["DURATION", "SET", "DATE"]
    value: str
    reason: str
    modifier: str | None = None


@dataclass(frozen=True, slots=True)
class Either:
    """A numeric date that can be read in two ways; with `ordered`, day first and month first."""

    readings: tuple[str, str]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Observed:
    """A feast, or a month or year of another calendar: `name` is that in `feasts.csv`, `unit` day, month or year.

    `year` is the one that the text names, of our calendar or of its own; `day` counts from 1, 0 is the eve; `which` is
    as in `Partial`.
    """

    name: str
    unit: str
    year: Node | None = None
    day: int | None = None
    which: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The first so many units of a period, or, where `amount` is negative, the last: "the last ten days of Ramadan"."""

    unit: str
    amount: int
    of: Node


@dataclass(frozen=True, slots=True)
class Session:
    """A fiscal or academic year, or a season, that goes by one calendar year or by two; `kind` names its table."""

    kind: str
    first: int
    last: int | None = None


Node = (
    Fixed
    | Partial
    | Offset
    | Timed
    | Part
    | Of
    | Nth
    | DayOnly
    | Ahead
    | About
    | Around
    | Again
    | Shift
    | OnWeekday
    | Bound
    | Range
    | Length
    | Either
    | Observed
    | Stretch
    | Session
)
