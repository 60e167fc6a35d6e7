"""Toponyms on the map: gazetteer, candidates, resolution, precision."""
