"""The actors, places and dates of a document, by token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from docmine.events import grammar
from docmine.events.ontology import CROWD, PROTESTER
from docmine.events.syntax import children, inside, is_possessor, preposition, relation

_IMPERSONAL = frozenset({"organisation", "media", "other"})
_UNUSABLE = frozenset({"DURATION", "SET"})
_NAMED = frozenset({"compound", "flat", "appos", "amod"})
_OWNERS = frozenset({"of", "for", "from", "by", "'s", "’s", "'", "’"})
_NESTED = frozenset({"", "of", "in", "at", "near", "outside", "around", "inside", "between", "into", "to", "'s", "’s"})
"""Prepositions by which a place may stand inside a phrase: *the outskirts of Aleppo*, not *the war with Iraq*."""


@dataclass(frozen=True, slots=True)
class Layers:
    """For each token index the narrowest span of a group that covers it, and the actors' types by id.

    `latent` are those who are actors only if an event says so: countries whose name seemed to stand for the land, and
    common nouns.
    """

    actors: dict[int, Span]
    latent: dict[int, Span]
    places: dict[int, Span]
    dates: dict[int, Span]
    types: dict[str, str]

    def actor(self, head: Token) -> Span | None:
        """Return the actor that a noun phrase with this head names, or None.

        The actor covers the head, or stands in its name (compound, flat, adjective, apposition). An owner counts only
        for a head that acts for its owner (*the soldiers of the regime*) or counts it (*dozens of rebels*).
        """
        if head.i in self.actors:
            return self.actors[head.i]
        words, lemma = grammar.load(), head.lemma_.lower()
        counts = lemma in words.quantity or head.pos_ == "NUM"
        named = _NAMED | {"nmod"} if counts or lemma in words.metonyms or lemma in words.people else _NAMED
        near = sorted((child for child in head.children if relation(child) in named), key=_is_description)
        found = next((self.actors[child.i] for child in near if child.i in self.actors), None)
        if found is None and counts:
            return next((span for child in near if (span := self.actor(child))), None)
        return found

    def _party(self, head: Token) -> Span | None:
        """Return the country or people that an event makes a party: *strikers*, *the Belden side*, *Belden-led forces*.

        Of what only describes a noun, it is that whose people or means the noun names, or whose holding it is.
        """
        words, lemma = grammar.load(), head.lemma_.lower()
        near = children(head, "appos")
        if lemma in words.quantity or head.pos_ == "NUM":
            near += children(head, "nmod")
        if lemma in words.metonyms or lemma in words.people or lemma in words.holdings:
            near += children(head, "amod", "compound")
            led = [child for child in near if child.lower_ == "led"]
            near += [part for child in led for part in children(child, "amod", "compound", "obl")]
        owner = next((self.latent[child.i] for child in near if child.i in self.latent), None)
        return owner or self.latent.get(head.i)

    def holder(self, head: Token) -> Span | None:
        """Return the actor that a noun phrase names, or whose holding it is: *a camp for refugees*."""
        found = self.actor(head)
        if found is not None or head.lemma_.lower() not in grammar.load().holdings:
            return found
        owners = [child for child in children(head, "nmod") if preposition(child) in _OWNERS]
        return next((span for owner in owners if (span := self.actor(owner) or self._party(owner))), None)

    def target(self, head: Token) -> Span | None:
        """Return whom an act is done to: an actor, a holder, or a country (*visited Corria*, *sanctions on Corria*)."""
        return None if _is_topic(head) else self.holder(head) or self._party(head)

    def source(self, head: Token) -> Span | None:
        """Return who does an act: an actor, or a country or people whom the act makes one."""
        return self.actor(head) or (self._party(head) if relation(head) != "compound" else None)

    def actor_type(self, span: Span) -> str:
        """Return the type of the actor that a span mentions, or an empty string."""
        return self.types.get(span._.actor["actor_id"], "")

    def kinds(self, heads: Iterable[Token], mentions: Iterable[Span]) -> list[str]:
        """Return the types of the actors of one side, and what its nouns tell beside: a protester, a mob."""
        words = grammar.load()
        types = [self.actor_type(span) for span in mentions]
        lemmas = {head.lemma_.lower() for head in heads} | {span.root.lemma_.lower() for span in mentions}
        told = ((PROTESTER, words.protesters), (CROWD, words.crowds))
        return types + [kind for kind, nouns in told if not nouns.isdisjoint(lemmas)]

    def place(self, head: Token) -> Span | None:
        """Return the place nearest to the head inside a noun phrase, or None: not one that tells who somebody is.

        An owner comes last, for it holds the others: *Belda's northern Ostra region*.
        """
        near = [token for token in inside(head) if token == head or preposition(token) in _NESTED]
        named = [token for token in near if token.i in self.places and not self._is_named_by(token)]
        named.sort(key=is_possessor)
        return next((self.places[token.i] for token in named if not self.describes(self.places[token.i].root)), None)

    def _is_named_by(self, place: Token) -> bool:
        """Say whether a place is part of an actor's name: *the Front of Ostra fighters*."""
        return place.i in self.actors and len(self.actors[place.i]) > len(self.places[place.i])

    def describes(self, place: Token) -> bool:
        """Say whether a place tells whose somebody is: *an Ostra priest*, *Belda's envoy*, *chief of Ostra's police*.

        Those who live there (*Ostra residents*) are where it is.
        """
        head = place.head
        adjoined = relation(place) in ("compound", "amod") or is_possessor(place)
        if not (adjoined or preposition(place) == "of") or head == place:
            return False
        if adjoined and any(child.tag_ != "POS" for child in children(place, "case")):
            return False  # *in Ostra*, however the parse hangs it
        while not self.is_person(head) and relation(head) == "nmod" and preposition(head) == "of":
            head = head.head
        return self.is_person(head) and head.lemma_.lower() not in grammar.load().inhabitants

    def is_person(self, head: Token) -> bool:
        """Say whether a noun phrase with this head stands for people."""
        if head.lemma_.lower() in grammar.load().quantity and any(map(self.is_person, children(head, "nmod"))):
            return True
        named = relation(head) not in ("compound", "amod")
        actor = self.actors.get(head.i) or (self.latent.get(head.i) if named else None)
        return (
            (actor is not None and self.actor_type(actor) not in _IMPERSONAL)
            or head.ent_type_ in ("PERSON", "NORP")
            or head.pos_ == "NUM"
            or head.lemma_.lower() in grammar.load().people
        )


