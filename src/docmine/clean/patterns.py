"""Drop and keep rules: files of phrases and patterns, packaged and the user's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from docmine.clean.lines import Unit
from docmine.config import Config
from docmine.documents import Metadata
from docmine.errors import ResourceError
from docmine.resources import DATA, read_toml

_KEYS = {"reason", "phrases", "patterns", "cues", "contains", "needs", "max_words", "among", "site", "publisher"}
_KINDS = {"reason": str, "site": str, "publisher": str, "needs": int, "max_words": int, "among": bool}
_NEVER = r"(?!)"
_WORD = re.compile(r"\w+")
_ALONE = re.compile(r"(?<!\\)(?:\\\\)*(?:\\[1-9]|\(\?(?:P|\(|[aiLmsux]+\)))")
"""What means something else, or nothing, in a joined pattern: references to groups, and flags for the whole."""
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_GROUP = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\])|\((?!\?)", re.DOTALL)
"""Brackets that capture, less those escaped or in a class: with `(?:` instead, joined patterns take a third as long."""
_PATTERN_CHARS = 500


@dataclass(frozen=True, slots=True)
class Rule:
    """Lines of one kind, told by whole phrases, by patterns, or by several cues together.

    `phrases` and `patterns` must be the whole line; of `cues` at least `needs` must be found in it. Only lines with
    one of `contains`, plain words, are looked at for patterns and cues. Lines are compared by `Unit.key`;
    those of more than `max_words` words, or 500 characters, are not looked at for patterns. A rule with
    `among` holds only beside a line that another rule matches.
    """

    reason: str
    phrases: frozenset[str]
    pattern: re.Pattern[str]
    cues: tuple[re.Pattern[str], ...]
    contains: tuple[str, ...]
    needs: int
    max_words: int
    among: bool
    site: str
    publisher: str

    def applies_to(self, metadata: Metadata) -> bool:
        """Return whether the rule holds for reports of this site and publisher."""
        return self.site in (metadata.url or "").casefold() and self.publisher in (metadata.publisher or "").casefold()

    def matches(self, key: str, n_words: int) -> bool:
        """Return whether a line with this key, of so many words, is of this kind."""
        if key in self.phrases:
            return True
        if n_words > self.max_words or not any(part in key for part in self.contains):
            return False
        if len(key) <= _PATTERN_CHARS and self.pattern.fullmatch(key):
            return True
        return bool(self.cues) and sum(bool(cue.search(key)) for cue in self.cues) >= self.needs


class _RuleSet:
    """Rules in their order, behind screens that tell at once of most lines that no rule matches them."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._phrases = {phrase: rule.reason for rule in reversed(rules) for phrase in rule.phrases}
        anywhere = [rule for rule in rules if not all(rule.contains)]
        self._patterns = _either(rule.pattern.pattern for rule in anywhere)
        self._most_words = max((rule.max_words for rule in anywhere), default=0)
        self._sought = [rule for rule in rules if rule.cues or all(rule.contains)]
        self._signs = sorted({part for rule in self._sought for part in rule.contains})

    def reasons(self, keys: Sequence[str]) -> Iterator[str | None]:
        """Yield for each line the reason of the rule that has it as a phrase, else of the first that matches it."""
        whole = "\n".join(keys)
        signs = [part for part in self._signs if part in whole]
        for key in keys:
            yield self._phrases.get(key) or self._first(key, signs)

    def _first(self, key: str, signs: Sequence[str]) -> str | None:
        is_short = len(key) <= _PATTERN_CHARS and key.count(" ") < self._most_words
        is_told = is_short and self._patterns.fullmatch(key)
        if not is_told and not any(map(key.__contains__, signs)):
            return None
        n_words = len(_WORD.findall(key))
        likely = self._rules if is_told else self._sought
        return next((rule.reason for rule in likely if rule.matches(key, n_words)), None)


