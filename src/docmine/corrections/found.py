"""What a run found in one document: its clean text, its sentences, its names; and decisions that it no longer fits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import pairwise

import spacy
from spacy.language import Language

from docmine.errors import ResourceError
from docmine.labelled import Span
from docmine.store import Store

_REMEDY = "look at the document again, and decide in a new line"
_TOWNS = ("P", "A")  # GeoNames feature classes: populated places, divisions
_NAMES = """
    SELECT m.start, m."end", m.label, m.method, m.text, p.feature_code, a.type
    FROM mentions m LEFT JOIN places p USING (place_id) LEFT JOIN actors a ON a.actor_id = m.actor_id
    WHERE m.doc_id = ? ORDER BY m.start, m."end"
"""
_SENTENCES = """
    SELECT start, sentence FROM mentions WHERE doc_id = ? AND sentence IS NOT NULL
    UNION SELECT start, sentence FROM events WHERE doc_id = ?
"""


def unusable(reason: str, where: str) -> ResourceError:
    """Return that a decision, which stands at `where`, cannot be used."""
    return ResourceError(reason, where=where, remedy=_REMEDY)


def gone(doc_id: str, decided_at: Iterable[str]) -> list[ResourceError]:
    """Return that decisions cannot be used because the run has no such document."""
    reason = f"the document {doc_id} is not among those of the last run any more"
    return [unusable(reason, where) for where in decided_at]


class Found:
    """A document of a finished run.

    Raises:
        KeyError: the run has no such document.
    """

    def __init__(self, store: Store, doc_id: str) -> None:
        self._store = store
        self._doc_id = doc_id
        _, self.text, _ = store.text(doc_id)

    @cached_property
    def names(self) -> list[Span]:
        """The names, as the model and the patterns found them, and where those found none, two more kinds.

        Places that only the gazetteer knew: GPE if they are towns or divisions, else LOC. Actors
        that only the curated table or the shipped list knew, unless they are common words: PERSON or ORG.
        """
        rows = self._store.execute(_NAMES, (self._doc_id,)).fetchall()
        spans = [Span(row["start"], row["end"], row["label"]) for row in rows if _of_the_model(row["method"])]
        for row in rows:
            label = _label(row["method"], row["text"], row["feature_code"], row["type"])
            if label and not any(span.start < row["end"] and row["start"] < span.end for span in spans):
                spans.append(Span(row["start"], row["end"], label))
        return sorted(spans)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence that holds `start:end` begins and ends.

        A run notes the sentences in which it found something. Elsewhere, blank lines and full stops decide.
        """
        first, last = self._around(start), self._around(end - 1)
        return min(start, first[0]), max(end, last[1])

    def _around(self, offset: int) -> tuple[int, int]:
        at = bisect_right(self._sentences, (offset, len(self.text)))
        if at and offset < self._sentences[at - 1][1]:
            return self._sentences[at - 1]
        begin = self._sentences[at - 1][1] if at else 0
        end = self._sentences[at][0] if at < len(self._sentences) else len(self.text)
        before, after = self.text.rfind("\n\n", begin, offset), self.text.find("\n\n", offset, end)
        begin, end = (before + 2 if before >= 0 else begin), (after if after >= 0 else end)
        gap = _rules()(self.text[begin:end])
        sent = next(s for s in gap.sents if offset - begin < s.end_char or s.end == len(gap))
        cut = len(sent.text) - len(sent.text.lstrip())
        return begin + sent.start_char + cut, begin + sent.start_char + len(sent.text.rstrip())

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        """Begin and end of each sentence that the run noted: it keeps their words, and an offset inside."""
        found = set()
        for row in self._store.execute(_SENTENCES, (self._doc_id, self._doc_id)):
            offset, words = int(row["start"]), str(row["sentence"])
            begin = self.text.find(words, max(0, offset - len(words) + 1))
            if 0 <= begin <= offset:
                found.add((begin, begin + len(words)))
        bounds = sorted(found)
        return [one for one, following in pairwise([*bounds, (len(self.text) + 1, 0)]) if one[1] <= following[0]]


def _of_the_model(method: str) -> bool:
    return method.partition(":")[0] in ("ner", "pattern")


def _label(method: str, text: str, feature_code: str | None, actor_type: str | None) -> str | None:
    if method.startswith("gazetteer"):
        return "GPE" if (feature_code or "").startswith(_TOWNS) else "LOC"
    if method == "table" and text[0].isupper() and actor_type != "civilian":
        return "PERSON" if actor_type == "person" else "ORG"
    return None


@cache
def _rules() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp
