"""Who reported an event: the outlets that a cell names, in a form in which "Kessen Wire" and its web address meet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docmine.reconcile.names import fold, short_forms, terms

_HOST = re.compile(r"(?:[a-z]+://)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_PARTS = re.compile(r"[;|]")
_ARTICLE = re.compile(r",\s*\W?\d.*", re.DOTALL)
"""What UCDP adds to the outlet in `source_article`: the day and the title."""
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
"""Labels before that of a country, as in `example.co.uk`, which name nobody."""
_SHORTEST = 3
"""Letters of an abbreviation that tells outlets apart: two initials many share."""


@dataclass(frozen=True, slots=True)
class Outlets:
    """What the outlets of a cell are called, folded: `short` are abbreviations, `made` those that full names give."""

    names: frozenset[str]
    short: frozenset[str]
    made: frozenset[str]

    def share(self, other: Outlets) -> bool:
        """Tell whether one outlet stands in both, by a name or by the abbreviation of one."""
        return bool(self.names & other.names or self.short & other.made or self.made & other.short)


def listed(cell: str | None) -> str | None:
    """Return the outlets of a cell parted by `|`, without days and titles of articles; None if there are none.

    >>> listed('"Kessen Wire,2014-03-05,Clash in Marn";"Marn Post,2014-03-06,Toll rises"')
    'Kessen Wire|Marn Post'
    """
    found = (_ARTICLE.sub("", part).strip(" \"'") for part in _PARTS.split(cell or ""))
    return "|".join(dict.fromkeys(filter(None, found))) or None


def outlets(cell: str) -> Outlets:
    """Return the outlets of a cell as `listed` writes it; an address counts as the name of its site.

    >>> outlets("Kessen Wire").share(outlets("https://www.kessenwire.example/2014/clash"))
    True
    """
    parts = [part for part in cell.split("|") if part]
    sites = [label for label in map(site, parts) if label]
    names = [*(part for part in parts if not site(part)), *sites]
    forms = short_forms([*names, *map(str.upper, sites)])
    short, made = (frozenset(form for form in found if len(form) >= _SHORTEST) for found in forms)
    return Outlets(frozenset(filter(None, map(_name, names))), short, made)


def site(address: str) -> str | None:
    """Return the label by which a web address is known: `un` of `https://news.un.org/en`; None if it is none.

    >>> site("www.example.co.uk")
    'example'
    """
    host = _HOST.fullmatch(address.strip())
    if not host:
        return None
    labels = host[1].lower().split(".")[:-1]
    return labels[-2] if len(labels) > 1 and labels[-1] in _SECOND_LEVEL else labels[-1]


def _name(text: str) -> str:
    """Return an outlet's name folded and without spaces, and without words such as "news" unless it has no others."""
    words = fold(text).split()
    return "".join([word for word in words if word not in terms()["outlet_words"]] or words)
