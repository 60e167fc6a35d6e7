"""Makes a folder of reports of any number out of the sample reports' own sentences, seeded."""

from __future__ import annotations

import random
import re
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "raw"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def sentences() -> list[str]:
    """Return the long sentences of the sample reports that are plain text."""
    found = []
    for path in sorted([*SAMPLES.glob("*.txt"), *SAMPLES.glob("*.md")]):
        if path.name != "README.md":
            found += re.split(r"(?<=[.!?])\s+", path.read_text(encoding="utf-8"))
    return [sentence.replace("\n", " ") for sentence in found if len(sentence) > 60]


def make(folder: Path, documents: int, words: int = 450, seed: int = 0) -> int:
    """Write the reports and return their number of words. Numbers and months are drawn anew in each."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    pool = sentences()
    total = 0
    for number in range(documents):
        paragraphs: list[str] = []
        length = 0
        while length < words:
            chosen = [_varied(rng.choice(pool), rng) for _ in range(4)]
            paragraphs.append(" ".join(chosen))
            length += sum(len(sentence.split()) for sentence in chosen)
        total += length
        text = f"Report {number} from the districts\n\n" + "\n\n".join(paragraphs) + "\n\nShare this page\n"
        (folder / f"report-{number:05}.txt").write_text(text, encoding="utf-8")
    return total


def _varied(sentence: str, rng: random.Random) -> str:
    sentence = re.sub(r"\b\d{1,2}\b", lambda _: str(rng.randint(2, 28)), sentence)
    return re.sub(rf"\b(?:{_MONTHS})\b", lambda _: rng.choice(_MONTHS.split("|")), sentence)
