"""What speaks against a candidate: patterns that are kept already, and words of the language that look like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from docmine.patterns import Agreement, Line

_MOST = 3  # patterns that are named for one candidate


class Kept:
    """The lines of the pattern files, by their words."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._all = Agreement()
        self._by_words: dict[tuple[str, ...], Line] = {}
        self._holding: dict[str, list[tuple[tuple[str, ...], Line]]] = defaultdict(list)
        for line in lines:
            self._all.add(line)
            words = tuple(line.words.casefold().split()) if isinstance(line.pattern, str) else ()
            self._by_words[words] = line
            for word in set(words):
                self._holding[word].append((words, line))

    def line(self, words: str) -> Line | None:
        """Return a line that finds these words."""
        met = self._all.meeting(Line("", words))
        return met[0] if met else None

    def has(self, line: Line) -> bool:
        """Tell whether a line finds the same words already and means the same."""
        return bool(self._all.meeting(line)) and self.rival(line) is None

    def rival(self, line: Line) -> Line | None:
        """Return a line that finds the same words and means something else."""
        return self._all.rival(line)

    def conflicts(self, line: Line) -> list[str]:
        """Return in words how other lines meet this one: the same words otherwise meant, part or whole of it."""
        if rival := self.rival(line):
            return [f"is {_meaning(rival)} in {rival.where}"]
        words = tuple(line.words.casefold().split())
        parts = (words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1) if j - i < len(words))
        inner = [f"holds {_told(self._by_words[part])}" for part in parts if part in self._by_words]
        around = self._holding.get(words[0], ()) if words else ()
        outer = [f"is part of {_told(other)}" for whole, other in around if _is_part(words, whole)]
        return [*inner[:_MOST], *outer[:_MOST]]


def _is_part(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    lengths = range(len(whole) - len(words) + 1)
    return len(whole) > len(words) and any(whole[i : i + len(words)] == words for i in lengths)


def _told(line: Line) -> str:
    return f"{line.words} ({_meaning(line)})"


def _meaning(line: Line) -> str:
    return f"{line.label}, {line.id}" if line.id else line.label
