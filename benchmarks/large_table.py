"""Links one event with a generated curated table of so many gigabytes, and checks the table alone: time and memory.

python benchmarks/large_table.py FOLDER [--gigabytes 2]

FOLDER gets `large.csv`, in the layout of UCDP GED, unless it is there already, and keeps it. No event in it is real.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

_HEADER = (
    "id,date_start,date_end,side_a,side_b,country,adm_1,where_coordinates,where_description,latitude,longitude,best,"
    "low,high,type_of_violence,date_prec,where_prec,source_article,source_office,source_headline\n"
)
_EVENT = (
    "event_id,date_earliest,date_latest,event_type,actor1,actor2,country,admin1,place,latitude,longitude,"
    "fatalities_low,fatalities_high\nA1,2021-03-14,2021-03-14,Armed clash,SLF,Soldiers,ML,Gao,Ossul,15.66,0.5,11,11\n"
)
_SIDES = ("SLF", "Government of Mali", "Azgar Brigades", "Civilians", "Kessen Guard", "Tamoran Front")
_WORDS = "shelling town killed civilians village market convoy attack report officials district road wounded"
_DAYS = [(date(1990, 1, 1) + timedelta(days=number)).isoformat() for number in range(12_500)]
_COMMAND = "from docmine.cli import main; main()"


def rows() -> Iterator[str]:
    """Yield rows of some 520 bytes without end, the same each time."""
    draw, words = random.Random(1), _WORDS.split()
    towns = [(f"Town {n}", draw.uniform(10, 25), draw.uniform(-12, 4), f"Region {n % 9}") for n in range(5_000)]
    for number in count(1):
        town, lat, lon, region = draw.choice(towns)
        day, killed, text = draw.choice(_DAYS), draw.randrange(40), " ".join(draw.choices(words, k=38))
        yield (
            f"{number},{day},{day},{draw.choice(_SIDES)},{draw.choice(_SIDES)},Mali,{region},{town},"
            f'"{town}, {text[:120]}",{lat:.3f},{lon:.3f},{killed},{killed},{killed + 2},1,1,1,'
            f'"""Marn Post,{day},{text[120:]}""",Marn Post,{text[:60]}\n'
        )


def make(path: Path, size: float) -> int:
    """Write a table of so many bytes; return its rows."""
    written = 0
    with path.open("w", encoding="ascii") as stream:
        written += stream.write(_HEADER)
        for number, row in enumerate(rows(), 1):
            written += stream.write(row)
            if written >= size:
                return number
    return 0


def measured(*words: str) -> str:
    """Run a command of docmine; return seconds, gibibytes at the peak and the exit code in words."""
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", _COMMAND, *words], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return (
        f"{time.perf_counter() - begin:.0f} s ({used.ru_utime + used.ru_stime:.0f} s of the processor), "
        f"{used.ru_maxrss / 2**20:.2f} GiB, exit code {process.returncode}"
    )


def main() -> None:
    """Make the table unless it is there, and measure both commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gigabytes", type=float, default=2)
    given = parser.parse_args()
    large, one = given.folder / "large.csv", given.folder / "one.csv"
    given.folder.mkdir(parents=True, exist_ok=True)
    if not large.exists():
        print(f"{make(large, given.gigabytes * 1e9):,} rows")
    one.write_text(_EVENT, encoding="utf-8")
    print(f"check: {measured('reconcile', '--check', str(large))}")
    print(f"link: {measured('reconcile', str(one), str(large), '-o', str(given.folder / 'linked'), '-q')}")


if __name__ == "__main__":
    main()
