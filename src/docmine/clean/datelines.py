"""Lines that are a date of publication and nothing else: `Published: 12 March 2021`, `March 12, 2021 by Jane Doe`.

Strict on purpose: a full date in an unambiguous order, or month and year behind a label that says what they are.
A plain `Date:` says nothing of publication: incident forms begin with it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBERS = {name[:size]: n for n, name in enumerate(_MONTHS, 1) for size in (3, len(name))} | {"sept": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FULL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}",
        rf"\b{_MONTH} {_DAY},? {_YEAR}",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/](?P<month>\d\d)[-/](?P<day>\d\d)(?!\d)",
    )
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},? {_YEAR}", re.IGNORECASE)

_BEFORE = re.compile(
    r"(?:(?:article |page |story )?"
    r"(?P<label>(?:(?:first|originally|date) )?(?:published|posted|issued)|(?:publication|release) date|"
    r"(?:last )?(?:updated|modified|revised)|last update)(?: (?:on|at|date))?\s*[:|-]?\s*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]* (?:the )?)?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[T ,|@–-]*(?:at )?\d{1,2}[:.]\d\d(?:[:.]\d+)*Z?(?: ?[ap]\.?m\b\.?)?"
    r"(?: ?\(?[A-Z]{2,5}\b\)?)?(?: ?[+-]\d\d:?\d\d)?){0,3}"
    r"(?P<rest>\s*(?:by [^.]{2,60}|[|•·] ?.{1,60})?)\W*",
    re.IGNORECASE,
)
_LABELLED_REST = re.compile(r"[\s|•·/(,;–-]*(?:last )?(?:updated|modified|published|posted)\b.{0,60}", re.IGNORECASE)
_REST_WORDS = 7

_PLACE = re.compile(r"[A-Z][A-Z .'’/-]{2,40}(?:, [A-Z][\w .]{1,30})?[,:]? \(?")
_DASH = re.compile(r"\)?(?: \([^()]{2,40}\))? ?[–—-]+ ")


class Dateline(NamedTuple):
    """A date line: its date as `2021-03-12` or `2021-03`, its wording, and what it says the date is of."""

    value: str
    wording: str
    label: str

    @property
    def is_update(self) -> bool:
        """Whether the line speaks of a later change and not of the first publication."""
        return "last" in self.label or self.label in ("updated", "modified", "revised")


def has_year(line: str) -> bool:
    """Tell whether there may be a year in a line; without one nothing in it is a date, and most have none."""
    return "19" in line or "20" in line


def parse(line: str) -> Dateline | None:
    """Return the date line that `line` is, or None when it is anything else or its date is impossible."""
    if not has_year(line):
        return None
    for pattern in (*_FULL, _MONTH_YEAR):
        match = pattern.search(line)
        before = match and _BEFORE.fullmatch(line[: match.start()])
        after = (
            before and match and (_AFTER.fullmatch(line, match.end()) or _LABELLED_REST.fullmatch(line, match.end()))
        )
        if not (match and before and after):
            continue
        label = (before["label"] or "").lower()
        value = _value(match)
        short = len(after.groupdict().get("rest", "").split()) <= _REST_WORDS
        if value and short and (label or pattern is not _MONTH_YEAR):
            return Dateline(value, line.strip(), label)
    return None


def of_dispatch(line: str) -> Dateline | None:
    """Return the date in the place and date that open a dispatch: `GAO, 17 March 2021 (Agency) – The army …`."""
    match = _PLACE.match(line)
    full = match and next((found for pattern in _FULL if (found := pattern.match(line, match.end()))), None)
    if not (match and full and _DASH.match(line, full.end())):
        return None
    value = _value(full)
    return Dateline(value, line[: full.end()].strip(), "") if value else None


def _value(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month = _NUMBERS.get(parts["month"].lower()) or int(parts["month"])
    if "day" not in parts:
        return f"{parts['year']}-{month:02}"
    try:
        return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        return None
