"""All attributes that docmine sets on spaCy objects, declared once.

Values are plain (str, int, float, bool, None, list, dict), so that `DocBin(store_user_data=True)`
carries them. Components meet only through these attributes and through `doc.ents` and
`doc.spans`:

| where                 | written by        | holds |
|-----------------------|-------------------|-------|
| `Doc._.doc_id`        | `nlp.make_docs`   | id of the document |
| `Doc._.published`     | `nlp.make_docs`   | publication date as known (`2016`, `2016-12`, `2016-12-05`), or None |
| `Doc._.published_source` | `nlp.make_docs` | `user`, `metadata`, `text` or `none` |
| `Doc._.date_mode`     | `docmine_dates`   | `news` or `history`: what bare dates count from |
| `Doc._.home`          | `nlp.make_docs`   | ISO 3166 alpha-3 codes of the countries that the source writes about |
| `Doc._.given_toponyms` | `annotations`   | True when the caller filled `doc.spans["places"]`: find no others |
| `doc.ents`            | ner, `docmine_entities` | names (PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, DATE, TIME, …) |
| `doc.spans["conflict"]` | `docmine_conflict`, `docmine_entities` | phrases of the conflict layer |
| `doc.spans["ruler"]`  | span_ruler        | the user's patterns, `span.id_` = curated id |
| `doc.spans["dates"]`  | `docmine_dates`   | time expressions, each with `Span._.date` (`DateValue`) |
| `doc.spans["timexes"]` | `docmine_dates`   | the same, with the dates that make up a range in place of the range |
| `doc.spans["places"]` | `docmine_places`  | toponyms, each with `Span._.place` (`PlaceValue`) |
| `doc.spans["actors"]` | `docmine_actors`  | actor mentions, each with `Span._.actor` (`ActorValue`) |
| `doc.spans["latent"]` | `docmine_actors` | countries, common nouns: actors if an event says so, with `Span._.actor` |
| `Doc._.actors`        | `docmine_actors`  | actor_id -> identity (`ActorIdentity`) |
| `Doc._.latent`        | `docmine_actors`  | the same of these, until `docmine_events` finds them in an event |
| `Doc._.events`        | `docmine_events`  | list of `EventValue`, offsets in characters of the document's text |
| `Doc._.decisions`     | `nlp.make_docs`   | list of `Decided`: what people decided about stretches of the text |
| `Doc._.unmet`         | any component     | decisions that it could not follow: (where the line is, why) |
| `Doc._.notes`         | any component     | what it left out and why, one sentence each: a row of `errors` |

Spans of one group do not share boundaries with each other; spans of different groups may.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from spacy.tokens import Doc, Span


class Decided(TypedDict):
    """What a person decided about a stretch of the document; `row` is the line of the file of decisions."""

    kind: str  # entity date place event
    start: int
    end: int
    row: dict[str, Any]
    where: str


class DateValue(TypedDict):
    """What a time expression means. Dates are ISO 8601 days (`2016-12-05`); None where the text does not say."""

    type: str  # DATE TIME DURATION SET RANGE
    timex_value: str | None  # TIMEX3 value: 2016-12, 2016-W51, P3D, XXXX-WXX-5, PRESENT_REF …
    edtf: str | None  # ISO 8601-2 / EDTF
    earliest: str | None
    latest: str | None
    granularity: str | None  # day week month season quarter year decade century time …
    modifier: str | None  # TIMEX3 mod: START MID END APPROX BEFORE AFTER LESS_THAN MORE_THAN …
    anchor: str | None  # none (explicit), document, narrative
    anchor_date: str | None
    date_prec: int | None  # UCDP 1-5
    time_precision: int | None  # ACLED 1-3
    reason: str | None  # why something is null
    method: str
    score: float


class PlaceValue(TypedDict):
    """Where a toponym is. Coordinates are WGS84 degrees."""

    name: str | None
    geonameid: int | None
    pcode: str | None
    lat: float | None
    lon: float | None
    feature_code: str | None
    country_iso3: str | None
    admin1: str | None
    admin2: str | None
    where_prec: int | None  # UCDP 1-7
    geo_precision: int | None  # ACLED 1-3
    runner_up: str | None
    margin: float | None
    reason: str | None
    method: str
    score: float


class ActorValue(TypedDict):
    """Who a mention refers to."""

    actor_id: str
    as_place: bool  # a country name that stands for the place here, not for its government
    method: str
    score: float


class ActorIdentity(TypedDict):
    """One actor within a document; the same actor_id is the same actor in every document."""

    name: str
    aliases: list[str]  # forms seen in this document
    type: str  # state military rebel militia civilian organisation media party person ethnic religious other
    country_iso3: str | None
    curated_id: str | None
    origin: str  # list: a list or a country has it; class: a common noun; text: a name that no list has
    sector: str  # code of CAMEO and PLOVER, empty where nothing is known
    sectors: list[tuple[str, str, str]]  # of roles that have dates, latest first: first and last day, sector
    method: str
    score: float


class Count(TypedDict):
    """A number of people, as the text gives it."""

    low: int | None
    best: int | None
    high: int | None
    start: int
    end: int


class Filler(TypedDict):
    """A phrase that fills a role of an event, as exactly as the text names it."""

    start: int
    end: int
    role: str  # perpetrator organisation object victim weapon
    actor_id: str | None
    method: str
    score: float


class Casualty(TypedDict):
    """A number of people harmed, as one place of the text gives it."""

    kind: str  # killed injured detained displaced missing, or harmed where the text does not say which
    who: str  # all civilians combatants children women detainees other
    low: int | None
    best: int | None
    high: int | None
    start: int
    end: int
    part: bool  # counted in another number already: "including five children"
    cumulative: bool  # a running total, of more than this event: "bringing the toll to 30"
    method: str


class Claim(TypedDict):
    """Who says what about an event. Offsets are those of the wording."""

    start: int
    end: int
    claimant: tuple[int, int, str | None] | None  # span, and actor_id where it is an actor
    stance: str  # asserts denies blames claims
    accused: list[tuple[int, int, str | None]]
    method: str


class Telling(TypedDict):
    """One place where a document tells an event."""

    start: int  # of the trigger
    end: int
    trigger: str
    sentence_start: int
    sentence_end: int
    status: str
    counts: dict[str, Count]  # its own numbers, by kind


class Deed(TypedDict):
    """What an act of speech is about: the attack that is threatened, the release that is demanded."""

    start: int  # of the word that names it
    end: int
    trigger: str
    event_type: str
    mode: str | None
    status: str


class Chosen(TypedDict):
    """That a type was learned to be likelier than the first that the lexicon allows."""

    chance: float
    instead_of: str  # type and mode


class EventValue(TypedDict):
    """Who did what to whom, where and when. Offsets are characters of the document's text."""

    start: int  # of the trigger
    end: int
    trigger: str  # lemma of the trigger
    sentence_start: int
    sentence_end: int
    event_type: str  # PLOVER
    mode: str | None
    acled_type: str | None
    sub_type: str | None
    ucdp_type: int | None  # 1 state-based, 2 non-state, 3 one-sided
    chosen: NotRequired[Chosen | None]  # None where the lexicon's type stands
    sources: list[tuple[int, int, str]]  # (start, end, actor_id) of source mentions
    targets: list[tuple[int, int, str]]
    place: tuple[int, int] | None  # span of a member of doc.spans["places"]
    place_reason: str | None
    date: tuple[int, int] | None  # span of a member of doc.spans["dates"]
    date_reason: str | None
    killed: Count | None
    injured: Count | None
    detained: Count | None
    displaced: Count | None
    missing: Count | None
    casualties: list[Casualty]
    weapon: str | None
    status: str  # factual negated denied hypothetical planned threatened historical generic
    status_cue: tuple[int, int] | None  # the word that says so; None for a fact
    deeds: list[Deed]  # that the event is about; no events themselves
    claimed_by: str | None
    claims: list[Claim]
    fillers: list[Filler] | None  # None where the model looks for none
    tellings: list[Telling]
    weight: float  # of its trigger, as the lexicon has it
    method: str
    score: float  # probability that no cell is wrong


def no_names(doc: Doc) -> frozenset[int]:
    """Return the indices of the words of which a person said that they name nothing."""
    struck = [one for one in doc._.decisions if one["kind"] == "entity" and one["row"]["label"] is None]
    spans = (doc.char_span(one["start"], one["end"], alignment_mode="expand") for one in struck)
    return frozenset(i for span in spans if span is not None for i in range(span.start, span.end))


_DOC: dict[str, Any] = {
    "doc_id": "",
    "published": None,
    "published_source": "none",
    "date_mode": None,
    "home": [],
    "given_toponyms": False,
    "actors": {},
    "latent": {},
    "events": [],
    "decisions": [],
    "unmet": [],
    "notes": [],
}
_SPAN: dict[str, Any] = {"date": None, "place": None, "actor": None}


def register() -> None:
    """Declare the attributes. Calling it again changes nothing."""
    for owner, names in ((Doc, _DOC), (Span, _SPAN)):
        for name, default in names.items():
            if not owner.has_extension(name):
                owner.set_extension(name, default=default)


register()
