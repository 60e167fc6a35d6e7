"""Write the tables of many reports that nobody wrote: what pages and exports are timed on.

    python benchmarks/make_tables.py FOLDER --documents 100000

Seeded: the same numbers give the same tables. Each report has a short text with 20 mentions, 4 dates, 4 places and 4
events, all at true offsets; names repeat as they do in reports, a few of them very often.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from docmine.ids import make_id
from docmine.store import Store

TOWNS = [(f"Town {number}", random.Random(number)) for number in range(2_000)]
GROUPS = [f"Group {number} of the {side}" for number in range(300) for side in ("North", "South")]
TYPES = [
    ("ASSAULT", "attack"),
    ("ASSAULT", "airstrike"),
    ("COERCE", "arrest"),
    ("PROTEST", "demonstrate"),
    ("CONSULT", "meet"),
]
STATUSES = ["factual"] * 8 + ["planned", "negated"]
BATCH = 1_000


def report(number: int, dice: random.Random) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of one report."""
    doc_id = make_id("document", str(number))
    published = date(2014, 1, 1) + timedelta(days=dice.randrange(3_000))
    parts: list[str] = []
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in ("mentions", "dates", "places", "events")}
    at = 0

    def put(text: str) -> tuple[int, int]:
        nonlocal at
        parts.append(text)
        at += len(text)
        return at - len(text), at

    def where(span: tuple[int, int], text: str, method: str) -> dict[str, Any]:
        start, end = span
        return {
            "doc_id": doc_id, "start": start, "end": end, "raw_start": start, "raw_end": end, "text": text,
            "method": method, "score": round(dice.random(), 3),
        }  # fmt: skip

    for nth in range(4):
        begin = at
        source, target = (GROUPS[min(int(dice.expovariate(0.02)), len(GROUPS) - 1)] for _ in range(2))
        town, own = TOWNS[min(int(dice.expovariate(0.005)), len(TOWNS) - 1)]
        day = published - timedelta(days=dice.randrange(30))
        names = [(put(source), source, "ORG")]
        put(" ")
        trigger = put("attacked")
        put(" ")
        names.append((put(target), target, "ORG"))
        put(" in ")
        names.append((put(town), town, "GPE"))
        put(" on ")
        names.append((put(day.isoformat()), day.isoformat(), "DATE"))
        put(", said ")
        person = f"Person {dice.randrange(20_000)}"
        names.append((put(person), person, "PERSON"))
        put(".\n")
        sentence = "".join(parts)[begin:at].strip()
        place_id, date_id = (make_id(kind, doc_id, nth) for kind in ("place", "date"))
        for span, text, label in names:
            rows["mentions"].append(
                {
                    "mention_id": make_id("mention", doc_id, *span), **where(span, text, "ner"), "label": label,
                    "sentence": sentence, "actor_id": make_id("actor", text) if label in ("ORG", "PERSON") else None,
                    "place_id": place_id if label == "GPE" else None, "date_id": date_id if label == "DATE" else None,
                }
            )  # fmt: skip
        spot = random.Random(own.random())
        rows["places"].append(
            {
                "place_id": place_id, **where(names[2][0], town, "gazetteer: name"), "name": town,
                "geonameid": int(town.split()[1]), "lat": spot.uniform(-30, 60), "lon": spot.uniform(-100, 140),
                "feature_code": "PPL", "country_iso3": "MLI", "where_prec": 1, "geo_precision": 1,
            }
        )  # fmt: skip
        rows["dates"].append(
            {
                "date_id": date_id, **where(names[3][0], day.isoformat(), "dates.grammar"), "type": "DATE",
                "timex_value": day.isoformat(), "edtf": day.isoformat(), "earliest": day.isoformat(),
                "latest": day.isoformat(), "granularity": "day", "date_prec": 1, "time_precision": 1,
            }
        )  # fmt: skip
        event_type, mode = TYPES[dice.randrange(len(TYPES))]
        rows["events"].append(
            {
                "event_id": make_id("event", doc_id, nth), **where(trigger, "attacked", "parse"),
                "event_type": event_type, "mode": mode, "trigger": "attack", "sentence": sentence,
                "source_actors": [source], "source_actor_ids": [make_id("actor", source)], "target_actors": [target],
                "target_actor_ids": [make_id("actor", target)], "place": town, "place_id": place_id,
                "date_id": date_id, "earliest": day.isoformat(), "latest": day.isoformat(), "date_prec": 1,
                "killed_best": dice.randrange(20), "status": STATUSES[dice.randrange(len(STATUSES))],
            }
        )  # fmt: skip
    text = "".join(parts)
    whole = {"start": 0, "end": len(text), "raw_start": 0, "raw_end": len(text)}
    line = {"doc_id": doc_id, "n": 1, **whole, "text": text}
    document = {
        "doc_id": doc_id, "path": [f"{number:07}.txt"], "kind": "text", "title": f"Report {number}",
        "publisher": f"Publisher {dice.randrange(40)}", "published": published.isoformat(), "published_source": "user",
        "language": "en", "raw_chars": len(text), "clean_chars": len(text), "status": "ok",
    }  # fmt: skip
    texts = {"doc_id": doc_id, "raw": text, "clean": text, "pieces": json.dumps([[0, 0, len(text), len(text)]])}
    kept = {**line, "keep": 1, "reason": "content", "score": 1.0, "method": "clean.content"}
    return {"documents": [document], "lines": [kept], "_texts": [texts], **rows}


def actors(documents: int) -> Iterator[dict[str, Any]]:
    """Yield an identity for each name that the reports can have."""
    people = [(f"Person {number}", "person") for number in range(20_000)]
    for name, kind in [*((group, "rebel") for group in GROUPS), *people]:
        yield {
            "actor_id": make_id("actor", name), "name": name, "type": kind, "origin": "text", "aliases": [],
            "n_mentions": documents // 10, "n_documents": documents // 20, "doc_ids": [make_id("document", "0")],
            "method": "ner", "score": 1.0,
        }  # fmt: skip


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice, began = random.Random(args.seed), time.perf_counter()
    with Store(args.folder) as store:
        for first in range(0, args.documents, BATCH):
            tables: dict[str, list[dict[str, Any]]] = {}
            for number in range(first, min(first + BATCH, args.documents)):
                for name, rows in report(number, dice).items():
                    tables.setdefault(name, []).extend(rows)
            with store.transaction():
                for name, rows in tables.items():
                    store.write(name, rows)
        with store.transaction():
            store.write("actors", actors(args.documents))
    print(f"{args.documents:,} reports in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
