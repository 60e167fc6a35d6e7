"""The tables of a cluster run: a folder of Parquet parts, each committed once and with a manifest.

    output/parts/
      run.json             which parts make up the tables, and what is no report
      <part>/manifest.json the reports of the part, and a checksum of each of its files
      <part>/<table>.parquet

A part is worked on under a hidden name and moved to its own when it is whole, so a part that has its
name is whole. `docmine collect` turns the folder into the SQLite store; DuckDB reads it as it is.
"""

from docmine.parts.dataset import Dataset
from docmine.parts.manifest import Manifest
from docmine.parts.part import committed, read_part, write_part

__all__ = ["Dataset", "Manifest", "committed", "read_part", "write_part"]
