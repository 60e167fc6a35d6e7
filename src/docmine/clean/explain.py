"""What cleaning did, counted by site, and what a site still needs: short lines that stay in several of its reports."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from docmine.clean.lines import Unit
from docmine.documents import CleanDocument, Metadata

Kind = Literal["site", "publisher", "files"]

_SURE = frozenset({"sentences", "list", "title", "user-keep", "clean-off"})
"""Reasons to keep a line that say more for it than its score does."""

_SHORT_WORDS = 12
_MIN_DOCUMENTS = 2
_NUMBERED = re.compile(r"[\W_]*\d.*$", re.DOTALL)


class Need(NamedTuple):
    """A short line that was kept in several reports of a site; `score` is the mean of its scores."""

    text: str
    documents: int
    lines: int
    score: float


@dataclass(slots=True)
class _Seen:
    text: str
    documents: int = 0
    lines: int = 0
    total: float = 0.0


@dataclass(slots=True)
class Site:
    """The reports of a site: how many, their lines that are not empty, and the reasons of the verdicts on these."""

    name: str
    kind: Kind
    documents: int = 0
    lines: int = 0
    kept: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    _seen: dict[str, _Seen] = field(default_factory=dict)

    def add(self, document: CleanDocument) -> None:
        """Count the lines of a report."""
        self.documents += 1
        in_document = set()
        for line in document.lines:
            if line.reason == "empty":
                continue
            self.lines += 1
            self.kept += line.keep
            self.reasons[line.reason] += 1
            if line.keep and line.reason not in _SURE:
                unit = Unit((), (), " ".join(document.raw.text[line.start : line.end].split()))
                if 0 < len(unit.words) <= _SHORT_WORDS and unit.text.isprintable():
                    seen = self._seen.setdefault(unit.key, _Seen(unit.text))
                    seen.documents += unit.key not in in_document
                    seen.lines += 1
                    seen.total += line.score
                    in_document.add(unit.key)

    def needs(self, limit: int) -> list[Need]:
        """Return the short lines that were kept in several reports, those in most reports and with low scores first.

        Lines that read like sentences, titles, and what a rule of the user keeps are not among them.
        """
        found = [
            Need(seen.text, seen.documents, seen.lines, seen.total / seen.lines)
            for seen in self._seen.values()
            if seen.documents >= _MIN_DOCUMENTS
        ]
        return sorted(found, key=lambda need: (-need.documents, need.score, need.text))[:limit]

    def rule(self, needs: Iterable[Need]) -> str:
        """Return a `[[drop]]` rule for `pipeline/cleaning/` that drops these lines in the reports of the site."""
        where = "" if self.kind == "files" else f"{self.kind} = {_quoted(self.name)}\n"
        lines = "".join(f"  {_quoted(need.text)},  # in {need.documents} of {self.documents}\n" for need in needs)
        return f'[[drop]]\nreason = "site"\n{where}phrases = [\n{lines}]\n'


def by_site(documents: Iterable[CleanDocument]) -> list[Site]:
    """Return the sites of the reports, those with most reports first."""
    sites: dict[tuple[Kind, str], Site] = {}
    for document in documents:
        kind, name = site_of(document.raw.metadata, document.raw.path)
        sites.setdefault((kind, name), Site(name, kind)).add(document)
    return sorted(sites.values(), key=lambda site: (-site.documents, site.name))


def site_of(metadata: Metadata, path: str) -> tuple[Kind, str]:
    """Return what the reports of a site have in common.

    That is the host of the address, or else the publisher as the user or the file names it, or else the
    folder or the JSONL file, or for files that lie in no folder their name up to its first number.
    """
    if host := _host(metadata.url or ""):
        return "site", host
    if metadata.publisher and metadata.publisher.isprintable():
        return "publisher", metadata.publisher
    file, is_line, _ = path.partition("#")
    where = PurePosixPath(file)
    if is_line:
        return "files", where.name
    return "files", where.parent.as_posix() if where.parent.name else _NUMBERED.sub("", where.stem) or "."


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # what stands there is no address
        return ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
