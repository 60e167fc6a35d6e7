"""What the words of a document stand in: kinds of actors, sentences, and the events that words near them may name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from docmine.events import triggers
from docmine.events.syntax import preposition

_CLIMB = 4  # links of the parse up to the trigger that a word may belong to


@dataclass(frozen=True, slots=True)
class Setting:
    """Kinds of actors by token, sentences by token; by sentence the kind of its trigger, and its root."""

    actors: dict[int, str]
    sentence: list[int]
    kinds: list[str]
    roots: list[str]


def setting_of(doc: Doc) -> Setting:
    """Return what the words of an annotated document stand in."""
    spans = [span for span in doc.spans.get("actors", ()) if span._.actor]
    types = {actor_id: identity["type"] for actor_id, identity in doc._.actors.items()}
    actors = {i: types.get(span._.actor["actor_id"], "") for span in spans for i in range(span.start, span.end)}
    sentence, kinds, roots = [0] * len(doc), [], []
    for number, sent in enumerate(doc.sents):
        sentence[sent.start : sent.end] = [number] * len(sent)
        named = [kind for token in sent if (kind := kind_of(token.lower_, token.lemma_.lower()))]
        kinds.append(next((kind for kind in named if kind.startswith("ASSAULT")), named[0] if named else ""))
        roots.append(sent.root.lemma_.lower())
    return Setting(actors, sentence, kinds, roots)


def tie(token: Token) -> str:
    """Return the kind of event that the nearest trigger above a word names, and by which links the word hangs on it."""
    for length in range(_CLIMB):
        link = f"{token.dep_} {preposition(token)}"
        if token.head == token:
            break
        token = token.head
        kind = kind_of(token.lower_, token.lemma_.lower())
        if kind:
            return f"{kind} {link} {length}"
    return ""


@lru_cache(maxsize=1)
def _lexicon() -> triggers.Lexicon:
    return triggers.load()


@lru_cache(maxsize=50_000)
def kind_of(form: str, lemma: str) -> str:
    """Return the type and mode of the event that a word may name, or an empty string."""
    return next((f"{one.event_type} {one.mode}" for one in _lexicon().candidates(form, lemma)), "")
