"""Whom an act of speech, a promise, a threat or a protest concerns, where the lexicon's rows do not say."""

from __future__ import annotations

from spacy.tokens import Token

from docmine.events import grammar
from docmine.events.syntax import children, inside, is_possessor, objects, obliques, preposition_or_marker, subjects

SPEECH = frozenset({"AGREE", "CONCEDE", "REQUEST", "REJECT", "ACCUSE"})
"""Types of events that consist in what is said."""
_COMMITS = frozenset({"AGREE", "CONCEDE", "REJECT", "THREATEN"})
"""Types by which somebody binds himself to an act, or refuses it."""
_AGAINST = frozenset({"REJECT", "THREATEN"})
_AUTHOR = frozenset({"by", "from", "of"})
_FROM = frozenset({"from"})
_TOWARDS = frozenset({"to", "for", "with", "against", "on"})
_OPPOSED = frozenset({"by", "from", "against"})
_ISSUE = frozenset({"over", "at", "against", "about"})
_OF = frozenset({"of"})


def of(word: Token, event_type: str) -> list[Token]:
    """Return the heads of those whom the act of a verb or adjective concerns."""
    found = _undertaken(word, event_type) if event_type in _COMMITS else []
    if event_type == "THREATEN":
        conditions = [clause for clause in children(word, "advcl") if preposition_or_marker(clause) in ("unless", "if")]
        return [noun for clause in conditions for noun in subjects(clause)] + found
    if event_type == "PROTEST":
        return opposed(word)
    return found + (_answerable(word) if event_type in SPEECH else [])


def opposed(word: Token) -> list[Token]:
    """Return whom a protest is against: who owns its issue, or is to grant what it is to bring about.

    *Protested over the government's plan*, *marched to demand reforms by the government*.
    """
    issues = obliques(word, _ISSUE)
    purposes = [clause for clause in children(word, "advcl", "acl", "xcomp") if clause.pos_ == "VERB"]
    sought = [noun for clause in purposes for noun in objects(clause)]
    sought += [noun for clause in purposes for noun in obliques(clause, frozenset({"for"}))]
    owners = [child for noun in (*issues, *sought) for child in children(noun, "nmod") if is_possessor(child)]
    granting = [noun for aim in sought for part in inside(aim) for noun in obliques(part, _OPPOSED)]
    leaving = [noun for noun in sought if noun.lemma_.lower() in grammar.load().departures]
    return owners + granting + [who for noun in leaving for who in obliques(noun, _OF)]


def _answerable(word: Token) -> list[Token]:
    """Return the subject of what is demanded, and the author of what is rejected or condemned."""
    clauses = [*children(word, "ccomp"), *(c for c in children(word, "advcl") if preposition_or_marker(c) == "for")]
    bound = [clause for clause in clauses if not any(child.dep_ == "aux:pass" for child in clause.children)]
    found = [noun for clause in bound for noun in subjects(clause)] + obliques(word, _FROM)
    for noun in objects(word):
        found += obliques(noun, _AUTHOR) + [child for child in children(noun, "nmod") if is_possessor(child)]
    return found


def _undertaken(word: Token, event_type: str) -> list[Token]:
    """Return to, for, with or against whom the act is that somebody agrees, threatens or refuses to do.

    What he agrees to deal with is no party: *agreed to exchange prisoners*.
    """
    found: list[Token] = []
    for clause in children(word, "xcomp"):
        things = objects(clause)
        found += [noun for head in (clause, *things) for noun in obliques(head, _TOWARDS)]
        found += [*children(clause, "iobj"), *(things if event_type in _AGAINST else ())]
    return [noun for noun in found if not _is_own(noun)]


def _is_own(noun: Token) -> bool:
    """Say whether something is the speaker's own: *agreed to withdraw its troops*."""
    return any(child.tag_ == "PRP$" for child in children(noun, "nmod"))
