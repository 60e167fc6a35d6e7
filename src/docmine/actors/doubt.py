"""Names that no list knows and that are more likely a model's mistake."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from docmine.actors.mention import Mention
from docmine.actors.names import fold, is_acronym

ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "dobj", "nmod", "conj", "appos"})
"""Universal Dependencies of a noun that takes part in something, rather than only describing another noun."""

MAX_HEADLINE = 200
"""Longer lines, in characters, are not headlines."""


class Doubt:
    """Judges the unknown names of a document.

    Doubtful is the name of a place, one that comes in headlines only, and a single word that comes
    once and takes no part in a sentence or is a common noun with which a sentence begins.
    """

    def __init__(self, doc: Doc, named: list[Mention], *, parsed: bool) -> None:
        self._doc, self._parsed = doc, parsed
        self._places = {fold(span.text) for span in doc.spans.get("places", ())}
        self._counts = Counter(fold(one.value) for one in named)
        text = doc.text  # joined anew at each access
        told = {fold(one.value) for one in named if not _in_headline(text, doc[one.start].idx)}
        self._headlined = self._counts.keys() - told

    def of(self, one: Mention) -> bool:
        """Say whether a name is doubtful."""
        key = fold(one.value)
        if key in self._headlined or key in self._places:
            return True
        if one.label == "PERSON" and key.rpartition(" ")[2] in self._places:
            return True
        if " " in one.value or is_acronym(one.value) or self._counts[key] > 1:
            return False
        root = self._doc[one.start : one.end].root
        return self._parsed and (root.dep_ not in ARGUMENTS or (root.pos_ == "NOUN" and bool(root.is_sent_start)))


def _in_headline(text: str, offset: int) -> bool:
    """Say whether a name stands in a line of capitalised words, where models take any words for a name."""
    before, after = text[max(0, offset - MAX_HEADLINE) : offset], text[offset : offset + MAX_HEADLINE]
    line = before.rpartition("\n")[2] + after.partition("\n")[0]
    if len(line) > MAX_HEADLINE or line.rstrip().endswith("."):
        return False
    words = [word for word in line.split() if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() or not word[0].isalpha() for word in words) >= 0.8 * len(words)
