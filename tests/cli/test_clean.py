"""`docmine clean --show` and `--explain`."""

import json
import subprocess
import sys

from typer.testing import CliRunner

from docmine.cli import app

REPORT = """\
Skip to main content

Raid on [bold]the lower town[/bold]

Armed men entered the lower town of Karvel before dawn on Monday and took eleven people from their homes, \
as the council of elders told the governor.
\x1b[31mLeave a reply
"""


def invoke(*arguments: object):
    return CliRunner().invoke(app, ["clean", *map(str, arguments)])


def test_show_prints_every_line_with_its_reason_and_nothing_that_steers_the_terminal(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT)
    result = invoke(tmp_path / "a.txt", "--show")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    lines = result.stdout.splitlines()
    assert lines[0].startswith("a.txt ─")
    margin = " " * 26
    assert "    1 - navigation        Skip to main content" in lines
    assert "    3   title             Raid on [bold]the lower town[/bold]" in lines
    at = next(n for n, line in enumerate(lines) if line.startswith("    5   sentences         Armed men"))
    assert lines[at + 1].startswith(margin)
    assert "told the governor." in " ".join(" ".join(lines[at:]).split())
    assert max(map(len, lines)) <= 100
    assert any(line.endswith(r"\x1b[31mLeave a reply") for line in lines)


def test_show_has_two_colours_where_the_terminal_has(tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    (tmp_path / "a.txt").write_text(REPORT)
    shown = invoke(tmp_path / "a.txt", "--show").stdout
    assert "\x1b[31m    1 - navigation" in shown
    assert "\x1b[32m    3   title" in shown
    assert r"\x1b[31mLeave" in shown


def test_show_goes_on_after_a_report_that_fails(tmp_path):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text(REPORT)
    result = invoke(tmp_path, "--show")
    assert result.exit_code == 1
    assert "failed: is empty" in result.stdout
    assert "    3   title" in result.stdout


def test_a_file_that_fails_is_named_once(tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"no PDF")
    told = invoke(tmp_path, "--explain").stderr
    assert told.startswith("broken.pdf: is a broken PDF")
    assert told.count("broken.pdf") == 1
    written = json.loads(invoke(tmp_path, "-o", "-").stdout)
    assert written["id"] == "broken.pdf"
    assert written["error"].startswith("is a broken PDF")


def test_explain_counts_by_site(tmp_path):
    source = tmp_path / "in.jsonl"
    records = [{"text": REPORT, "url": f"https://www.karvel.example/{n}"} for n in range(3)]
    source.write_text("".join(json.dumps(record) + "\n" for record in records) + "broken\n")
    result = invoke(source, "--explain")
    assert result.exit_code == 1
    assert "karvel.example          3" in result.stdout
    assert "in.jsonl#4: is not JSON" in result.stderr
    counts = json.loads(invoke(source, "--explain", "--json").stdout)
    assert counts["failed"] == 1
    (site,) = counts["sites"]
    assert (site["site"], site["kind"], site["documents"], site["reasons"]["navigation"]) == (
        "karvel.example",
        "site",
        3,
        3,
    )


def test_one_way_out_must_be_chosen(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT)
    for options in ([], ["--show", "--explain"], ["--show", "-o", "-"], ["--show", "--json"]):
        assert invoke(tmp_path / "a.txt", *options).exit_code == 2


def test_neither_loads_spacy(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT)
    for option in ("--show", "--explain"):
        code = (
            f"import sys; from docmine.cli import app; app(['clean', {str(tmp_path / 'a.txt')!r}, {option!r}], "
            "standalone_mode=False); sys.exit('spacy' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
