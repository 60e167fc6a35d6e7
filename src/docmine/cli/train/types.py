"""The part of `docmine train events` that learns types of events from decisions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from docmine.cli.terminal import plain

if TYPE_CHECKING:
    from docmine.config import Config
    from docmine.types_course import TypesCourse


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of a training, how many decisions were left out, and the weights that were written."""

    course: TypesCourse
    left_out: int
    written: Path | None

    def figures(self) -> dict[str, object]:
        """Return it for JSON."""
        met = {"before": self.course.before, "after": self.course.after}
        written = str(self.written) if self.written else None
        return {"decisions": self.course.learned, "left_out": self.left_out, "met": met, "written": written}

    def line(self) -> str:
        """Return it in words."""
        course = self.course
        met = f"types of event: of {course.learned} decisions {course.before} were met before, {course.after} are now"
        return f"{met}; in use from now on: {self.written}" if self.written else f"{met}; nothing was changed"


def train_types(config: Config, tables: Path) -> Trained | None:
    """Learn from the decisions about types, and use what was learned if it meets more of them; None without decisions.

    Raises:
        ResourceError: a decision is malformed.
        StoreError: there are no tables that the decisions could be about.
    """
    from docmine.corrections import corrected
    from docmine.events.choice.model import WEIGHTS, to_json
    from docmine.export import atomic
    from docmine.types_course import teach

    decided = corrected(config, tables)
    course = teach(config, decided.lessons) if decided.lessons else None
    problems = [*decided.problems, *(course.problems if course else ())]
    for problem in problems:
        typer.echo(f"left out: {plain(str(problem))}", err=True)
    target = config.path("events", WEIGHTS)
    if course is None or not course.learned:
        return None
    if not course.is_better or target is None:
        return Trained(course, len(problems), None)
    target.parent.mkdir(parents=True, exist_ok=True)
    with atomic(target) as temporary:
        temporary.write_text(to_json(course.chooser), encoding="utf-8")
    return Trained(course, len(problems), target)
