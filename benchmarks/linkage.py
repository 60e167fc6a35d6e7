"""Times `docmine reconcile` on two large tables, beside Splink's training and prediction on the same, on one thread.

python benchmarks/linkage.py FOLDER [--splink PYTHON]

FOLDER holds extracted.csv, curated.csv, actors.csv and taxonomy.csv; PYTHON is an interpreter that has Splink 5.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SPLINK = '''
import sys
import duckdb
import splink.comparison_level_library as levels
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.internals.duckdb.database_api import DuckDBAPI

folder = sys.argv[1]
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
linker.inference.predict(threshold_match_probability=0.01)
'''


def measure(name: str, command: list[str]) -> None:
    """Run a command; print its seconds by the clock and of the processor, and the most memory it took (Linux)."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    wall, memory = time.perf_counter() - began, after.ru_maxrss / 2**20
    print(f"{name:8} {wall:7.1f} s, {used:7.1f} s of the processor, {memory:.2f} GiB")


def main() -> None:
    """Measure docmine and, if asked, Splink; the memory of the second is that of the larger of the two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--splink", metavar="PYTHON", help="interpreter that has Splink 5")
    options = parser.parse_args()
    folder = options.folder
    with tempfile.TemporaryDirectory() as output:
        extra = ["--actors", str(folder / "actors.csv"), "--taxonomy", str(folder / "taxonomy.csv"), "-o", output]
        start = "from docmine.cli import main; main()"
        measure(
            "docmine",
            [
                sys.executable,
                "-c",
                start,
                "reconcile",
                *(str(folder / f"{name}.csv") for name in ("extracted", "curated")),
                *extra,
            ],
        )
    if options.splink:
        measure("splink", [options.splink, "-c", _SPLINK, str(folder)])


if __name__ == "__main__":
    main()
