"""What people decided about single reports, in `pipeline/review/decisions.jsonl`, and how a run takes it into account.

A line of the file is one decision; lines are only added. A later line about the same thing takes the place of an
earlier one, and `{"kind": "undo", "of": …}` takes one back. The rooms that a decision is about read it from here:
`clean` the lines, `entities`, `dates`, `places` and `events` what stands in the clean text.
"""

from docmine.decided.decisions import Decided, Decision, load
from docmine.decided.log import append, decision_rows, line_count, now, stamp, torn, undo

__all__ = ["Decided", "Decision", "append", "decision_rows", "line_count", "load", "now", "stamp", "torn", "undo"]
