"""Bytes → text: byte order mark, then strict UTF-8, then what the file declares, then charset-normalizer."""

from __future__ import annotations

import codecs
import re

from docmine.errors import ReadError
from docmine.resources import DATA, read_toml

_NAMES = read_toml(DATA / "read.toml")["text"]
ENCODINGS: list[str] = _NAMES["encodings"]
"""Encodings, other than Unicode's, in which saved reports are found, the likelier first."""

_LAST_RESORT = "mac_roman"
"""The encoding whose statistics flatter: it makes letters of what are quotation marks and dashes elsewhere."""

_MARKS = (  # UTF-32 before UTF-16: its mark begins with the mark of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = {start.encode("latin-1"): name for start, name in _NAMES["signatures"].items()}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_MOST_CONTROLS = 0.005
_MOST_BROKEN = 0.5
_FEWEST_NULS = 0.05  # spaces alone give UTF-16 more, in any language that has them
_MOST_ASIDE = 0.05
_SAVE_AGAIN = "open it where it reads well and save it as UTF-8 text"


def decode(data: bytes, *, where: str, declared: str | None = None) -> tuple[str, str]:
    """Return the text of `data`, without its byte order mark, and the name of its encoding.

    UTF-8 in which at most half of the characters beyond ASCII are broken (a truncated download, a
    pasted comment) is read with U+FFFD in their place, and the encoding says how many.

    Raises:
        ReadError: the data is not text, or in no known encoding.
    """
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(
                f"is binary: {name} under another name", where=where, remedy="give it its own suffix or save it as text"
            )
    text, encoding = _decode(data, where, declared)
    check_text(text, where=where)
    return text, encoding


def check_text(text: str, *, where: str) -> None:
    """Raise a `ReadError` if `text` is full of control characters, as binary data is; a few strays are let pass."""
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if not _strays(text.count("\0"), controls, len(text)):
        raise ReadError("is binary, not text", where=where, remedy="save the report as text, HTML or PDF")


def _strays(nuls: int, controls: int, size: int) -> bool:
    """Tell whether control characters, NUL among them, are so few that they stand in a text by mistake."""
    return controls <= size * _MOST_CONTROLS + 2 and nuls <= size * _FEWEST_NULS


def _decode(data: bytes, where: str, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, where), encoding
    nuls = data.count(0)
    if not _strays(nuls, nuls, len(data)):
        encoding = _utf16_order(data, where)
        return _strict(data, encoding, where), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _mended_utf8(data) or _declared(data, declared) or _detect(data, where)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"is broken {encoding}: {error}", where=where, remedy=_SAVE_AGAIN) from error


def _utf16_order(data: bytes, where: str) -> str:
    """Tell UTF-16 without a mark by its NUL bytes: there are many, and nearly all on the same side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or even + odd < len(data) * _FEWEST_NULS or min(even, odd) > max(even, odd) * _MOST_ASIDE:
        raise ReadError("is binary, not text", where=where, remedy="save the report as text, HTML or PDF")
    return "utf-16-be" if even > odd else "utf-16-le"


def _mended_utf8(data: bytes) -> tuple[str, str] | None:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(map(len, _BEYOND_ASCII.findall(text)))
    if broken > beyond_ascii * _MOST_BROKEN:
        return None
    return text, f"utf-8 ({broken} broken)"


def _declared(data: bytes, declared: str | None) -> tuple[str, str] | None:
    """Read in the declared encoding, if it is a known one and true; ISO 8859-1 means cp1252, as in browsers."""
    try:
        name = codecs.lookup(declared or "").name.replace("-", "_")
        name = {"iso8859_1": "cp1252", "gbk": "gb18030", "gb2312": "gb18030"}.get(name, name)
        return (data.decode(name), name) if name in ENCODINGS else None
    except (LookupError, UnicodeDecodeError):
        return None


def _detect(data: bytes, where: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most reports are UTF-8

    matches = list(from_bytes(data, cp_isolation=ENCODINGS))
    if not matches:
        raise ReadError("is in no encoding that docmine knows, or broken", where=where, remedy=_SAVE_AGAIN)
    best = min(
        matches,
        key=lambda match: (
            round(match.chaos, 2),
            match.encoding == _LAST_RESORT,
            -round(match.coherence, 2),
            min(map(ENCODINGS.index, match.could_be_from_charset)),
        ),
    )
    same = best.could_be_from_charset
    return str(best), "cp1252" if "cp1252" in same else min(same, key=ENCODINGS.index)
