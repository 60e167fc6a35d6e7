"""How many were killed, injured, detained or displaced: the number on a trigger's targets."""

from __future__ import annotations

from spacy.tokens import Token

from docmine.events import counts, grammar
from docmine.events.frames import Frame
from docmine.events.syntax import is_none
from docmine.extensions import Count

_REACH = 12
"""Tokens to the left of a head within which its number is looked for."""


def fill(frame: Frame) -> None:
    """Set the count that the frame's trigger stands for, when its targets carry a number.

    Coordinated targets are disjoint and added up; a phrase after the head (*including five children*) is a part of the
    whole and never added.
    """
    if not frame.trigger.count:
        return
    heads = [head for head in frame.patients if not (is_none(head) or _is_reciprocal(head))]
    amounts = [amount for head in heads if (amount := _amount(head)) is not None]
    if not amounts:
        return
    total = amounts[0]
    for amount in amounts[1:]:
        total = counts.add(total, amount)
    frame.counts[frame.trigger.count] = Count(
        low=total.low, best=total.best, high=total.high, start=total.start, end=total.end
    )


def _is_reciprocal(head: Token) -> bool:
    """Say whether a word begins or ends *one another*."""
    pair = head.doc[max(head.i - 1, 0) : head.i + 2].text.lower()
    return "one another" in pair


def _amount(head: Token) -> counts.Amount | None:
    doc = head.doc
    first = max(head.left_edge.i, head.i - _REACH, head.sent.start)
    for length in (3, 2, 1):
        before = " ".join(token.lower_ for token in doc[max(first - length, head.sent.start) : first])
        if before in counts.modifiers():
            first -= length
            break
    window = doc[first : head.i + 1]
    amount = counts.parse(window.text)
    if amount is None:
        return _single(head)
    return amount._replace(start=amount.start + window.start_char, end=amount.end + window.start_char)


def _single(head: Token) -> counts.Amount | None:
    """Read *a soldier* as one person."""
    article = next((child for child in head.children if child.lower_ in ("a", "an")), None)
    if article is None or head.tag_ != "NN" or head.lemma_.lower() not in grammar.load().people:
        return None
    return counts.Amount(1, 1, 1, article.idx, article.idx + len(article))
