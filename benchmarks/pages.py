"""Time the start and the pages of `docmine inspect` on tables that `make_tables.py` wrote.

    python benchmarks/make_tables.py FOLDER --documents 100000
    python benchmarks/pages.py FOLDER

Starts the command as a user does and asks for each page five times over HTTP: the slowest of the first answers and the
median are what people meet. The bounds are those of the aim: 1 s for the start, 200 ms for a page.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from docmine.inspect.listing import FACETS
from docmine.schema import TABLES
from docmine.store import Store

START, PAGE = 1.0, 0.2
TIMES = 5


def addresses(folder: Path) -> list[str]:
    """Return the pages that are timed: every table, as it is, sorted, searched and filtered; the views; a report."""
    with Store(folder, readonly=True) as store:
        doc_id = store.execute("SELECT doc_id FROM documents ORDER BY path LIMIT 1 OFFSET 777").fetchone()[0]
    found = ["/", f"/document/{doc_id}", "/links", "/retrain", "/map", "/timeline", "/timeline?page=50"]
    found += [f"/map/points?table=events&zoom={zoom}" for zoom in (1, 5)]
    found += ["/map/points?table=events&zoom=6&box=10,0,20,20", "/timeline?from=2016-01-01&to=2016-12-31"]
    for name, table in TABLES.items():
        found += [f"/tables/{name}", f"/tables/{name}?page=100", f"/tables/{name}?words=group"]
        found += [f"/tables/{name}?sort=-{column}" for column in table.names[:6]]
        found += [f"/tables/{name}?{column}=-" for column in FACETS.get(name, ())[:2]]
    found += ["/tables/events?event_type=COERCE&status=planned&from=2016-01-01&to=2016-12-31&words=town"]
    return found


def main() -> None:
    """Print the times of each page, the slowest first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wait", type=float, default=0.0, help="seconds between the start and the first page")
    args = parser.parse_args()
    command = ["inspect", "--output", str(args.folder), "--port", "0", "--no-browser"]
    began = time.perf_counter()
    code = "import sys; from docmine.cli import main; main()"
    with subprocess.Popen([sys.executable, "-c", code, *command], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[2].rstrip("/")
        urllib.request.urlopen(f"{address}/static/docmine.css").read()
        print(f"start {time.perf_counter() - began:.2f} s (aim {START} s)")
        time.sleep(args.wait)
        times = {}
        for page in addresses(args.folder):
            seen = []
            for _ in range(TIMES):
                began = time.perf_counter()
                urllib.request.urlopen(address + page).read()
                seen.append(time.perf_counter() - began)
            times[page] = seen
        server.terminate()
    for page, seen in sorted(times.items(), key=lambda item: -statistics.median(item[1]))[:25]:
        print(f"{statistics.median(seen) * 1000:6.0f} ms, first {seen[0] * 1000:6.0f} ms  {page}")
    slow = sum(statistics.median(seen) > PAGE for seen in times.values())
    print(f"{len(times)} pages, {slow} over {PAGE * 1000:.0f} ms")


if __name__ == "__main__":
    main()
