"""Whether an event is told as a fact, and the word that says that it is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from docmine.events import background, grammar, habit
from docmine.events.frames import Frame
from docmine.events.syntax import children, is_none, preposition, relation, subjects

STATUSES = ("factual", "negated", "denied", "hypothetical", "planned", "threatened", "historical", "generic")
_HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "THREATEN"})
_GOVERNED = frozenset({"about", "against", "for", "from", "of", "on", "to", "with"})
"""Prepositions of complements: *prepared for an attack*, not *vowed during an attack*."""
_COMPLEMENTS = frozenset({"ccomp", "csubj", "obj", "obl", "advcl", "acl", "nmod"})


_ENDS = frozenset({".", "!", "?"})
_TAKE = frozenset({"take", "taken", "takes", "taking", "took"})
_SPOKEN = {"AGREE": "planned", "REJECT": "hypothetical", "REQUEST": "hypothetical", "THREATEN": "threatened"}


class Judgement(NamedTuple):
    """How an event is told, and the word that says so; a fact needs none."""

    status: str
    cue: Token | None


class _Scope(NamedTuple):
    """A word whose meaning reaches a trigger.

    `close` says whether it is in the trigger's own clause, `governs` whether the word below it is its complement.
    """

    token: Token
    close: bool
    governs: bool


def judge(frame: Frame, published: str | None) -> Judgement:
    """Return how an event is told: the first that holds of denied, negated, a modality, historical, generic, factual.

    Of threats, possibilities and plans the one nearest to the trigger decides (*may threaten to attack*: threatened).
    """
    lists = grammar.load().status
    scopes = [_Scope(frame.token, close=True, governs=False), *_scopes(frame)]
    denial = _denial(scopes, lists["denied"])
    negated = _negation(scopes, lists["negated"]) or _nobody(frame) or _found_before(frame.token, lists["negated"])
    negation = None if denial else negated
    return (
        _if("denied", denial)
        or _if("denied" if _is_own(frame) else "negated", negation)
        or _modality(frame, scopes)
        or _if("hypothetical", _question(frame.token))
        or _if("historical", background.cue(frame, published))
        or _if("planned", _ahead(frame, scopes, published) or _prospect(frame))
        or _if("generic", habit.cue(frame))
        or Judgement("factual", None)
    )


def _if(status: str, cue: Token | None) -> Judgement | None:
    return Judgement(status, cue) if cue is not None else None


def _scopes(frame: Frame) -> Iterator[_Scope]:
    """Yield the words above a trigger whose meaning reaches it, nearest first.

    One clause is a trigger with the verbs that carry, control or coordinate it: their auxiliaries and negations are the
    trigger's own. Of a word that only takes it as object or clause (*condemned the attack*) its meaning alone counts.
    """
    token, close = frame.token, True
    carriers = {carrier.i for carrier in frame.carriers}
    while token.head != token:
        kind, head = relation(token), token.head
        shared = kind == "conj" and token.pos_ == head.pos_ and not children(token, "nsubj")
        means = all(mark.lower_ == "by" for mark in children(token, "mark"))
        participle = kind == "advcl" and token.tag_ == "VBG" and means and not children(token, "nsubj")
        exists = kind == "nsubj" and (bool(children(head, "expl")) or _happens(head))
        if head.i in carriers or kind == "xcomp" or shared or participle or exists:
            pass
        elif kind in _COMPLEMENTS or token.dep_ == "nsubj:pass":
            close = False
        else:
            return
        yield _Scope(head, close, _is_complement(token))
        token = head


def _happens(verb: Token) -> bool:
    """Say whether a verb says of its subject only that it comes to pass: *the attack did not take place*."""
    if any(child.lower_ == "place" for child in children(verb, "obj")):
        return verb.lower_ in _TAKE
    return grammar.among(verb, grammar.load().status["happening"]["governors"])


def _is_complement(token: Token) -> bool:
    kind = relation(token)
    if kind in ("obl", "nmod"):
        return preposition(token) in _GOVERNED
    return kind in ("xcomp", "ccomp", "csubj", "obj", "acl", "nsubj")


def _is_own(frame: Frame) -> bool:
    """Say whether the doers themselves speak: "We did not attack the convoy" is a denial."""
    doers = [child for token in frame.heads for child in children(token, "nsubj")]
    return any(noun.lower_ in ("we", "i") for noun in doers)


def _denial(scopes: list[_Scope], lists: dict[str, frozenset[str]]) -> Token | None:
    """Return the word by which somebody denies the event: *denied attacking*, *rejected claims of an attack*."""
    saying = False
    for token, _, governs in scopes[1:]:
        denies = grammar.among(token, lists["governors"]) or (saying and _rejects(token, lists))
        if governs and denies and not _own_negations(token):
            return token
        saying = token.lemma_.lower() in lists["sayings"]
    return None


def _rejects(token: Token, lists: dict[str, frozenset[str]]) -> bool:
    """Say whether a verb calls untrue what is said: *rejected claims*, *called the reports false*."""
    called = {word.lemma_.lower() for word in token.subtree} if grammar.among(token, lists["calling"]) else set()
    return grammar.among(token, lists["rejecting"]) or not lists["false"].isdisjoint(called)


def _negation(scopes: list[_Scope], lists: dict[str, frozenset[str]]) -> Token | None:
    """Return the nearest of an odd number of negations: *failed to prevent the attack* tells of an attack."""
    cues: list[Token] = []
    for token, close, governs in scopes:
        prevents = governs and grammar.among(token, lists["governors"])
        if not close and not prevents:
            break
        cues += [token] * prevents + _own_negations(token)[:1]
    return cues[0] if len(cues) % 2 else None


def _own_negations(token: Token) -> list[Token]:
    lists = grammar.load().status["negated"]
    words = children(token, "advmod", "det", "cc", "case", "mark")
    adverbs = [word for word in children(token, "advmod") if word.lower_ not in lists["adding"]]
    words += [word for adverb in adverbs for word in children(adverb, "advmod") if word.i < adverb.i < token.i]
    yet_to = [word for word in words if word.lower_ == "yet" and word.doc[word.i + 1 : word.i + 2].text.lower() == "to"]
    plain = (word for word in words if word.lower_ in lists["words"] and not (_adds(word, lists) or _compares(word)))
    return [*yet_to, *plain, *(word for word in words if _replaces(word, lists))]


def _adds(word: Token, lists: dict[str, frozenset[str]]) -> bool:
    """Say whether a negation only adds: *not only attacked*."""
    return word.doc[word.i + 1 : word.i + 2].text.lower() in lists["adding"]


def _compares(word: Token) -> bool:
    """Say whether a negation only bounds a number or a time: *no fewer than nine*, *no later than Friday*."""
    return word.doc[word.i + 2 : word.i + 3].text.lower() == "than"


def _replaces(word: Token, lists: dict[str, frozenset[str]]) -> bool:
    """Say whether a word puts another event in place of the trigger: *instead of attacking*."""
    following = word.doc[word.i + 1 : word.i + 2].text.lower()
    return word.lower_ in lists["replacing"] and following in ("of", "than")


def _found_before(token: Token, lists: dict[str, frozenset[str]]) -> Token | None:
    """Return the *before* of what was found in time: *the bomb was defused before it went off*."""
    above = token.head.head if relation(token) == "acl" else token.head  # the parse may hang it on the bomb
    if relation(token) not in ("acl", "advcl") or not grammar.among(above, lists["finding"]):
        return None
    return next((mark for mark in children(token, "mark") if mark.lower_ == "before"), None)


def _nobody(frame: Frame) -> Token | None:
    parts = [child for token in frame.heads for child in children(token, "nsubj", "obj")]
    return next((noun for noun in (*frame.agents, *frame.patients, *parts) if is_none(noun)), None)


def _modality(frame: Frame, scopes: list[_Scope]) -> Judgement | None:
    below = frame.token
    for token, close, governs in scopes:
        if governs and (found := _governed(frame, token, below)):
            return found
        if not close:
            return None
        if found := _own_modality(token) or _exhortation(token):
            return _conditioned(frame, token, found)
        below = token
    return None


def _governed(frame: Frame, token: Token, below: Token) -> Judgement | None:
    """Judge by a word that takes the event as its complement: *plan to attack*, *the threat of an attack*."""
    lists = grammar.load().status
    hostile = frame.trigger.event_type in _HOSTILE
    if grammar.among(token, lists["threatened"]["governors"]):
        return Judgement("threatened", token)
    if grammar.among(token, lists["threatened"]["vowing"]):
        if hostile and _is_own_deed(token, below):
            return Judgement("threatened", token)
        return Judgement("hypothetical" if token.lemma_.lower() == "warn" else "planned", token)
    if grammar.among(token, lists["hypothetical"]["governors"]):
        return Judgement("hypothetical", token)
    ahead = relation(below) in ("xcomp", "acl") or token.lemma_.lower() not in ("agree", "announce", "order", "set")
    return Judgement("planned", token) if ahead and grammar.among(token, lists["planned"]["governors"]) else None


def _is_own_deed(verb: Token, below: Token) -> bool:
    """Say whether somebody speaks of what they do themselves: *warned it would attack*, not *rebels may*."""
    if relation(below) != "ccomp":
        return relation(below) == "xcomp"
    if children(verb, "obj", "iobj"):  # who is warned of what *will* be done is threatened
        return any(child.lower_ in ("will", "would") for child in children(below, "aux"))
    speakers = {noun.lemma_.lower() for noun in subjects(verb)}
    doers = children(below, "nsubj")
    return any(noun.pos_ == "PRON" or noun.lemma_.lower() in speakers for noun in doers)


def _own_modality(token: Token) -> Judgement | None:
    """Judge by the auxiliaries, conjunctions and adjectives of a word itself."""
    lists = grammar.load().status
    for child in token.children:
        kind, word = relation(child), child.lower_
        if kind == "aux" and word in lists["hypothetical"]["auxiliaries"]:
            reported = word == "would" and relation(token) == "ccomp" and token.head.tag_ in ("VBD", "VBN")
            return (
                None if reported and _is_feared(token) else Judgement("planned" if reported else "hypothetical", child)
            )
        if kind == "aux" and word in lists["planned"]["auxiliaries"]:
            return None if _is_feared(token) else Judgement("planned", child)
        if kind == "mark" and (found := _of_marker(token, child)):
            return found
        if kind == "amod":
            for status in ("threatened", "hypothetical", "planned"):
                if word in lists[status]["modifiers"]:
                    return Judgement(status, child)
    return None


def _of_marker(token: Token, mark: Token) -> Judgement | None:
    """Judge by the word that introduces a clause: *if*, *about to*, the *to* of a purpose."""
    lists = grammar.load().status["hypothetical"]
    if mark.lower_ in lists["markers"] or (mark.lower_ in lists["times"] and _is_ahead(token)):
        return Judgement("hypothetical", mark)
    if mark.lower_ != "to":
        return None
    purpose = token.tag_ == "VB" and relation(token) not in ("xcomp", "ccomp", "acl")
    return _about_to(mark) or (Judgement("planned", mark) if purpose else None)


def _is_ahead(token: Token) -> bool:
    """Say whether a clause of time belongs to one that tells what will be: *once arrested, they will explain*."""
    ahead = grammar.load().status["planned"]["auxiliaries"] | {"must", "should"}
    future = any(child.lower_ in ahead for child in children(token.head, "aux"))
    return relation(token) == "advcl" and token.tag_ != "VBD" and future and not children(token, "aux")


def _about_to(mark: Token) -> Judgement | None:
    """Judge by the word before *to*, however the parse hangs it: *about to*, *used to*."""
    lists, before = grammar.load().status, mark.doc[max(mark.i - 1, 0)]
    status = next((name for name in ("planned", "generic") if before.lower_ in lists[name]["leading"]), None)
    return Judgement(status, before) if status else None


def _exhortation(token: Token) -> Judgement | None:
    """Judge by a *let* that nobody does: *let them come and fight*."""
    let = token.lower_ == "let" and not children(token, "nsubj", "aux")
    return Judgement("hypothetical", token) if let else None


def _is_feared(token: Token) -> bool:
    """Say whether what *will* happen stands under a word of fear, threat or hope, which decides."""
    lists, head = grammar.load().status, token.head
    governors = lists["hypothetical"]["governors"] | lists["threatened"]["vowing"] | lists["threatened"]["governors"]
    return relation(token) in ("ccomp", "acl") and grammar.among(head, governors)


def _conditioned(frame: Frame, token: Token, found: Judgement) -> Judgement:
    """Judge a plan that hangs on a condition: *will strike if …* is hypothetical, *will strike unless …* a threat."""
    if found.status != "planned":
        return found
    for clause in children(token, "advcl"):
        for mark in children(clause, "mark"):
            if mark.lower_ == "unless" and frame.trigger.event_type in _HOSTILE:
                return Judgement("threatened", mark)
            if mark.lower_ in ("if", "unless"):
                return Judgement("hypothetical", mark)
    return found


def _ahead(frame: Frame, scopes: list[_Scope], published: str | None) -> Token | None:
    """Return *ahead of* or *prior to* before an event that is still to come, as far as its date is known."""
    if published is not None and frame.date is not None and background.latest(frame.date).isoformat() <= published:
        return None
    words = grammar.load().status["planned"]["before"]
    nouns = (scope.token for scope in scopes if scope.token.pos_ in ("NOUN", "PROPN"))
    return next((one for noun in nouns for one in children(noun, "case") if one.lower_ in words), None)


def _prospect(frame: Frame) -> Token | None:
    """Return the *to* by which a noun looks ahead to an event: *a war to topple the king*, but *the first to fall*."""
    told, ranks = [frame.token, *frame.carriers][-1], grammar.load().status["planned"]["ranks"]
    if relation(told) != "acl" or told.tag_ != "VB" or not ranks.isdisjoint(word.lower_ for word in _rank(told.head)):
        return None
    return next((mark for mark in children(told, "mark") if mark.lower_ == "to"), None)


def _rank(noun: Token) -> list[Token]:
    return [noun, *children(noun, "amod", "advmod")]


def _question(token: Token) -> Token | None:
    """Return the question mark that ends the sentence of a word, of several that the parser took for one."""
    end = next((one for one in token.doc[token.i : token.sent.end] if one.text in _ENDS), None)
    return end if end is not None and end.text == "?" else None


def of_deed(act: Frame, deed: Frame, published: str | None) -> str:
    """Return how the deed is told that an act of speech is about: what is demanded is not done by that."""
    told = judge(deed, published).status
    return _SPOKEN.get(act.trigger.event_type, told) if told in ("factual", "planned") else told
