"""A trigger in a text with what the parse ties to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from docmine.events import grammar
from docmine.events.syntax import children, is_passive, objects, preposition, preposition_or_marker, relation
from docmine.events.triggers import Trigger
from docmine.extensions import Casualty, Count


@dataclass(frozen=True, slots=True)
class Choice:
    """Another row of the lexicon than its first, the probability of its type, and the type and mode of the first."""

    trigger: Trigger
    chance: float
    instead_of: tuple[str, str]


@dataclass(slots=True, eq=False)
class Frame:
    """An event in the making. `tokens` are all triggers that name it, the one it is called after first.

    `deeds` are what an act of speech is about: what is threatened, demanded, agreed. `choice` is there where the
    lexicon was overruled.
    """

    token: Token
    trigger: Trigger
    agents: list[Token] = field(default_factory=list)
    patients: list[Token] = field(default_factory=list)
    carriers: list[Token] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    deeds: list[Frame] = field(default_factory=list)
    casualties: list[Casualty] = field(default_factory=list)
    harms: list[int] = field(default_factory=list)  # the word of harm of each casualty
    counts: dict[str, Count] = field(default_factory=dict)
    place: Span | None = None
    place_reason: str | None = None
    date: Span | None = None
    date_reason: str | None = None
    weapon: str | None = None
    status: str = "factual"
    claimed_by: str | None = None
    choice: Choice | None = None

    @property
    def heads(self) -> list[Token]:
        """All words whose dependents belong to the event's clause."""
        return [*self.tokens, *self.carriers]


def carriers(token: Token) -> list[Token]:
    """Return the verbs that carry a trigger: they control it, or it is the object of a verb that says little itself."""
    found: list[Token] = []
    token = counted(token)
    relative = next((verb for verb in children(token, "acl") if is_light(verb) and token in objects(verb)), None)
    if relative is not None:
        return [relative]
    while len(found) < 3 and token.head != token:
        head, kind = token.head, relation(token)
        light = kind in ("obj", "nsubj", "obl") and is_light(head)
        if not (head.pos_ == "VERB" and (kind == "xcomp" or light)) or (kind == "nsubj" and not is_passive(head)):
            break
        found.append(head)
        token = head
    return found


def that_clauses(noun: Token) -> list[Token]:
    """Return the verbs of what a noun says (*its demand that Belda withdraw*), wherever the parse hangs them."""
    clauses = [clause for head in (noun, *carriers(noun)) for clause in children(head, "acl", "ccomp", "advcl")]
    return [clause for clause in clauses if preposition_or_marker(clause) == "that"]


def counted(noun: Token) -> Token:
    """Return the noun that counts an event, or the event's own: *a series of attacks*, *a bombing campaign*."""
    head, words = noun.head, grammar.load()
    several = relation(noun) == "nmod" and preposition(noun) == "of" and head.lemma_ in words.quantity
    shell = noun.dep_ == "compound" and head.lemma_ in words.shells
    return head if several or shell else noun


def is_light(verb: Token) -> bool:
    """Say whether a verb says little itself: *launch* an attack, *suffer* an attack."""
    words = grammar.load()
    return grammar.among(verb, words.doer) or grammar.among(verb, words.sufferer)
