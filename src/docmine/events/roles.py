"""Who does what to whom: the doers and targets of a trigger, read from the dependency parse."""

from __future__ import annotations

from spacy.tokens import Token

from docmine.events import addressees, grammar, harm
from docmine.events.frames import Frame, carriers, counted, that_clauses
from docmine.events.syntax import (
    children,
    conjuncts,
    is_passive,
    is_possessor,
    objects,
    obliques,
    preposition,
    relation,
    subjects,
)
from docmine.events.triggers import Trigger

_BY = frozenset({"by"})
_TO = frozenset({"to"})
_FROM = frozenset({"from"})
_OF = frozenset({"of"})
_BETWEEN = frozenset({"between", "among"})
_JUDGED = frozenset({"ACCUSE", "SUPPORT", "PROTEST"})
_NAMED = frozenset({"obj", "subj", "poss", "compound"})


def frame(token: Token, trigger: Trigger) -> Frame:
    """Return the frame of a trigger: the head tokens of its doers and targets, nothing beyond its clause."""
    read = _verb_roles if trigger.pos == "VERB" else _adjective_roles if trigger.pos == "ADJ" else _noun_roles
    agents, patients = read(token, trigger)
    return Frame(token, trigger, _unique(agents), _unique(patients), carriers(token), [token])


def _verb_roles(verb: Token, trigger: Trigger) -> tuple[list[Token], list[Token]]:
    control = grammar.load().subject_control
    patients = obliques(verb, trigger.patients - _NAMED)
    for noun in objects(verb):
        for part in (noun, *obliques(noun, _OF)):
            patients += obliques(part, trigger.patients - _NAMED - _OF)
        patients += obliques(noun, trigger.patients & _OF)
    if "subj" in trigger.patients:
        lost = objects(verb) if "obj" in trigger.patients else []
        return obliques(verb, _TO), subjects(verb, control) + lost
    if "to" in trigger.patients:
        patients += children(verb, "iobj")
    if is_passive(verb) and "obj" in trigger.patients:
        return obliques(verb, _BY), subjects(verb, control) + patients
    if is_passive(verb) and (doers := obliques(verb, _BY)):
        return doers, patients or subjects(verb, control)
    direct = objects(verb) if "obj" in trigger.patients else []
    patients += direct + addressees.of(verb, trigger.event_type)
    return _sides(_doers(verb), patients, trigger)


def _sides(doers: list[Token], patients: list[Token], trigger: Trigger) -> tuple[list[Token], list[Token]]:
    """Return the two sides of a clash: *rebels and soldiers clashed*; in other acts those joined act together."""
    if trigger.mode == "clash" and not patients and len(doers) > 1 and "obj" not in trigger.patients:
        return doers[:1], doers[1:]
    return doers, patients


def _doers(verb: Token) -> list[Token]:
    """Return the subject; a participle under a verb of reporting goes with what is reported, not with the reporter."""
    words = grammar.load()
    if relation(verb) == "acl" and verb.head.lemma_.lower() in words.documents:
        return subjects(verb.head.head) if relation(verb.head) == "obj" else []
    hit = _outcome_of(verb.head if relation(verb) == "conj" else verb)
    if hit is not None:
        return _behind(hit)
    if relation(verb) != "advcl" or children(verb, "nsubj") or not grammar.among(verb.head, words.reporting):
        return subjects(verb, words.subject_control)
    reported = children(verb.head, "ccomp")
    return subjects(reported[0], words.subject_control) if reported else []


def _outcome_of(verb: Token) -> Token | None:
    """Return the passive verb whose outcome a participle tells: *was hit*, of *was hit by a shell, killing two*."""
    harms = verb.tag_ == "VBG" and verb.lower_ in harm.words().kinds["object"] and not children(verb, "nsubj")
    return verb.head if harms and relation(verb) == "advcl" and is_passive(verb.head) else None


def _behind(verb: Token) -> list[Token]:
    """Return who is behind what a passive verb tells: *a clinic was hit in a raid by rebels, killing two*.

    The clinic killed nobody; where no rebels are named, nobody is known to have.
    """
    acts = [noun for child in children(verb, "obl") for noun in conjuncts(child)]
    return obliques(verb, _BY) or [doer for act in acts for doer in obliques(act, _BY)]


def _parted(sides: list[Token]) -> list[Token]:
    """Return both sides where a parse takes them for one: *fighting between M23 and Wazalendo fighters*."""
    names = [child for noun in sides[:1] for child in children(noun, "compound") if children(child, "conj")]
    return [*names, *sides] if len(sides) == 1 else sides


