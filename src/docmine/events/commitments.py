"""Promise or threat: what somebody says that he will do decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docmine.events.frames import Frame
from docmine.events.syntax import children, preposition_or_marker, relation, subjects
from docmine.events.triggers import Lexicon

_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"})
_KIND = frozenset({"AID", "AGREE", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"})
_CONDITIONAL = _HOSTILE | {"RETREAT", "REJECT"}
"""Types of acts that are threats where they are announced for the case that somebody does not give way."""
_COMING = frozenset({"will", "would", "shall", "'ll", "’ll"})


def settle(frames: Sequence[Frame], lexicon: Lexicon) -> None:
    """Make threats of promises to harm, promises of vows to help, and threats of what will be done *unless*."""
    by_token = {token.i: frame for frame in frames for token in frame.heads}
    for frame in frames:
        undertaken = [by_token[clause.i] for clause in children(frame.token, "xcomp") if clause.i in by_token]
        types = {one.trigger.event_type for one in undertaken}
        if frame.trigger.event_type == "AGREE" and types & _HOSTILE:
            _retype(frame, "THREATEN", "threaten", lexicon)
        elif frame.trigger.lemma in ("vow", "swear", "pledge") and types & _KIND:
            _retype(frame, "AGREE", "promise", lexicon)
        elif frame.trigger.event_type in _CONDITIONAL and _unless(frame):
            _retype(frame, "THREATEN", "threaten", lexicon)


def _unless(frame: Frame) -> bool:
    """Say whether an act is announced for the case that somebody does not give way, and add who that is."""
    verb = frame.token
    clauses = [one for one in children(verb, "advcl") if preposition_or_marker(one) == "unless"]
    if not clauses or relation(verb) not in ("ROOT", "ccomp", "conj", "parataxis"):
        return False
    if not any(child.lower_ in _COMING for child in children(verb, "aux")):
        return False
    frame.patients += [noun for clause in clauses for noun in subjects(clause) if noun not in frame.patients]
    return True


def _retype(frame: Frame, event_type: str, mode: str, lexicon: Lexicon) -> None:
    codings = lexicon.ontology[event_type, mode]
    frame.trigger = replace(frame.trigger, event_type=event_type, mode=mode, codings=tuple(codings))
