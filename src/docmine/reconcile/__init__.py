"""Extracted rows against curated rows: block, compare, judge, explain."""
