"""Small questions about a Universal Dependencies parse."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from docmine.events import grammar

RELATIVE = frozenset({"that", "which", "who", "whom"})
_STOPS = frozenset({".", "!", "?", "…"})
_VERBAL = frozenset({"VERB", "AUX"})
_BY = frozenset({"by"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "conj", "parataxis"})
_INSIDE = frozenset({"nmod", "appos", "compound", "flat", "nummod"})


def relation(token: Token) -> str:
    """Return the universal part of a token's relation: `nsubj` for `nsubj:pass`."""
    return _universal(token.dep_)


@cache
def _universal(name: str) -> str:
    return name.partition(":")[0]


def children(token: Token, *relations: str) -> list[Token]:
    """Return the dependents that stand in one of the relations, in text order."""
    return [child for child in token.children if relation(child) in relations]


def preposition(token: Token) -> str:
    """Return the first adposition of a nominal in lower case, or an empty string.

    A passive's agent has *by*, also after a stranded one (*fired upon by gunmen*). A parser at times hangs it on the
    modifier or owner that follows it: *on* in *an attack on government troops*.
    """
    if token.dep_ == "obl:agent":
        return "by"
    for child in token.lefts:
        kind = relation(child)
        if kind == "case":
            return child.lower_
        if (kind == "compound" or child.dep_ == "nmod:poss") and child.n_lefts and (found := preposition(child)):
            return found
    return next((child.lower_ for child in token.rights if relation(child) == "case"), "")


def is_possessor(token: Token) -> bool:
    """Say whether a nominal stands before another as its owner: *Aleppo's* fall, *their* retreat."""
    return token.dep_ == "nmod:poss" or any(child.tag_ == "POS" for child in token.children)


def is_none(noun: Token) -> bool:
    """Say whether a nominal stands for nobody: *no soldiers*, *no one*, *nobody*, *none of them*."""
    return noun.lower_ in ("nobody", "none") or any(
        child.lower_ in ("no", "neither") for child in children(noun, "det")
    )


def conjuncts(token: Token) -> list[Token]:
    """Return a nominal and all coordinated with it, or with the name right behind it: *my cousin Hassan and a son*."""
    found = [token]
    names = [child for child in children(token, "appos") if child.pos_ == "PROPN" and child.left_edge.i == token.i + 1]
    for child in (joined for one in (token, *names) for joined in children(one, "conj")):
        found += [] if _begins_clause(child) else conjuncts(child)
    return found


def inside(token: Token) -> Iterator[Token]:
    """Yield a nominal's head, then the nominals nested in it, nearest first; clauses and conjuncts are left out."""
    queue = [token]
    while queue:
        head = queue.pop(0)
        yield head
        queue += [child for child in head.children if relation(child) in _INSIDE or child.dep_ == "amod"]


def is_headline(sentence: Span) -> bool:
    """Say whether a sentence ends without a stop; headlines leave out `were`, too: "Eleven killed in raid"."""
    words = [token for token in sentence if not token.is_space]
    return bool(words) and words[-1].text not in _STOPS


def is_passive(verb: Token) -> bool:
    """Say whether a verb is passive: by its auxiliary or subject, after a noun, or in a headline or note."""
    relations = {child.dep_ for child in verb.children}
    if "aux:pass" in relations or ("nsubj:pass" in relations and "obj" not in relations) or _is_telegraphic(verb):
        return True
    if verb.tag_ not in ("VBN", "VBD") or children(verb, "obj", "aux"):
        return False
    if verb.dep_ == "ROOT" and children(verb, "nsubj"):
        return is_headline(verb.sent) and (verb.tag_ == "VBN" or not relations & _CLAUSES)
    if children(verb, "nsubj") or verb.tag_ == "VBD":
        return verb.tag_ == "VBN" and relation(verb) == "nsubj"  # *a nurse hurt in the raid died*, misread
    if relation(verb) == "conj":
        return verb.head.pos_ == "VERB" and is_passive(verb.head)
    return relation(verb) in ("acl", "advcl")


def _is_telegraphic(verb: Token) -> bool:
    """Say whether a note leaves the auxiliary out: *two killed, 11 wounded*."""
    if verb.tag_ not in ("VBN", "VBD") or not grammar.among(verb, grammar.load().telegraphic):
        return False
    own = children(verb, "nsubj")
    counted = all(noun.pos_ == "NUM" or children(noun, "nummod") for noun in own)
    return bool(own) and counted and not children(verb, "obj", "aux")


def is_simple_present(verb: Token) -> bool:
    """Say whether a verb is in the present and has no auxiliary: *they regret it*, not *they are leaving*."""
    return verb.tag_ in ("VBP", "VBZ") and not children(verb, "aux")


def subjects(verb: Token, subject_control: frozenset[str] = frozenset()) -> list[Token]:
    """Return the heads of a verb's subject: its own, or one shared by coordination, control or a participle."""
    own = children(verb, "nsubj")
    if own:
        return [noun for child in own for noun in _relative(child, verb)]
    return _misread_subject(verb) or _shared_subjects(verb, subject_control) or _cut_off(verb)


