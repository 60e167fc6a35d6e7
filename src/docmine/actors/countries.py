"""Does a country name, demonym or capital act here, or is it a place?

Works on Universal Dependencies where a parse is there, on neighbouring words where it is not.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from docmine.actors.lexicon import Lexicon, lexicon

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "obl:agent"})
_OBJECTS = frozenset({"obj", "iobj", "dobj"})
_ATTRIBUTES = frozenset({"amod", "compound", "nmod:poss", "nmod", "nmod:desc"})


def acts(doc: Doc, start: int, end: int, kind: str, *, parsed: bool) -> bool:
    """Say whether the country named by the tokens `start:end` is a party to what the sentence tells.

    A demonym acts through the noun it describes ("Turkish airstrikes", not "the Turkish border"),
    a country as subject, object or possessor of an act or after a preposition such as `by` or
    `against`, a capital only as the subject of a verb or when it is spoken to ("accused Moscow").
    """
    words = lexicon()
    if _is_backer(doc, end, words):
        return kind != "capital"
    head = doc[start:end].root
    if not parsed:
        return _acts_by_words(doc, start, end, kind)
    if kind == "capital":
        if doc[start].is_upper:  # a dateline
            return False
        return _speaks_for_government(head, words)
    if head.dep_ == "amod" or (head.dep_ in _ATTRIBUTES and not _has_preposition(head)):
        return _is_act(head.head, words)
    return _is_party(first_conjunct(head), words)


def _speaks_for_government(capital: Token, words: Lexicon) -> bool:
    if _has_preposition(capital):
        return False
    addressed = capital.dep_ in _OBJECTS and capital.head.lemma_.lower() in words.address_verbs
    return addressed or _is_subject(capital, words)


def _is_party(token: Token, words: Lexicon) -> bool:
    preposition = next((child.lower_ for child in token.lefts if child.dep_ == "case"), None)
    if preposition:
        if preposition in {"of", "from", "to", "on"}:
            return _governed_by_act(token, words)
        return preposition in words.acting_prepositions
    if token.dep_ in _SUBJECTS:
        return _is_subject(token, words)
    if token.dep_ in _OBJECTS:
        return token.head.lemma_.lower() not in words.motion_verbs
    if token.dep_ == "ROOT":
        return _is_topic(token)
    return token.dep_ in {"amod", "nmod:poss"} and _is_act(token.head, words)


def _is_subject(token: Token, words: Lexicon) -> bool:
    token = first_conjunct(token)
    if token.dep_ not in _SUBJECTS:
        return False
    verb = token.head
    copular = any(child.dep_ == "cop" for child in verb.children)
    return verb.pos_ in {"VERB", "AUX"} and not copular and verb.lemma_.lower() not in words.stative_verbs


def _is_topic(token: Token) -> bool:
    """`Angola, which has been mediating, …`: a parser may lose the verb of so long a subject."""
    clause = token.doc[token.i + 1 : token.i + 3]
    begins = bool(token.is_sent_start) or token.i == 0 or token.nbor(-1).is_space
    return begins and len(clause) == 2 and clause[0].text == "," and clause[1].lower_ in {"which", "whose"}


def _is_act(noun: Token, words: Lexicon) -> bool:
    return noun.lower_ in words.acts or noun.lemma_.lower() in words.acts


def _governed_by_act(token: Token, words: Lexicon) -> bool:
    """`Sanctions on Iran`, and with the phrase attached to the verb, `imposed sanctions on Iran`."""
    if token.dep_ == "nmod":
        return _is_act(token.head, words)
    return token.dep_ == "obl" and any(
        child.dep_ in _OBJECTS and _is_act(child, words) for child in token.head.children
    )


def _is_backer(doc: Doc, end: int, words: Lexicon) -> bool:
    return end + 1 < len(doc) and doc[end].text in {"-", "–", "‑"} and doc[end + 1].lower_ in words.backing


def _has_preposition(token: Token) -> bool:
    return any(child.dep_ == "case" and child.lower_ not in {"'s", "’s", "'", "’"} for child in token.lefts)


def is_told_of(noun: Token) -> bool:
    """Say whether something is told of a noun: it acts, or a finite verb or an act is done to it.

    `Gunmen attacked`, `police shot gunmen`, `an attack by gunmen`; not `a plan to defeat extremists`.
    """
    if noun.dep_ in _SUBJECTS:
        return True
    if noun.dep_ in _OBJECTS:
        return "Inf" not in noun.head.morph.get("VerbForm", [])
    cases = {child.lower_ for child in noun.lefts if child.dep_ == "case"}
    return "by" in cases or (noun.dep_ == "nmod" and _is_act(noun.head, lexicon()))


def first_conjunct(token: Token) -> Token:
    """Return the first of the nouns that a noun is joined to: `A` for `B` in `A and B`."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _acts_by_words(doc: Doc, start: int, end: int, kind: str) -> bool:
    """Without a parse only the clearest cases count: an act right after, or an acting preposition before."""
    words, after = lexicon(), end
    while after < len(doc) and doc[after].text in {"'s", "’s", "'", "’"}:
        after += 1
    if kind != "capital" and after < len(doc) and doc[after].lower_ in words.acts:
        return True
    before = doc[start - 1].lower_ if start else ""
    return kind == "country" and before in words.acting_prepositions
