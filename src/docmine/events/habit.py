"""Whether words tell what happens again and again, or in general, instead of one event."""

from __future__ import annotations

from spacy.tokens import Token

from docmine.events import grammar
from docmine.events.frames import Frame
from docmine.events.story import DIRECT
from docmine.events.syntax import children, governors, is_headline, preposition, relation

_PLURAL = frozenset({"NNS", "NNPS"})
_PRESENT = frozenset({"VBP", "VBZ"})
_SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT"})
"""Acts of speech, which reports tell in the present tense: *survivors blame the army*."""


def cue(frame: Frame) -> Token | None:
    """Return the word by which an event is no single one (*routinely*, *years of*, *every night*), or None.

    Where nothing but the form says so (a present tense, a bare plural), it is the trigger itself.
    """
    lists = grammar.load().status["generic"]
    token, head = frame.token, frame.token.head
    argument = relation(token) in ("nsubj", "obj", "obl", "nmod") and head.pos_ in ("VERB", "ADJ", "AUX")
    for owner in (token, *frame.carriers, *((head,) if argument else ())):
        word: Token | None = next((child for child in owner.children if child.lower_ in lists["words"]), None)
        if word is not None:
            return word
    if repeated := _repeated(frame):
        return repeated
    if predicate := _predicate(token, lists["predicates"]):
        return predicate
    if told := _as_such(frame):
        return told
    above = (one for one in (head, *head.children) if one != token)
    if norm := next((one for one in above if grammar.among(one, lists["norms"])), None):
        return norm if _is_unpinned(frame) and _is_norm(frame, norm) else None
    return _by_form(frame, lists["spans"])


def _predicate(token: Token, words: frozenset[str]) -> Token | None:
    """Return the word that says that what it is said of is the rule: *arrests are common*, *… are a daily practice*."""
    if relation(token) == "nmod" and token.head.lemma_.lower() in grammar.load().status["generic"]["practices"]:
        token = token.head
    head = token.head
    if relation(token) in ("nsubj", "obj", "obl", "nmod") and head.pos_ in ("VERB", "ADJ", "AUX"):
        return head if head.lemma_.lower() in words else None
    told = relation(token) == "nsubj" and bool(children(head, "cop"))
    return next((one for one in children(head, "amod") if one.lower_ in words), None) if told else None


def _repeated(frame: Frame) -> Token | None:
    """Return a repeated time of the trigger's clause: *every night*, *whenever they leave*."""
    lists, heads = grammar.load().status["generic"], {one.i for one in frame.heads}
    sentence = frame.token.sent
    for span in frame.token.doc.spans.get("dates", ()):
        if span.end <= sentence.start or span.start >= sentence.end:
            continue  # first, because a report may have thousands
        if span._.date and span._.date["type"] == "SET" and span.root.head.i in heads:
            root: Token = span.root
            return root
    if again := _again_and_again(frame):
        return again
    times = [child for head in frame.heads for child in children(head, "obl")]
    doers = frame.agents if frame.token.tag_ in _PRESENT else []  # the parse takes "every night rebels …" for one noun
    words = [word for noun in (*times, *doers) for word in children(noun, "det") if word.lower_ in lists["every"]]
    markers = [word for word in frame.token.sent if word.lower_ in lists["markers"]]
    return next(iter((*words, *markers)), None)


def _again_and_again(frame: Frame) -> Token | None:
    """Return the unit of time of *night after night*, and of *for years* before a deed that lasts no year."""
    units = grammar.load().status["generic"]["spans"]
    for word in frame.token.sent:
        if word.lower_ == "after" and 0 < word.i < len(word.doc) - 1:
            before, after = word.nbor(-1), word.nbor()
            if before.lower_ == after.lower_ and after.lemma_.lower() in units:
                return after
    if frame.trigger.event_type != "ASSAULT" or not _is_unpinned(frame):
        return None
    spans = (child for head in frame.heads for child in children(head, "obl"))
    return next((one for one in spans if preposition(one) in ("for", "over") and _is_bare_unit(one, units)), None)


