"""Whether a place in an event's sentence is where something else is."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from docmine.events import grammar
from docmine.events.frames import Frame
from docmine.events.syntax import children, governors, is_possessor, is_simple_present, preposition, relation

_ABOUT = frozenset({"acl", "ccomp", "nmod", "obj", "obl", "xcomp"})
"""Relations of what an event is about, an event itself."""
REST = frozenset({"across", "around", "at", "in", "inside", "near", "outside", "throughout", "within"})
"""Prepositions of rest: to whom something is said is not where it is said (*appealed to Corria*)."""
_BE = frozenset({"are", "be", "being", "is", "'re", "'s"})
_APART = frozenset({"before", "if", "unless", "until"})
"""Conjunctions of clauses that tell of what has not happened yet, and so may happen elsewhere."""


def is_apart(place: Token, frame: Frame, frames: Sequence[Frame], locative: frozenset[str]) -> bool:
    """Say whether a place stands with something else than the event: a thing, another event, or another clause.

    Args:
        place: the head of the place.
        frame: the event.
        frames: all events of the sentence.
        locative: the prepositions behind which the event's own place stands.
    """
    return _is_elsewhere(place, frame, locative) or is_of_another(place, frame, frames) or _is_mark(place)


def _is_elsewhere(token: Token, frame: Frame, locative: frozenset[str]) -> bool:
    """Say whether a place is where people are driven to, or in a clause of another time or of other people."""
    if _present(frame.token) < _present(token):
        return True
    heads = {head.i for head in frame.heads}
    if token.head.i in heads and relation(token) == "obl" and preposition(token) not in locative:
        return True
    for head in governors(token):
        if head.i in heads:
            return False
        if _tells_apart(head):
            return frame.token not in head.subtree
    return _earlier(token) != _earlier(frame.token)


def _is_mark(place: Token) -> bool:
    """Say whether a place only marks a thing: *Belda's courts*, *with Belden help*, but not *in an Ostra market*."""
    marks = relation(place) in ("compound", "amod") or is_possessor(place)
    if not marks or place.head.lemma_.lower() in grammar.load().inhabitants:
        return False
    return not {preposition(place), preposition(place.head)} & grammar.load().locative


def is_of_another(token: Token, frame: Frame, frames: Sequence[Frame]) -> bool:
    """Say whether a place stands with an event that this one is about: *charged with the killing in Ostra*."""
    own = {head.i for head in frame.heads}
    others = {other.i for one in frames for other in one.tokens} - own
    path: list[Token] = []
    for head in governors(token):
        if head.i in own:
            return any(one.i in others and relation(one) in _ABOUT and not _is_setting(one) for one in path)
        path.append(head)
    return False


def _is_setting(noun: Token) -> bool:
    """Say whether an event is that in which another happened: *arrested in a raid near Ostra*."""
    return preposition(noun) in REST or preposition(noun) in ("by", "during")


def _tells_apart(verb: Token) -> bool:
    """Say whether a clause tells of what has not happened yet, or of other people (*, while soldiers …*)."""
    marks = {mark.lower_ for mark in children(verb, "mark")}
    contrasts = any(mark.lower_ == "while" and mark.i and mark.nbor(-1).text == "," for mark in children(verb, "mark"))
    return (contrasts and bool(children(verb, "nsubj"))) or not marks.isdisjoint(_APART)


def _earlier(token: Token) -> set[int]:
    """Return the verbs in the past perfect that a word stands under: *freed the nurse who had been seized*."""
    above = (token, *governors(token))
    return {one.i for one in above if any(child.lower_ == "had" for child in children(one, "aux"))}


def _present(token: Token) -> set[int]:
    """Return the verbs in the present that a word stands under: *was seized and is held*, *killed as gangs compete*."""
    above = (one for one in (token, *governors(token)) if one.pos_ == "VERB" and _is_present(one))
    return {one.i for one in above if one.dep_ != "acl:relcl" or children(one, "mark")}


def _is_present(verb: Token) -> bool:
    helpers = [helper.lower_ for helper in children(verb, "aux")]
    return is_simple_present(verb) or (bool(helpers) and _BE.issuperset(helpers))
