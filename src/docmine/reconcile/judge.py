"""Turns levels into a score and a decision, with reasons.

Linkage model: Fellegi, I. P. and Sunter, A. B. (1969), A theory for record linkage, JASA 64(328). Each
level carries points in log-odds; the score of a pair is the logistic function of their sum.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from docmine.config import ReconcileConfig
from docmine.reconcile.compare import Levels
from docmine.resources import DATA, read_toml


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the levels of a pair amount to. `conflicts` are the fields that contradict, most serious first."""

    levels: Levels
    points: float
    score: float
    conflicts: tuple[str, ...]


@cache
def weights() -> dict[str, Any]:
    """Return the packaged weights: kind -> `start`, `tie` and field -> level -> points, agreement, conflict."""
    return read_toml(DATA / "reconcile" / "weights.toml")


def judge(kind: str, levels: Levels) -> Judgement:
    """Return the judgement on a pair of rows of `kind` (actor, place)."""
    fields = weights()[kind]
    found = {field: fields[field][level] for field, level in levels.items()}
    points = fields["start"] + sum(weight["points"] for weight in found.values())
    conflicts = sorted(
        (field for field, weight in found.items() if weight.get("conflict")), key=lambda field: found[field]["points"]
    )
    return Judgement(levels, points, _logistic(points), tuple(conflicts))


def decide(kind: str, verdict: Judgement, config: ReconcileConfig, lead: float = math.inf) -> str:
    """Return match, possible, conflict or new.

    A conflict is a pair that contradicts itself in a field and is a match all the same, or is possible and
    would be a match without that field. `lead` is by how many points the pair is ahead of the next best.
    """
    if verdict.score < config.name_possible:
        return "new"
    if lead < weights()[kind]["tie"]:
        return "possible"
    best = max((_without(kind, verdict, field) for field in verdict.conflicts), default=verdict.score)
    if max(best, verdict.score) < config.name_match:
        return "possible"
    return "conflict" if verdict.conflicts else "match"


def comparison(kind: str, verdict: Judgement, extracted: Mapping[str, str], curated: Mapping[str, str]) -> str:
    """Return JSON: field -> both values as their tables word them, agreement 0 to 1, level, points, contradiction.

    A field that one side lacks has null for agreement, and no points.
    """
    fields = weights()[kind]
    cells = {}
    for field in extracted:
        level = verdict.levels.get(field)
        weight = fields[field][level] if level else {}
        cells[field] = {
            "extracted": extracted[field] or None,
            "curated": curated[field] or None,
            "agreement": weight.get("agreement"),
            "level": level,
            "points": weight.get("points", 0.0),
            "contradiction": "serious" if weight.get("conflict") else None,
        }
    return json.dumps(cells, ensure_ascii=False)


def reasons(
    kind: str, verdict: Judgement, decision: str, extracted: Mapping[str, str], curated: Mapping[str, str]
) -> list[str]:
    """Return short sentences: what contradicts, what speaks for, what against, what is not known."""
    fields = weights()[kind]
    ranked = sorted(verdict.levels, key=lambda field: -abs(fields[field][verdict.levels[field]]["points"]))
    against = [f"{field} contradicts: {extracted[field]} here, {curated[field]} there" for field in verdict.conflicts]
    lines = against if decision == "conflict" else []
    for field in ranked:
        if decision == "conflict" and field in verdict.conflicts:
            continue
        points = fields[field][verdict.levels[field]]["points"]
        if points:
            lines.append(f"{field}: {verdict.levels[field]} ({points:+.1f})")
    missing = [field for field in extracted if field not in verdict.levels]
    return [*lines, *([f"not compared: {', '.join(missing)}"] if missing else [])]


def _without(kind: str, verdict: Judgement, field: str) -> float:
    return _logistic(verdict.points - weights()[kind][field][verdict.levels[field]]["points"])


def _logistic(points: float) -> float:
    return 1 / (1 + math.exp(-points))
