"""Whether the numbers of dead and injured that MUC-4's templates give are found.

    gunzip -k muc4_dev.jsonl.gz
    docmine annotate --no-clean muc4_dev.jsonl -o annotated.jsonl
    python benchmarks/casualties.py muc4_dev.jsonl annotated.jsonl [--missed]

A case is one value of a template's slot HUM TGT: NUMBER (`6: "JESUITS"`, `~70: …` and `23 -: …` as 70 and 23) whose
victim has the effect DEATH or INJURY, when the number stands in the text: as digits or as a word, at most five words
before one of the victim's strings, with no stop between. PLURAL is no number, and an article is none (`1: "PEASANT"`).
It is found when some event of the document has a casualty of that kind, or the sum in its cell, whose best value is the
number; or whose low value is, where there is no best. The same number of the same kind in one document counts once.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

_KINDS = {"DEATH": "killed", "INJURY": "injured"}
_WORDS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
]
_VALUES = {word: number for number, word in enumerate(_WORDS)} | {"thirty": 30, "forty": 40, "fifty": 50, "dozen": 12}
_REACH = 5
_EFFECT = "hum_tgt_effect_of_incident"


class Case(NamedTuple):
    """A number of people that a template says were killed or injured."""

    doc_id: str
    kind: str
    number: int
    victims: tuple[str, ...]


def cases(record: dict[str, Any]) -> Iterator[Case]:
    """Yield the numbers of a document's templates that stand in its text."""
    seen = set()
    for template in record["templates"]:
        raw = template["raw"]
        effects = {value.partition(": ")[2]: value.partition(": ")[0] for value in raw.get(_EFFECT, ())}
        for value in raw.get("hum_tgt_number", ()):
            words, _, victims = value.partition(": ")
            kind = _KINDS.get(effects.get(victims, ""))
            number = re.fullmatch(r"~?\s*(\d+)\s*-?", words)
            if kind is None or number is None:
                continue
            case = Case(record["id"], kind, int(number[1]), tuple(re.findall(r'"([^"]+)"', victims)))
            if case[1:3] not in seen and any(_stands(case.number, name, record["text"]) for name in case.victims):
                seen.add(case[1:3])
                yield case


def _stands(number: int, victim: str, text: str) -> bool:
    pattern = r"\s+".join(map(re.escape, victim.split()))
    for match in re.finditer(rf"\b{pattern}\b", text, re.IGNORECASE):
        words = re.split(r"[.;:]\s", text[: match.end()])[-1].lower().split()[-_REACH - len(victim.split()) :]
        if number in (_VALUES.get(word, word.replace(",", "")) for word in words) or str(number) in words:
            return True
    return False


def is_found(case: Case, events: list[dict[str, Any]]) -> bool:
    """Say whether an event has the number, as one casualty or as a sum."""
    for event in events:
        bounds = [(one["low"], one["best"]) for one in event.get("casualties", ()) if one["kind"] == case.kind]
        if event[case.kind]:
            bounds.append(tuple(event[case.kind][:2]))
        if any(case.number == (low if best is None else best) for low, best in bounds):
            return True
    return False


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("annotated", type=Path)
    parser.add_argument("--missed", action="store_true", help="list the numbers that were not found")
    chosen = parser.parse_args()
    lines = chosen.annotated.read_text(encoding="utf-8").splitlines()
    events = {record["id"]: record["events"] for record in map(json.loads, lines)}
    wanted = [case for line in chosen.gold.read_text(encoding="utf-8").splitlines() for case in cases(json.loads(line))]
    missed = [case for case in wanted if not is_found(case, events[case.doc_id])]
    print(f"{len(wanted) - len(missed)} of {len(wanted)} numbers found ({1 - len(missed) / len(wanted):.3f})")
    if chosen.missed:
        for case in missed:
            print(case.doc_id, case.kind, case.number, " / ".join(case.victims), sep="\t")


if __name__ == "__main__":
    main()
