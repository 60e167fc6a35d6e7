r"""How WebAnno TSV writes characters that mean something in it (INCEpTION's `Escaping.java`).

In `#Text=` lines: `\t`, `\n`, `\f`, `\r`, `\b`, `\\`, and a backslash before any other control character
but the vertical tab. In values: a backslash before `\ [ ] | _ -> ; *`, and `\t`, `\n`. Versions up to
3.1 escaped texts as Java does (`\u00e9`).
"""

from __future__ import annotations

import re

_TEXT = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b", "\\": "\\"}
_READABLE = {letter: character for character, letter in _TEXT.items()}
_CONTROL = r"\x00-\x07\x0e-\x1f"
_VALUE = {"\t": "t", "\n": "n"}


def escape_text(text: str) -> str:
    """Return a line of text as `#Text=` has it."""
    return re.sub(rf"[\t\n\f\r\x08\\{_CONTROL}]", lambda found: "\\" + _TEXT.get(found[0], found[0]), text)


def unescape_text(text: str, *, old: bool = False) -> str:
    """Return the text of a `#Text=` line; `old` for versions up to 3.1."""
    if old:
        text = re.sub(r"\\(?:u+([0-9a-fA-F]{4})|(.))", _java, text, flags=re.DOTALL)
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(rf"\\([tnfrb\\{_CONTROL}])", lambda found: _READABLE.get(found[1], found[1]), text)


def escape_value(value: str) -> str:
    """Return a label as a column has it."""
    return re.sub(r"->|[\\\[\]|_;\t\n*]", lambda found: "\\" + _VALUE.get(found[0], found[0]), value)


def unescape_value(value: str) -> str:
    """Return the label of a column."""
    return re.sub(r"\\(->|[\\\[\]|_;tn*])", lambda found: {"t": "\t", "n": "\n"}.get(found[1], found[1]), value)


def _java(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _READABLE.get(found[2], found[2])
