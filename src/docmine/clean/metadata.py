"""What lines of a report say about it: title, byline, publisher, published date, and who took its pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docmine.clean import datelines, photos
from docmine.clean.lines import Unit
from docmine.clean.names import is_name
from docmine.documents import Metadata

_BYLINE = re.compile(
    r"(?:(?:written |reported |posted |words |text |story |report |reporting )?by:?|authors?:|written by:) "
    r"(?P<names>[^|•·–—(;\d:]{3,80}?)(?P<rest>\s*(?:[|•·–—(;]| - | on (?=\w+ \d|\d)|(?=\d)|"
    r" (?=(?:first )?(?:published|posted|updated) )).{0,100}"
    r"| (?:in|for) (?:the )?(?-i:[A-Z])[\w’'-]*(?: (?-i:[A-Z])[\w’'-]*){0,3})?",
    re.IGNORECASE,
)
_CORRESPONDENT = re.compile(
    r"(?:by|from) (?P<name>(?:our|an?|the|staff)(?: \w+){0,2} (?:correspondent|reporter|writer)s?"
    r"(?: in (?:(?-i:[A-Z])[\w’'-]+ ?){1,3})?)",
    re.IGNORECASE,
)
_NAME_AND_DATE = re.compile(r"(?P<names>[^|•·\d]{3,60})[|•·](?P<rest>[^|•·]{6,60})")
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))(?:\s|copyright|©|\(c\))*"
    r"(?:(?:19|20)\d\d)?(?:\s*[-–]\s*(?:(?:19|20)?\d\d|present))?,?\s*(?:by )?"
    r"(?P<name>[^\W\d_][^.|©]{1,70}?)(?:[.,|]?\s*all rights reserved.*)?\.?",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(r"(?:published by:?|publisher:) (?P<name>[^\W\d_].{1,60}?)\.?", re.IGNORECASE)
_NO_TITLE = re.compile(r"[|\t«»]|^[(\[<>]|\S {2,}\S")  # a menu: items set apart by bars or wide gaps
_LINE_CHARS = 200
_DISPATCH_REACH = 20  # units in which the first words of a dispatch are looked for
_TITLE_WORDS = 25
_TITLE_TIERS = (5, 3, 1)  # a masthead or a section name is seldom as long as a headline
_TITLE_REACH = 6


@dataclass(frozen=True, slots=True)
class Harvest:
    """Metadata with what the text adds, and the units that it was read from (index to reason)."""

    metadata: Metadata
    reasons: dict[int, str]


def harvest(units: Sequence[Unit], chrome: Sequence[str | None], known: Metadata) -> Harvest:
    """Read the head and the tail of a text.

    What is known already (from the user or the file) stays; lines that state it are told apart all the same.
    A copyright year is no publication date. A bare date line counts only where it is the only one in
    the text: several are a chronology.

    Args:
        units: the units of the text.
        chrome: for each unit the reason for which a rule would drop it.
        known: what the user and the file say.
    """
    first, head, tail = _zones(units, chrome)
    bylines = _matches(units, (*head, *tail), _BYLINE, "names") | _correspondents(units, head)
    publishers = _matches(units, (*head, *tail), _PUBLISHER, "name")
    pictures = photos.find(units, tail.start)
    copyrights = _matches(units, [i for i in (*head, *tail) if i not in pictures], _COPYRIGHT, "name")
    dates = _dates(units, (*head, *tail))
    reasons = (
        dict.fromkeys(copyrights, "copyright")
        | dict.fromkeys(publishers, "publisher")
        | dict.fromkeys(dates, "published")
        | dict.fromkeys((i for i, credit in pictures.items() if credit.is_whole), "photo-credit")
        | dict.fromkeys(bylines, "byline")
    )
    title = _title(units, [i for i in first if i not in reasons and chrome[i] is None], known.title)
    if title is not None:
        reasons[title] = "title"
    metadata = replace(
        known,
        title=known.title or (units[title].text if title is not None else None),
        byline=known.byline or next(iter(bylines.values()), None),
        publisher=known.publisher or next(iter((publishers | copyrights).values()), None),
        photo_credit="; ".join(dict.fromkeys(credit.names for credit in pictures.values())) or None,
    )
    return Harvest(_with_date(metadata, units, dates, bylines), reasons)


def _zones(units: Sequence[Unit], chrome: Sequence[str | None]) -> tuple[range, range, range]:
    """Return the units before the first body unit, those before the second, and those after the last.

    A body unit that has been read before is a copy, which will be dropped.
    """
    first: dict[str, int] = {}
    for i, unit in enumerate(units):
        if unit.is_body and chrome[i] is None:
            first.setdefault(unit.key, i)
    body = list(first.values())
    size = len(units)
    head_end = body[1] if len(body) > 1 else size
    return range(body[0] if body else size), range(head_end), range(max(head_end, body[-1] + 1 if body else 0), size)


def _matches(units: Sequence[Unit], where: Sequence[int], pattern: re.Pattern[str], group: str) -> dict[int, str]:
    """Return the names that whole lines state, by unit."""
    found = {}
    for i in where:
        text = units[i].text
        match = pattern.fullmatch(text) if len(text) <= _LINE_CHARS else None
        if match and is_name(match[group]):
            found[i] = match[group].strip(" ,-–")
    return found


def _correspondents(units: Sequence[Unit], where: Sequence[int]) -> dict[int, str]:
    """Return the bylines that give no name: `From our correspondent in Karvel`."""
    matches = {i: _CORRESPONDENT.fullmatch(units[i].text) for i in where}
    return {i: match["name"].strip() for i, match in matches.items() if match}


def _date_line(text: str) -> datelines.Dateline | None:
    """Return the date of publication that a line is, by itself or behind a name: `Ana Lind | 12 March 2021`.

    Whether the name is that of the author, the paper or a section is open, and it is not taken for any.
    """
    if not datelines.has_year(text):
        return None
    match = _NAME_AND_DATE.fullmatch(text)
    if match and is_name(match["names"]) and (line := datelines.parse(match["rest"].strip())):
        return line._replace(wording=text)
    return datelines.parse(text)


def _dates(units: Sequence[Unit], where: Sequence[int]) -> dict[int, datelines.Dateline]:
    found = {i: line for i in where if len(units[i].text) <= _LINE_CHARS and (line := _date_line(units[i].text))}
    bare = [i for i, line in found.items() if not line.label]
    inside = set(range(len(units))) - set(where)
    if len({found[i].value for i in bare}) > 1 or any(
        len(units[i].text) <= _LINE_CHARS and _date_line(units[i].text) for i in inside
    ):
        return {i: line for i, line in found.items() if line.label}
    return found


def _with_date(
    metadata: Metadata, units: Sequence[Unit], dates: dict[int, datelines.Dateline], bylines: dict[int, str]
) -> Metadata:
    """Fill in the published date: the first that is not of an update, else the first of an update."""
    if metadata.published:
        return metadata
    dispatch = next((line for unit in units[:_DISPATCH_REACH] if (line := datelines.of_dispatch(unit.text))), None)
    beside_names = [line for i in bylines if (line := _date_beside_name(units[i].text))]
    opening = [dispatch] if dispatch else []
    lines = sorted([*dates.values(), *beside_names, *opening], key=lambda line: (line.is_update, not line.label))
    if not lines:
        return metadata
    return replace(metadata, published=lines[0].value, published_text=lines[0].wording, published_source="text")


def _date_beside_name(text: str) -> datelines.Dateline | None:
    """Return the date behind the name in a byline such as `By Jane Doe | 12 March 2021`."""
    match = _BYLINE.fullmatch(text)
    rest = match["rest"] if match else None
    line = datelines.parse(re.sub(r"^\W+|^\s*on ", "", rest.strip())) if rest else None
    return line._replace(wording=text) if line else None


def _title(units: Sequence[Unit], candidates: Sequence[int], known: str | None) -> int | None:
    """Return the unit that is the title: the one that reads as the known title, else the likeliest heading.

    That is the first heading of five words or more near the body, else of three, else any.
    """
    if known is not None:
        words = Unit((), (), known).words
        return next((i for i in candidates if units[i].words == words), None)
    headings = [i for i in candidates if _is_heading(units[i])][-_TITLE_REACH:]
    return next((i for tier in _TITLE_TIERS for i in headings if len(units[i].words) >= tier), None)


def _is_heading(unit: Unit) -> bool:
    if not 0 < len(unit.words) <= _TITLE_WORDS or unit.is_body or unit.bullet:
        return False
    return unit.text[-1] not in ".,;:" and not _NO_TITLE.search(unit.text) and datelines.parse(unit.text) is None