class Rules:
    """An ordered set of rules; whole phrases are looked up first, then the first rule that matches gives the reason."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._sure = _RuleSet([rule for rule in self._rules if not rule.among])
        self._among = _RuleSet([rule for rule in self._rules if rule.among])

    def of(self, metadata: Metadata) -> Rules:
        """Return the rules that hold for a report with this metadata."""
        if all(rule.applies_to(metadata) for rule in self._rules):
            return self
        return Rules(rule for rule in self._rules if rule.applies_to(metadata))

    def reasons(self, units: Sequence[Unit]) -> list[str | None]:
        """Return for each unit the reason code of the first rule that matches it, or None."""
        if not self._rules:
            return [None] * len(units)
        found = list(self._sure.reasons([unit.key for unit in units]))
        for step in (1, -1):
            for before, here in pairwise(range(len(units))[::step]):
                if found[before] and not found[here]:
                    found[here] = next(self._among.reasons([units[here].key]))
        return found


@dataclass(frozen=True, slots=True)
class RuleSets:
    """The three sets of rules in their order of priority."""

    keep: Rules
    drop: Rules
    chrome: Rules

    @classmethod
    def load(cls, config: Config) -> RuleSets:
        """Read the packaged `chrome*.toml` and the user's `pipeline/cleaning/*.toml`.

        Raises:
            ResourceError: a file is not TOML, has an unknown key, or holds a pattern that does not compile.
        """
        folder = config.path("cleaning")
        own = sorted(folder.glob("*.toml")) if folder else []
        return cls(
            keep=Rules(rule for path in own for rule in read_rules(path, "keep")),
            drop=Rules(rule for path in own for rule in read_rules(path, "drop")),
            chrome=Rules(read_rules(DATA / "cleaning" / "chrome.toml", "drop")),
        )


def read_rules(path: Path, table: str) -> list[Rule]:
    """Return the rules in the `[[drop]]` or `[[keep]]` tables of a TOML file.

    Raises:
        ResourceError: the file cannot be used.
    """
    data = read_toml(path)
    if unknown := sorted(set(data) - {"drop", "keep"}):
        raise ResourceError(f"unknown table {unknown[0]}", where=str(path), remedy="use [[drop]] and [[keep]]")
    entries = data.get(table, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ResourceError(f"{table} is not a list of tables", where=str(path), remedy=f"write [[{table}]]")
    return [_rule(entry, table, f"{path} [[{table}]] {n}") for n, entry in enumerate(entries, 1)]


def _rule(entry: dict[str, Any], table: str, where: str) -> Rule:
    if unknown := sorted(set(entry) - _KEYS):
        raise ResourceError(f"unknown key {unknown[0]}", where=where, remedy=f"known: {', '.join(sorted(_KEYS))}")
    for key in ("phrases", "patterns", "cues", "contains"):
        if not isinstance(entry.get(key, []), list) or not all(isinstance(x, str) for x in entry.get(key, [])):
            raise ResourceError(f"{key} is not a list of strings", where=where, remedy=f'write {key} = ["…"]')
    for key, kind in _KINDS.items():
        if not isinstance(entry.get(key, kind()), kind):
            raise ResourceError(f"{key} must be of type {kind.__name__}", where=where, remedy="see the README there")
    return Rule(
        reason=entry.get("reason", f"user-{table}"),
        phrases=frozenset(Unit((), (), phrase).key for phrase in entry.get("phrases", [])),
        pattern=_any_of(entry.get("patterns", []), where),
        cues=tuple(_compiled(cue, where) for cue in entry.get("cues", [])),
        contains=tuple(part.casefold() for part in entry.get("contains", [""])),
        needs=entry.get("needs", 1),
        max_words=entry.get("max_words", 12 if table == "drop" else 1000),
        among=entry.get("among", False),
        site=entry.get("site", "").casefold(),
        publisher=entry.get("publisher", "").casefold(),
    )


def _any_of(patterns: Sequence[str], where: str) -> re.Pattern[str]:
    return _either(_compiled(pattern, where).pattern for pattern in patterns)


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern for all of these, or one that matches nothing where there are none."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or _NEVER)


def _compiled(pattern: str, where: str) -> re.Pattern[str]:
    """Return the pattern without capturing, and blind to case if it has capitals, since keys of lines have none."""
    if _ALONE.search(pattern):
        remedy = r"write it without \1, (?P<name>…), (?(1)…) and (?i); upper and lower case are the same anyway"
        raise ResourceError(f"pattern {pattern!r} cannot be joined with others", where=where, remedy=remedy)
    joined = _GROUP.sub(lambda match: match[1] or "(?:", pattern)
    has_capitals = any(sign.isupper() for sign in _ESCAPE.sub("", pattern))
    try:
        return re.compile(f"(?i:{joined})" if has_capitals else joined)
    except re.error as error:
        raise ResourceError(f"bad pattern {pattern!r}: {error}", where=where, remedy="see re in Python") from error
