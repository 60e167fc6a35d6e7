"""The component `docmine_events`: who did what to whom, where and when, told as what and by whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path

from spacy.attrs import LEMMA, LOWER, POS
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.symbols import ADJ, NOUN, PROPN, VERB
from spacy.tokens import Doc, Span, Token

from docmine.events import (
    anaphora,
    casualties,
    circumstance,
    claims,
    commitments,
    decided,
    harm,
    hyphens,
    join,
    layers,
    merge,
    ontology,
    parties,
    roles,
    status,
    support,
    triggers,
)
from docmine.events.choice import model
from docmine.events.frames import Frame
from docmine.events.harm import Harm
from docmine.events.layers import Layers
from docmine.events.match import find
from docmine.events.story import DIRECT
from docmine.extensions import Chosen, Deed, EventValue

METHOD = "parse"
_CONTENT = frozenset({NOUN, VERB, PROPN, ADJ})
_HYPHEN = get_string_id("-")

LONGEST = 300
"""Tokens that a sentence may have: what is longer is a list or a table, whose parse means nothing."""


class EventCoder:
    """Fills `Doc._.events` from the parse and from the actors, places and dates of the document."""

    def __init__(self, lexicon: triggers.Lexicon, chooser: model.Chooser) -> None:
        self.lexicon = lexicon
        self.chooser = chooser
        self._known = frozenset(get_string_id(word) for word in (*lexicon.by_form, *lexicon.by_lemma))

    def __call__(self, doc: Doc) -> Doc:
        """Code a document's events, each once, ordered by the offset of their triggers."""
        spans, spots = layers.read(doc), self._spots(doc)
        before: Span | None = None
        events: list[EventValue] = []
        for sentence in doc.sents:
            if len(sentence) > LONGEST:
                doc._.notes = [*doc._.notes, _not_read(sentence)]
                before = None
                continue
            frames, harms = self._frames(
                doc, spots[bisect_left(spots, sentence.start) : bisect_left(spots, sentence.end)], spans
            )
            previous = before if before is not None and not _ends_paragraph(before) else None
            casualties.go_on(casualties.fill(frames, sentence, harms), events, sentence, previous)
            if frames:
                circumstance.fill(frames, sentence, previous, spans)
                events += [event for frame in frames if (event := _event(frame, sentence, spans)) is not None]
            claims.go_on(sentence, events, previous, spans)
            before = sentence
        doc._.events = sorted(events, key=itemgetter("start", "end"))
        parties.enter(doc)  # before tellings are joined, which asks who the parties are
        joined = join.join(doc, doc._.events, self.lexicon.ontology)
        for event in joined:
            event["score"] = support.chance(doc, event)
        doc._.events = decided.decide(doc, joined, self.lexicon.ontology)
        return doc

    def _spots(self, doc: Doc) -> list[int]:
        """Return the indices of the content words that the lexicon may know, without making a Token of each word."""
        rows = doc.to_array([POS, LOWER, LEMMA]).tolist()
        spots = {
            i
            for i, (pos, form, lemma) in enumerate(rows)
            if pos in _CONTENT and (form in self._known or lemma in self._known)
        }
        for i in range(1, len(rows) - 1):
            if rows[i][1] == _HYPHEN and hyphens.joined(head := hyphens.head(doc, i)) in self.lexicon.by_form:
                spots = (spots - {i - 1, i + 1}) | {head.i}
        return sorted(spots)

    def _frames(self, doc: Doc, spots: list[int], spans: Layers) -> tuple[list[Frame], list[Harm]]:
        """Return the events that some words of a sentence tell of, and the harm that its triggers do."""
        frames = [frame for frame in self._triggered(doc, spots, spans) if not roles.is_natural(frame)]
        roles.withheld(frames)
        commitments.settle(frames, self.lexicon)
        harms = [found for frame in frames if (found := harm.of_frame(frame)) is not None]
        return merge.merge(frames), harms

    def _triggered(self, doc: Doc, spots: list[int], spans: Layers) -> Iterator[Frame]:
        for i in spots:
            frame = self.by_lexicon(doc[i], spans)
            if frame is not None:
                yield self._settled(frame, spans)

    def by_lexicon(self, token: Token, spans: Layers) -> Frame | None:
        """Return the event that a word names by the lexicon alone, or None."""
        trigger = find(token, self.lexicon, spans)
        return _followed(roles.frame(token, trigger), spans) if trigger is not None else None

    def _settled(self, frame: Frame, spans: Layers) -> Frame:
        """Return an event with the likeliest of the types that its word allows, whose roles may be others."""
        choice = self.chooser.choose(frame, self.lexicon, spans)
        if choice is None:
            return frame
        settled = _followed(roles.frame(frame.token, choice.trigger), spans)
        settled.choice = choice
        return settled


