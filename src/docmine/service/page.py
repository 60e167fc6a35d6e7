"""A small page that shows an entity, for previews."""

from __future__ import annotations

from html import escape

from docmine.service.entities import Entity
from docmine.service.vocabulary import Vocabulary

_SHOWN = 12
"""Values of one property that are shown."""
_LONGEST = 200  # characters of a value
_STYLE = (
    "body{font:14px sans-serif;margin:8px}h1{font-size:16px;margin:0 0 6px}"
    "th{font-weight:normal;color:#555;text-align:left;vertical-align:top;padding-right:8px}"
)


def page(entity: Entity, vocabulary: Vocabulary) -> str:
    """Return a page in HTML without scripts and links; every text is escaped, control characters are left out."""
    rows = "".join(
        f"<tr><th>{_shown(term.name)}</th><td>{_values(entity, pid)}</td></tr>"
        for pid, term in vocabulary.properties.items()
        if pid != "name" and entity.values.get(pid)
    )
    name = _shown(entity.name)
    head = f'<meta charset="utf-8"><title>{name}</title><style>{_STYLE}</style>'
    body = f"<h1>{name}</h1><p>{_shown(entity.description)} · {_shown(entity.id)}</p><table>{rows}</table>"
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _values(entity: Entity, pid: str) -> str:
    values = entity.values[pid]
    more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    return "; ".join(_shown(str(value)) for value in values[:_SHOWN]) + more


def _shown(text: str) -> str:
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return escape("".join(character if character.isprintable() else " " for character in cut))
