"""Splink's charts: a page that loads nothing, and shows rows of the tables as text."""

import json
import re

import pytest
from typer.testing import CliRunner

from docmine.cli import app
from docmine.reconcile.pairs.engine import Sources, reconcile

HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def charts(tmp_path_factory, write, year):
    """The page of tables of which one row is hostile, and twenty pairs are decided."""
    pytest.importorskip("splink")
    folder = tmp_path_factory.mktemp("charts")
    extracted, curated = ([line.replace("SLF", f"SLF {HOSTILE}") for line in lines] for lines in year)
    paths = write(folder, [extracted[0].replace("A0,", f"A0{HOSTILE},"), *extracted[2::2]], curated)
    verdicts = [(n, n, "accept") for n in range(20, 40, 2)] + [(n, n + 1, "reject") for n in range(20, 40, 2)]
    lines = [
        {"kind": "link", "extracted_id": f"A{one}", "curated_id": f"B{other}", "verdict": verdict, "who": "am"}
        for one, other, verdict in verdicts
    ]
    decisions = folder / "decisions.jsonl"
    decisions.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    reconcile(Sources(*paths, decisions=decisions), folder / "linked", engine="splink", charts=True)
    return (folder / "linked" / "splink_charts.html").read_text(encoding="utf-8")


def specs(page):
    found = re.findall(r'vegaEmbed\("#chart(\d)", (.*)\);</script>', page)
    return {number: json.loads(spec) for number, spec in found}


def test_it_has_the_charts_of_the_model_and_of_the_decisions(charts):
    headings = ["Match weights", "m and u", "Estimates of m", "Scores of the pairs", "Doubtful links", "Thresholds"]
    assert re.findall(r"^<h2>(.*)</h2>$", charts, flags=re.MULTILINE) == headings
    assert len(specs(charts)) == len(headings)


def test_it_loads_nothing_and_leads_to_no_editor(charts):
    assert "default-src 'none'" in charts
    ours = re.sub(r"<script>.*?</script>", "", charts, flags=re.DOTALL)
    assert not re.search(r"\b(?:src|href)=|url\(", ours)
    assert not any(spec["usermeta"]["embedOptions"]["actions"]["editor"] for spec in specs(charts).values())


def test_what_tables_say_is_text(charts):
    assert "<img src=x" not in charts
    link = specs(charts)["4"]["params"][0]["bind"]
    assert len(link["labels"]) == 40
    assert any(label.startswith(f"A0{HOSTILE} = B0?") for label in link["labels"])


def test_rows_are_shown_in_words(charts):
    bars = specs(charts)["4"]["data"]["values"]
    dates = {bar["value_l"] for bar in bars if bar["column_name"] == "date"}
    assert dates
    assert all(re.fullmatch(r"2021-\d\d-\d\d", day) for day in dates)
    first = next(bar for bar in bars if bar["column_name"] == "side_a")
    assert {first["value_l"], first["value_r"]} <= {f"SLF {HOSTILE}", "Gunmen", "Army"}


def test_charts_are_of_splink_alone(tables, year, tmp_path):
    files = [str(path) for path in tables(year[0][:1], year[1][:1])]
    done = CliRunner().invoke(app, ["reconcile", *files, "--charts", "-o", str(tmp_path / "linked")])
    assert done.exit_code == 2
    assert "--engine splink" in done.output
    assert not (tmp_path / "linked").exists()
