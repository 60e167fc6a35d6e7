"""Shared by all tests: the sample workspace, run once."""

import os
import shutil
import socket
import sqlite3
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """Return a copy of the sample workspace (raw/ and pipeline/) that has been run once."""
    from docmine import config, runner

    folder = tmp_path_factory.mktemp("samples")
    for name in ("raw", "pipeline"):
        shutil.copytree(ROOT / name, folder / name)
    settings = config.load(folder / "pipeline")
    runner.run(folder / "raw", folder / "output", settings)
    return folder


PIECES = ("[PAD]", "[unused1]", "[unused2]", "[UNK]", "[CLS]", "[SEP]", "the", "guard", "kes", "##sen", ".", "##s")


@pytest.fixture(scope="session")
def pieces():
    """A splitter of words that knows twelve pieces, and the pieces by their numbers."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    from docmine.wordpieces import Wordpieces

    tokenizer = Tokenizer(models.WordPiece({piece: number for number, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_special_tokens(["[CLS]", "[SEP]"])
    return Wordpieces(tokenizer.to_str()), PIECES


@pytest.fixture(scope="session")
def done():
    """Counts what is done in a store that another process writes; -1 before there is one."""

    def count(folder: Path) -> int:
        path = folder / "docmine.sqlite"
        if not path.exists():
            return -1
        with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as db:
            try:
                return db.execute("SELECT count(*) FROM _done").fetchone()[0]
            except sqlite3.OperationalError:
                return -1

    return count


@pytest.fixture(scope="module")
def shut():
    """No connection can be made and no name looked up while the tests of the module run, nor in what they start."""

    def refuse(*args, **kwargs):
        raise AssertionError("docmine must not use the network")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto", "sendmsg"):
            patch.setattr(socket.socket, name, refuse)
        for name in ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyaddr"):
            patch.setattr(socket, name, refuse)
        closed = str(ROOT / "tests" / "closed")
        patch.syspath_prepend(closed)
        patch.setenv("PYTHONPATH", os.pathsep.join([closed, os.environ.get("PYTHONPATH", "")]))
        yield
