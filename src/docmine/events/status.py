"""Whether an event is told as a fact, and the word that says that it is not."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from docmine.events import background, grammar, habit, modality
from docmine.events.frames import Frame
from docmine.events.modality import Judgement, Scope
from docmine.events.syntax import children, is_none, preposition, relation

STATUSES = ("factual", "negated", "denied", "hypothetical", "planned", "threatened", "historical", "generic")
_GOVERNED = frozenset({"about", "against", "for", "from", "of", "on", "to", "with"})
"""Prepositions of complements: *prepared for an attack*, not *vowed during an attack*."""
_COMPLEMENTS = frozenset({"ccomp", "csubj", "obj", "obl", "advcl", "acl", "nmod"})


_ENDS = frozenset({".", "!", "?"})
_TAKE = frozenset({"take", "taken", "takes", "taking", "took"})
_SPOKEN = {"AGREE": "planned", "REJECT": "hypothetical", "REQUEST": "hypothetical", "THREATEN": "threatened"}


def judge(frame: Frame, published: str | None) -> Judgement:
    """Return how an event is told: the first that holds of denied, negated, a modality, historical, generic, factual.

    Of threats, possibilities and plans the one nearest to the trigger decides (*may threaten to attack*: threatened).
    """
    lists = grammar.load().status
    scopes = [Scope(frame.token, close=True, governs=False), *_scopes(frame)]
    denial = _denial(scopes, lists["denied"])
    negated = _negation(scopes, lists["negated"]) or _nobody(frame) or _found_before(frame.token, lists["negated"])
    negation = None if denial or _is_condition(frame.token) else negated
    return (
        _if("denied", denial)
        or _if("denied" if _is_own(frame) else "negated", negation)
        or modality.find(frame, scopes)
        or _if("hypothetical", _question(frame.token))
        or _if("historical", background.cue(frame, published))
        or _if("planned", _ahead(frame, scopes, published) or _prospect(frame))
        or _if("generic", habit.cue(frame))
        or Judgement("factual", None)
    )


def _is_condition(token: Token) -> bool:
    """Say whether an event is a condition, which is open whether it is negated or not: *if they do not withdraw*."""
    return any(mark.lower_ in grammar.load().status["hypothetical"]["markers"] for mark in children(token, "mark"))


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
        elif kind in _COMPLEMENTS or token.dep_ == "nsubj:pass":
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


def _is_complement(token: Token) -> bool:
    kind = relation(token)
    if kind in ("obl", "nmod"):
        return preposition(token) in _GOVERNED
    return kind in ("xcomp", "ccomp", "csubj", "obj", "acl", "nsubj")


def _is_own(frame: Frame) -> bool:
    """Say whether the doers themselves speak: "We did not attack the convoy" is a denial."""
    doers = [child for token in frame.heads for child in children(token, "nsubj")]
    return any(noun.lower_ in ("we", "i") for noun in doers)


def _denial(scopes: list[Scope], lists: dict[str, frozenset[str]]) -> Token | None:
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


def _negation(scopes: list[Scope], lists: dict[str, frozenset[str]]) -> Token | None:
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
