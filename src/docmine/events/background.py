"""Whether an event is history: told behind another one, and long past when the report was published."""

from __future__ import annotations

from datetime import date, timedelta

from spacy.tokens import Token

from docmine.events import grammar
from docmine.events.frames import Frame
from docmine.events.syntax import children, governors, preposition_or_marker, relation

OLD = timedelta(days=60)
"""An event in the background that is older than this on the day of publication is history (PLOVER 0.8)."""


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
    if frame.date is None or published is None or not _is_old(frame, published):
        return None
    return frame.date.root if _in_background(frame) else None


def _is_old(frame: Frame, published: str) -> bool:
    latest = frame.date._.date["latest"] if frame.date is not None else None
    if latest is None or len(published) < 7:
        return False
    day = date.fromisoformat(published if len(published) == 10 else f"{published}-01")
    return date.fromisoformat(latest) < day - OLD


def _in_background(frame: Frame) -> bool:
    token, markers = frame.token, grammar.load().background
    above = (token, *governors(token))
    if any(one.dep_ == "acl:relcl" for one in above) or _is_own_date(frame):
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
