"""A run on a Ray cluster of this machine; where the extra `ray` is not installed there is nothing to test."""

import pytest

from docmine import runner
from docmine.config import Config, RunConfig

pytest.importorskip("ray", reason="the extra `ray` is not installed")

TEXT = "Les hommes armés ont attaqué le village de {} dans la nuit, ont indiqué les habitants de la région au journal."


@pytest.mark.slow
def test_the_tables_are_those_of_a_run_without_ray(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in ("Gao", "Kidal"):
        (raw / f"{name}.txt").write_text(TEXT.format(name))  # not English, so that no model is loaded
    (raw / "short.txt").write_text("short")
    tables = []
    for engine in ("local", "ray"):
        output = tmp_path / engine
        summary = runner.run(raw, output, Config(run=RunConfig(engine=engine, workers=1)))
        assert (summary.skipped, summary.failed) == (2, 1)
        tables.append({path.name: path.read_bytes() for path in output.glob("*.csv")})
    assert "documents.csv" in tables[0]
    assert tables[0] == tables[1]
