"""Precision, recall and speed of the marking of copies, on generated reports of which the copies are known.

    python benchmarks/copies.py [--documents 1000 10000]

Half of the reports are originals. The others are copies of originals, of each kind equally many, and what is no
copy: paraphrases, with the same facts in the same order told in other words, and forms, with the same words about
other places. Reports are cleaned, sketched and marked as in a run; they are not annotated, but the places that they
name are given.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docmine.clean import Cleaner
from docmine.config import CleanConfig, Config
from docmine.copies.mark import mark
from docmine.documents import Metadata, RawDocument, RawItem
from docmine.ids import document_id, make_id
from docmine.report_rows import clean_rows
from docmine.schema import Row
from docmine.store import Store

KINDS = ("exact", "intro", "trimmed", "edited", "merged", "paraphrase", "form")

# Each sentence in two wordings: the second is that of the paraphrase.
SENTENCES = (
    ("Gunmen on {vehicle} attacked {place} in the early hours of {day} and killed {n} {people}, {source} said.",
     "According to {source}, {n} {people} lost their lives when an armed band on {vehicle} raided {place} on {day}."),
    ("The attackers burned {m} {objects} and drove off with the animals of the {group} before help came.",
     "Livestock of the {group} was stolen, and {m} {objects} went up in flames; nobody came to help in time."),
    ("Troops who were stationed near {place} arrived {m} hours later and found the {objects} empty.",
     "It took the army {m} hours to get to {place}, by which time nobody was left in the {objects}."),
    ("A {person} who hid in a well told us that he had counted more than {n} men with new rifles.",
     "More than {n} fighters carried rifles that looked new, says a {person} who had taken cover in a well."),
    ("Since the beginning of the rains, at least {n} families of the {group} have left for {place}.",
     "{place} has taken in no fewer than {n} {group} households over the wet season."),
    ("The governor sent {m} trucks with {goods} to {place}, but the road was cut by a flood on {day}.",
     "A flood had closed the road on {day}, so that {m} lorries of {goods} from the governor never got to {place}."),
    ("No group has claimed the raid, which was the worst in {place} since the truce of {day}.",
     "Nothing as bad has happened in {place} after the ceasefire of {day}; responsibility has not been claimed."),
    ("The {person} of {place} has asked both sides to hand over {n} prisoners before the feast.",
     "Ahead of the feast, {n} captives should be freed by the two parties, demands the {person} from {place}."),
    ("Doctors at the clinic treated {n} {people} for burns and sent {m} of them on to the hospital in {place}.",
     "Burns were the reason why {n} {people} came to the clinic; {m} had to go to {place} for the hospital there."),
    ("Elders of the {group} met in {place} on {day} and agreed to share the wells with the {people}.",
     "On {day} the {people} were given the right to use the wells by a council of {group} elders held in {place}."),
    ("Police in {place} detained {m} {people} on {day} and seized {n} boxes of {goods} from a {objects} store.",
     "{n} boxes of {goods} were taken from a store for {objects}, with {m} {people} held by {place} police on {day}."),
    ("An explosion on the road to {place} damaged {m} {objects} and wounded the {person} and {n} {people}.",
     "The {person} was hurt along with {n} {people} after a blast that also hit {m} {objects} on the {place} road."),
)  # fmt: skip
SYLLABLES = ("ba", "do", "ki", "ra", "mo", "te", "su", "la", "ne", "go", "fa", "wi", "zu", "ha", "pe")
FILLS = {
    "vehicle": ["motorcycles", "camels", "pickups", "horses", "foot", "boats"],
    "people": ["traders", "herders", "farmers", "pupils", "miners", "fishermen", "drivers", "pilgrims"],
    "source": ["a local official", "a teacher", "the mayor", "two residents", "an aid worker", "a priest"],
    "objects": ["granaries", "houses", "shops", "tents", "carts", "boats", "classrooms"],
    "person": ["chief", "imam", "nurse", "shepherd", "judge", "bishop"],
    "goods": ["rice", "medicine", "fuel", "blankets", "seed", "salt"],
}
WHILE = (
    ("women", "drivers", "the neighbours", "boys with buckets", "two judges", "the miller", "a film crew", "nurses"),
    ("were mending", "had just left", "waited outside", "were counting", "prayed beside", "had painted", "looked for"),
    ("the old ferry", "a broken pump", "the empty school", "sacks of onions", "the northern gate", "a row of graves",
     "their goats", "the radio mast", "a pile of tyres", "the salt pans"),
    ("in thick dust", "without a word", "for the third time", "as on every market day", "under a borrowed roof",
     "against the wishes of their fathers", "by the light of a lamp", "since before sunrise", "for a small wage"),
)  # fmt: skip
INTRO = "This report reached us from a partner in the region and is published here with kind permission of its editors."
EDITS = (("killed", "shot dead"), ("said", "stated"), ("found", "saw"), ("asked", "urged"), ("agreed", "decided"))


UNLIKE = ("original", "paraphrase", "form")
"""Kinds that are copies of nothing."""


class Report:
    """An original: the numbers of its sentences and what they are filled with, so that it can be told again."""

    def __init__(self, chance: random.Random) -> None:
        self.names = ["".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(4)]
        order = chance.sample(range(len(SENTENCES)), 10)
        self.paragraphs = [[(n, self._fill(chance)) for n in order[k : k + 2]] for k in range(0, 10, 2)]

    def _fill(self, chance: random.Random) -> dict[str, str]:
        fills = {slot: chance.choice(words) for slot, words in FILLS.items()}
        day = f"{chance.randint(1, 28)} {chance.choice(['January', 'March', 'May', 'June', 'August', 'October'])}"
        numbers = {"n": str(chance.randint(3, 90)), "m": str(chance.randint(2, 9))}
        aside = " ".join(chance.choice(words) for words in WHILE)
        return (
            fills
            | numbers
            | {"aside": aside}
            | {"day": day, "place": chance.choice(self.names[:3]), "group": self.names[3]}
        )

    def told(self, wording: int = 0) -> list[str]:
        """Return its paragraphs in the first or the second wording."""
        return self.filled({}, wording)

    def filled(self, renamed: dict[str, str], wording: int = 0) -> list[str]:
        """Return its paragraphs with other names."""
        texts = [" ".join(_sentence(n, wording, fill) for n, fill in pair) for pair in self.paragraphs]
        for old, new in renamed.items():
            texts = [text.replace(old, new) for text in texts]
        return texts

    def copied(self, kind: str, chance: random.Random) -> list[str]:
        """Return the paragraphs of a copy of this kind."""
        own = self.told(int(kind == "paraphrase"))
        if kind == "intro":
            return [INTRO, *own]
        if kind == "form":
            return self.filled(dict(zip(self.names, _others(self.names), strict=True)))
        if kind == "trimmed":
            return own[: chance.randint(2, 4)]
        if kind == "merged":
            return [" ".join(own[:2]), " ".join(own[2:4]), own[4]]
        return [_edited(text, chance) for text in own] if kind == "edited" else own


def _others(names: list[str]) -> list[str]:
    """Return a name for each that no other report has."""
    return [f"{name[::-1].capitalize()}m" for name in names]


def _sentence(n: int, wording: int, fill: dict[str, str]) -> str:
    """Return a sentence, in its first wording with an aside, which makes up a third of it and is hardly told twice."""
    text = SENTENCES[n][wording].format(**fill)
    return text if wording else f"{text[:-1]}, while {fill['aside']}."


def _edited(text: str, chance: random.Random) -> str:
    """Return a paragraph with another figure and one or two other words."""
    for old, new in EDITS:
        text = text.replace(f" {old} ", f" {new} ", 1)
    figures = [word for word in text.split() if word.isdigit()]
    return text.replace(f" {figures[0]} ", f" {chance.randint(3, 90)} ", 1) if figures else text


def reports(size: int, chance: random.Random) -> Iterator[tuple[str, list[str], list[str], int]]:
    """Yield kind, paragraphs, names of places and the number of the original, for originals and then for copies."""
    originals = [Report(chance) for _ in range(size // 2)]
    for n, report in enumerate(originals):
        yield "original", report.told(), report.names, n
    untold = chance.sample(range(len(originals)), len(originals))  # what is told twice in the same way is a copy
    for k in range(size - len(originals)):
        kind = KINDS[k % len(KINDS)]
        n = untold.pop() if kind in UNLIKE else chance.randrange(len(originals))
        names = originals[n].names
        yield kind, originals[n].copied(kind, chance), _others(names) if kind == "form" else names, n


def rows(cleaner: Cleaner, text: str, published: str, names: list[str]) -> tuple[str, dict[str, list[Row]]]:
    """Return the doc_id of a report and its rows, with those of the places."""
    data = f"{published} {text}".encode()
    sha = hashlib.sha256(data).hexdigest()
    metadata = Metadata(title="none", published=published, published_source="user")
    item = RawItem(sha, "text", data, sha, metadata)
    clean = cleaner(RawDocument(document_id(sha), sha, "text", text, sha, "utf-8", metadata))
    return document_id(sha), {**clean_rows(item, clean), "places": list(_places(document_id(sha), clean.text, names))}


def _places(doc_id: str, text: str, names: list[str]) -> Iterator[Row]:
    for name in dict.fromkeys(names):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            yield {
                "place_id": make_id("place", doc_id, start, end), "doc_id": doc_id, "start": start, "end": end,
                "raw_start": start, "raw_end": end, "text": name, "method": "given", "score": 1.0,
            }  # fmt: skip
            start = text.find(name, end)


def measure(size: int) -> None:
    """Print the figures for so many reports."""
    chance = random.Random(size)
    cleaner = Cleaner.load(Config())
    originals: list[str] = []
    truth: dict[str, tuple[str, str | None]] = {}
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        begun = time.perf_counter()
        with store.transaction():
            for kind, paragraphs, names, n in reports(size, chance):
                day = "2021-03-01" if kind == "original" else f"2021-04-{chance.randint(1, 30):02}"
                doc_id, made = rows(cleaner, "\n\n".join(paragraphs), day, names)
                if doc_id in truth:
                    continue
                if kind == "original":
                    originals.append(doc_id)
                truth[doc_id] = (kind, None if kind in UNLIKE else originals[n])
                store.replace_document(doc_id, made)
        cleaned = time.perf_counter()
        with store.transaction():
            mark(store, CleanConfig())
        marked = time.perf_counter()
        found = dict(store.execute("SELECT doc_id, duplicate_of FROM documents WHERE duplicate_of IS NOT NULL"))
    print(f"{len(truth)} documents: cleaned and sketched {len(truth) / (cleaned - begun):.0f}/s", end="")
    print(f", marked {len(truth) / (marked - cleaned):.0f}/s")
    _print_scores(truth, found)


def _print_scores(truth: dict[str, tuple[str, str | None]], found: dict[str, str]) -> None:
    right = {doc_id for doc_id, first in found.items() if truth[doc_id][1] == first}
    copies = Counter(kind for kind, first in truth.values() if first)
    hits = Counter(truth[doc_id][0] for doc_id in right)
    print(
        f"  precision {len(right) / max(1, len(found)):.4f}, recall {len(right) / sum(copies.values()):.4f}", end=" ("
    )
    print(", ".join(f"{kind} {hits[kind] / copies[kind]:.3f}" for kind in copies) + ")")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000])
    for number in parser.parse_args().documents:
        measure(number)
