"""Whether an event is told as a fact, and the word that says that it is not."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from docmine.events import background, grammar, habit, modality, negation
from docmine.events.frames import Frame
from docmine.events.modality import Judgement, Scope
from docmine.events.syntax import children, preposition, preposition_or_marker, relation

STATUSES = ("factual", "negated", "denied", "hypothetical", "planned", "threatened", "historical", "generic")
_GOVERNED = frozenset({"about", "against", "as", "for", "from", "of", "on", "to", "with"})
"""Prepositions of complements: *prepared for an attack*, not *vowed during an attack*."""
_COMPLEMENTS = frozenset({"ccomp", "csubj", "obj", "obl", "advcl", "acl", "nmod"})
_GERUND = frozenset({"about", "against", "from", "of", "on"})
"""Words by which a participle is the complement of what stands above it: *stopped short of imposing*."""
_ENDS = frozenset({".", "!", "?"})
_TAKE = frozenset({"take", "taken", "takes", "taking", "took"})
_SPOKEN = {"AGREE": "planned", "REJECT": "hypothetical", "REQUEST": "hypothetical", "THREATEN": "threatened"}


def judge(frame: Frame, published: str | None) -> Judgement:
    """Return how an event is told: the first that holds of denied, negated, a modality, historical, generic, factual.

    Of threats, possibilities and plans the one nearest to the trigger decides (*may threaten to attack*: threatened).
    """
    scopes = [Scope(frame.token, close=True, governs=False), *_scopes(frame)]
    return (
        negation.find(frame, scopes)
        or modality.find(frame, scopes)
        or _if("hypothetical", _question(frame.token))
        or _if("historical", background.cue(frame, published))
        or _if("planned", _ahead(frame, scopes, published) or _prospect(frame))
        or _if("generic", habit.cue(frame))
        or Judgement("factual", None)
    )


def _if(status: str, cue: Token | None) -> Judgement | None:
    return Judgement(status, cue) if cue is not None else None


def _scopes(frame: Frame) -> Iterator[Scope]:
    """Yield the words above a trigger whose meaning reaches it, nearest first.

    One clause is a trigger with the verbs that carry, control or coordinate it: their auxiliaries and negations are the
    trigger's own. Of a word that only takes it as object or clause (*condemned the attack*) its meaning alone counts.
    """
    token, close, reporting = frame.token, True, grammar.load().reporting
    carriers = {carrier.i for carrier in frame.carriers}
    while token.head != token:
        kind, head = relation(token), token.head
        if kind == "conj" and token != frame.token and grammar.among(token, reporting):
            return  # *denied shelling Ostra and said that …*: who goes on to say something denies it no more
        shared = kind == "conj" and token.pos_ == head.pos_ and not children(token, "nsubj")
        means = all(mark.lower_ == "by" for mark in children(token, "mark"))
        participle = kind == "advcl" and token.tag_ == "VBG" and means and not children(token, "nsubj")
        exists = kind == "nsubj" and (bool(children(head, "expl")) or _happens(head))
        if head.i in carriers or kind == "xcomp" or shared or participle or exists:
            pass
        elif kind in _COMPLEMENTS or token.dep_ == "nsubj:pass" or (kind == "nsubj" and _comes_to_nothing(head, token)):
            close = False
        else:
            return
        yield Scope(head, close, _is_complement(token))
        token = head


def _happens(verb: Token) -> bool:
    """Say whether a verb says of its subject only that it comes to pass: *the attack did not take place*."""
    if any(child.lower_ == "place" for child in children(verb, "obj")):
        return verb.lower_ in _TAKE
    return grammar.among(verb, grammar.load().status["happening"]["governors"])


def _comes_to_nothing(head: Token, subject: Token) -> bool:
    """Say whether what is said of a subject is how likely it is, or that it failed: *an attack is unlikely*."""
    lists = grammar.load().status
    failed = subject.lemma_.lower() in lists["negated"]["through"]
    odds = head.pos_ == "ADJ" and grammar.among(head, lists["hypothetical"]["governors"])
    return odds or (failed and grammar.among(head, lists["negated"]["governors"]))


def _is_complement(token: Token) -> bool:
    kind = relation(token)
    if kind == "advcl":
        return token.tag_ == "VBG" and preposition_or_marker(token) in _GERUND
    if kind in ("obl", "nmod"):
        return preposition(token) in _GOVERNED
    return kind in ("xcomp", "ccomp", "csubj", "obj", "acl", "nsubj")


def _ahead(frame: Frame, scopes: list[Scope], published: str | None) -> Token | None:
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
