"""Time expressions as intervals: find, parse, anchor, precision."""
