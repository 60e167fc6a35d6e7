"""Runs on many machines: files are listed here, read and worked on there, and become parts on a shared folder."""

from docmine.cluster.collect import collect
from docmine.cluster.run import run_parts

__all__ = ["collect", "run_parts"]
