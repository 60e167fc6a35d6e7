"""Names of persons, hidden: in all that is shown or sent, whichever page made it.

Every answer passes here on its way out, so that no view can forget to hide a name. A name is hidden wherever its words
stand, also where no mention of it was found; that hides rather more than less ("Hope" the word, where a Hope is named).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from docmine.ids import make_id
from docmine.inspect.workspace import Workspace
from docmine.store import Store, split_list

_WORD = re.compile(r"\w+")
_SHOWN = ("text/html", "text/csv", "application/json")
_SHORTEST = 3
"""Letters of a word that is a name by itself; initials are hidden with the name that they belong to."""


class Hider:
    """Knows the names of persons, and what each is replaced by."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {name: token for name, token in names.items() if len(name) >= _SHORTEST}
        self._by_first: dict[str, list[str]] = {}
        for name in sorted(self._names, key=len, reverse=True):
            first = _WORD.search(name)
            if first:
                self._by_first.setdefault(first[0], []).append(name)

    def hide(self, text: str) -> str:
        """Return a text with an id in the place of each name of a person."""
        parts: list[str] = []
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            name = next((one for one in self._by_first.get(word[0], ()) if _stands(one, text, word.start())), None)
            if name:
                at = word.start() - name.index(word[0])
                parts += [text[done:at], self._names[name]]
                done = at + len(name)
        return "".join([*parts, text[done:]])


def _stands(name: str, text: str, start: int) -> bool:
    """Say whether a name stands in a text, its first word at `start`, and no word goes on after it."""
    first = _WORD.search(name)
    at = start - (first.start() if first else 0)
    end = at + len(name)
    return (
        at >= 0 and text.startswith(name, at) and not (end < len(text) and text[end].isalnum() and name[-1].isalnum())
    )


def names_of_persons(store: Store) -> dict[str, str]:
    """Return the names of all persons of the tables, as texts and as pages have them, with what replaces each."""
    found: dict[str, str] = {}
    for row in store.execute("SELECT actor_id, name, aliases FROM actors WHERE type = 'person'"):
        for name in (row["name"], *split_list(row["aliases"])):
            found.setdefault(name, row["actor_id"])
    for row in store.execute("SELECT DISTINCT text, actor_id FROM mentions WHERE label = 'PERSON'"):
        found.setdefault(row["text"], row["actor_id"] or make_id("actor", "person", row["text"]))
    for name, token in [*found.items()]:
        found[escape(name)] = token  # as a page writes it
        found[" ".join(name.split())] = token
    return found


class Redacted:
    """Hides names in every answer. The names are read anew when the tables have changed."""

    def __init__(self, app: ASGIApp, workspace: Workspace) -> None:
        self.app = app
        self.workspace = workspace
        self._known: tuple[object, Hider] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and hide names in what is answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body: list[bytes] = []

        async def hidden(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                kind = MutableHeaders(scope=message).get("content-type", "")
                if kind.startswith(_SHOWN):
                    start = message
                    return
            if start is None:
                await send(message)
                return
            body.append(message.get("body", b""))
            if not message.get("more_body"):
                text = self._hider().hide(b"".join(body).decode("utf-8")).encode()
                MutableHeaders(scope=start)["content-length"] = str(len(text))
                await send(start)
                await send({"type": "http.response.body", "body": text})

        await self.app(scope, receive, hidden)

    def _hider(self) -> Hider:
        state = _state(self.workspace)
        if self._known is None or self._known[0] != state:
            with self.workspace.reading() as store:
                self._known = (state, Hider(names_of_persons(store)))
        return self._known[1]


def _state(workspace: Workspace) -> tuple[object, ...]:
    """Return what changes when the tables do."""
    files: Iterable[str] = ("docmine.sqlite", "docmine.sqlite-wal")
    stats = (workspace.output / name for name in files)
    return tuple((path.stat().st_mtime_ns, path.stat().st_size) for path in stats if path.exists())
