"""Words as the transformer reads them: wordpieces, with the letters' case carried beside them.

all-MiniLM-L6-v2 reads text in lower case, and names live by their capitals. So the class of each
word's letters is fed in as its token type, an input that BERT has and single texts do not use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tokenizers import Tokenizer

CASES = 6
"""Number of classes of `case`."""

WINDOW = 160
"""Pieces that the transformer reads at once, its two special ones included."""

_ENDS = frozenset(".!?…")
_LONGEST = 16  # pieces of one word that are read; more are a link or a run of signs
_SPACE, _BREAK = "[unused1]", "[unused2]"  # pieces of the vocabulary that no text has


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words. `words` holds, for each of them, the index of its first piece."""

    pieces: tuple[int, ...]
    cases: tuple[int, ...]
    words: tuple[int, ...]


class Wordpieces:
    """Splits words into pieces; `description` is the JSON of a tokenizer of the tokenizers library."""

    def __init__(self, description: str) -> None:
        self._tokenizer = Tokenizer.from_str(description)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._tokenizer.encode_special_tokens = True  # a text that says [SEP] is a text
        self.start, self.end, self.unknown = (self._id(name) for name in ("[CLS]", "[SEP]", "[UNK]"))
        self._space, self._break = self._id(_SPACE), self._id(_BREAK)
        self._pieces = lru_cache(maxsize=100_000)(self._split)

    def windows(self, words: Sequence[str]) -> Iterator[Window]:
        """Yield the words in windows, each ending at the end of a sentence where it has one."""
        room = WINDOW - 2
        split = [self._pieces(word) for word in words]
        start = 0
        while start < len(words):
            end, size, good = start, 0, start
            while end < len(words) and size + len(split[end]) <= room:
                size += len(split[end])
                end += 1
                if words[end - 1] in _ENDS or "\n" in words[end - 1]:
                    good = end
            stop = end if end == len(words) or good == start else good
            yield self._window(words[start:stop], split[start:stop])
            start = stop

    def _window(self, words: Sequence[str], split: Sequence[tuple[int, ...]]) -> Window:
        pieces, cases, first = [self.start], [0], []
        for word, parts in zip(words, split, strict=True):
            first.append(len(pieces))
            pieces += parts
            cases += [case(word)] * len(parts)
        return Window((*pieces, self.end), (*cases, 0), tuple(first))

    def _split(self, word: str) -> tuple[int, ...]:
        if word.isspace() or not word:
            return (self._break if "\n" in word else self._space,)
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids[:_LONGEST]) or (self.unknown,)

    def _id(self, piece: str) -> int:
        number = self._tokenizer.token_to_id(piece)
        if number is None:
            raise ValueError(f"the vocabulary has no {piece}")
        return int(number)


def case(word: str) -> int:
    """Return the class of a word's letters: 0 small or none, 1 Title, 2 CAPITALS, 3 one capital, 4 miXed, 5 digits."""
    if not any(letter.isalpha() for letter in word):
        return 5 if any(letter.isdigit() for letter in word) else 0
    if word.islower():
        return 0
    if word.isupper():
        return 3 if len(word) == 1 else 2
    return 1 if word[0].isupper() and word[1:].islower() else 4
