"""The trigger lexicon: which word, in which company, names which kind of event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docmine.errors import ResourceError
from docmine.events import ontology
from docmine.events.inflection import forms
from docmine.events.ontology import Coding, Ontology
from docmine.resources import DATA, read_csv

PATH = DATA / "events" / "triggers.csv"
IRREGULAR = DATA / "events" / "irregular.csv"
COLUMNS = ("lemma", "pos", "particle", "cue", "event_type", "mode", "patient", "count", "weight", "source")
LEARNED = "@learned"
COUNTS = ("killed", "injured", "detained", "displaced")


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the lexicon: `words` (in all forms) and `conditions` are its cues, see `triggers.csv`.

    `codings` are what the ontology calls its type and mode elsewhere; `is_users` tells that a user wrote the row.
    """

    lemma: str
    pos: str
    particle: str
    words: frozenset[str]
    conditions: tuple[tuple[str, ...], ...]
    event_type: str
    mode: str
    patients: frozenset[str]
    count: str
    weight: float
    origin: str
    codings: tuple[Coding, ...]
    is_users: bool

    @property
    def is_event(self) -> bool:
        """False for a word that only tells the consequence of another event: *12 people died*."""
        return bool(self.event_type)

    @property
    def is_narrow(self) -> bool:
        """True for a row that asks for company."""
        return bool(self.words or self.conditions)

    @property
    def is_learned(self) -> bool:
        """True for a row that only the learned choice (`events.choice`) may take."""
        return self.conditions == ((LEARNED,),)

    @property
    def pair(self) -> tuple[str, str]:
        """The event type and mode that it names."""
        return self.event_type, self.mode


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Triggers by word form and by lemma, the ontology that they name, and the words that name several kinds of event.

    `ambiguous` holds lemmas with their part of speech.
    """

    by_form: dict[str, tuple[Trigger, ...]]
    by_lemma: dict[str, tuple[Trigger, ...]]
    ontology: Ontology
    ambiguous: frozenset[tuple[str, str]]

    def candidates(self, form: str, lemma: str) -> tuple[Trigger, ...]:
        """Return the triggers that a word may be, most specific first; a known form is trusted more than its lemma."""
        return self.by_form.get(form) or self.by_lemma.get(lemma, ())


def load(user_file: Path | None = None, user_ontology: Path | None = None) -> Lexicon:
    """Read the packaged lexicon and a user's rows, which come first wherever both know a word.

    Raises:
        ResourceError: a row names a type, mode, part of speech, count or weight that there is not.
    """
    types = ontology.load(user_ontology)
    rows = [*(_read(user_file, types, is_users=True) if user_file else ()), *_read(PATH, types)]
    irregular: dict[str, list[str]] = {}
    for row in read_csv(IRREGULAR, ("lemma", "form")):
        irregular.setdefault(row["lemma"], []).append(row["form"])
    by_form: dict[str, list[Trigger]] = {}
    by_lemma: dict[str, list[Trigger]] = {}
    for trigger in rows:
        by_lemma.setdefault(trigger.lemma, []).append(trigger)
        extra = irregular.get(trigger.lemma, ()) if trigger.pos == "VERB" else ()
        for form in (*forms(trigger.lemma, trigger.pos), *extra):
            by_form.setdefault(form, []).append(trigger)
    return Lexicon(_freeze(by_form), _freeze(by_lemma), types, _ambiguous(rows))


def _freeze(index: dict[str, list[Trigger]]) -> dict[str, tuple[Trigger, ...]]:
    return {key: tuple(dict.fromkeys(triggers)) for key, triggers in index.items()}


def _ambiguous(rows: Iterable[Trigger]) -> frozenset[tuple[str, str]]:
    pairs: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in rows:
        if row.is_event:
            pairs.setdefault((row.lemma, row.pos), set()).add(row.pair)
    return frozenset(word for word, found in pairs.items() if len(found) > 1)


def _read(path: Path, types: Ontology, *, is_users: bool = False) -> Iterator[Trigger]:
    for number, row in enumerate(read_csv(path, COLUMNS), 1):
        yield _trigger(row, f"{path}, row {number}", types, is_users)


def _trigger(row: dict[str, str], where: str, types: Ontology, is_users: bool) -> Trigger:
    key = row["event_type"], row["mode"]
    if row["pos"] not in ("VERB", "NOUN", "ADJ"):
        raise ResourceError(f"no such pos: {row['pos']}", where=where, remedy="use VERB, NOUN or ADJ")
    if any(key) and key not in types:
        raise ResourceError(
            f"no such type and mode: {row['event_type']} {row['mode']}",
            where=where,
            remedy="take a pair from data/events/ontology.csv, or add it to pipeline/events/ontology.csv",
        )
    if row["count"] and row["count"] not in COUNTS:
        raise ResourceError(f"no such count: {row['count']}", where=where, remedy=f"use one of {', '.join(COUNTS)}")
    try:
        weight = float(row["weight"])
    except ValueError as error:
        raise ResourceError(f"weight is {row['weight']!r}", where=where, remedy="use a number, 0 to 1") from error
    patients = frozenset(row["patient"].split()) - {"-"}
    cues = row["cue"].split()
    words = frozenset(form for cue in cues if cue[0] not in "@^" for form in forms(cue, "NOUN"))
    conditions = tuple(tuple(cue.split("+")) for cue in cues if cue[0] in "@^")
    return Trigger(
        row["lemma"].lower(),
        row["pos"],
        row["particle"],
        words,
        conditions,
        *key,
        patients,
        row["count"],
        weight,
        row["source"],
        tuple(types.get(key, ())),
        is_users,
    )
