"""Types and roles of events against PLOVER's gold standard records, one event a sentence.

    docmine annotate --no-clean SENTENCES.jsonl -o FOUND.jsonl
    python benchmarks/plover.py GOLD.jsonl.gz FOUND.jsonl [--misses]

A line of GOLD is `{"id", "text", "event_2021", "source": [{"text", "span", "code"}], "target": [...]}`; SENTENCES may
be the same file, unpacked. Of the events found in a sentence the first is judged, as a dictionary's first verb. Its
type is right where it is the gold one. A gold source is found where a source of that event overlaps its span or is an
actor of its country; targets likewise. `any` judges all events of the sentence, each gold cell by the best of them.
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


def first_event(found: Record) -> list[Record]:
    """Return the first event of a sentence, in a list that is empty where there is none."""
    return sorted(found["events"], key=lambda event: event["spans"]["trigger"])[:1]


def matches(gold: Record, span: list[int], countries: dict[tuple[int, ...], str | None]) -> bool:
    """Say whether a span that was found is a gold filler: it overlaps it, or is an actor of its country."""
    start, end = gold["span"] or (0, 0)
    country = countries.get(tuple(span))
    return (span[0] < end and start < span[1]) or (country is not None and country == gold["code"])


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
            spans = [span for event in choose(found) for span in event["spans"][f"{role}_actors"]]
            hits += [any(matches(filler, span, countries) for span in spans) for filler in gold[role]]
            right += [any(matches(filler, span, countries) for filler in gold[role]) for span in spans]
        yield f"{role}  found {share(hits)}, right {share(right)}"


def shown(gold: Record, found: Record) -> str:
    """Return a sentence with what it should give and what it gave."""
    want = [[filler["text"] for filler in gold[role]] for role in ROLES]
    text = [gold["id"], gold["text"], f"  gold  {gold['event_2021']} {want[0]} {want[1]}"]
    for event in found["events"]:
        spans = [[gold["text"][slice(*span)] for span in event["spans"][f"{role}_actors"]] for role in ROLES]
        text.append(f"  {event['event_type']} {event['trigger']!r} {spans[0]} {spans[1]} {event['status']}")
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
    for name, choose in (("first", first_event), ("any", lambda record: record["events"])):
        print(f"{name}:", *score(pairs, choose), sep="\n  ")
    print("events in a sentence:", f"{sum(len(record['events']) for _, record in pairs) / len(pairs):.2f}")


if __name__ == "__main__":
    main()
