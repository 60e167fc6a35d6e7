"""What people decided about events, as texts with role fillers to learn from.

A text comes with the fillers that the run found in it, but in the sentences of the decisions: where sources, targets
or weapon of an act of violence were put right, these are the fillers; where an event was struck out, or is no act of
violence, there are none, unless the sentence tells of another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docmine.config import Config
from docmine.corrections.events import by_document
from docmine.corrections.found import Found, gone, unusable
from docmine.decided.decisions import Decision, anchored
from docmine.errors import ResourceError
from docmine.events.fillers import ROLES
from docmine.events.fillers.lessons import Lesson
from docmine.events.fillers.phrases import key
from docmine.store import Store

_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_SIDES = {
    "source_actors": ("perpetrator", "organisation"),
    "target_actors": ("victim", "object"),
    "weapon": ("weapon",),
}
"""The cells of a decision that name fillers, and the roles that these may have: of people or words, of others."""
_NO_PEOPLE = frozenset({"ORG", "FAC", "GPE", "LOC"})
"""Labels of names that are organisations as sources, and things hit as targets."""

Filler = tuple[int, int, str]
"""Where it stands in the clean text, and its role."""


@dataclass(frozen=True, slots=True)
class Taught:
    """Texts, how many decisions they are made of, and why others could not be used."""

    lessons: list[Lesson]
    used: int
    problems: list[ResourceError]


def taught(config: Config, output: Path) -> Taught:
    """Return what the decisions about events teach.

    Args:
        config: says where `review/decisions.jsonl` is.
        output: the output folder of the run that was reviewed.

    Raises:
        ResourceError: a decision is malformed.
        StoreError: there are decisions, but no tables that they could be about.
    """
    lessons: list[Lesson] = []
    problems: list[ResourceError] = []
    used = 0
    for store, doc_id, decisions in by_document(config, output):
        lesson, unfit = _of_document(store, doc_id, decisions)
        problems += unfit
        used += len(decisions) - len(unfit)
        lessons += [lesson] if lesson else []
    return Taught(lessons, used, problems)


def _of_document(store: Store, doc_id: str, decisions: Sequence[Decision]) -> tuple[Lesson | None, list[ResourceError]]:
    try:
        report = _Report(store, doc_id)
    except KeyError:
        return None, gone(doc_id, (one.where for one in decisions))
    unfit = []
    for one, place in anchored(decisions, report.found.text):
        if reason := report.correct(one, place):
            unfit.append(unusable(reason, one.where))
    return (report.lesson() if len(unfit) < len(decisions) else None), unfit


class _Report:
    """A report of the run, its fillers as far as they are known.

    Raises:
        KeyError: the run has no such report.
    """

    def __init__(self, store: Store, doc_id: str) -> None:
        self.found = Found(store, doc_id)
        self._doc_id = doc_id
        of = (doc_id,)
        self._published = store.execute("SELECT published FROM documents WHERE doc_id = ?", of).fetchone()[0]
        rows = store.execute('SELECT start, "end", role FROM role_fillers WHERE doc_id = ?', of)
        self._fillers: list[Filler] = [(start, end, role) for start, end, role in rows]
        rows = store.execute('SELECT start, "end", event_type FROM events WHERE doc_id = ?', of)
        self._types: dict[tuple[int, int], str] = {(start, end): kind for start, end, kind in rows}
        rows = store.execute('SELECT start, "end" FROM mentions WHERE doc_id = ? AND actor_id IS NOT NULL', of)
        self._actors = {(start, end) for start, end in rows}
        self._labels = {(name.start, name.end): name.label for name in self.found.names}

    def lesson(self) -> Lesson:
        """Return the text with its fillers, a name once for each role."""
        names = {role: {key(self.found.text[s:e]) for s, e, one in self._fillers if one == role} for role in ROLES}
        entities = {role: tuple(frozenset({name}) for name in sorted(found - {""})) for role, found in names.items()}
        return Lesson(self._doc_id, self.found.text, self._published, entities)

    def correct(self, one: Decision, place: tuple[int, int] | None) -> str:
        """Put the fillers of one sentence right; return why a decision teaches nothing, else an empty string."""
        if place is None:
            return f"{one.text!r} does not stand in {self._doc_id} any more"
        cells = one.row.get("cells") or {}
        was = (one.row.get("seen") or {}).get("event_type") or self._types.get(place)
        kind = cells.get("event_type") or self._types.get(place) or was
        if one.row.get("reject") or kind not in _VIOLENT:
            return self._clear(place) if was in _VIOLENT else f"{one.text!r} tells of no violence, so it has no fillers"
        if not cells.keys() & _SIDES.keys():
            return f"what was put right of {one.text!r} names no source, target or weapon"
        return self._replace(one, place)

    def _clear(self, place: tuple[int, int]) -> str:
        """Take the fillers of a sentence away."""
        start, end = self.found.sentence(*place)
        others = (at for at, kind in self._types.items() if at != place and kind in _VIOLENT)
        if any(start <= at[0] < end for at in others):
            return "its sentence tells of another act of violence, whose fillers these may be"
        self._fillers = [one for one in self._fillers if not start <= one[0] < end]
        return ""

    def _replace(self, one: Decision, place: tuple[int, int]) -> str:
        """Put those of a decision in the place of a sentence's fillers of the same roles."""
        start, end = self.found.sentence(*place)
        shift = place[0] - one.start
        new = list(self._named(one, shift, start, end))
        if gone := [words for words, filler in new if filler is None]:
            return f"{', '.join(gone)} does not stand there any more"
        roles = {role for cell in one.row["cells"].keys() & _SIDES.keys() for role in _SIDES[cell]}
        kept = [one for one in self._fillers if not (start <= one[0] < end and one[2] in roles)]
        self._fillers = [*kept, *(filler for _, filler in new if filler)]
        return ""

    def _named(self, one: Decision, shift: int, start: int, end: int) -> Iterator[tuple[str, Filler | None]]:
        """Yield each filler that a decision names, with how it does; None where it is gone from the text."""
        cells = one.row["cells"]
        for cell in ("source_actors", "target_actors"):
            for first, last in cells.get(cell) or ():
                place = first + shift, last + shift
                role = _SIDES[cell][self._labels.get(place) in _NO_PEOPLE]
                yield f"{first}-{last}", (*place, role) if place in self._actors else None
        if words := cells.get("weapon"):
            at = self.found.text.find(words, start, end)
            yield repr(words), (at, at + len(words), "weapon") if at >= 0 else None
