"""Types and roles of events against PLOVER's gold standard records, one event a sentence.

    docmine annotate --no-clean SENTENCES.jsonl -o FOUND.jsonl
    python benchmarks/plover.py GOLD.jsonl.gz FOUND.jsonl [--misses]

A line of GOLD is `{"id", "text", "event_2021", "source": [{"text", "span", "code"}], "target": [...]}`; SENTENCES may
be the same file, unpacked. Of the events found in a sentence, the one with the highest score is judged, of equals the
first. Type: right where it is the gold one. A gold source is found where a source of that event overlaps its span or
is an actor of its country; targets likewise. `any` takes the best event of the sentence instead: its ceiling.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]
ROLES = ("source", "target")


def lines(path: Path) -> Iterator[Record]:
    """Yield the records of a JSONL file, which may be packed with gzip."""
    read = gzip.open if path.suffix == ".gz" else open
    with read(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def main_events(found: Record) -> list[Record]:
    """Return the event of a sentence that has the highest score, in a list that is empty where there is none."""
    return sorted(found["events"], key=lambda event: -event["score"])[:1]


def is_found(gold: Record, event: Record, role: str, countries: dict[tuple[int, ...], str | None]) -> bool:
    """Say whether an event has a gold filler in a role: by a span that overlaps, or by an actor of its country."""
    start, end = gold["span"] or (0, 0)
    spans = event["spans"][f"{role}_actors"]
    return any(low < end and start < high for low, high in spans) or gold["code"] in {
        countries.get(tuple(span)) for span in spans
    } - {None}


def share(hits: list[bool]) -> str:
    """Return how many of the answers are yes, as text."""
    return f"{sum(hits) / max(len(hits), 1):.3f} ({sum(hits)} of {len(hits)})"


def score(pairs: list[tuple[Record, Record]], choose: Callable[[Record], list[Record]]) -> Iterator[str]:
    """Yield one line of figures each for types, sources and targets, the latter two with their precision."""
    types = [any(event["event_type"] == gold["event_2021"] for event in choose(found)) for gold, found in pairs]
    yield f"type    {share(types)}"
    for role in ROLES:
        hits, right = [], []
        for gold, found in pairs:
            countries = {(actor["start"], actor["end"]): actor["country"] for actor in found["actors"]}
            events = choose(found)
            hits += [any(is_found(filler, event, role, countries) for event in events) for filler in gold[role]]
            spans = [span for event in events for span in event["spans"][f"{role}_actors"]]
            cells = [{"spans": {f"{role}_actors": [span]}} for span in spans]
            right += [any(is_found(filler, cell, role, countries) for filler in gold[role]) for cell in cells]
        yield f"{role}  found {share(hits)}, right {share(right)}"


def shown(gold: Record, found: Record) -> str:
    """Return a sentence with what it should give and what it gave."""
    want = [[filler["text"] for filler in gold[role]] for role in ROLES]
    text = [gold["id"], gold["text"], f"  gold  {gold['event_2021']} {want[0]} {want[1]}"]
    for event in found["events"]:
        spans = [[gold["text"][slice(*span)] for span in event["spans"][f"{role}_actors"]] for role in ROLES]
        text.append(
            f"  {event['score']:.2f}  {event['event_type']} {event['trigger']!r} {spans[0]} {spans[1]} {event['status']}"
        )
    return "\n".join(text)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("found", type=Path)
    parser.add_argument("--misses", action="store_true", help="show each sentence with what was found")
    asked = parser.parse_args()
    pairs = list(zip(lines(asked.gold), lines(asked.found), strict=True))  # in one order: an id of GOLD comes twice
    if asked.misses:
        print("\n".join(shown(*pair) for pair in pairs))
    for name, choose in (("main", main_events), ("any", lambda record: record["events"])):
        print(f"{name}:", *score(pairs, choose), sep="\n  ")
    print("events in a sentence:", f"{sum(len(record['events']) for _, record in pairs) / len(pairs):.2f}")


if __name__ == "__main__":
    main()