def _shared_subjects(verb: Token, subject_control: frozenset[str]) -> list[Token]:
    kind, head = relation(verb), verb.head
    if kind == "conj":
        first = head if head.pos_ in _VERBAL else next((one for one in governors(head) if one.pos_ in _VERBAL), None)
        return subjects(first, subject_control) if first is not None else []
    if kind == "xcomp":
        objects = [] if head.lemma_ in subject_control else children(head, "obj", "iobj")
        return [noun for child in objects for noun in conjuncts(child)] or subjects(head, subject_control)
    if kind == "advcl" and verb.tag_ in ("VBG", "VBN", "VB"):
        return _adverbial_subjects(verb, subject_control)
    if kind == "acl" and verb.tag_ in ("VBG", "VBN", "VBD"):
        return [noun for noun in conjuncts(head) if noun.i < verb.i]  # *two killed and nine missing*
    return []


def objects(verb: Token) -> list[Token]:
    """Return the heads of a verb's direct object, an object relative's antecedent included."""
    own = children(verb, "obj") or children(verb, "iobj") or _shared_objects(verb)
    found = [noun for child in own for noun in _relative(child, verb)]
    gap = verb.dep_ == "acl:relcl" and not found and not is_passive(verb)
    if gap and all(child.lower_ not in RELATIVE for child in children(verb, "nsubj", "obl")):
        return [verb.head] if children(verb, "nsubj") else []
    return found


def _shared_objects(verb: Token) -> list[Token]:
    """Return the object behind two joined verbs, which the parse gives to the first: *drove out and killed monks*.

    Also the noun that a verb with a subject seems to describe: *Belda massed troops*.
    """
    if relation(verb) == "conj" and not is_passive(verb):
        return [noun for noun in children(verb.head, "obj") if noun.i > verb.i]
    return [verb.head] if relation(verb) == "amod" and children(verb, "nsubj") and verb.head.i > verb.i else []


def obliques(head: Token, prepositions: frozenset[str]) -> list[Token]:
    """Return the heads of prepositional phrases of a verb or noun, with one of the given prepositions."""
    return [
        noun
        for child in children(head, "obl", "nmod")
        if preposition(child) in prepositions and not is_possessor(child)
        for noun in conjuncts(child)
    ]


def governors(token: Token) -> Iterator[Token]:
    """Yield a token's ancestors, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def _adverbial_subjects(verb: Token, subject_control: frozenset[str]) -> list[Token]:
    """Return who does what a participle tells: *blamed rebels for bombing*, *hit by a raid, killing two*."""
    blamed = children(verb.head, "obj") if preposition_or_marker(verb) in ("of", "for") else []
    suffered = verb.tag_ == "VBG" and is_passive(verb.head)
    doers = obliques(verb.head, _BY) if suffered else []
    if suffered and preposition_or_marker(verb) == "in":
        return doers  # *killed in fighting*: who was killed did not fight for that
    return [noun for child in blamed for noun in conjuncts(child)] or doers or subjects(verb.head, subject_control)


def _misread_subject(verb: Token) -> list[Token]:
    """Return a subject that the parser took for a modifier of the verb or for a conjunct of a noun before it.

    A verb has no compounds (*the United Nations condemned*); *hit a convoy and soldiers raided a camp* has two clauses.
    """
    if not (verb.pos_ == "VERB" and verb.tag_ in _FINITE) and not children(verb, "obj"):
        return []
    modifiers = [child for child in verb.lefts if relation(child) == "compound" and child.pos_ in _NOMINAL]
    before = verb.doc[verb.i - 1] if verb.i else verb
    return modifiers[-1:] or ([before] if _begins_clause(before) else [])


def _begins_clause(noun: Token) -> bool:
    """Say whether a conjunct is rather the subject of the verb behind it, which nothing else joins to its clause."""
    if relation(noun) != "conj" or noun.pos_ not in _NOMINAL or not children(noun, "cc") or noun.i + 1 >= len(noun.doc):
        return False
    verb = noun.nbor()
    joined = relation(verb) == "conj" and verb.head.i < noun.i and not children(verb, "nsubj", "cc", "aux")
    return joined and verb.pos_ == "VERB" and verb.tag_ in _FINITE


def _cut_off(verb: Token) -> list[Token]:
    """Return a subject that the parser took for a sentence of its own: *Belda today bombed …*."""
    start = verb.sent.start
    if verb.tag_ != "VBD" or relation(verb) not in ("ROOT", "ccomp") or start == 0:
        return []
    before = verb.doc[start - 1]
    if before.tag_ == "NN" and before.head == before and len(before.sent) == 1 and before.i:  # *today*
        before = verb.doc[before.i - 1]
    return conjuncts(before.sent.root) if before.pos_ in ("NOUN", "PROPN") and before.sent.root.pos_ != "VERB" else []


def preposition_or_marker(token: Token) -> str:
    """Return the word that introduces a clause or phrase (`of` bombing, `if` they attack), or an empty string."""
    return next((child.lower_ for child in token.children if relation(child) in ("mark", "case")), "")


def _relative(pronoun: Token, verb: Token) -> list[Token]:
    if pronoun.lower_ in RELATIVE and relation(verb) == "acl":
        return conjuncts(verb.head)
    if pronoun.lower_ in ("that", "which") and pronoun.tag_ == "WDT" and pronoun.i > pronoun.sent.start:
        return [_antecedent(pronoun)]
    return conjuncts(pronoun)


def _antecedent(pronoun: Token) -> Token:
    """Return the noun before a relative pronoun whose clause hangs on a verb: *hurt in a raid that killed*."""
    noun = pronoun.nbor(-1)
    while relation(noun) in ("nmod", "flat", "compound") and noun.head.i < pronoun.i:
        noun = noun.head
    return noun if noun.pos_ in _NOMINAL else pronoun
