"""Offsets as Java and JavaScript count them: in 16-bit units, of which a character beyond U+FFFF takes two."""

from __future__ import annotations

from itertools import accumulate

from docmine.errors import ResourceError


class Utf16:
    """The offsets of one text, there and back."""

    def __init__(self, text: str) -> None:
        self._units = [0, *accumulate(1 + (character > "\uffff") for character in text)]
        self._characters = {unit: character for character, unit in enumerate(self._units)}

    def unit(self, character: int) -> int:
        """Return the 16-bit offset of a character's offset."""
        return self._units[character]

    def character(self, unit: int, *, where: str) -> int:
        """Return the character's offset of a 16-bit offset.

        Raises:
            ResourceError: it is outside the text, or inside a character.
        """
        if unit not in self._characters:
            raise ResourceError(
                f"the offset {unit} is not inside the text, or cuts a character in two",
                where=where,
                remedy="offsets count UTF-16 units here: export the file again from the tool that made it",
            )
        return self._characters[unit]
