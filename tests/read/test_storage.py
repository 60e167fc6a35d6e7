"""Raw folders by URL; `memory://` is fsspec's own."""

import pytest

from docmine.config import ReadConfig
from docmine.documents import RawItem, Refused
from docmine.errors import ReadError
from docmine.read import listing, raw_folder, scan

fsspec = pytest.importorskip("fsspec", reason="the extra `ray` is not installed")

CONFIG = ReadConfig()
FILES = {
    "b.txt": b"words",
    "a/deep.html": b"<p>words",
    "a.txt": b"words",
    "reports.jsonl": b'{"text": "one"}\n\n{"text": "two"}\n',
    "photo.jpg": b"x",
    "empty.txt": b"",
    "README.md": b"about this folder",
    ".git/x/config.txt": b"secret",
    ".git/head.txt": b"secret",
    "sources.csv": b"file,url,publisher,title,published,language\nb.txt,,Desk,,2016,\ngone.txt,,,,,\n",
}


def told(item):
    return (item.path, item.sha256, item.metadata) if isinstance(item, RawItem) else item


@pytest.fixture
def remote():
    system = fsspec.filesystem("memory")
    for name, data in FILES.items():
        system.pipe(f"/reports/{name}", data)
    yield "memory://reports"
    system.rm("/reports", recursive=True)


def test_a_url_gives_what_a_folder_does(remote, tmp_path):
    for name, data in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert [told(item) for item in scan(remote, CONFIG)] == [told(item) for item in scan(tmp_path, CONFIG)]


def test_one_file_by_url(remote):
    (item,) = scan(f"{remote}/b.txt", CONFIG)
    assert (item.path, item.data) == ("b.txt", b"words")


def test_a_file_named_like_a_way_to_another_is_that_file(remote, tmp_path):
    (tmp_path / "secret.txt").write_text("not in the raw folder")
    fsspec.filesystem("memory").pipe(f"/reports/x::file://{tmp_path}/secret.txt", b"of others")
    assert [item.data for item in scan(remote, CONFIG) if isinstance(item, RawItem) and "::" in item.path] == [
        b"of others"
    ]


@pytest.mark.parametrize(("url", "said"), [("memory://gone", "no such"), ("nonsense://x", "nonsense")])
def test_urls_that_lead_nowhere(url, said):
    with pytest.raises(ReadError, match=said) as caught:
        list(listing(url, CONFIG))
    assert caught.value.remedy


def test_a_file_that_is_gone_when_it_is_opened_is_refused(remote, monkeypatch):
    found = scan(remote, CONFIG)
    first = next(found)
    fsspec.filesystem("memory").rm("/reports/a/deep.html")
    rest = [first, *found]
    assert "a/deep.html" in [item.path for item in rest if isinstance(item, Refused)]


def test_a_file_url_is_a_path(tmp_path):
    assert raw_folder(f"file://{tmp_path}") == tmp_path
    assert raw_folder(str(tmp_path)) == tmp_path
    assert raw_folder("s3://archive/2016") == "s3://archive/2016"
