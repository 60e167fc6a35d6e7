"""Times `docmine reconcile` on two large tables, beside Splink's training and prediction on the same, on one thread.

python benchmarks/linkage.py FOLDER [--rows 10000 30000 100000] [--splink PYTHON]

FOLDER holds extracted.csv, curated.csv, actors.csv and taxonomy.csv; PYTHON is an interpreter that has Splink 5. Each
run is a process of its own, of the first so many extracted rows; Splink has all of them. Seconds are those of the
processor, which other work on the machine lengthens less than those of the clock.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

_DOCMINE = """
import sys
import time
from pathlib import Path
from docmine.reconcile.pairs.engine import Sources, reconcile

extracted, folder, output = map(Path, sys.argv[1:])
stages = []
said = lambda stage: stages.append((stage, time.process_time()))
reconcile(Sources(extracted, folder / "curated.csv", folder / "actors.csv", folder / "taxonomy.csv"), output, note=said)
said("")
for (stage, began), (_, ended) in zip(stages, stages[1:]):
    print(">", stage, ended - began)
"""

_SPLINK = '''
import sys
import time
import duckdb
import splink.comparison_level_library as levels
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.internals.duckdb.database_api import DuckDBAPI

folder = sys.argv[1]
spent = time.process_time()


def told(stage):
    global spent
    before, spent = spent, time.process_time()
    print(">", stage, spent - before, flush=True)


db = duckdb.connect(config={"threads": 1})
WEEK = "datediff('day', DATE '2000-01-01', d) // 8 AS week"
KEYS = f"floor(lat * 2) AS i, floor(lon * 2) AS j, {WEEK}, level1 AS kind"
A = """event_id AS unique_id, date_earliest::DATE AS d,
coalesce(date_latest::DATE - date_earliest::DATE, 0) AS width, place,
try_cast(fatalities_low AS INTEGER) AS killed, event_type AS category"""
B = """curated_id AS unique_id, event_date::DATE AS d, end_date::DATE - event_date::DATE AS width,
location AS place,
try_cast(fatalities AS INTEGER) AS killed, sub_event_type AS category"""
for name, cells in (("extracted", A), ("curated", B)):
    db.execute(f"""CREATE TABLE {name} AS WITH t AS (SELECT {cells}, country, admin1, actor1, actor2,
        try_cast(latitude AS DOUBLE) AS lat, try_cast(longitude AS DOUBLE) AS lon
        FROM read_csv('{folder}/{name}.csv', all_varchar = true)),
        k AS (SELECT category, level1 FROM read_csv('{folder}/taxonomy.csv', all_varchar = true)
              WHERE source = '{name}')
        SELECT t.*, {KEYS} FROM t LEFT JOIN k USING (category)""")
told("read")
near = "abs(datediff('day', d_l, d_r)) <= {}".format
date = cl.CustomComparison(output_column_name="d", comparison_levels=[
    levels.NullLevel("d"), levels.CustomLevel("d_l = d_r AND width_l = 0 AND width_r = 0"),
    levels.CustomLevel("d_l BETWEEN d_r - width_l::INTEGER AND d_r + width_r::INTEGER"),
    levels.CustomLevel(near(1)), levels.CustomLevel(near(4)), levels.ElseLevel()])
killed = cl.CustomComparison(output_column_name="killed", comparison_levels=[
    levels.NullLevel("killed"), levels.CustomLevel("killed_l = killed_r"),
    levels.CustomLevel("abs(killed_l - killed_r) <= 0.4 * greatest(killed_l, killed_r)"), levels.ElseLevel()])
cell = "l.i = r.i AND l.j = r.j AND l.week = r.week"
rules = ["l.country = r.country AND l.admin1 = r.admin1 AND l.kind = r.kind AND l.week = r.week",
         cell, f"{cell} + 1", f"{cell} - 1"]
settings = SettingsCreator(
    link_type="link_only", probability_two_random_records_match=1e-6, retain_matching_columns=False,
    blocking_rules_to_generate_predictions=rules,
    comparisons=[date, killed, cl.DistanceInKMAtThresholds("lat", "lon", [2, 7, 25, 100]), cl.ExactMatch("kind"),
                 *(cl.JaroWinklerAtThresholds(name, [0.92, 0.8]) for name in ("place", "actor1", "actor2"))])
api = DuckDBAPI(db)
linker = Linker([api.register("extracted"), api.register("curated")], settings)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
for rule in (block_on("country", "admin1", "d"), block_on("place", "kind", "week")):
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
told("train")
linker.inference.predict(threshold_match_probability=0.01)
told("predict")
'''


@dataclass(frozen=True)
class Run:
    """What a process took: seconds by the clock and of the processor, in all and by stage, and GiB of memory."""

    wall: float
    used: float
    memory: float
    stages: dict[str, float]

    def __str__(self) -> str:
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in self.stages.items())
        return f"{self.used:6.1f} s ({stages}), {self.wall:.1f} s by the clock, {self.memory:.2f} GiB"


def measure(command: Sequence[str], threads: int = 1) -> Run:
    """Run a command that prints the seconds of its stages (Linux)."""
    began = time.perf_counter()
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as run:
        lines = run.stdout.read().splitlines() if run.stdout else []
        _, status, spent = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        raise SystemExit(f"{command[0]} failed: {run.returncode}")
    wall = time.perf_counter() - began
    told = [line.split()[1:] for line in lines if line.startswith("> ")]
    stages = {stage: float(seconds) for stage, seconds in told}
    return Run(wall, spent.ru_utime + spent.ru_stime, spent.ru_maxrss / 2**20, stages)


def link(folder: Path, rows: int, work: Path, threads: int = 1) -> tuple[Run, str]:
    """Return what docmine takes for the first so many extracted rows, and a digest of all that it writes."""
    extracted, output = work / "extracted.csv", work / "linked"
    with (folder / "extracted.csv").open(encoding="utf-8") as whole:
        extracted.write_text("".join(islice(whole, rows + 1)), encoding="utf-8")
    run = measure([sys.executable, "-c", _DOCMINE, str(extracted), str(folder), str(output)], threads)
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(output.glob("*.csv"))))
    return run, digest.hexdigest()


def grow(folder: Path, counts: Sequence[int], work: Path) -> Run:
    """Print what docmine takes for more and more rows, and how that grows beside n log n; return the last run."""
    first: tuple[int, Run] | None = None
    for rows in counts:
        run, digest = link(folder, rows, work)
        print(f"docmine {rows:>9,} {run}")
        first = first or (rows, run)
        fair = rows * math.log(rows) / (first[0] * math.log(first[0]))
        grown = ", ".join(f"{stage} {run.stages[stage] / first[1].stages[stage]:.1f}" for stage in run.stages)
        print(f"  times {first[0]:,}: {run.used / first[1].used:.1f} ({grown}); n log n: {fair:.1f}")
    again, other = link(folder, counts[-1], work, threads=2)
    print(f"  with two threads {again}; files are {'the same' if digest == other else 'NOT the same'}")
    return run


def main() -> None:
    """Measure docmine and, if asked, Splink."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 30_000, 100_000], help="extracted rows")
    parser.add_argument("--splink", metavar="PYTHON", help="interpreter that has Splink 5")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        mine = grow(options.folder, options.rows, Path(work))
    if options.splink:
        theirs = measure([options.splink, "-c", _SPLINK, str(options.folder)])
        print(f"splink            {theirs}")
        loaded = mine.stages["comparing"] / (theirs.stages["train"] + theirs.stages["predict"])
        print(
            f"docmine takes {mine.used / theirs.used:.2f} of Splink's time, {loaded:.2f} from loaded tables on, "
            f"and {mine.memory / theirs.memory:.2f} of its memory"
        )


if __name__ == "__main__":
    main()
