"""The commands as people type them."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docmine import cli
from docmine.cli import app
from docmine.store import Store

ROOT = Path(__file__).parents[2]


def invoke(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def workspace(samples, tmp_path_factory):
    """Return a copy of the sample workspace, with its tables."""
    folder = tmp_path_factory.mktemp("cli") / "workspace"
    shutil.copytree(samples, folder)
    return folder


def test_init_writes_a_workspace_once(tmp_path):
    assert "written" in invoke("init", tmp_path / "new").output
    settings = tmp_path / "new" / "pipeline" / "docmine.toml"
    assert (tmp_path / "new" / "raw").is_dir()
    settings.write_text("# mine\n")
    assert f"kept     {settings}" in invoke("init", tmp_path / "new").output.replace("\n", "")
    assert settings.read_text() == "# mine\n"


def test_run_says_what_it_found_and_what_to_do_next(workspace):
    result = invoke("run", workspace / "raw", "-o", workspace / "output", "-w", workspace)
    assert result.exit_code == 0
    assert "reports: none new, 6 unchanged" in result.output
    assert "next:" in result.output


def test_run_as_json(workspace):
    result = invoke("run", workspace / "raw", "-o", workspace / "output", "-w", workspace, "--json")
    summary = json.loads(result.stdout)
    assert (summary["unchanged"], summary["exit_code"], summary["counts"]["documents"]) == (6, 0, 7)


def test_status_counts_what_is_to_do(workspace):
    new = workspace / "raw" / "late.txt"
    new.write_text("A report came in late, and nobody has read it yet.")
    result = invoke("status", workspace / "raw", "-o", workspace / "output", "-w", workspace)
    new.unlink()
    assert "to do: 1 new, 0 changed, 0 to do again" in result.output
    assert result.output.endswith("next: docmine run\n")


def test_failures_are_named_and_the_exit_code_says_so(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "empty.txt").write_bytes(b"")
    result = invoke("run", raw, "-o", tmp_path / "output", "--workers", "1")
    assert result.exit_code == 1
    assert "problem: empty.txt: is empty" in result.output
    quiet = invoke("run", raw, "-o", tmp_path / "output", "--workers", "1", "--quiet")
    assert quiet.stdout == ""
    assert "empty.txt: is empty" in quiet.stderr


def test_status_counts_each_report_once(tmp_path):
    raw, output = tmp_path / "raw", tmp_path / "output"
    raw.mkdir()
    (raw / "a.txt").write_text("Soldiers came to Karvel on 3 May 2021.")
    (raw / "b.txt").write_bytes(b"\x00\x81\xfe" * 50)
    (raw / "c.bin").write_bytes(b"c")
    (raw / "d.txt").write_bytes(b"")
    assert "problem: b.txt: is " in invoke("run", raw, "-o", output, "--workers", "1").output
    assert "reports: 1 done, 1 skipped by rule, 2 failed" in invoke("status", raw, "-o", output).output


def test_a_problem_is_one_line_whatever_its_file_is_called(tmp_path):
    raw, output = tmp_path / "raw", tmp_path / "output"
    raw.mkdir()
    (raw / ("long name " * 12 + "\x1b[31m.txt")).write_bytes(b"")
    told = invoke("run", raw, "-o", output, "--workers", "1").output
    assert r"\x1b[31m.txt: is empty (save the report again, or remove the file)" in told
    assert "\x1b" not in told


def test_a_command_that_is_stopped_has_a_code_of_its_own(workspace, monkeypatch):
    def stop(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("docmine.plan.preview", stop)
    result = invoke("status", workspace / "raw", "-o", workspace / "output", "-w", workspace)
    assert (result.exit_code, result.output) == (130, "stopped\n")


def test_export_says_when_the_tables_are_not_whole(workspace, tmp_path):
    shutil.copytree(workspace / "output", tmp_path / "output")
    told = [invoke("export", "-o", tmp_path / "output", "-f", "csv").output]
    with Store(tmp_path / "output") as store, store.transaction():
        store.set_meta("unfinished", "1")
    told.append(invoke("export", "-o", tmp_path / "output", "-f", "csv").output)
    assert ["not whole: docmine run" in one for one in told] == [False, True]


def test_export_writes_every_format(workspace, tmp_path):
    result = invoke("export", "-o", workspace / "output", "--to", tmp_path, "-f", "xlsx", "-f", "parquet", "-f", "csv")
    assert result.exit_code == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert {"docmine.xlsx", "events.parquet", "events.csv"} <= names


def test_clean_streams_in_order_and_loses_nothing(tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "Skip to main content\n\nThe army left the town on Sunday, a teacher said by telephone.\n"
    source.write_text(json.dumps({"id": "a", "text": text}) + "\nnot json\n" + json.dumps({"id": "c"}) + "\n")
    result = invoke("clean", source, "-o", out)
    assert result.exit_code == 1
    first, second, third = map(json.loads, out.read_text().splitlines())
    assert first["id"] == "a"
    assert first["text"] == "The army left the town on Sunday, a teacher said by telephone."
    assert [text[line["start"] : line["end"]] for line in first["lines"] if line["keep"]] == [first["text"]]
    assert (second["id"], "error" in second) == (2, True)
    assert (third["id"], "error" in third) == ("c", True)


def test_annotate_gives_offsets_in_the_text_that_came_in(tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "Menu\n\nRebels attacked Aleppo on 3 May 2016, the army said.\n"
    records = [
        {"id": "a", "text": text, "dct": "2016-05-05"},
        {"id": "a", "text": text, "toponyms": [{"start": 22, "end": 28}]},
    ]
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert invoke("annotate", source, "-o", out).exit_code == 0
    first, second = map(json.loads, out.read_text().splitlines())
    for kind in ("entities", "timexes", "toponyms", "actors"):
        assert all(text[found["start"] : found["end"]] == found["text"] for found in first[kind])
    assert [(t["text"], t["earliest"], t["latest"]) for t in first["timexes"]] == [
        ("3 May 2016", "2016-05-03", "2016-05-03")
    ]
    (event,) = first["events"]
    assert (event["event_type"], event["place"], event["earliest"]) == ("ASSAULT", "Aleppo", "2016-05-03")
    assert text[slice(*event["spans"]["trigger"])] == "attacked"
    assert [(t["start"], t["end"], t["country"]) for t in second["toponyms"]] == [(22, 28, "SYR")]


@pytest.mark.parametrize("toponyms", ["x", 5, [{"start": 3}], [{"start": 50, "end": 9000}], [{"start": 4, "end": 4}]])
def test_bad_toponyms_are_that_lines_error(tmp_path, toponyms):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    good = {"id": 7, "text": "Nobody was hurt in the town, the mayor said."}
    source.write_text(json.dumps({**good, "id": None, "toponyms": toponyms}) + "\n" + json.dumps(good) + "\n")
    assert invoke("annotate", source, "-o", out).exit_code == 1
    first, second = map(json.loads, out.read_text().splitlines())
    assert (first["id"], "toponym" in first["error"]) == (None, True)
    assert (second["id"], "entities" in second) == (7, True)


def test_annotate_for_review_writes_sentences_of_reports_and_of_a_run(workspace, tmp_path):
    from docmine.labelled import format_of, read

    run, reports = tmp_path / "run.tsv", tmp_path / "reports.jsonl"
    common = ("--for", "review", "-w", workspace)
    result = invoke("annotate", workspace / "output", "-o", run, *common)
    assert result.exit_code == 0
    assert "sentences, those with the rarest names first" in result.output.replace("\n", " ")
    assert invoke("annotate", workspace / "raw", "-o", reports, *common, "--limit", "5").exit_code == 0
    assert (format_of(run), format_of(reports)) == ("webanno", "prodigy")
    whole, few = read([run], {}), read([reports], {})
    assert [(item.text, item.spans, item.doc) for item in few] == [
        (item.text, item.spans, item.doc) for item in whole[:5]
    ]
    with Store(workspace / "output", readonly=True) as store:
        assert all(store.text(item.doc)[1][item.offset :].startswith(item.text) for item in whole)


def test_annotate_for_review_names_documents_that_fail(tmp_path):
    source = tmp_path / "in.jsonl"
    good = {"id": 7, "text": "Nobody was hurt in the town, the mayor said."}
    source.write_text("not json\n" + json.dumps(good) + "\n")
    result = invoke("annotate", source, "-o", "-", "--for", "review", "--no-clean")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["text"] == good["text"]
    assert "failed: 1: " in result.stderr


def test_options_for_review_need_it(tmp_path):
    result = invoke("annotate", tmp_path, "-o", "-", "--limit", "5")
    assert result.exit_code == 2
    assert "go with --for review" in " ".join(result.output.replace("│", " ").split())


def test_doctor_finds_all_well(workspace):
    result = invoke("doctor", "-o", workspace / "output", "-w", workspace)
    assert result.exit_code == 0
    assert "FAIL" not in result.output


def test_doctor_reads_the_tables_that_the_settings_name(tmp_path):
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "docmine.toml").write_text('[curated.mine]\nfile = "mine.csv"\n')
    (tmp_path / "mine.csv").write_text("event_id,event_date\nX-1,2021-03-12\nX-1,2021-03-13\n")
    result = invoke("doctor", "-o", tmp_path / "output", "-w", tmp_path)
    assert result.exit_code != 0
    assert "X-1" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere"], "nowhere: no such folder or file"),
        (["export", "-o", "nowhere"], "nowhere: there are no tables here"),
        (["run", "-w", "nowhere"], "there is no pipeline/ here"),
    ],
)
def test_errors_are_one_line_and_exit_code_2(arguments, message, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["docmine", *arguments])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def test_a_wrong_setting_is_named_with_its_neighbour(tmp_path):
    from docmine.errors import ConfigError

    folder = tmp_path / "pipeline"
    folder.mkdir()
    (folder / "docmine.toml").write_text("[run]\nworker = 2\n[clean]\nthreshold = 7\n")
    with pytest.raises(ConfigError) as error:
        invoke("run", "-w", tmp_path)
    assert "run.worker: no such key; did you mean workers?" in str(error.value)
    assert "clean.threshold" in str(error.value)


def test_a_reader_that_has_seen_enough_ends_the_stream_and_nothing_else(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "text": "Shells hit the market on Friday, the army said."}\n' * 4000)
    command = [sys.executable, "-c", "from docmine.cli import main; main()", "clean", str(source), "-o", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert json.loads(process.stdout.readline())["id"] == 1
        process.stdout.close()
        assert (process.wait(timeout=60), process.stderr.read()) == (141, "")


def test_a_stream_leaves_the_signals_of_its_process_alone(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "text": "Shells hit the market on Friday, the army said."}\n')
    before = signal.getsignal(signal.SIGPIPE)
    assert invoke("clean", source, "-o", "-").exit_code == 0
    assert signal.getsignal(signal.SIGPIPE) == before


def test_an_error_lists_what_is_wrong_and_steers_no_terminal(tmp_path, monkeypatch, capsys):
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "docmine.toml").write_text('[run]\nworkers = "\\u001b[2J"\nbatches = 1\n')
    monkeypatch.setattr(sys, "argv", ["docmine", "run", str(tmp_path), "-w", str(tmp_path)])
    with pytest.raises(SystemExit, match="2"):
        cli.main()
    told = capsys.readouterr().err
    assert "\n  run.workers: " in told
    assert "\n  run.batches: no such key; did you mean batch?" in told
    assert "\x1b[2J" not in told
