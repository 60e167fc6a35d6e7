"""Cut a text into runs of tokens that may belong to a time expression."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from docmine.dates import lexicon, observances


@dataclass(slots=True)
class Item:
    """A token, or a phrase that stands for several: `kind` is one character of `lexicon.kinds`, `value` its meaning.

    `parts` are the expressions that a range or an open bound is made of.
    """

    kind: str
    start: int
    end: int
    value: Any
    parts: tuple[Item, ...] = ()


_TOKEN = re.compile(
    r"""
    (?P<isopair>(?<![\w/-])[12]\d{3}-[01]\d(?:-[0-3]\d)?/[12]\d{3}-[01]\d(?:-[0-3]\d)?(?![\w/-]))
  | (?P<iso>(?<![\d-])\d{4}-[01٠١۰۱]\d-[0-3٠-٣۰-۳]\d
      (?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))
  | (?P<numdate>(?<![\d/.-])
      (?:\d{1,2}(?P<part>[/.-])\d{1,2}(?P=part)(?:[12١٢۱۲]\d{3}|\d{2})|[12١٢۱۲]\d{3}(?P<mark>[/.])\d{1,2}(?P=mark)\d{1,2})(?![\d/-]|\.\d))
  | (?P<isoweek>(?<![\w-])[12]\d{3}-?W[0-5]\d(?:-?[1-7])?(?![\w-]))
  | (?P<compact>(?<![\w.,:/+-])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\w/-]|[.,:]\d))
  | (?P<slashed>(?<![\w/.])\d{1,2}/[A-Za-z]{3,9}/(?:[12]\d{3}|\d\d)(?![\w/]))
  | (?P<daypair>(?<![\w/.,:-])[0-3]?\d/[0-3]?\d(?![\w/%-]|[.,:]\d))
  | (?P<dayyear>(?<![\w.,:/+])[0-3]?\d,[12]\d{3}(?![\w/%-]|[.,:]\d))
  | (?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
  | (?P<clockhours>(?<![\w:.])(?:[01]\d|2[0-3])(?:[hH][0-5]\d|[0-5]\d\s?(?:hrs?|[hH]))(?!\w))
  | (?P<clockdot>(?<![\d:.])(?:0?\d|1[0-2])\.[0-5]\d(?=\s?[ap]\.?m\b))
  | (?P<decade>(?<![\w.,])(?:[12]?\d\d0|['’‘]?[1-9]0)['’]?[sS]\b)
  | (?P<ordinal>(?<![\w.,])\d{1,2}(?:[sS][tT]|[nNrR]?[dD]|[tT][hH]|\s(?:st|nd|rd|th))\b)
  | (?P<dotted>(?<![\w.,])\d{1,2}\.(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\s(?:
      (?:Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember)\b
      |(?:April|August|September|November)\s[12]\d{3}\b)))
  | (?P<quarter>\bQ[1-4]\b)
  | (?P<halfyear>\bH[12]\b)
  | (?P<fiscalyear>FY(?<!\wFY)[ -]?['’‘]?(?:[12]\d{3}|\d\d)(?:[/–-](?:[12]\d{3}|\d\d))?(?![\w/]))
  | (?P<yearpair>[12]\d{3}/(?<![\w/.,-]\d{4}/)(?:[12]\d{3}|\d\d)(?![\w/-]|[.,]\d))
  | (?P<hijri>A(?<!\wA)(?:H|\.H\.)(?!\w))
  | (?P<yy>(?<!\w)['’‘]\d\d(?!\w))
  | (?P<junk>[$£€¥]\s?\d[\d.,]*|(?<![\w.,])(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?(?!\d)|\d{1,9}(?:[.,]\d{1,9})?\s?%))
  | (?P<decimal>(?<![\w.])\d{1,3}\.\d{1,2}(?![\w.]|,\d))
  | (?P<slashday>(?<=[a-z]/)[0-3]?\d(?=\s[A-Z][a-z]))
  | (?P<number>(?<![\w.,:/+])\d{1,4}(?=[ap]\.?m\b|(?![\w%/]|[.,:]\d)))
  | (?P<ampm>[aApP](?:\.\s?[mM]\.|[mM]\b))
  | (?P<era>\b(?:B\.C\.(?:E\.)?|BCE?|A\.D\.|AD|C\.E\.|CE)(?!\w))
  | (?P<abbrev>\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Thu|Fri)\.)
  | (?P<poss>['’](?:[sS]\b)?)
  | (?P<nounup>(?:(?<=[-‐–])|(?<=run\ )|(?<=lead\ )|(?<=build\ ))up\b)  # the run-up to Christmas
  | (?P<thence>\b[oO]n(?=\s*(?:[.,;:)]|\Z)))
  | (?P<word>\w+)
  | (?P<comma>,)|(?P<dash>[-‐‑–—])|(?P<slash>/)|(?P<open>[(\[])|(?P<close>[)\]])
  | (?P<other>[^\s\w])
    """,
    re.VERBOSE,
)

_SIZES = ((12, "N12"), (31, "N31"), (99, "N99"), (999, "N999"), (2199, "YEAR"))
_FILL = frozenset(
    (
        *("DAYPAIR", "DAYYEAR", "HALFYEAR", "COMMA", "DASH", "SLASH", "OPEN", "CLOSE", "POSS", "HIJRI", "ACADEMIC"),
        *("SEASONAL", "THENCE", "WORSHIP", "NEAR", "PREFIX", "OPENING", "ANNIVERSARY"),
    )
)


def _number(text: str) -> tuple[str, Any]:
    value = int(text)
    if value == 0:
        return "N99", value
    return next((kind for limit, kind in _SIZES if value <= limit), "NBIG"), value


def _decade(text: str) -> tuple[str, Any]:
    return "DECADE", int("".join(filter(str.isdigit, text)))


def _same(kind: str) -> Callable[[str], tuple[str, Any]]:
    return lambda text: (kind, text)


_READERS: dict[str, Callable[[str], tuple[str, Any]]] = {
    "iso": _same("ISO"),
    "isopair": _same("ISOPAIR"),
    "isoweek": _same("ISOWEEK"),
    "compact": lambda text: ("ISO", f"{text[:4]}-{text[4:6]}-{text[6:]}"),
    "numdate": _same("NUMDATE"),
    "slashed": _same("SLASHED"),
    "daypair": _same("DAYPAIR"),
    "dayyear": _same("DAYYEAR"),
    "clock": _same("CLOCK"),
    "clockhours": lambda text: ("CLOCK", f"{text[:2]}:{text[2:].strip('hHrs ')}"),
    "clockdot": lambda text: ("CLOCK", text.replace(".", ":")),
    "decade": _decade,
    "ordinal": lambda text: ("ORDN", int(text.rstrip("sStTnNdDrRhH"))),
    "dotted": lambda text: ("ORDN", int(text[:-1])),
    "quarter": lambda text: ("QUARTER", int(text[1])),
    "halfyear": lambda text: ("HALFYEAR", int(text[1])),
    "fiscalyear": _same("FISCALYEAR"),
    "yearpair": _same("YEARPAIR"),
    "hijri": _same("HIJRI"),
    "yy": lambda text: ("YY", int(text[1:])),
    "decimal": lambda text: ("NBIG", float(text)),
    "slashday": _number,
    "number": _number,
    "ampm": lambda text: ("AMPM", text[0].lower()),
    "era": lambda text: ("ERA", text[0]),
    "thence": _same("THENCE"),
    "poss": _same("POSS"),
    "comma": _same("COMMA"),
    "dash": _same("DASH"),
    "slash": _same("SLASH"),
    "open": _same("OPEN"),
    "close": _same("CLOSE"),
}


def runs(text: str) -> Iterator[list[Item]]:
    """Yield maximal sequences of neighbouring tokens that the lexicon knows, where one of them can carry a date.

    A run never crosses a blank line. One pass, linear in the length of the text.
    """
    kinds = lexicon.kinds()
    fillers = {kinds[name] for name in kinds if name in _FILL or name.islower()}
    run: list[Item] = []
    carries = False
    for start, end, entry in _tokens(text):
        if entry is None or (run and _breaks(text, run[-1].end, start)):
            if carries:
                yield run
            run, carries = [], False
        if entry is not None:
            run.append(Item(entry[0], start, end, entry[1]))
            carries = carries or entry[0] not in fillers
    if carries:
        yield run


def _tokens(text: str) -> Iterator[tuple[int, int, tuple[str, Any] | None]]:
    """Yield start, end, and kind and meaning of each token; None for one that means nothing.

    The name of a feast is one token, of however many words.
    """
    known, kinds, feasts = lexicon.words(), lexicon.kinds(), observances.beginnings()
    taken = 0
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        start, end = match.span()
        if start < taken:
            continue
        entry = None
        if group == "word":
            word = match[0]
            if word[:3] in feasts and (feast := observances.named_at(text, start, word)):
                row, end = feast
                taken, entry = end, (kinds["FEASTMONTH" if row.unit == "month" else "FEAST"], row)
            else:
                entry = known.get(word) or known.get(word.lower())
        elif group == "abbrev":
            entry = known.get(match[0][:-1]) or known[match[0][:-1].lower()]
        elif group in _READERS:
            name, value = _READERS[group](match[0])
            entry = (kinds[name], value)
        yield start, end, entry


def _breaks(text: str, end: int, start: int) -> bool:
    return start - end > 1 and (text.count("\n", end, start) > 1 or start - end > 40)
