"""Which model is in use, and which were before: `pipeline/models/current.json` and `history.jsonl` beside it.

Each line of the history says what was promoted or gone back to, when, in place of what, and what
spoke against it if it was forced. The history never shrinks: going back is a line of its own.
`current.json` says nothing else than which model is in use, because a run works anew when it changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from docmine import models
from docmine.errors import ModelError, ResourceError
from docmine.export import atomic
from docmine.resources import read_jsonl


@dataclass(frozen=True, slots=True)
class Former:
    """A model that was in use; `digest` is that of its folder then, or None where it is not known."""

    name: str
    digest: str | None = None


def use(
    store: Path,
    name: str,
    former: str,
    action: Literal["promote", "rollback"],
    details: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Make a model the one in use, and note it in the history; nothing is done if it is in use already.

    Args:
        store: `pipeline/models/`.
        name: the model, or `shipped`.
        former: the model in use until now.
        action: why it changes.
        details: what else the history is to say.
    """
    digest = None if name == models.SHIPPED_NAME else models.folder_digest(store / name)
    current = store / "current.json"
    text = json.dumps({"name": name, "digest": digest}, indent=2) + "\n" if digest else ""
    if text == _read(current):
        return
    time = datetime.now(UTC).isoformat(timespec="seconds")
    line = {"time": time, "action": action, "name": name, "digest": digest, "former": former, **details}
    path = store / "history.jsonl"
    # First, so that no model is ever in use of which the history does not know; killed in between, say it again.
    _write(path, f"{_read(path)}{json.dumps(line, ensure_ascii=False)}\n")
    if text:
        _write(current, text)
    else:
        current.unlink()


def previous(store: Path, used: str) -> Former:
    """Return the model to go back to from the one in use; going back twice goes back two steps.

    Raises:
        ModelError: there is none, or the history is malformed.
    """
    stack = [Former(models.SHIPPED_NAME)]
    path = store / "history.jsonl"
    for line in _lines(path):
        if stack[-1].name != line["former"]:  # somebody has changed current.json by hand
            stack.append(Former(line["former"]))
        if line["action"] == "promote":
            stack.append(Former(line["name"], line.get("digest")))
        else:
            stack.pop()
    if stack[-1].name != used:
        stack.append(Former(used))
    if len(stack) < 2:
        raise ModelError(
            "there is no former model to go back to", where=str(path), remedy="name one: docmine promote NAME"
        )
    return stack[-2]


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    try:
        lines = read_jsonl(path)
        return [_checked(line, f"{path}:{number}") for number, line in lines]
    except ResourceError as error:
        raise ModelError(error.message, where=error.where, remedy="mend the line, or delete it") from error


def _checked(line: dict[str, Any], where: str) -> dict[str, Any]:
    if line.get("action") not in ("promote", "rollback") or not all(
        isinstance(line.get(key), str) for key in ("name", "former")
    ):
        raise ResourceError("needs action (promote or rollback), name and former", where=where)
    return line


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _write(path: Path, text: str) -> None:
    with atomic(path) as part:
        part.write_text(text, encoding="utf-8")
