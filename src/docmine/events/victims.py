"""How many people a phrase names, and who they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from docmine.events import counts, grammar
from docmine.events.counts import Amount
from docmine.events.harm import words
from docmine.events.syntax import children, is_none, preposition

_REACH = 12
"""Tokens to the left of a head within which its number is looked for."""
_OTHERS = frozenset({"another", "one"})
_SINGULAR = frozenset({"NN", "NNP"})


class Victims(NamedTuple):
    """People in a phrase; `amount` has its place in characters of the document."""

    amount: Amount
    who: str  # all civilians combatants children women detainees other

    def holds(self, other: Victims) -> bool:
        """Say whether the number of others begins within this one: the 25 of *20 to 25 dead*."""
        return self.amount.start <= other.amount.start < self.amount.end


def of_heads(heads: Sequence[Token]) -> list[Victims]:
    """Return the people that coordinated phrases name, one after another.

    A number is read before the head of its phrase, or after *of* where the head only groups (*a family of five*). One
    person is *a soldier*, *his son*, and, next to others who are counted, *the mayor*; people named by name are counted
    when all the phrases are names.
    """
    heads = [head for head in heads if not (is_none(head) or _is_reciprocal(head))]
    if heads and all(_is_name(head) for head in heads):
        return [_one(head, head, "other") for head in heads]
    counted = {head.i: victims for head in heads if (victims := _of_head(head)) is not None}
    found = list(counted.values())
    if len(heads) > 1 and found:
        found += [_one(head, head, who(head)) for head in heads if _is_definite(head) and head.i not in counted]
    return sorted(found, key=lambda victims: victims.amount.start)


def who(head: Token) -> str:
    """Return which people a noun means: all of them, or civilians, combatants, children, women, detainees, or other."""
    lists = words()
    if head.pos_ == "NUM" or head.lemma_.lower() in lists.groups | grammar.load().quantity:
        inner = [child for child in children(head, "nmod") if preposition(child) in ("of", "")]
        if inner:
            return who(inner[0])  # "tens of thousands of people"
    forms = {head.lemma_.lower(), head.lower_}
    found = next((name for name, nouns in lists.who.items() if nouns & forms), None)
    anybody = head.pos_ in ("NUM", "ADJ", "VERB") or head.lower_ in lists.kinds["noun"]  # "55 deaths"
    return found or ("all" if anybody else "other")


def who_after(window: Span, amount: Amount) -> str:
    """Return who is counted: the first noun after a number that says so, else *all* right after it, else other."""
    nouns = []
    for word in window:
        if word.idx - window.start_char < amount.end or word.is_space:
            continue
        if word.is_punct or word.lower_ in ("and", "in", "on", "when", "were", "was", "by", "at"):
            break
        if word.lower_ != "of":
            nouns.append(word)
    kinds = [who(word) for word in nouns]
    return next((kind for kind in kinds if kind != "other"), "other" if nouns else "all")


def _of_head(head: Token) -> Victims | None:
    if head.lemma_.lower() in words().groups:
        inner = [child for child in children(head, "nmod", "nummod") if preposition(child) == "of"]
        found = next((victims for child in inner if (victims := _of_head(child)) is not None), None)
        if found is not None:
            return found._replace(who=who(inner[0]) if inner[0].pos_ != "NUM" else who(head))
    amount = _amount(head)
    return Victims(amount, who(head)) if amount is not None else _single(head)


def _amount(head: Token) -> Amount | None:
    doc = head.doc
    first = max(head.left_edge.i, head.i - _REACH, head.sent.start)
    first = with_modifier(doc, first, head.sent.start)
    last = head.i + 1
    if doc[last : last + 1].text.lower() in ("to", "or") and head.pos_ == "NUM":  # "20 to 25 dead"
        last = min(last + 2, len(doc))
    elif doc[last : last + 1].text.lower() == "of":  # "tens of thousands", "19 of the 30"
        last = min(last + 3, len(doc))
    window = doc[first:last]
    amount = counts.parse(window.text)
    if amount is None or amount.start + window.start_char > head.idx + len(head):
        return None
    return moved(amount, window.start_char)


def with_modifier(doc: Doc, first: int, limit: int) -> int:
    """Return where a phrase begins with the words that bound its number: *at least*, *no fewer than*."""
    for length in (4, 3, 2, 1):
        start = max(first - length, limit)
        if " ".join(token.lower_ for token in doc[start:first] if not token.is_space) in counts.modifiers():
            return start
    return first


def moved(amount: Amount, offset: int) -> Amount:
    """Return a number read in a part of a text, at its place in the whole."""
    return amount._replace(start=amount.start + offset, end=amount.end + offset)


def _single(head: Token) -> Victims | None:
    """Read *a soldier*, *his son* and *another* as one person."""
    lemma, lists = head.lemma_.lower(), words()
    if head.lower_ in _OTHERS:
        return _one(head, head, "all")
    people = lemma in grammar.load().people or lemma in lists.kin or any(lemma in nouns for nouns in lists.who.values())
    if head.tag_ not in _SINGULAR or not people or lemma in lists.groups:
        return None
    marks = [child for child in head.children if child.lower_ in ("a", "an", "another")]
    if lemma in lists.kin:
        marks += [child for child in head.children if child.dep_ == "nmod:poss"]
    return _one(marks[0], marks[0], who(head)) if marks else None


def _one(first: Token, last: Token, kind: str) -> Victims:
    return Victims(Amount(1, 1, 1, first.idx, last.idx + len(last)), kind)


def _is_definite(head: Token) -> bool:
    lemma = head.lemma_.lower()
    known = lemma in grammar.load().people or lemma in words().kin
    return head.tag_ in _SINGULAR and ((known and bool(children(head, "det"))) or _is_name(head))


def _is_name(head: Token) -> bool:
    return head.ent_type_ == "PERSON" and head.tag_ in ("NNP", "NN")


def _is_reciprocal(head: Token) -> bool:
    """Say whether a word begins or ends *one another*."""
    pair = head.doc[max(head.i - 1, 0) : head.i + 2].text.lower()
    return "one another" in pair