def _is_bare_unit(noun: Token, units: frozenset[str]) -> bool:
    return noun.lemma_.lower() in units and noun.tag_ == "NNS" and not children(noun, "det", "nummod", "amod")


def _as_such(frame: Frame) -> Token | None:
    """Return the word by which a deed is a skill, a state or a lament: *learned to fight*, *so many were killed*."""
    token = frame.token
    if _is_state(token):
        return token
    if not _is_unpinned(frame):
        return None
    if relation(token) == "xcomp" and grammar.among(token.head, grammar.load().status["generic"]["skills"]):
        return token.head
    return next((one for noun in frame.patients for one in children(noun, "amod") if _is_so_many(one)), None)


def _is_state(token: Token) -> bool:
    """Say whether a participle tells how what somebody has is: *has troops deployed in Ostra*."""
    thing = token.head
    kept = relation(token) == "acl" and token.tag_ == "VBN" and relation(thing) == "obj"
    return kept and thing.head.lemma_.lower() == "have" and thing.head.pos_ == "VERB"


def _is_so_many(word: Token) -> bool:
    return word.lower_ in ("many", "much") and word.i > 0 and word.nbor(-1).lower_ == "so"


def _is_norm(frame: Frame, norm: Token) -> bool:
    return norm == frame.token.head or frame.token.dep_.startswith("csubj")


def _is_unpinned(frame: Frame) -> bool:
    return frame.date is None and not frame.counts


def _by_form(frame: Frame, spans: frozenset[str]) -> Token | None:
    token = frame.token
    pinned = not _is_unpinned(frame) or frame.place_reason in DIRECT
    complete = bool(frame.agents and frame.patients)
    if frame.trigger.pos == "VERB":
        spoken = frame.trigger.event_type in _SPOKEN and bool(frame.agents)
        habitual = _is_present(token) and not (spoken or is_headline(token.sent))
        general = all(map(_is_bare_plural, (*frame.agents, *frame.patients)))
        loose = not pinned and not complete
        if _is_done_as_a_rule(frame):
            return token
        return token if habitual and (loose or (complete and general and _is_unpinned(frame))) else None
    if relation(token) == "nmod" and token.head.lemma_.lower() in spans and not pinned:
        return token.head
    bare = relation(token) == "obl" and token.tag_ == "NN" and not children(token, "det", "nmod")
    if bare and preposition(token) == "against" and not pinned:
        return token  # *guarded the road against attack*
    if not _is_bare_plural(token) or not _is_unpinned(frame):
        return None
    verb = next((one for one in governors(token) if one.pos_ in ("VERB", "AUX")), None)
    present = relation(token) == "nsubj" and verb is not None and _is_present(verb) and not is_headline(token.sent)
    happened = relation(token) == "nsubj" and verb is not None and verb.tag_ == "VBD"
    owned = any(child.dep_ == "nmod:poss" for child in token.children)
    loose = not (complete or happened or owned) and frame.place_reason not in DIRECT
    return token if present or loose else None


def _is_done_as_a_rule(frame: Frame) -> bool:
    """Say whether a passive in the present tells what is done to people of a kind: *journalists are jailed*."""
    aux = [child for child in children(frame.token, "aux") if child.dep_ == "aux:pass"]
    present = [child.tag_ for child in children(frame.token, "aux")] in (["VBP"], ["VBZ"])
    general = bool(frame.patients) and all(map(_is_bare_plural, frame.patients))
    return bool(aux) and present and general and _is_unpinned(frame) and not children(frame.token, "mark")


def _is_bare_plural(noun: Token) -> bool:
    if noun.lower_ in ("they", "them"):
        return True
    return noun.tag_ in _PLURAL and not any(relation(child) in ("det", "nummod") for child in noun.children)


def _is_present(verb: Token) -> bool:
    joined = relation(verb) == "conj" and verb.tag_ == "VB" and verb.head.tag_ in _PRESENT
    return (verb.tag_ in _PRESENT or joined) and not children(verb, "aux", "mark")