def is_natural(frame: Frame) -> bool:
    """Say whether an illness, the weather or an accident does the harm, so that nobody did it."""
    causes = grammar.load().natural
    circumstances = [noun for head in frame.heads for noun in obliques(head, frozenset({"by", "in", "from", "of"}))]
    nouns = [*frame.agents, *circumstances] if frame.trigger.pos == "VERB" else frame.agents
    crashed = relation(frame.token) == "advcl" and grammar.among(frame.token.head, grammar.load().mishaps)
    return crashed or any(word.lemma_.lower() in causes or word.lower_ in causes for word in nouns)


def _adjective_roles(adjective: Token, trigger: Trigger) -> tuple[list[Token], list[Token]]:
    head = adjective.head
    if "subj" not in trigger.patients:
        patients = obliques(adjective, trigger.patients) + addressees.of(adjective, trigger.event_type)
        return subjects(adjective) or (conjuncts(head) if relation(adjective) in ("amod", "acl") else []), patients
    if relation(adjective) == "amod":
        return [], conjuncts(head)
    if relation(adjective) == "xcomp":
        return subjects(head), objects(head)
    return [], subjects(adjective)


def _noun_roles(noun: Token, trigger: Trigger) -> tuple[list[Token], list[Token]]:
    agents, patients = obliques(noun, _BY), obliques(noun, trigger.patients - _NAMED)
    shell = counted(noun)
    if shell != noun:
        agents, patients = agents + obliques(shell, _BY), patients + obliques(shell, trigger.patients - _NAMED - _OF)
    both = _parted(obliques(noun, _BETWEEN) or obliques(shell, _BETWEEN))
    if trigger.mode == "capture":
        agents += obliques(noun, _TO)
    if "of" not in trigger.patients:
        agents += obliques(noun, _OF)
    for child in (*noun.children, *(shell.children if shell != noun else ())):
        kind = relation(child)
        if is_possessor(child):
            role = "poss"
        elif kind in ("compound", "amod") and child.pos_ != "VERB":
            role = "compound"
        else:
            continue
        suffers = role in trigger.patients and not obliques(noun, _OF)
        (patients if suffers else agents).extend(conjuncts(child))
    if trigger.event_type in addressees.SPEECH:
        patients += [said for clause in that_clauses(noun) for said in subjects(clause)]
    if trigger.event_type == "PROTEST":
        patients += addressees.opposed(noun)
    carried_agents, carried_patients = _carried(noun, trigger)
    one, two = ([], both) if trigger.mode == "mediate" else (both[:1], both[1:])
    return agents + one + carried_agents, patients + two + carried_patients


def _carried(noun: Token, trigger: Trigger) -> tuple[list[Token], list[Token]]:
    """Return what a verb of little meaning adds to the event that its object names: *they launched an attack on …*."""
    chain = carriers(noun)
    if not chain:
        return [], []
    words, noun = grammar.load(), counted(noun)
    verb = chain[0]
    patients = obliques(verb, trigger.patients - _NAMED)
    if trigger.event_type == "PROTEST":
        patients += addressees.opposed(verb)
    if grammar.among(verb, words.sufferer):
        under = relation(noun) == "obj" or preposition(noun) in ("under", "")
        return ([], subjects(verb) + patients) if under else ([], patients)
    if is_passive(verb):
        return obliques(verb, _BY), patients
    if relation(noun) == "obj" or verb.head == noun or preposition(noun) in ("out", "in", "with", "on"):
        return subjects(verb, words.subject_control), patients
    return [], []


def _unique(tokens: list[Token]) -> list[Token]:
    return list({token.i: token for token in tokens}.values())


def withheld(frames: list[Frame]) -> None:
    """Take each trigger out of the roles of other frames: an event is no actor.

    What is said of a deed is said of its doer: *condemned the Belden raid*.
    """
    own = {frame.token.i: frame for frame in frames}
    for one in frames:
        deeds = [own[token.i] for token in one.patients if token.i in own] if one.trigger.event_type in _JUDGED else []
        one.agents = [token for token in one.agents if token.i not in own]
        doers = [token for deed in deeds for token in deed.agents if token.i not in own]
        gone = own.keys() | {token.i for deed in deeds for token in deed.patients}
        one.patients = _unique([token for token in one.patients if token.i not in gone] + doers)
