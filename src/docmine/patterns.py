"""The user's entity patterns: `pipeline/patterns/*.jsonl`, in the format of spaCy's span ruler.

A line is `{"label": "ORG", "pattern": "Ahrar al-Sham", "id": "ahrar_al_sham"}`. `pattern` is a
phrase, or a list of spaCy token patterns; `id` is the id of a row in a curated table. A phrase is
case-sensitive unless the line also says `"lower": true`, and matches across a line break too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.schemas import validate_token_pattern

from docmine.config import Config
from docmine.errors import ResourceError
from docmine.resources import read_jsonl

Pattern = dict[str, Any]

_KEYS = {"label", "pattern", "id", "lower"}
_LABEL = re.compile(r"[A-Z][A-Z_]*")
_REMEDY = 'a line is {"label": "ORG", "pattern": "Ahrar al-Sham", "id": "ahrar_al_sham"}'


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a pattern file; `where` is the `file:line` it came from."""

    label: str
    pattern: str | list[Pattern]
    id: str = ""
    lower: bool = False
    where: str = ""

    @property
    def words(self) -> str:
        """The phrase with single spaces, or the token patterns as JSON: what the line is known by."""
        return " ".join(self.pattern.split()) if isinstance(self.pattern, str) else _json(self.pattern)

    @property
    def meaning(self) -> tuple[str, str]:
        """Label and id: what a span becomes that the line finds."""
        return self.label, self.id

    def meets(self, other: Line) -> bool:
        """Tell whether the two lines find the same words, at least in some spelling of their case."""
        if isinstance(self.pattern, str) and isinstance(other.pattern, str) and (self.lower or other.lower):
            return self.words.casefold() == other.words.casefold()
        return self.words == other.words

    def to_json(self) -> str:
        """Return the line as it stands in a file."""
        entry = {"label": self.label, "pattern": self.pattern}
        entry |= {"id": self.id} if self.id else {}
        return _json(entry | ({"lower": True} if self.lower else {}))


def expand(lines: Iterable[Line], tokenize: Callable[[str], list[str]]) -> list[Pattern]:
    """Return what `SpanRuler.add_patterns` takes for lines of pattern files.

    Args:
        lines: lines of pattern files.
        tokenize: splits a phrase as the pipeline splits its texts.
    """
    return [pattern for line in lines for pattern in _expand(line, tokenize)]


def read(config: Config) -> list[Line]:
    """Return all lines of a workspace's pattern files, in the order of the files' names.

    Raises:
        ResourceError: a line is malformed, or gives a phrase another label or id than an earlier line.
    """
    folder = config.path("patterns")
    return agreed(line for path in (sorted(folder.glob("*.jsonl")) if folder else ()) for line in read_file(path))


def read_file(path: Path) -> Iterator[Line]:
    """Yield the lines of one pattern file.

    Raises:
        ResourceError: a line is malformed.
    """
    return (parse(entry, f"{path}:{number}") for number, entry in read_jsonl(path))


def parse(entry: Pattern, where: str) -> Line:
    """Return the line that a JSON object makes.

    Raises:
        ResourceError: it is malformed.
    """
    problem = _problem(entry)
    if problem:
        raise ResourceError(problem, where=where, remedy=_REMEDY)
    return Line(entry["label"], entry["pattern"], entry.get("id", ""), entry.get("lower", False), where)


def _problem(entry: Pattern) -> str | None:
    label, pattern = entry.get("label"), entry.get("pattern")
    if unknown := sorted(set(entry) - _KEYS):
        return f"unknown key {unknown[0]!r}"
    if not isinstance(label, str) or not _LABEL.fullmatch(label):
        return f"the label must be in capitals, not {label!r}"
    if not isinstance(entry.get("id", ""), str) or not isinstance(entry.get("lower", False), bool):
        return "id must be a text, lower must be true or false"
    if isinstance(pattern, str):
        return None if pattern.strip() else "the pattern is empty"
    if not isinstance(pattern, list) or not pattern or not all(isinstance(token, dict) for token in pattern):
        return "the pattern must be a phrase or a list of token patterns"
    return "; ".join(validate_token_pattern(pattern)) or None


def pattern_of(text: str) -> str | list[Pattern]:
    """Return the token patterns that a text writes out as JSON; any other text is a phrase."""
    if text.lstrip().startswith("[{"):
        try:
            found = json.loads(text)
        except ValueError:
            return text
        return found if isinstance(found, list) else text
    return " ".join(text.split())


class Agreement:
    """The lines seen so far, by their words in lower case; which of two meanings would win is not for chance."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._seen: dict[str, list[Line]] = {}
        for line in lines:
            self.add(line)

    def add(self, line: Line) -> None:
        """Note a line."""
        self._seen.setdefault(line.words.casefold(), []).append(line)

    def meeting(self, line: Line) -> list[Line]:
        """Return the lines that find the same words."""
        return [other for other in self._seen.get(line.words.casefold(), ()) if line.meets(other)]

    def rival(self, line: Line) -> Line | None:
        """Return the first line that means the same words differently."""
        return next((other for other in self.meeting(line) if other.meaning != line.meaning), None)


def agreed(lines: Iterable[Line]) -> list[Line]:
    """Return the lines, if no two of them mean the same words differently.

    Raises:
        ResourceError: two of them do; both are named.
    """
    seen, kept = Agreement(), []
    for line in lines:
        if rival := seen.rival(line):
            raise ResourceError(
                f"{line.words!r} is {line.meaning} here and {rival.meaning} in {rival.where}",
                where=line.where,
                remedy="keep one of the two lines",
            )
        seen.add(line)
        kept.append(line)
    return kept


def _expand(line: Line, tokenize: Callable[[str], list[str]]) -> Iterator[Pattern]:
    """Yield the span ruler's patterns for one line.

    Every gap of a phrase may hold a line break. Case-sensitive phrases stay phrases, one for each
    gap, because the phrase matcher costs the same however many there are.
    """
    base = {"label": line.label, "id": line.id}
    if not isinstance(line.pattern, str):
        yield {**base, "pattern": line.pattern}
        return
    words = line.words.split()
    if line.lower:
        yield {**base, "pattern": _any_case(tokenize(line.words))}
        return
    yield {**base, "pattern": line.words}
    for gap in range(1, len(words)):
        yield {**base, "pattern": " ".join(words[:gap]) + "\n" + " ".join(words[gap:])}


def _any_case(tokens: list[str]) -> list[Pattern]:
    """Return the token pattern of a phrase in any case, with room for a line break between tokens."""
    spaced = [part for token in tokens for part in ({"LOWER": token.lower()}, {"IS_SPACE": True, "OP": "?"})]
    return spaced[:-1]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
