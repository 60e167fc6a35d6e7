"""A workspace of small made-up reports."""

from __future__ import annotations

import random
from pathlib import Path

from docmine import config as settings

PLACES = ("Gao", "Kidal", "Mopti", "Segou", "Timbuktu", "Sikasso", "Kayes", "Bamako")
BODIES = (
    "Gunmen killed {n} traders in {place}, Mali, on {day} March 2021, a local official said.",
    "Soldiers arrested {n} men near {place}, Mali, on {day} March 2021 after a raid on a village.",
    "A bomb went off in the market of {place}, Mali, on {day} March 2021; {n} people were injured.",
    "Fighters of the Azure Front attacked an army post in {place} on {day} March 2021, witnesses told the radio.",
)
ENDS = (
    "The army sent troops to {place} two days later.",
    "Nobody has claimed the attack so far, and {n} families have left the town.",
    "The Azure Front denied it.",
)
SETTINGS = '[model]\nname = "fast"\n'


def report(chance: random.Random) -> str:
    """Return a short report."""
    words = {"place": chance.choice(PLACES), "n": chance.randint(2, 40), "day": chance.randint(1, 28)}
    lines = [chance.choice(BODIES), chance.choice(BODIES), chance.choice(ENDS)]
    return f"News from {words['place']}\n\n" + "\n".join(line.format(**words) for line in lines) + "\n"


def make(folder: Path, documents: int, seed: int) -> None:
    """Write `raw/` and `pipeline/`, every tenth report being a copy of another."""
    chance = random.Random(seed)
    texts = [report(chance) for _ in range(documents)]
    texts = [chance.choice(texts) + "A copy.\n" if n % 10 == 9 else text for n, text in enumerate(texts)]
    (folder / "raw").mkdir(parents=True)
    for n, text in enumerate(texts):
        (folder / "raw" / f"{n:04}.txt").write_text(text, encoding="utf-8")
    curated = folder / "pipeline" / "curated"
    curated.mkdir(parents=True)
    (folder / "pipeline" / settings.CONFIG_NAME).write_text(SETTINGS, encoding="utf-8")
    (curated / "actors.csv").write_text(
        "actor_id,name,aliases,type,country_iso3\nA1,Azure Front,AF,rebel,MLI\n", encoding="utf-8"
    )
    events = [f"E{n},2021-03-{n + 1:02},Assault,{PLACES[n % len(PLACES)]},MLI,{n}" for n in range(28)]
    header = "event_id,event_date,event_type,location,country_iso3,fatalities"
    (curated / "events.csv").write_text("\n".join([header, *events, ""]), encoding="utf-8")
