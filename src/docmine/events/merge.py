"""Several triggers of one sentence that tell one event."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from docmine.events.frames import Frame
from docmine.events.syntax import children, is_none, relation

_LINKS = frozenset({"nsubj", "obl", "advcl", "acl", "conj", "xcomp", "parataxis", "nmod", "obj", "ccomp"})
_WITHIN = frozenset({"by", "in"})
"""Words before a participle that tells of the same event: *killed in fighting*."""
_HARM = frozenset({"kill", "wound"})
_VERBAL_ACTS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})


def merge(frames: Sequence[Frame]) -> list[Frame]:
    """Return a sentence's events.

    Harm (*killed*, *leaving 12 dead*) joins the violent event that the parse ties it to; what is agreed, demanded,
    rejected or threatened joins the act that says so; the same trigger with the same roles counts once.
    """
    kept = list(frames)
    for frame in frames:
        host = _host(frame, kept)
        if host is not None:
            _absorb(host, frame)
            kept.remove(frame)
    return _distinct([frame for frame in kept if frame.trigger.is_event])


def _host(frame: Frame, frames: Sequence[Frame]) -> Frame | None:
    others = [other for other in frames if other is not frame]
    for holds in (_says, _names_twice, _is_served):
        host = next((one for one in others if holds(one, frame)), None)
        if host is not None:
            return host
    return _cause(frame, others, frames)


def _cause(frame: Frame, others: Sequence[Frame], frames: Sequence[Frame]) -> Frame | None:
    """Return the violent event to which harm belongs; that nobody was harmed belongs to none."""
    if (frame.trigger.is_event and frame.trigger.event_type != "ASSAULT") or any(map(is_none, frame.patients)):
        return None
    tied = [one for one in others if one.trigger.event_type == "ASSAULT" and _tied(frame, one)]
    if not _is_harm(frame):
        return next((one for one in tied if _acts_in(one, frame) and not _is_harm(one)), None)
    violent = [one for one in tied if not _is_harm(one)]
    same = [one for one in tied if _is_harm(one) and frames.index(one) < frames.index(frame)]
    return next(iter(violent or same), None)


def _is_harm(frame: Frame) -> bool:
    return not frame.trigger.is_event or frame.trigger.mode in _HARM


def _says(act: Frame, frame: Frame) -> bool:
    """Say whether a frame is the complement of an act of speech: *agreed to withdraw*, *marched to demand …*."""
    if act.trigger.event_type == "PROTEST" and frame.trigger.event_type == "REQUEST":
        return frame.token.head in act.heads and relation(frame.token) == "advcl"
    if act.trigger.event_type not in _VERBAL_ACTS:
        return False
    clauses = ("xcomp", "ccomp", "advcl") if frame.trigger.pos != "NOUN" or frame.carriers else ()
    return any(token.head == act.token and relation(token) in ("obj", "obl", *clauses) for token in frame.heads)


def _names_twice(host: Frame, frame: Frame) -> bool:
    """Say whether a verb and the noun it goes with name one event twice: *imposed sanctions*."""
    one, two = host.trigger, frame.trigger
    if (one.event_type, one.mode, one.pos, two.pos) != (two.event_type, two.mode, "VERB", "NOUN"):
        return False
    below = frame.token.head == host.token and relation(frame.token) in ("obj", "nsubj", "obl")
    return below or (host.token.head == frame.token and relation(host.token) == "acl")


def _is_served(other: Frame, frame: Frame) -> bool:
    """Say whether a frame is what another meeting is for: *visited Belda to discuss the border*."""
    if not frame.trigger.event_type == other.trigger.event_type == "CONSULT":
        return False
    return any(token.head == other.token and relation(token) in ("xcomp", "advcl", "obj") for token in frame.heads)


def _acts_in(frame: Frame, other: Frame) -> bool:
    """Say whether an event is the subject of another's verb: *airstrikes hit the market*."""
    return frame.trigger.pos == "NOUN" and relation(frame.token) == "nsubj" and frame.token.head == other.token


def _tied(frame: Frame, other: Frame) -> bool:
    return _below(frame, other) or _below(other, frame)


def _below(low: Frame, high: Frame) -> bool:
    """Say whether the parse leads from one frame's trigger up to the other's through at most two links of one event."""
    heads = {token.i for token in high.heads}
    token = low.heads[-1]
    for _ in range(3):
        if token.head == token or relation(token) not in _LINKS:
            return False
        if relation(token) == "conj" and _own_doer(low, high):
            return False
        if relation(token) == "advcl" and any(mark.lower_ not in _WITHIN for mark in children(token, "mark")):
            return False
        token = token.head
        if token.i in heads:
            return True
    return False


def _own_doer(low: Frame, high: Frame) -> bool:
    """Say whether a coordinated clause names a doer of its own, who makes it another event."""
    return bool(low.agents) and {token.i for token in low.agents} != {token.i for token in high.agents}


def _absorb(host: Frame, frame: Frame) -> None:
    host.tokens += frame.tokens
    host.carriers += [token for token in frame.carriers if token not in host.carriers]
    agents, patients = frame.agents, frame.patients
    if host.trigger.event_type in _VERBAL_ACTS | {"PROTEST"}:
        host.deeds += [frame, *frame.deeds]
        asked = [] if host.trigger.event_type == "REQUEST" and frame.trigger.event_type == "ASSAULT" else patients
        agents, patients = [], [*agents, *asked]  # who is to be attacked is not asked
    elif host.agents and _is_met(host, frame):
        agents, patients = [], agents
    host.agents = _others([*host.agents, *agents], host.tokens)
    host.patients = _others([*host.patients, *patients], [*host.tokens, *host.agents])


def _is_met(host: Frame, frame: Frame) -> bool:
    """Say whether an attack is the object of what others do against it: *repelled an attack by rebels*."""
    met = frame.token.head == host.token and relation(frame.token) == "obj"
    return met and host.trigger.event_type == "ASSAULT" and host.trigger.pos == "VERB"


def _others(tokens: Sequence[Token], taken: Sequence[Token]) -> list[Token]:
    known = {token.i for token in taken}
    return list({token.i: token for token in tokens if token.i not in known}.values())


def _distinct(frames: Sequence[Frame]) -> list[Frame]:
    seen: dict[tuple[str, str, str], Frame] = {}
    for frame in frames:
        doers, targets = (" ".join(token.lower_ for token in tokens) for tokens in (frame.agents, frame.patients))
        seen.setdefault((frame.trigger.lemma, doers, targets), frame)
    return list(seen.values())
