"""Links extracted rows with curated tables: block, compare, judge, explain."""

from docmine.reconcile.decisions import read_decisions
from docmine.reconcile.link import link

__all__ = ["link", "read_decisions"]
