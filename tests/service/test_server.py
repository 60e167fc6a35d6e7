"""`docmine serve-reconcile` as people start and end it."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest
from typer.testing import CliRunner

from docmine.cli import app
from docmine.errors import QueryError, ResourceError


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "pipeline").mkdir()
    return tmp_path


def serve(*arguments):
    return CliRunner().invoke(app, ["serve-reconcile", *map(str, arguments)], catch_exceptions=False)


def test_a_port_in_use_is_an_error():
    from docmine.service.server import serve as run

    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(QueryError, match="choose another with --port"):
        run({}, taken.getsockname()[1], ())


def test_what_is_missing_is_named(workspace, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "docmine.service.server", raising=False)
    with pytest.raises(ResourceError, match=r"serving needs uvicorn \(pip install 'docmine\[web\]'\)"):
        serve("-w", workspace)


@pytest.mark.parametrize("site", ["example.org", "https://example.org/page", "ftp://example.org", ""])
def test_a_web_site_is_named_by_scheme_and_host(workspace, site):
    result = serve("--origin", site, "-w", workspace)
    assert result.exit_code == 2
    assert "is no web site" in result.output


@pytest.mark.slow
def test_it_answers_until_it_is_interrupted(workspace):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from docmine.cli import main; main()", "serve-reconcile"]
    arguments = ["--port", str(port), "-w", str(workspace)]
    with subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        shown = [process.stdout.readline() for _ in range(3)]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/actors", timeout=20) as answer:
            assert json.load(answer)["versions"] == ["0.2"]
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
    assert shown[0] == f"actors   http://127.0.0.1:{port}/actors\n"
    assert shown[1] == f"places   http://127.0.0.1:{port}/places\n"
    assert "Ctrl-C" in shown[2]
