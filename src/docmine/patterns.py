"""The user's entity patterns: `pipeline/patterns/*.jsonl`, in the format of spaCy's span ruler.

A line is `{"label": "ORG", "pattern": "Ahrar al-Sham", "id": "ahrar_al_sham"}`. `pattern` is a
phrase, or a list of spaCy token patterns; `id` is the id of a row in a curated table. A phrase is
case-sensitive unless the line also says `"lower": true`, and matches across a line break too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from spacy.schemas import validate_token_pattern

from docmine.config import Config
from docmine.errors import ResourceError
from docmine.resources import read_jsonl

Pattern = dict[str, Any]

_KEYS = {"label", "pattern", "id", "lower"}
_LABEL = re.compile(r"[A-Z][A-Z_]*")
_REMEDY = 'a line is {"label": "ORG", "pattern": "Ahrar al-Sham", "id": "ahrar_al_sham"}'


def load(config: Config, tokenize: Callable[[str], list[str]]) -> list[Pattern]:
    """Return the patterns of a workspace, ready for `SpanRuler.add_patterns`.

    Args:
        config: says where the workspace is.
        tokenize: splits a phrase as the pipeline splits its texts.

    Raises:
        ResourceError: a line is malformed, or gives a phrase another label or id than an earlier line.
    """
    folder = config.path("patterns")
    seen: dict[str, tuple[str, tuple[str, str]]] = {}
    patterns: list[Pattern] = []
    for path in sorted(folder.glob("*.jsonl")) if folder else ():
        for number, entry in read_jsonl(path):
            where = f"{path}:{number}"
            _check(entry, where)
            _agree(entry, where, seen)
            patterns.extend(_expand(entry, tokenize))
    return patterns


def _check(entry: Pattern, where: str) -> None:
    problem = _problem(entry)
    if problem:
        raise ResourceError(problem, where=where, remedy=_REMEDY)


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


def _agree(entry: Pattern, where: str, seen: dict[str, tuple[str, tuple[str, str]]]) -> None:
    """Refuse a phrase that an earlier line means differently: which of the two would win is not for chance."""
    key = json.dumps([entry["pattern"], entry.get("lower", False)])
    meaning = (entry["label"], entry.get("id", ""))
    earlier_where, earlier = seen.setdefault(key, (where, meaning))
    if earlier != meaning:
        raise ResourceError(
            f"{entry['pattern']!r} is {meaning} here and {earlier} in {earlier_where}",
            where=where,
            remedy="keep one of the two lines",
        )


def _expand(entry: Pattern, tokenize: Callable[[str], list[str]]) -> Iterator[Pattern]:
    """Yield the span ruler's patterns for one line.

    Every gap of a phrase may hold a line break. Case-sensitive phrases stay phrases, one for each
    gap, because the phrase matcher costs the same however many there are.
    """
    base = {"label": entry["label"], "id": entry.get("id", "")}
    if not isinstance(entry["pattern"], str):
        yield {**base, "pattern": entry["pattern"]}
        return
    words = entry["pattern"].split()
    if entry.get("lower"):
        yield {**base, "pattern": _any_case(tokenize(" ".join(words)))}
        return
    yield {**base, "pattern": " ".join(words)}
    for gap in range(1, len(words)):
        yield {**base, "pattern": " ".join(words[:gap]) + "\n" + " ".join(words[gap:])}


def _any_case(tokens: list[str]) -> list[dict[str, Any]]:
    """Return the token pattern of a phrase in any case, with room for a line break between tokens."""
    spaced = [part for token in tokens for part in ({"LOWER": token.lower()}, {"IS_SPACE": True, "OP": "?"})]
    return spaced[:-1]
