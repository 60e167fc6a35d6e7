"""Pronouns in a clause's roles: the subject that a pronoun goes on with, where number and kind fit.

The nearest subject above the pronoun's clause is tried, then the subject of the sentence before in the paragraph, after
the preference of centering theory for subjects (Grosz, Joshi & Weinstein 1995). A subject that fits in number and is no
known actor or place ends the search, so that nothing is guessed past it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from docmine.events import grammar
from docmine.events.layers import Layers
from docmine.events.syntax import children, conjuncts, governors, relation

_PERSON = frozenset({"he", "she", "his", "her"})
_THING = frozenset({"it", "its"})
_MANY = frozenset({"they", "their"})
_KNOWN = _PERSON | _THING | _MANY
_CHAIN = 3
"""Pronouns that may stand for one another: *Rebels … they … they*."""


def follow(tokens: Sequence[Token], layers: Layers) -> list[Token]:
    """Return the heads with each pronoun, or noun of people owned by one, replaced by what it stands for."""
    return [found for token in tokens for found in _referents(token, layers)]


def _referents(token: Token, layers: Layers) -> list[Token]:
    if token.pos_ == "PRON":
        return _antecedents(token, layers, _CHAIN) or [token]
    words = grammar.load()
    if layers.actor(token) is None and token.lemma_.lower() in words.people | words.metonyms:
        owner = next((child for child in token.children if child.tag_ == "PRP$"), None)
        if owner is not None:
            return _antecedents(owner, layers, _CHAIN) or [token]
    return [token]


def _antecedents(pronoun: Token, layers: Layers, chain: int) -> list[Token]:
    if pronoun.lower_ not in _KNOWN or not chain:
        return []
    for subject in _subjects_before(pronoun):
        if subject.pos_ == "PRON":
            same = subject.lower_[:2] == pronoun.lower_[:2]
            return _antecedents(subject, layers, chain - 1) if same else []
        group = conjuncts(subject)
        if _fits(pronoun.lower_, group, layers):
            known = all(layers.actor(noun) is not None or noun.i in layers.places for noun in group)
            return group if known else []
    return []


def _subjects_before(pronoun: Token) -> Iterator[Token]:
    """Yield the subjects that a pronoun may go on with, the likeliest first."""
    verb = pronoun.head
    for below, head in zip((pronoun, *governors(pronoun)), governors(pronoun), strict=False):
        for subject in children(head, "nsubj"):
            precedes = subject.i < pronoun.i or (relation(below) == "advcl" and below.i < head.i)
            if precedes and subject.i not in (pronoun.i, verb.i):
                yield subject
    before = _sentence_before(pronoun)
    if before is not None:
        root = before.root
        subjects = children(root, "nsubj")
        named = root.pos_ == "PROPN" and children(root, "cop")
        yield from [root] if named else subjects[:1]


def _sentence_before(token: Token) -> Span | None:
    """Return the sentence before a token's own if no paragraph ends between them."""
    start = token.sent.start
    if not start or "\n" in token.doc[start - 1].text_with_ws or "\n" in token.doc[start].text:
        return None
    return token.doc[start - 1].sent


def _fits(pronoun: str, group: list[Token], layers: Layers) -> bool:
    if pronoun in _MANY:
        return len(group) > 1 or group[0].tag_ in ("NNS", "NNPS")
    if len(group) > 1:
        return False
    actor = layers.actor(group[0])
    is_person = actor is not None and layers.actor_type(actor) == "person"
    if pronoun in _PERSON:
        return is_person
    return not is_person and (group[0].tag_ in ("NN", "NNP") or group[0].ent_type_ in ("GPE", "ORG"))
