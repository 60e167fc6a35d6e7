"""Names found in a text: a trie over folded words, so that spelling marks and line ends inside names do not matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from docmine.actors.names import fold

if TYPE_CHECKING:  # who only looks a name up, to link tables, waits for no spaCy
    from spacy.tokens import Doc

_TRANSPARENT = frozenset({*"-‐‑–'’‘`\"“”/&", "'s", "’s", "the", "The"})
_ARTICLES = frozenset({"al", "el", "ul"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name in the trie means.

    `exact` is an acronym whose case must agree; `proper` asks for a capital: `first` at the name's
    first word, `both` at its last word too.
    """

    kind: str  # actor, generic, country, demonym, people, capital
    value: str  # key of the actor, phrase of the generic, ISO 3166-1 alpha-3 of the country
    exact: str
    proper: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: tokens `start:end`, and what it may mean."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def kind(self) -> str:
        """Kind of the first meaning."""
        return self.entries[0].kind

    @property
    def value(self) -> str:
        """Value of the first meaning."""
        return self.entries[0].value


@dataclass(slots=True)
class _Node:
    below: dict[str, _Node] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


class Trie:
    """A dictionary of folded names that finds the longest ones in a document."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, folded: str, entry: Entry) -> None:
        """Add a name; a name may have several meanings, in order of preference."""
        node = self._root
        for word in folded.split():
            node = node.below.setdefault(word, _Node())
        if node is not self._root and entry not in node.entries:
            node.entries = (*node.entries, entry)

    def discard(self, folded: str, value: str) -> None:
        """Take away a meaning of a name, if it has it; longer names that begin with it stay."""
        node = self._root
        for word in folded.split():
            if word not in node.below:
                return
            node = node.below[word]
        node.entries = tuple(entry for entry in node.entries if entry.value != value)

    def find(self, doc: Doc) -> list[Hit]:
        """Return the longest names in the document, left to right, without overlaps."""
        words, tokens = _stream(doc)
        hits: list[Hit] = []
        position, root = 0, self._root.below
        while position < len(words):
            if words[position] not in root:
                position += 1
                continue
            hit, position = self._longest(doc, words, tokens, position)
            if hit:
                hits.append(hit)
        return hits

    def _longest(self, doc: Doc, words: list[str], tokens: list[int], first: int) -> tuple[Hit | None, int]:
        node, position = self._root, first
        best: tuple[Hit | None, int] = (None, first + 1)
        while position < len(words) and (below := node.below.get(words[position])):
            node, position = below, position + 1
            if node.entries:
                start, end = _with_article(doc, tokens[first]), tokens[position - 1] + 1
                fitting = tuple(entry for entry in node.entries if _fits(doc, tokens[first], end, entry))
                if fitting:
                    best = Hit(start, end, fitting), position
        return best


def _fits(doc: Doc, start: int, end: int, entry: Entry) -> bool:
    text = doc[start].text
    if entry.exact:
        return end == start + 1 and text.replace(".", "") == entry.exact
    if entry.proper and text[:1].islower():
        return False
    return entry.proper != "both" or not doc[end - 1].text[:1].islower()


def _with_article(doc: Doc, start: int) -> int:
    """Move the start before `al-`, which the folded words leave out."""
    before = start - 1
    if before >= 0 and doc[before].text in {"-", "‐", "‑", "–"}:
        before -= 1
    elif not (before >= 0 and doc[before].text[:1].isupper()):
        return start
    return before if before >= 0 and doc[before].lower_ in _ARTICLES else start


@lru_cache(maxsize=131_072)
def _word(text: str) -> str | None:
    """Return the folded word of a token, None for one that names are read across, empty for one that ends a name."""
    if text.isspace():
        return "" if text.count("\n") > 1 else None
    if text in _TRANSPARENT or text.lower() in _ARTICLES:
        return None
    folded = fold(text) if text[:1].isalnum() else fold(text.strip("'’‘`\"“”"))
    return folded or ""


def _stream(doc: Doc) -> tuple[list[str], list[int]]:
    """Return the folded words of a document and the token that each comes from."""
    strings = doc.vocab.strings
    orths = doc.to_array("ORTH").tolist()
    known = {orth: _word(strings[orth]) for orth in set(orths)}
    words: list[str] = []
    tokens: list[int] = []
    for token, orth in enumerate(orths):
        word = known[orth]
        if word is None:
            continue
        for part in word.split() if " " in word else (word,):
            words.append(part)
            tokens.append(token)
    return words, tokens