def _is_topic(head: Token) -> bool:
    """Say whether what stands before a noun is its matter: *the Belden leak*, *the cabinet's Corria policy*."""
    if head.pos_ != "NOUN" or head.lemma_.lower() in grammar.load().people | grammar.load().metonyms:
        return False
    owned = any(child.dep_ == "nmod:poss" and child.pos_ != "PRON" for child in head.children)
    return bool(children(head, "compound")) and (owned or head.lemma_.lower() in grammar.load().affairs)


def _is_description(child: Token) -> bool:
    """Say whether a word describes rather than names: in *the Ostra commander Marek* it is Marek who acts."""
    return relation(child) not in ("flat", "appos")


def read(doc: Doc) -> Layers:
    """Return the layers that the components before this one wrote."""
    dated = {token.i for span in doc.spans.get("dates", ()) for token in span}
    mentions = [span for span in doc.spans.get("actors", ()) if span._.actor and not dated.issuperset(_tokens(span))]
    mentions = [span for span in mentions if not _is_cut(span)]
    actors = [span for span in mentions if not span._.actor["as_place"]]
    latent = [*doc.spans.get("latent", ()), *(span for span in mentions if span._.actor["as_place"])]
    dates = [span for span in doc.spans.get("dates", ()) if span._.date and _datable(span)]
    places = [span for span in doc.spans.get("places", ()) if not (_is_direction(span) or _is_word(span))]
    types = {actor_id: identity["type"] for actor_id, identity in (doc._.latent | doc._.actors).items()}
    return Layers(_by_token(actors), _by_token(latent), _by_token(places), _by_token(dates), types)


def _is_direction(span: Span) -> bool:
    """Say whether a place is a mere direction: *to the NORTH*; only with a name it is a place."""
    directions = grammar.load().directions
    return all(token.lower_ in directions or token.pos_ == "DET" for token in span)


def _is_word(span: Span) -> bool:
    """Say whether a place is rather a pronoun, or a noun that only capitals make a name: *THE MAN*, *THE CAR*."""
    last = span[-1]
    noun = last.tag_ in ("NN", "NNS") and last.is_upper and last.i > 0 and last.nbor(-1).is_upper
    named = [token for token in span if token.pos_ != "DET"]
    return span.root.tag_ == "PRP" or (noun and len(named) == 1)


def _is_cut(span: Span) -> bool:
    """Say whether a demonym is half of another: *American* of *Central American ministers*."""
    if len(span) > 1 or span.root.pos_ != "ADJ" or not span.start:
        return False
    before: Token = span.root.nbor(-1)
    return before.lower_ in grammar.load().directions and before.head in (span.root, span.root.head)


def _tokens(span: Span) -> range:
    return range(span.start, span.end)


def _datable(span: Span) -> bool:
    value = span._.date
    return value["type"] not in _UNUSABLE and not (value["timex_value"] or "").endswith("_REF")


def _by_token(spans: list[Span]) -> dict[int, Span]:
    index: dict[int, Span] = {}
    for span in sorted(spans, key=len, reverse=True):
        index.update((i, span) for i in range(span.start, span.end))
    return index
