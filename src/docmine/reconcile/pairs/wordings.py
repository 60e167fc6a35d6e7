"""What the texts of rows name: places, parties, outlets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docmine.reconcile.names import fold_place
from docmine.reconcile.outlets import Outlets, outlets
from docmine.reconcile.parties import ActorBook, Party


class Wordings:
    """Knows by its number what a text of a kind names; the number 0 stands for no text."""

    def __init__(self, texts: Mapping[str, Sequence[str]], book: ActorBook) -> None:
        """Take the texts of each kind (`place`, `side`, `outlets`), and the actors that they may name."""
        self._texts = texts
        self._book = book
        self._parties: dict[int, tuple[Party, ...]] = {}
        self._outlets: dict[int, Outlets] = {}

    def count(self, kind: str) -> int:
        """Return how many texts of a kind there are."""
        return len(self._texts[kind])

    def places(self) -> list[list[str]]:
        """Return, by the number of each text, the folded names of its places."""
        return [list(dict.fromkeys(map(fold_place, filter(None, text.split("|"))))) for text in self._texts["place"]]

    def parties(self, code: int) -> tuple[Party, ...]:
        """Return the parties of a text."""
        if code not in self._parties:
            self._parties[code] = self._book.parties(self._texts["side"][code])
        return self._parties[code]

    def outlets(self, code: int) -> Outlets:
        """Return the outlets of a text."""
        if code not in self._outlets:
            self._outlets[code] = outlets(self._texts["outlets"][code])
        return self._outlets[code]
