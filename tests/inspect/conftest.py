"""A small run to look at, a client for its pages, and a browser where there is one."""

import os
import shutil
import socket
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from docmine import config, runner
from docmine.inspect.app import make_app
from docmine.inspect.security import TOKEN
from docmine.inspect.workspace import Workspace

REPORTS = {
    "clash.txt": """Fighting near the bridge

KESSEN, 4 May 2021 (Desk) – Fighters of the Ossul Guard attacked an army post near Gao on Monday.

Three soldiers were killed, the governor, Ada Lunde, said.

Sign up for our newsletter
""",
    "arabic.txt": """The mayor of Gao, who is called أحمد بن يوسف there, met elders on 5 May 2021. He said that
soldiers had arrested two traders in Mopti in April 2021, and that \"<script>alert('x')</script>\" was on a wall.
""",
    "long.txt": "Observers of the "
    + "Inter-Departmental-Commission-for-the-Coordination-of-Reconciliation-and-Resettlement " * 2
    + "visited Timbuktu on 6 May 2021.\n\nMilitants shelled the town of Timbuktu on 7 May 2021. They left Mopti.\n",
    "empty.txt": "",
}
"""Reports in our own words: plain, with a name from right to left and an attack on the page, with a name that is too
long for a line, and one that fails."""


@pytest.fixture(scope="session")
def ran(tmp_path_factory):
    """A workspace that was run once; take `workspace` where something is written."""
    folder = tmp_path_factory.mktemp("inspect")
    (folder / "raw").mkdir()
    (folder / "pipeline").mkdir()
    (folder / "pipeline" / "docmine.toml").write_text("[run]\nworkers = 1\n")
    for name, text in REPORTS.items():
        (folder / "raw" / name).write_text(text, encoding="utf-8")
    runner.run(folder / "raw", folder / "output", config.load(folder / "pipeline"))
    return folder


@pytest.fixture
def folder(ran, tmp_path):
    """A copy of it, of one's own."""
    return shutil.copytree(ran, tmp_path / "workspace")


@pytest.fixture
def workspace(folder):
    return Workspace(config.load(folder / "pipeline"), folder / "output", who="am")


@pytest.fixture
def client(workspace):
    """A client that sends the token along, as the pages do."""
    from starlette.testclient import TestClient

    app = make_app(workspace)
    return TestClient(app, base_url="http://127.0.0.1", headers={TOKEN: app.state.token})


@pytest.fixture
def doc_ids(workspace):
    """The id of each report, by its path."""
    with workspace.reading() as store:
        return {row["path"]: row["doc_id"] for row in store.execute("SELECT path, doc_id FROM documents")}


@contextmanager
def serving(workspace):
    """Serve a workspace in a thread; give its address."""
    import uvicorn

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        server = uvicorn.Server(uvicorn.Config(make_app(workspace), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def served(workspace):
    with serving(workspace) as address:
        yield address


def chromium() -> str | None:
    """Return the browser: what DOCMINE_CHROMIUM names, or the system's."""
    named = os.environ.get("DOCMINE_CHROMIUM")
    found = named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found if found and Path(found).exists() else None


@pytest.fixture(scope="session")
def browser():
    """Chromium without a window; skips where there is none."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here: install it, or name it in DOCMINE_CHROMIUM, to test the pages in a browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install 'docmine[test]'")
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=path, args=[*options, "--disable-sync", "--no-first-run"])
        yield launched
        launched.close()


@pytest.fixture
def tab(browser, served):
    """A page of a browser at the app; fails when it asks for anything elsewhere, or a script of it fails."""
    problems = []
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=served)
    tab = context.new_page()
    tab.on("request", lambda request: request.url.startswith(served) or problems.append(f"asked for {request.url}"))
    tab.on("pageerror", lambda error: problems.append(str(error)))
    # A refusal is an answer, which the browser calls an error.
    tab.on("console", lambda said: said.type == "error" and " 422 " not in said.text and problems.append(said.text))
    yield tab
    context.close()
    assert problems == []
