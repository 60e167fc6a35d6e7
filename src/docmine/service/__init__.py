"""Actors, places and curated events for other programs, by the Reconciliation Service API 0.2."""
