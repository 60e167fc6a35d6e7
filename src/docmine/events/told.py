"""An event at one place of a document where it is told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc, Span, Token

from docmine.events.deeds import rules
from docmine.events.syntax import is_possessor
from docmine.extensions import Count, EventValue
from docmine.schema import COUNTED

INHERITED = "previous sentence"
"""The reason of a place or date that a sentence does not tell itself."""

_HAPPENED = frozenset({"factual", "historical"})


@dataclass(eq=False)
class Told:
    """An event where it is told, with the values of its place and date and the words of its trigger."""

    doc: Doc
    event: EventValue
    words: Span  # of its trigger
    sentence: int  # number of its sentence in the document
    is_headline: bool
    place: Span | None
    date: Span | None

    @cached_property
    def polarity(self) -> str:
        """The status; factual and historical are one."""
        return "happened" if self.event["status"] in _HAPPENED else self.event["status"]

    @cached_property
    def trigger(self) -> Token:
        """The word that the event is called after."""
        return self.words.root

    @cached_property
    def sources(self) -> frozenset[str]:
        """Ids of those who did it."""
        return frozenset(actor_id for _, _, actor_id in self.event["sources"])

    @cached_property
    def targets(self) -> frozenset[str]:
        """Ids of those to whom it was done."""
        return frozenset(actor_id for _, _, actor_id in self.event["targets"])

    @cached_property
    def beside(self) -> frozenset[str]:
        """The words that depend on the trigger, in lower case."""
        return frozenset(child.lower_ for child in self.trigger.children)

    @cached_property
    def is_noun(self) -> bool:
        """Whether a noun names it."""
        return self.trigger.pos_ in ("NOUN", "PROPN")

    @cached_property
    def is_definite(self) -> bool:
        """Whether it is spoken of as known: *the attack*, *this raid*, *Ostra's fall*."""
        return self.is_noun and any(
            child.lower_ in rules().definite or is_possessor(child) for child in self.trigger.children
        )

    @cached_property
    def is_new(self) -> bool:
        """Whether its words say that it was not spoken of before: *a raid*, *another raid*."""
        lists = rules()
        return not self.beside.isdisjoint(lists.other) or (
            self.is_noun and not self.beside.isdisjoint(lists.indefinite)
        )

    @cached_property
    def is_revised(self) -> bool:
        """Whether its sentence says that a number was revised."""
        return any(token.lower_ in rules().revised for token in self.trigger.sent)

    def counts(self) -> dict[str, Count]:
        """Return its own numbers of people, by kind."""
        return {kind: count for kind in COUNTED if (count := self.event.get(kind)) is not None}  # type: ignore[misc]

    @property
    def filled(self) -> int:
        """How many of source, target, place, date and numbers it tells itself."""
        own = (bool(self.own(cell)) for cell in ("place", "date"))
        return sum((bool(self.sources), bool(self.targets), bool(self.counts()), *own))

    def own(self, cell: Literal["place", "date"]) -> Span | None:
        """Return its place or date, if its own sentence tells it."""
        reason = self.event["place_reason"] if cell == "place" else self.event["date_reason"]
        return None if reason == INHERITED else getattr(self, cell)
