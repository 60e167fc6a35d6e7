"""Whether an event is history: told behind another one, and long past when the report was published."""

from __future__ import annotations

from datetime import date, timedelta

from spacy.tokens import Span, Token

from docmine.events import grammar
from docmine.events.frames import Frame
from docmine.events.syntax import children, governors, preposition, preposition_or_marker, relation

OLD = timedelta(days=60)
"""An event in the background that is older than this on the day of publication is history (PLOVER 0.8)."""


_REACH = 8
_BREAKS = frozenset({"AUX", "CCONJ", "PUNCT", "SCONJ", "VERB"})


def cue(frame: Frame, published: str | None) -> Token | None:
    """Return the word that makes an event history, or None.

    It is one that recalls the event (*the anniversary of the massacre*), or the event's date, when that lies more than
    sixty days before the publication and the event is told in the background.
    """
    recalling = grammar.load().status["historical"]["governors"]
    for word in (frame.token, *governors(frame.token)):
        if word != frame.token and grammar.among(word, recalling):
            return word
        if word.pos_ == "VERB":
            break
    if long_ago := _in_the_past(frame.token):
        return long_ago
    if published is None or len(published) < 7:
        return None
    day = date.fromisoformat(published if len(published) == 10 else f"{published}-01") - OLD
    if frame.date is not None and latest(frame.date) < day and (_in_background(frame) or _is_told_beside(frame, day)):
        return frame.date.root
    after = _date_after(frame.token) if frame.trigger.pos == "NOUN" and not frame.carriers else None
    return after.root if after is not None and latest(after) < day else None


def _in_the_past(token: Token) -> Token | None:
    """Return the word *past* of *in the past* that a word stands under; *in the past week* is a date."""
    phrases = (child for one in (token, *governors(token)) for child in children(one, "obl") if child.lower_ == "past")
    return next((one for one in phrases if preposition(one) == "in" and not children(one, "amod", "nmod")), None)


def latest(span: Span) -> date:
    """Return the last day that a date can mean; the end of time where that is not known."""
    day = span._.date["latest"] if span._.date else None
    return date.fromisoformat(day) if day else date.max


def _is_told_beside(frame: Frame, day: date) -> bool:
    """Say whether the sentence tells of something newer: *In 2009 the army attacked Ostra; this week it came back*."""
    dates = (span for span in frame.token.doc.spans.get("dates", ()) if span.sent == frame.token.sent)
    return any(day <= latest(span) < date.max for span in dates)


def _date_after(noun: Token) -> Span | None:
    """Return the date in a noun's own phrase, wherever the parse hangs it: *the murder of the bishop in March 1980*."""
    doc = noun.doc
    for span in doc.spans.get("dates", ()):
        between = doc[noun.i + 1 : span.start]
        if 0 < len(between) <= _REACH and between[-1].lower_ in ("in", "of", "on"):
            return span if not any(word.pos_ in _BREAKS for word in between) else None
    return None


def _in_background(frame: Frame) -> bool:
    token, markers = frame.token, grammar.load().background
    above = (token, *governors(token))
    if any(relation(one) == "acl" for one in above) or _is_own_date(frame):
        return True
    return any(
        preposition_or_marker(one) in markers
        or any(child.lemma_ == "have" and child.tag_ == "VBD" for child in one.children)
        for one in above
        if relation(one) in ("obl", "nmod", "advcl") or one == token
    )


def _is_own_date(frame: Frame) -> bool:
    """Say whether a noun that another verb speaks of has the date to itself: *recalled the 1982 massacre*."""
    token = frame.token
    if token.pos_ != "NOUN" or frame.carriers or frame.date is None:
        return False
    dated = frame.date.root == token or token in (frame.date.root, *governors(frame.date.root))
    return dated and relation(token) in ("nsubj", "obj", "obl", "nmod") and not children(token, "cop")