@Language.factory("docmine_events", default_config={"triggers": None, "ontology": None, "choice": None})
def make_events(nlp: Language, name: str, triggers: str | None, ontology: str | None, choice: str | None) -> EventCoder:
    """Make the component.

    Args:
        nlp: the pipeline.
        name: of the component.
        triggers: path of a user's triggers, whose rows come first.
        ontology: path of a user's types, whose rows come first.
        choice: path of the weights by which one of the types that a word allows is chosen; None uses the packaged ones.
    """
    del nlp, name
    return coder(*(Path(path) if path else None for path in (triggers, ontology, choice)))


def coder(
    user_triggers: Path | None = None, user_ontology: Path | None = None, user_choice: Path | None = None
) -> EventCoder:
    """Return a coder with the packaged lexicon, ontology and weights, and a user's."""
    return EventCoder(triggers.load(user_triggers, user_ontology), model.load(user_choice))


def _followed(frame: Frame, spans: Layers) -> Frame:
    frame.agents = anaphora.follow(frame.agents, spans)
    taken = spans.dates.keys() | {token.i for token in frame.agents}
    frame.patients = [token for token in anaphora.follow(frame.patients, spans) if token.i not in taken]
    return frame


def _not_read(sentence: Span) -> str:
    place = f"characters {sentence.start_char} to {sentence.end_char}"
    return f"a sentence of {len(sentence)} words was not read for events ({place} of the clean text)"


def _event(frame: Frame, sentence: Span, spans: Layers) -> EventValue | None:
    sources = _mentions(spans.source(head) for head in frame.agents)
    targets = _mentions(spans.target(head) for head in frame.patients)
    taken = {(span.start, span.end) for span in sources}
    targets = [span for span in targets if (span.start, span.end) not in taken]
    if not (sources or targets or frame.casualties or _pinned(frame)):
        return None
    sides = spans.kinds(frame.agents, sources), spans.kinds(frame.patients, targets)
    coding = ontology.code(frame.trigger.codings, *sides)
    judged = status.judge(frame, sentence.doc._.published)
    return EventValue(
        start=frame.token.idx,
        end=frame.token.idx + len(frame.token),
        trigger=frame.trigger.lemma,
        sentence_start=sentence.start_char,
        sentence_end=sentence.end_char,
        event_type=coding.event_type,
        mode=coding.mode,
        acled_type=coding.acled_type,
        sub_type=coding.sub_type,
        ucdp_type=coding.violence(*sides),
        chosen=_chosen(frame),
        sources=_cells(sources),
        targets=_cells(targets),
        place=(frame.place.start_char, frame.place.end_char) if frame.place is not None else None,
        place_reason=frame.place_reason,
        date=(frame.date.start_char, frame.date.end_char) if frame.date is not None else None,
        date_reason=frame.date_reason,
        killed=frame.counts.get("killed"),
        injured=frame.counts.get("injured"),
        detained=frame.counts.get("detained"),
        displaced=frame.counts.get("displaced"),
        missing=frame.counts.get("missing"),
        casualties=frame.casualties,
        weapon=frame.weapon,
        status=judged.status,
        status_cue=(judged.cue.idx, judged.cue.idx + len(judged.cue)) if judged.cue is not None else None,
        deeds=[_deed(frame, deed, sentence.doc._.published) for deed in frame.deeds if deed.trigger.is_event],
        claimed_by=claims.claimed_by(frame),
        claims=claims.of_frame(frame, spans),
        fillers=None,
        tellings=[],
        method=f"{METHOD}+{model.METHOD}" if _chosen(frame) else METHOD,
        weight=frame.trigger.weight,
        score=0.0,  # until all its tellings are known
    )


def _chosen(frame: Frame) -> Chosen | None:
    """Return what was chosen over the lexicon, unless a promise or threat has changed the type since."""
    choice = frame.choice
    if choice is None or choice.trigger is not frame.trigger:
        return None
    return Chosen(chance=round(choice.chance, 3), instead_of=" ".join(choice.instead_of))


def _deed(act: Frame, frame: Frame, published: str | None) -> Deed:
    return Deed(
        start=frame.token.idx,
        end=frame.token.idx + len(frame.token),
        trigger=frame.trigger.lemma,
        event_type=frame.trigger.event_type,
        mode=frame.trigger.mode or None,
        status=status.of_deed(act, frame, published),
    )


def _pinned(frame: Frame) -> bool:
    """Say whether the clause itself tells where or when; what is taken from elsewhere makes no event of a bare noun."""
    return frame.place_reason in DIRECT or frame.date_reason in DIRECT


def _mentions(found: Iterable[Span | None]) -> list[Span]:
    return list({(span.start, span.end): span for span in found if span is not None}.values())


def _cells(mentions: list[Span]) -> list[tuple[int, int, str]]:
    return [(span.start_char, span.end_char, span._.actor["actor_id"]) for span in mentions]


def _ends_paragraph(sentence: Span) -> bool:
    doc, last = sentence.doc, sentence.end
    while last > sentence.start and doc[last - 1].is_space and "\n" not in doc[last - 1].text:
        last -= 1
    edge = doc[last - 1].text
    following = doc[sentence.end].text if sentence.end < len(doc) else ""
    return "\n" in edge or (following.isspace() and "\n" in following)
